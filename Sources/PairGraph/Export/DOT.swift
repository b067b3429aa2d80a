extension Picture {
  /// The picture in the DOT language of Graphviz.
  ///
  /// `dot`, `fdp`, `sfdp`, `neato` and `osage` read it without a warning, whatever the texts hold. A node is called by its id (see
  /// ``Node/id``) and carries its type and mark as `class`, which `gvpr` can select by and CSS can restyle in the SVG. Where every
  /// node has a position, `layout=neato` keeps it there, and `neato -n2` works as well.
  ///
  /// - Returns: UTF-8 without a byte order mark (one would be a syntax error), lines ending in LF; the same bytes for the same picture.
  /// - Complexity: linear in the size of the picture.
  public func dot() -> [UInt8] {
    var writer = DOTWriter(self)
    return writer.write()
  }

  /// How many ids are too long for Graphviz: the DOT has their beginnings, made unlike each other.
  public var longIDs: Int { nodes.count { $0.id.utf8.count > DOTNames.longest } }

  /// The most levels of boxes, where the picture has more: the DOT then has no deeper ones.
  public var cutDepth: Int? { DOTBoxes(of: self).isFlattened ? DOTBoxes.deepest : nil }

  func look(of group: Int) -> GroupLook { looks.indices.contains(group &- 1) ? looks[group - 1] : GroupLook(group) }

  /// Whether colour means the group.
  var hasGroups: Bool {
    nodes.contains { if case .group = $0.mark { true } else { false } }
  }
}

/// Writes one picture, from the outside in: settings, boxes with their nodes, edges.
private struct DOTWriter {
  let picture: Picture
  let names: [String]
  let clusterPrefix: String
  let boxes: DOTBoxes
  let hasGroups: Bool
  var out: [UInt8] = []

  init(_ picture: Picture) {
    self.picture = picture
    names = DOTNames.names(of: picture.nodes.map(\.id))
    clusterPrefix = DOTNames.clusterPrefix(besides: names)
    boxes = DOTBoxes(of: picture)
    hasGroups = picture.hasGroups
  }

  mutating func write() -> [UInt8] {
    append("digraph pairgraph {\n")
    appendSettings()
    appendBoxes()
    for edge in picture.edges { append(edge) }
    append("}\n")
    return out
  }

  private mutating func append(_ text: String) { out += text.utf8 }

  private mutating func appendSettings() {
    let fonts = "fontname=\"\(DOTLook.fonts)\", fontcolor=\"\(DOTLook.text)\""
    append("  graph [charset=\"UTF-8\", \(fonts), fontsize=12, pad=0.2, outputorder=edgesfirst,\n")
    append("    rankdir=LR, nodesep=0.12, ranksep=0.7, sep=\"+\(picture.sheet == nil ? 12 : 1)\", labelloc=t")
    let placed = picture.nodes.count { $0.place != nil }
    // Without inputscale, neato takes positions for inches.
    if placed > 0 { append(", inputscale=72") }
    if placed > 0 && placed == picture.nodes.count {
      // Of the ways to part nodes that overlap, this one leaves all others where they are. A sheet of A4 holds it.
      let (width, height) = picture.sheet.map { ($0.width, $0.height) } ?? (7.5, 11)
      append(", overlap=vpsc, layout=neato, size=\"\(decimal(width)),\(decimal(height))\"")
    } else {
      append(", overlap=prism")
      // Components in rows and columns, not in one endless line. With boxes, dot 2.43 would read memory it has freed.
      let isLoose = picture.edges.isEmpty
      if isLoose || boxes.roots.isEmpty { append(", pack=16, packmode=array") }
      if isLoose { append(", layout=osage") }
      // Ties without direction have no ranks: in rows and columns groups would stand in one endless pile.
      if !isLoose, hasGroups, picture.edges.allSatisfy({ !$0.isDirected }) { append(", layout=fdp") }
    }
    append("]\n")
    let label = DOTLegend.label(of: picture)
    if !label.isEmpty {
      append("  label=")
      out += label
      append("\n")
    }
    if let sheet = picture.sheet {
      append("  node [\(fonts), fontsize=\(decimal(sheet.font)), style=filled, margin=\"0.04,0.01\", width=0.1, height=0.1]\n")
    } else {
      append("  node [\(fonts), fontsize=11, style=filled, margin=\"0.1,0.05\", width=0.4, height=0.3]\n")
    }
    append("  edge [\(fonts), fontsize=10, arrowsize=0.7]\n")
  }
}

// MARK: Boxes
extension DOTWriter {
  private enum Step {
    case open(Int, depth: Int), close(depth: Int)
  }

  /// A stack instead of recursion: boxes may be nested as deep as the input likes.
  private mutating func appendBoxes() {
    for node in boxes.loose { append(node, depth: 1) }
    var steps: [Step] = boxes.roots.reversed().map { .open($0, depth: 1) }
    while let step = steps.popLast() {
      switch step {
      case .close(let depth):
        append(Self.indent(depth) + "}\n")
      case .open(let box, let depth):
        appendOpening(of: box, depth: depth)
        for node in boxes.members[box] { append(node, depth: depth + 1) }
        steps.append(.close(depth: depth))
        steps += boxes.children[box].reversed().map { .open($0, depth: depth + 1) }
      }
    }
  }

  private mutating func appendOpening(of box: Int, depth: Int) {
    let cluster = picture.clusters[box]
    append(Self.indent(depth) + "subgraph \(clusterPrefix)\(box) {\n" + Self.indent(depth + 1))
    append("graph [style=\"rounded,filled\", fillcolor=\"#00000008\", color=\"#8C8C8C\", label=")
    let name = DOTLines.lines(of: cluster.name)
    DOTText.appendLabel(name.isEmpty ? DOTLines.lines(of: cluster.id) : name, to: &out)
    append(", tooltip=")
    appendTooltip(name: cluster.name, id: cluster.id)
    append("]\n")
  }

  private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: min(depth, 8)) }
}

// MARK: Nodes
extension DOTWriter {
  private mutating func append(_ index: Int, depth: Int) {
    let node = picture.nodes[index]
    append(Self.indent(depth))
    DOTText.appendName(names[index], to: &out)
    append(" [label=")
    appendLabel(of: node)
    append(", " + attributes(of: node))
    if let place = node.place { append(", pos=\"\(decimal(place.x)),\(decimal(place.y))!\"") }
    append(", tooltip=")
    appendTooltip(name: node.name, id: node.id)
    append("]\n")
  }

  private mutating func appendLabel(of node: Picture.Node) {
    guard !node.headline.isEmpty else { return DOTText.appendLabel(labelLines(of: node), to: &out) }
    let font = (picture.sheet?.font ?? 11) * DOTLook.headlineShare
    append("<<FONT POINT-SIZE=\"\(decimal(font))\"><B>")
    DOTText.appendHTML(DOTLines.line(of: node.headline), to: &out)
    append("</B></FONT>")
    for (index, line) in labelLines(of: node).enumerated() {
      append(index == 0 ? " " : "<BR/>")
      DOTText.appendHTML(line, to: &out)
    }
    append(">")
  }

  private func labelLines(of node: Picture.Node) -> [String] {
    var lines = DOTLines.lines(of: node.name)
    if lines.isEmpty { lines = DOTLines.lines(of: node.id) }
    if lines.isEmpty { lines = ["—"] }
    for detail in node.details { lines += DOTLines.lines(of: detail) }
    if !node.headline.isEmpty { return lines }
    if !node.signs.isEmpty { return lines + node.signs.map { DOTLines.line(of: $0) } }
    switch node.mark {
    case .none: break
    case .uncovered: lines.append(DOTLines.line(of: "▼ " + picture.legend.uncovered))
    case .overloaded: lines.append(DOTLines.line(of: "▲ " + picture.legend.overloaded))
    case .both: lines += ["▼ " + picture.legend.uncovered, "▲ " + picture.legend.overloaded].map { DOTLines.line(of: $0) }
    case .group(let number): lines.append(DOTLines.line(of: picture.legend.group + " \(number)"))
    case .cut: lines.append(DOTLines.line(of: DOTLook.cutSign + " " + picture.legend.cut))
    }
    return lines
  }

  private func attributes(of node: Picture.Node) -> String {
    let index = DOTLook.index(of: node.type)
    let look = DOTLook.all[index]
    var styles = look.isRounded ? ["filled", "rounded"] : ["filled"]
    var words = [index < DOTLook.types.count ? DOTLook.types[index] : "other"]
    var fill = hasGroups ? DOTLook.blank : look.fill
    var border = look.border
    var isAlarm = false
    switch node.mark {
    case .none: break
    case .uncovered:
      styles.append("dashed")
      words.append("uncovered")
      // Hollow: what is missing here is seen without colours, too.
      fill = DOTLook.blank
      (border, isAlarm) = (border + 1, true)
    case .overloaded:
      words.append("overloaded")
      (border, isAlarm) = (border + 1, true)
    case .both:
      styles.append("dashed")
      words += ["uncovered", "overloaded"]
      fill = DOTLook.blank
      (border, isAlarm) = (border + 2, true)
    case .group(let number):
      words.append("group-\(number)")
      let look = picture.look(of: number)
      fill = DOTLook.groupFills[look.fill]
      if let border = DOTLook.groupBorders[look.border] { styles.append(border) }
    case .cut:
      words.append("cut")
      styles.append("bold")
      border += 1
    }
    return "class=\"\(words.joined(separator: " "))\", shape=\(look.shape), style=\"\(styles.joined(separator: ","))\""
      + ", fillcolor=\"\(fill)\", color=\"\(isAlarm ? DOTLook.alarm : look.line)\""
      + (border > 1 ? ", peripheries=\(border)" : "") + (isAlarm ? ", penwidth=2.5" : "")
  }

  /// The name in full, and the id where it says more.
  private mutating func appendTooltip(name: String, id: String) {
    // As much as Graphviz reads in one text.
    let name = DOTLines.line(of: name, room: 2000)
    let id = DOTLines.line(of: id, room: 2000)
    DOTText.appendTooltip(name.isEmpty ? id : name == id || id.isEmpty ? name : "\(name) (\(id))", to: &out)
  }
}

// MARK: Edges
extension DOTWriter {
  private mutating func append(_ edge: Picture.Edge) {
    guard names.indices.contains(edge.from), names.indices.contains(edge.to) else { return }
    append("  ")
    DOTText.appendName(names[edge.from], to: &out)
    append(" -> ")
    DOTText.appendName(names[edge.to], to: &out)
    // A wide line in the dark of a narrow one would bury its own label.
    let color =
      edge.mark == .cut ? DOTLook.bridge : edge.mark != .none ? DOTLook.alarm : edge.weight > 1 ? DOTLook.bundle : edge.style.color
    append(" [class=\(edge.word), \(edge.style.shape), color=\"\(color)\"")
    if !edge.isDirected { append(", dir=none") }
    if edge.mark == .cut {
      append(", penwidth=1.5")
    } else if edge.mark != .none {
      append(", penwidth=2.5, fontcolor=\"\(DOTLook.alarm)\"")
    } else if edge.penWidth != 1 {
      append(", penwidth=\(decimal(edge.penWidth))")
    }
    // What breaks a bound says so in lines of its own.
    let label = edge.label.split(separator: "\n").flatMap { DOTLines.lines(of: String($0)) }
    if !label.isEmpty {
      // With boxes, labels that dot makes room for now and then end in a crash (2.43); labels written afterwards never do.
      append(boxes.roots.isEmpty ? ", label=" : ", xlabel=")
      DOTText.appendLabel(label, to: &out)
    }
    append(", tooltip=")
    DOTText.appendTooltip(shownName(of: edge.from) + (edge.isDirected ? " → " : " – ") + shownName(of: edge.to), to: &out)
    append("]\n")
  }

  private func shownName(of index: Int) -> String {
    let node = picture.nodes[index]
    let name = DOTLines.line(of: node.name)
    return name.isEmpty ? DOTLines.line(of: node.id) : name
  }
}

extension Picture.Node {
  /// The position, if it is one that can be drawn: a million points are 350 metres.
  fileprivate var place: SIMD2<Double>? {
    guard let position, abs(position.x) <= 1e6, abs(position.y) <= 1e6 else { return nil }
    return position
  }
}

extension Picture.Edge {
  /// Its style, and how it is marked, as a class.
  fileprivate var word: String {
    switch mark {
    case .none, .group: style.word
    case .cut: "\"\(style.word) bridge\""
    case .uncovered: "\"\(style.word) below\""
    case .overloaded: "\"\(style.word) above\""
    case .both: "\"\(style.word) below above\""
    }
  }

  fileprivate var isDirected: Bool { directed && style != .adjacency }

  /// Grows by four tenths of a point with every doubling of the weight, up to six points.
  fileprivate var penWidth: Double {
    let thinnest = style == .adjacency ? 0.5 : 1
    guard weight > 1, weight.isFinite else { return weight > 1 ? 6 : thinnest }
    // The logarithm to the base 2, by straight pieces between the powers of two.
    let doublings = Double(weight.exponent) + weight.significand - 1
    return min(thinnest + 0.4 * doublings, 6)
  }
}

/// A number with at most two digits after the point, and never an exponent.
private func decimal(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  let size = hundredths.magnitude
  let fraction = size % 100
  let digits = fraction == 0 ? "" : fraction % 10 == 0 ? ".\(fraction / 10)" : fraction < 10 ? ".0\(fraction)" : ".\(fraction)"
  return (hundredths < 0 ? "-" : "") + "\(size / 100)" + digits
}

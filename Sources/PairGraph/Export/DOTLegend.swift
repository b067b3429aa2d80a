/// Title and legend, as one HTML-like label of the whole graph.
///
/// As the graph's label it stands outside the layout: it needs no node of its own, so it pushes nothing aside in any engine, never
/// overlaps the drawing, and programs that read the file count only real nodes.
struct DOTLegend {
  private var out: [UInt8] = []
  private let picture: Picture

  /// The label with its outer angle brackets; empty if there is neither a title nor a sign to explain.
  static func label(of picture: Picture) -> [UInt8] {
    var legend = DOTLegend(picture)
    legend.appendLabel()
    return legend.out
  }

  private init(_ picture: Picture) { self.picture = picture }

  private mutating func appendLabel() {
    let title = DOTLines.lines(of: picture.title, room: 300)
    let rows = [typeItems(), markItems(), edgeItems()].filter { !$0.isEmpty }
    guard !title.isEmpty || !rows.isEmpty else { return }
    append("<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\" CELLPADDING=\"2\">\n")
    for line in title {
      append("    <TR><TD><FONT POINT-SIZE=\"20\">")
      DOTText.appendHTML(line, to: &out)
      append("</FONT></TD></TR>\n")
    }
    if !rows.isEmpty { appendBox(rows) }
    append("  </TABLE>>")
  }

  private mutating func appendBox(_ rows: [[Item]]) {
    append("    <TR><TD><TABLE BORDER=\"1\" COLOR=\"#999999\" STYLE=\"ROUNDED\" CELLBORDER=\"0\" CELLSPACING=\"2\" CELLPADDING=\"0\">\n")
    let title = DOTLines.line(of: picture.legend.title)
    let widths = rows.map { $0.reduce(0) { $0 + $1.width } }
    for (index, row) in rows.enumerated() {
      append("      <TR>")
      if index == 0 && !title.isEmpty {
        append("<TD ROWSPAN=\"\(rows.count)\" CELLPADDING=\"6\">")
        DOTText.appendHTML(title, to: &out)
        append("</TD>")
      }
      append("<TD><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\" CELLPADDING=\"1\"><TR>")
      for item in row { append(item) }
      // Graphviz would spread a short row over the width of the longest; an empty cell takes up the difference.
      let rest = (widths.max() ?? 0) - widths[index] - 4
      if rest > 0 { append("<TD WIDTH=\"\(rest)\"></TD>") }
      append("</TR></TABLE></TD></TR>\n")
    }
    append("    </TABLE></TD></TR>\n")
  }

  private mutating func append(_ item: Item) {
    append(item.chip + "<TD ALIGN=\"LEFT\">")
    DOTText.appendHTML(item.text, to: &out)
    append("</TD>")
  }

  private mutating func append(_ markup: String) { out += markup.utf8 }
}

extension DOTLegend {
  /// A sign, as table cells, and what it means.
  private struct Item {
    let chip: String
    let text: String
    /// About how wide it is, in points.
    let width: Int

    /// - Parameter width: of the chip, in points.
    init?(_ chip: String, width: Int, _ text: String) {
      self.chip = chip
      self.text = DOTLines.line(of: text)
      // At 12 points, a Chinese character, which is five units, is 12 points wide; Latin ones are a little narrower.
      self.width = width + DOTLines.width(of: self.text) * 23 / 10 + 6
      if self.text.isEmpty { return nil }
    }
  }

  private func typeItems() -> [Item] {
    let shown = Set(picture.nodes.map(\.type))
    return DOTLook.all.enumerated().compactMap { index, look in
      let texts = picture.legend.types.filter { DOTLook.index(of: $0.type) == index && shown.contains($0.type) }.map(\.text)
      // Where colour means the group, it does not mean the type.
      let cell = Self.cell(look.sign, "WIDTH=\"20\" BGCOLOR=\"\(picture.hasGroups ? DOTLook.blank : look.fill)\"")
      let chip = look.border == 1 ? cell : Self.framed(cell, width: 1, color: look.line)
      return Item(chip, width: 20 + 8 * look.border, texts.filter { !$0.isEmpty }.joined(separator: " / "))
    }
  }

  private func markItems() -> [Item] {
    let marks = Set(picture.nodes.map(\.mark))
    var items: [Item?] = []
    if marks.contains(.uncovered) || marks.contains(.both) {
      let chip = Self.cell("▼", "WIDTH=\"24\" BORDER=\"2\" STYLE=\"DASHED\" COLOR=\"\(DOTLook.alarm)\"")
      items.append(Item(chip, width: 30, picture.legend.uncovered))
    }
    if marks.contains(.overloaded) || marks.contains(.both) {
      let cell = Self.cell("▲", "WIDTH=\"20\" BORDER=\"2\" COLOR=\"\(DOTLook.alarm)\"")
      items.append(Item(Self.framed(cell, width: 2, color: DOTLook.alarm), width: 38, picture.legend.overloaded))
    }
    let numbers = marks.compactMap { if case .group(let number) = $0 { number } else { nil } }.sorted()
    if !numbers.isEmpty {
      let shown = numbers.prefix(DOTLook.groupFills.count)
      let chips = shown.map { Self.cell("\($0)", "WIDTH=\"20\" BGCOLOR=\"\(DOTLook.groupFills[picture.look(of: $0).fill])\"") }
      let more = shown.count < numbers.count ? [Self.cell("…")] : []
      items.append(Item((chips + more).joined(), width: 24 * (chips + more).count, picture.legend.group))
    }
    if marks.contains(.cut) {
      items.append(
        Item(
          Self.framed(Self.cell(DOTLook.cutSign, "WIDTH=\"20\" BORDER=\"2\""), width: 2, color: DOTLook.text), width: 38, picture.legend.cut
        ))
    }
    return items.compactMap(\.self)
  }

  private func edgeItems() -> [Item] {
    let styles = Set(picture.edges.map(\.style))
    var items = Picture.EdgeStyle.allCases.filter(styles.contains).map {
      Item(Self.cell($0.sign), width: 32, $0.text(in: picture.legend))
    }
    if picture.edges.contains(where: { $0.mark == .cut }) {
      items.append(Item(Self.doubleLine, width: 36, picture.legend.bridge))
    }
    if picture.edges.contains(where: { $0.mark != .none && $0.mark != .cut }) {
      let cell = "<TD><FONT POINT-SIZE=\"13\" COLOR=\"\(DOTLook.alarm)\">━▶</FONT></TD>"
      items.append(Item(cell, width: 32, picture.legend.marked))
    }
    if picture.edges.contains(where: { $0.weight > 1 && $0.mark != .cut }) {
      items.append(Item(Self.cell("━━"), width: 32, picture.legend.weight))
    }
    return items.compactMap(\.self)
  }

  private static let doubleLine =
    "<TD CELLPADDING=\"0\"><TABLE BORDER=\"0\" CELLBORDER=\"1\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>"
    + "<TD SIDES=\"TB\" WIDTH=\"26\" HEIGHT=\"4\"></TD></TR></TABLE></TD>"

  private static func cell(_ sign: String, _ attributes: String = "") -> String {
    "<TD\(attributes.isEmpty ? "" : " ")\(attributes)><FONT POINT-SIZE=\"13\">\(sign)</FONT></TD>"
  }

  private static func framed(_ cell: String, width: Int, color: String) -> String {
    "<TD CELLPADDING=\"0\"><TABLE BORDER=\"\(width)\" COLOR=\"\(color)\" CELLBORDER=\"\(width)\" CELLSPACING=\"2\" CELLPADDING=\"0\">"
      + "<TR>" + cell + "</TR></TABLE></TD>"
  }
}

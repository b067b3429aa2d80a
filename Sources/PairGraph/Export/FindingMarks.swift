/// How a node or an edge stands out, and what its label says about it.
struct FindingMark: Sendable {
  private(set) var lines: [String] = []
  /// What falls short of a bound, as it is called: by help, or by anything else.
  private(set) var below: Set<FindingWord> = []
  private(set) var above: Set<FindingWord> = []

  var mark: Picture.Mark {
    switch (below.isEmpty, above.isEmpty) {
    case (true, true): .none
    case (false, true): .uncovered
    case (true, false): .overloaded
    case (false, false): .both
    }
  }

  /// What breaks a dozen norms says so, but does not list them all.
  mutating func add(_ line: String, isBelow: Bool, _ word: FindingWord) {
    if isBelow { below.insert(word) } else { above.insert(word) }
    if lines.count < 3 { lines.append(line) } else if lines.count == 3 { lines.append("…") }
  }
}

/// Whether a finding is about help: a node without helpers is uncovered, one that helps too many is overloaded. All else is below or above.
enum FindingWord: Hashable, Sendable { case help, other }

extension Norm {
  /// What breaking it is called.
  func word(isBelow: Bool) -> FindingWord {
    guard measure == .count, linkType == "pairing", !isOfEdges, place != "audit" else { return .other }
    return side == (isBelow ? .helped : .helps) ? .help : .other
  }
}

extension CheckResult.NormResult {
  /// The norm with the side on which its subjects stand in these data.
  var sided: Norm {
    var norm = norm
    norm.side = norm.side ?? side
    return norm
  }
}

extension NetworkDrawing {
  /// A finding with its norm.
  struct Found {
    var finding: Finding
    var norm: Norm

    var word: FindingWord { norm.word(isBelow: finding.isBelow) }
  }

  var found: [Found] {
    let (lower, upper) = (coverage?.check.map { $0.norms.map(\.sided) }, overload?.check.map { $0.norms.map(\.sided) })
    return (coverage?.findings ?? []).map { Found(finding: $0, norm: (lower ?? coverage?.norms ?? [])[$0.norm]) }
      + (overload?.findings ?? []).map { Found(finding: $0, norm: (upper ?? overload?.norms ?? [])[$0.norm]) }
  }

  /// The node that a finding is about, or both ends of the edge.
  func nodes(of found: Found) -> [Int] {
    guard let edges = edges(of: found) else { return [found.finding.subject] }
    return [Int(edges.from[found.finding.subject]), Int(edges.to[found.finding.subject])]
  }

  /// The table of the edge that a finding is about; nil for a node.
  func edges(of found: Found) -> EdgeTable? {
    found.norm.isOfEdges ? network.edges(TableSpec.edges(ofType: found.norm.subject?.type ?? "")) : nil
  }

  /// Node -> its mark.
  var nodeMarks: [Int: FindingMark] {
    var result: [Int: FindingMark] = [:]
    for found in found where !found.norm.isOfEdges {
      result[found.finding.subject, default: FindingMark()].add(line(found), isBelow: found.finding.isBelow, found.word)
    }
    return result
  }

  /// Marks the lines of edges that findings are about; what is not alive on the day is drawn for that.
  func mark(_ edges: inout [Picture.Edge], among members: [Int]) {
    var number: [Int: Int] = [:]
    for (index, node) in members.enumerated() { number[node] = index }
    struct Ends: Hashable {
      var from: Int
      var to: Int
      var style: Picture.EdgeStyle
    }
    var lines: [Ends: Int] = [:]
    for (index, edge) in edges.enumerated() { lines[Ends(from: edge.from, to: edge.to, style: edge.style)] = index }
    var marks: [Int: FindingMark] = [:]
    for found in found {
      guard let table = self.edges(of: found) else { continue }
      let style = Self.styles.first { $0.0.file == table.spec.file }?.1 ?? .pairing
      guard let from = number[Int(table.from[found.finding.subject])], let to = number[Int(table.to[found.finding.subject])] else {
        continue
      }
      let ends = style == .membership ? Ends(from: to, to: from, style: style) : Ends(from: from, to: to, style: style)
      let line = lines[ends] ?? edges.count
      if line == edges.count { edges.append(Picture.Edge(from: ends.from, to: ends.to, style: style, directed: true)) }
      lines[ends] = line
      let sign = found.finding.isBelow ? "▼" : "▲"
      marks[line, default: FindingMark()].add("\(sign) \(self.line(found))", isBelow: found.finding.isBelow, found.word)
    }
    for (line, mark) in marks {
      edges[line].mark = mark.mark
      edges[line].label = ([edges[line].label].filter { !$0.isEmpty } + mark.lines).joined(separator: "\n")
    }
  }

  /// A finding in a line of a label: the norm, what is measured, what there is and what is asked.
  func line(_ found: Found) -> String {
    let (norm, finding) = (found.norm, found.finding)
    let name = norm.place.isEmpty ? "" : texts.brief(norm.id, room: 40)
    // Of an edge that is not what it should be the norm says all.
    if norm.isOfOwnEdge, norm.measure == .count { return name }
    let isHelp = found.word == .help
    let key: TextKey =
      finding.isBelow ? (isHelp || norm.measure == .count ? .labelHas : .labelAtLeast) : (isHelp ? .labelLoad : .labelAtMost)
    let words = [name, measure(norm), texts(key, finding.has.description, finding.bound.description)]
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func measure(_ norm: Norm) -> String {
    switch norm.measure {
    case .count: norm.place == "audit" || norm.linkType == "pairing" ? "" : texts(norm.linkType == "member" ? .member : .visit)
    case .events: texts(.visit)
    case .days: texts(.labelDays)
    case .sum(let column), .sumOfPartners(let column): texts.brief(column, room: 40)
    }
  }

  /// The marks of a node in words, where those of the legend do not fit.
  func signs(_ mark: FindingMark) -> [String] {
    let words =
      (mark.below.sorted { $0 == .help && $1 != .help }.map { "▼ " + word($0, isBelow: true) }
        + mark.above.sorted { $0 == .help && $1 != .help }.map { "▲ " + word($0, isBelow: false) })
    return words
  }

  private func word(_ word: FindingWord, isBelow: Bool) -> String {
    switch word {
    case .help: texts(isBelow ? .legendUncovered : .legendOverloaded)
    case .other: texts(isBelow ? .legendBelow : .legendAbove)
    }
  }

  /// What the legend calls a mark: as all findings are called that have it.
  func word(isBelow: Bool) -> String {
    let words = Set(found.filter { $0.finding.isBelow == isBelow && !$0.norm.isOfEdges }.map(\.word))
    let own: [FindingWord] = words.isEmpty ? [.help] : words.contains(.help) ? (words.count > 1 ? [.help, .other] : [.help]) : [.other]
    return own.map { word($0, isBelow: isBelow) }.joined(separator: " / ")
  }
}

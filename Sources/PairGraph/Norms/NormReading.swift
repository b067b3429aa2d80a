internal import TableIO

/// Reads one row of a pack, noting everything that is wrong with it.
struct NormReading {
  private let file: String
  private let line: Int
  private let cells: [String: (text: String, byte: Int)]
  private(set) var faults: [NormFault] = []

  init(file: String, line: Int, cells: [String: (text: String, byte: Int)]) {
    (self.file, self.line, self.cells) = (file, line, cells)
  }

  /// A cell without the blanks around it. Names keep their signs: `（` in a kind is not `(`.
  private func cell(_ column: String) -> String {
    var text = (cells[column]?.text ?? "")[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// A cell that holds a word or a number of the format, whatever the width of its signs.
  private func word(_ column: String) -> String { CellText.folded(cell(column)) }

  mutating func add(_ kind: NormFault.Kind, _ column: String) {
    faults.append(
      NormFault(
        file: file, line: line, byte: cells[column]?.byte ?? cells["id"]?.byte ?? 0, column: column, norm: cell("id"), value: cell(column),
        kind: kind))
  }

  mutating func norm() -> Norm {
    var norm = Norm(id: cell("id"))
    if norm.id.isEmpty { add(.emptyID, "id") }
    (norm.title, norm.source, norm.place) = (cell("title"), cell("source"), "\(file):\(line)")
    norm.bytes = cells.mapValues(\.byte)
    norm.isInfo = choice("level", ["must", "info"]) == "info"
    norm.inherits = choice("inherit", ["no", "yes"]) == "yes"
    norm.side = choice("side", Norm.Side.allCases.map(\.rawValue)).flatMap { Norm.Side(rawValue: $0) }
    if cell("subject").isEmpty { add(.emptySubject, "subject") }
    // `*` is every node.
    norm.subject = cell("subject") == "*" ? nil : selector("subject")
    norm.relation = selector("relation")
    norm.partner = selector("partner")
    norm.measure = measure()
    norm.min = bound("min")
    norm.max = bound("max")
    if !word("every").isEmpty {
      norm.every = Period.Length(word("every"))
      if norm.every == nil { add(.badPeriod, "every") }
    }
    (norm.since, norm.until) = (day("since", .first), day("until", .last))
    if let since = norm.since, let until = norm.until, until < since { add(.untilBeforeSince, "until") }
    check(norm)
    return norm
  }

  /// One of some words; the first of them where the cell is empty, nil for sides.
  private mutating func choice(_ column: String, _ allowed: [String]) -> String? {
    let text = word(column).lowercased()
    if text.isEmpty { return nil }
    if !allowed.contains(text) { add(.unknownValue(allowed: allowed), column) }
    return text
  }

  private mutating func selector(_ column: String) -> Selector? {
    if cell(column).isEmpty { return nil }
    do throws(SelectorError) { return try Selector(cell(column)) } catch {
      add(.badSelector(error), column)
      return nil
    }
  }

  private mutating func measure() -> Norm.Measure {
    let text = word("measure")
    switch text {
    case "", "count": return .count
    case "events": return .events
    case "days": return .days
    default:
      guard text.hasPrefix("sum:"), text.count > 4 else {
        add(.unknownMeasure, "measure")
        return .count
      }
      let column = String(text.dropFirst(4))
      guard column.hasPrefix("partner.") else { return .sum(column) }
      if column == "partner." { add(.unknownMeasure, "measure") }
      return .sumOfPartners(String(column.dropFirst(8)))
    }
  }

  /// A number from 0, or the name of a column.
  private mutating func bound(_ column: String) -> Norm.Bound? {
    let text = word(column)
    guard let first = text.utf8.first else { return nil }
    if let number = DecimalText.value(of: Array(text.utf8)) {
      if number < 0 { add(.badBound, column) } else if number > Quantity.largest { add(.boundTooLarge, column) }
      return .number(number)
    }
    // What starts like a number and is none was meant to be one; so was one that no computer holds.
    if first &- 0x30 < 10 || first == 0x2d || first == 0x2b || first == 0x2e { add(.badBound, column) }
    return .column(cell(column))
  }

  private mutating func day(_ column: String, _ edge: CivilDay.Edge) -> Day? {
    if cell(column).isEmpty { return nil }
    guard let number = CivilDay.parse(Array(word(column).utf8), edge: edge) else {
      add(.badDate, column)
      return nil
    }
    return Day(number: number)
  }

  /// Whether a cell was understood: what is not fits nothing, which is no fault of others.
  private func isSound(_ columns: String...) -> Bool { !faults.contains { columns.contains($0.column) } }

  /// What fits each other.
  private mutating func check(_ norm: Norm) {
    let (isSubject, isRelation, isMeasure) = (isSound("subject"), isSound("relation"), isSound("measure"))
    if norm.min == nil, norm.max == nil, isSound("min", "max") { add(.noBound, "min") }
    if case .number(let min)? = norm.min, case .number(let max)? = norm.max, min > max, isSound("min", "max") { add(.minAboveMax, "max") }
    if let relation = norm.relation, !relation.isOfEdges { add(.unknownRelation, "relation") }
    if norm.relation == nil, !norm.isOfEdges, isSubject, isRelation { add(.missingRelation, "relation") }
    let isOfVisits = norm.linkType == "visit"
    // What is measured is judged by the links, and these by who is asked.
    guard isSubject else { return }
    if isRelation, norm.relation?.isOfEdges ?? true, isMeasure { checkMeasure(norm, isOfVisits: isOfVisits) }
    if norm.isOfEdges {
      if norm.subject?.type == "visit" { add(.visitAsSubject, "subject") }
      if !cell("partner").isEmpty, isSound("partner") { add(.partnerOfEdge, "partner") }
      if norm.side != nil, isSound("side") { add(.sideOfEdge, "side") }
      if norm.inherits { add(.inheritOfEdge, "inherit") }
    } else {
      if norm.every == .term { add(.termNeedsEdge, "every") }
      if norm.inherits, norm.side == .helps || norm.side == .either { add(.inheritedLoad, "inherit") }
      if norm.partner?.isOfEdges == true { add(.unknownRelation, "partner") }
    }
  }

  private mutating func checkMeasure(_ norm: Norm, isOfVisits: Bool) {
    switch norm.measure {
    case .events where !isOfVisits: add(.measureNeedsVisits, "measure")
    case .days where !isOfVisits && !norm.isOfOwnEdge: add(norm.isOfEdges ? .lengthNeedsEdge : .measureNeedsVisits, "measure")
    case .sumOfPartners where norm.isOfEdges: add(.partnerSumOfEdge, "measure")
    default: break
    }
  }
}

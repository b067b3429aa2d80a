internal import TableIO

/// A norm made ready for a network: who is asked, which links count at which end, in which periods, and what the bounds are.
struct NormPlan: Sendable {
  let norm: Norm
  /// Number among the norms asked.
  let number: Int
  /// The nodes, or the rows of the table of edges, that are meant.
  let meant: Selected
  /// The links that count.
  let links: EdgeSelection
  /// The nodes to which links count; nil: all.
  let partners: Selected?
  /// Of a norm of nodes, the end of links at which the subject stands.
  let side: Norm.Side
  /// Empty for a norm without `every`, and for terms.
  let periods: [Period]
  let min: NormBounds
  let max: NormBounds
  /// Columns of the partners by node, where they are summed; empty cells are 0.
  let partnerValues: [Double]
  /// Levels whose borders are asked for and that no place is of.
  let missingLevels: [String]

  /// How many results a subject has.
  var periodCount: Int { norm.every == nil || norm.every == .term ? 1 : periods.count }

  /// - Parameters:
  ///   - from: the first day of the time asked; nil: the last whole period, or the day itself.
  /// - Errors: `NormPackError` with all that does not fit this network; `SelectorError` for a norm of the command line.
  init(_ norm: Norm, number: Int, in network: Network, from: Day?, lookup: inout SelectionCache) throws {
    self.norm = norm
    self.number = number
    var faults = PlanFaults(norm)
    let spec = TableSpec.edges(ofType: norm.linkType)
    let table = network.edges(spec)
    let columns = table.reader?.header.names
    links =
      try faults.noting("relation") {
        try norm.relation.map { try EdgeSelection($0, in: network, columns: columns) } ?? EdgeSelection()
      } ?? EdgeSelection()
    partners = try faults.noting("partner") { try norm.partner.map { try lookup.nodes($0, in: network) } } ?? nil
    periods = norm.every?.periods(from: from, on: network.day).filter { norm.isInForce(on: $0.first) && norm.isInForce(on: $0.last) } ?? []
    if norm.isOfEdges {
      let own = network.edges(TableSpec.edges(ofType: norm.subject?.type ?? "pairing"))
      let selection = try faults.noting("subject") {
        try norm.subject.map { try EdgeSelection($0, in: network, columns: own.reader?.header.names) } ?? EdgeSelection()
      }
      let rows = EdgeRows(from: own.from, to: own.to, codes: own.codes)
      meant = Selected(RowBits((selection ?? EdgeSelection()).holds(rows, in: 0..<own.count)))
      missingLevels = links.missingLevels + (selection?.missingLevels ?? [])
      side = .helped
    } else {
      meant = try faults.noting("subject") { try lookup.nodes(norm.subject, in: network) } ?? Selected.none
      missingLevels = links.missingLevels
      side = norm.side ?? (norm.inherits ? .helped : faults.all.isEmpty ? Self.side(norm, meant, table) : .either)
    }
    let range = meant.range
    let isKnown = !faults.all.contains { $0.column == "subject" }
    min = try faults.noting("min") { try Self.bound(norm.min, "min", of: norm, isKnown ? range : nil, network) } ?? .none
    max = try faults.noting("max") { try Self.bound(norm.max, "max", of: norm, isKnown ? range : nil, network) } ?? .none
    partnerValues = try faults.noting("measure") { try Self.values(norm, columns, network) } ?? []
    if !faults.all.isEmpty { throw NormPackError(faults: faults.all) }
  }

  /// - Parameter range: the subjects; nil where nobody knows them, and only the name of a column can be looked at.
  private static func bound(
    _ bound: Norm.Bound?, _ column: String, of norm: Norm, _ range: Range<Int>?, _ network: Network
  ) throws -> NormBounds {
    let own = TableSpec.edges(ofType: norm.subject?.type ?? "")
    let tables = network.nodeTables.filter { norm.subject == nil || $0.spec.type == norm.subject?.type || $0.spec.type.isEmpty }
    if case .column(let name)? = bound {
      let example = norm.isOfEdges ? network.exampleOfText(name, in: network.edges(own)) : try network.exampleOfText(name, in: tables)
      if let example { throw fault(norm, column, name, example) }
    }
    let found = norm.isOfEdges ? NormBounds(bound, of: network.edges(own)) : try NormBounds(bound, of: range ?? 0..<0, in: network)
    if let found { return found }
    let names = norm.isOfEdges ? network.edges(own).reader?.header.names ?? [] : tables.flatMap(\.reader.header.names)
    guard case .column(let name)? = bound else { return .none }
    // Without a single subject there is no table to look in.
    if range?.isEmpty == true || names.isEmpty || names.contains(name) { return .none }
    throw fault(norm, column, name, .unknownColumn(names: names.withoutRepeats))
  }

  /// The columns that are summed.
  private static func values(_ norm: Norm, _ columns: [String]?, _ network: Network) throws -> [Double] {
    switch norm.measure {
    case .sum(let column):
      if let columns, !columns.contains(column) { throw fault(norm, "measure", "sum:\(column)", .unknownColumn(names: columns)) }
      if let example = network.exampleOfText(column, in: network.edges(TableSpec.edges(ofType: norm.linkType))) {
        throw fault(norm, "measure", column, example)
      }
      return []
    case .sumOfPartners(let column):
      if let example = try network.exampleOfText(column, in: network.nodeTables) { throw fault(norm, "measure", column, example) }
      return try partnerValues(norm, network)
    default: return []
    }
  }

  private static func partnerValues(_ norm: Norm, _ network: Network) throws -> [Double] {
    guard case .sumOfPartners(let column) = norm.measure else { return [] }
    var result = [Double](repeating: 0, count: network.nodeCount)
    var isKnown = false
    for table in network.nodeTables {
      guard let values = try NormBounds.values(column, of: table, in: network) else { continue }
      isKnown = true
      for row in 0..<table.count where !values[row].isNaN { result[table.nodes.lowerBound + row] = values[row] }
    }
    if !isKnown {
      throw fault(
        norm, "measure", "sum:partner.\(column)", .unknownColumn(names: network.nodeTables.flatMap(\.reader.header.names).withoutRepeats))
    }
    return result
  }

  static func fault(_ norm: Norm, _ column: String, _ value: String, _ kind: NormFault.Kind) -> NormFault {
    let colon = norm.place.lastIndex(of: ":")
    let file = colon.map { String(norm.place[..<$0]) } ?? ""
    let line = colon.flatMap { Int(norm.place[norm.place.index(after: $0)...]) } ?? 0
    return NormFault(
      file: file, line: line, byte: norm.bytes[column] ?? norm.bytes["id"] ?? 0, column: column, norm: norm.id, value: value, kind: kind)
  }

  /// Where only one end of the links can be the subject, that one; else both.
  private static func side(_ norm: Norm, _ meant: Selected, _ table: EdgeTable) -> Norm.Side {
    func occurs(_ ends: [UInt32]) -> Bool { ends.contains { meant.contains(Int($0)) } }
    // Visits are not kept: who visits helps.
    if table.from.isEmpty { return .either }
    return occurs(table.from) ? (occurs(table.to) ? .either : .helps) : .helped
  }

  /// From the first to the last that is meant: results are kept for these.
  var range: Range<Int> { meant.range }

  func isMeant(_ subject: Int) -> Bool { meant.contains(subject) }

  /// The least that every subject must have, where nothing else is asked.
  var onlyMinimum: Double? {
    guard let least = min.ofAll, !least.isNaN, let most = max.ofAll, most.isNaN else { return nil }
    return least
  }

  /// Whether its relation selects a row of a table that was kept.
  ///
  /// - Complexity: O(rows x conditions); it ends with the first part of the table that has one.
  func selectsAnyLink(in network: Network) -> Bool {
    if norm.linkType == "visit" { return true }
    let table = network.edges(TableSpec.edges(ofType: norm.linkType))
    let rows = EdgeRows(from: table.from, to: table.to, codes: table.codes)
    return stride(from: 0, to: table.count, by: 1 << 16).contains { first in
      links.holds(rows, in: first..<Swift.min(first + 1 << 16, table.count)).contains(true)
    }
  }

  /// Whether a subject has a bound to keep: a minimum of 0 asks nothing.
  @inline(__always)
  func isBounded(_ subject: Int) -> Bool { min[subject] > 0 || !max[subject].isNaN }
}

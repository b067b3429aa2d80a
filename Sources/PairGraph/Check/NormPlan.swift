internal import TableIO

/// A norm made ready for a network: who is asked, which links count at which end, in which periods, and what the bounds are.
struct NormPlan: Sendable {
  let norm: Norm
  /// Number among the norms asked.
  let number: Int
  /// The nodes, or the rows of the table of edges, that may be asked.
  let range: Range<Int>
  /// index = subject - first of the range, value = whether it is meant.
  let isMeant: [Bool]
  /// The links that count.
  let links: EdgeSelection
  /// index = node, value = whether links to it count; nil: all do.
  let partners: [Bool]?
  /// Of a norm of nodes, the end of links at which the subject stands.
  let side: Norm.Side
  /// Empty for a norm without `every`, and for terms.
  let periods: [Period]
  let min: NormBounds
  let max: NormBounds
  /// Columns of the partners by node, where they are summed; empty cells are 0.
  let partnerValues: [Double]

  /// How many results a subject has.
  var periodCount: Int { norm.every == nil || norm.every == .term ? 1 : periods.count }

  /// - Parameters:
  ///   - from: the first day of the time asked; nil: the last whole period, or the day itself.
  /// - Errors: `NormFault` for what does not fit this network, `SelectorError` likewise.
  init(_ norm: Norm, number: Int, in network: Network, from: Day?, lookup: inout SelectionCache) throws {
    self.norm = norm
    self.number = number
    let spec = TableSpec.edges(ofType: norm.linkType)
    let table = network.edges(spec)
    let columns = table.reader?.header.names
    links = try norm.relation.map { try EdgeSelection($0, in: network, columns: columns) } ?? EdgeSelection()
    partners = try norm.partner.map { try lookup.nodes($0, in: network) }
    if case .sum(let column) = norm.measure, let columns, !columns.contains(column) {
      throw Self.fault(norm, "measure", "sum:\(column)", .unknownColumn(names: columns))
    }
    periods = norm.every?.periods(from: from, on: network.day).filter { norm.isInForce(on: $0.first) && norm.isInForce(on: $0.last) } ?? []
    if norm.isOfEdges {
      let own = network.edges(TableSpec.edges(ofType: norm.subject?.type ?? "pairing"))
      range = 0..<own.count
      let selection = try norm.subject.map { try EdgeSelection($0, in: network, columns: own.reader?.header.names) } ?? EdgeSelection()
      isMeant = selection.holds(EdgeRows(from: own.from, to: own.to, codes: own.codes), in: range)
      side = .helped
    } else {
      let nodes = try norm.subject.map { try lookup.nodes($0, in: network) }
      let range = nodes.map(Self.meant) ?? 0..<network.nodeCount
      self.range = range
      isMeant = nodes.map { Array($0[range]) } ?? [Bool](repeating: true, count: range.count)
      side = norm.side ?? (norm.inherits ? .helped : Self.side(norm, range, isMeant, table))
    }
    (min, max) = try Self.bounds(norm, range, network)
    partnerValues = try Self.partnerValues(norm, network)
  }

  /// The stretch from the first to the last node that is meant.
  private static func meant(_ nodes: [Bool]) -> Range<Int> {
    guard let first = nodes.firstIndex(of: true), let last = nodes.lastIndex(of: true) else { return 0..<0 }
    return first..<last + 1
  }

  private static func bounds(_ norm: Norm, _ range: Range<Int>, _ network: Network) throws -> (NormBounds, NormBounds) {
    func bound(_ bound: Norm.Bound?, _ column: String) throws -> NormBounds {
      let own = TableSpec.edges(ofType: norm.subject?.type ?? "")
      let found = norm.isOfEdges ? NormBounds(bound, of: network.edges(own)) : try NormBounds(bound, of: range, in: network)
      if let found { return found }
      let tables = network.nodeTables.filter { norm.subject == nil || $0.spec.type == norm.subject?.type || $0.spec.type.isEmpty }
      let names = norm.isOfEdges ? network.edges(own).reader?.header.names ?? [] : tables.flatMap(\.reader.header.names)
      guard case .column(let name)? = bound else { return .none }
      // Without a single subject there is no table to look in.
      if range.isEmpty { return .none }
      throw Self.fault(norm, column, name, .unknownColumn(names: names.withoutRepeats))
    }
    return (try bound(norm.min, "min"), try bound(norm.max, "max"))
  }

  private static func partnerValues(_ norm: Norm, _ network: Network) throws -> [Double] {
    guard case .sumOfPartners(let column) = norm.measure else { return [] }
    var result = [Double](repeating: 0, count: network.nodeCount)
    var isKnown = false
    for table in network.nodeTables {
      guard let values = try NormBounds.values(column, of: table, in: network) else { continue }
      isKnown = true
      for row in 0..<table.count where !values(row).isNaN { result[table.nodes.lowerBound + row] = values(row) }
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
  private static func side(_ norm: Norm, _ range: Range<Int>, _ isMeant: [Bool], _ table: EdgeTable) -> Norm.Side {
    func occurs(_ ends: [UInt32]) -> Bool { ends.contains { range.contains(Int($0)) && isMeant[Int($0) - range.lowerBound] } }
    // Visits are not kept: who visits helps.
    if table.from.isEmpty { return .either }
    return occurs(table.from) ? (occurs(table.to) ? .either : .helps) : .helped
  }

  func isMeant(_ subject: Int) -> Bool { range.contains(subject) && isMeant[subject &- range.lowerBound] }

  /// Whether a subject has a bound to keep: a minimum of 0 asks nothing.
  @inline(__always)
  func isBounded(_ subject: Int) -> Bool { min[subject] > 0 || !max[subject].isNaN }
}

/// Selections of nodes that several norms share.
struct SelectionCache {
  private var known: [String: [Bool]] = [:]

  mutating func nodes(_ selector: Selector, in network: Network) throws -> [Bool] {
    if let found = known[selector.text] { return found }
    let nodes = try selector.select(in: network)
    known[selector.text] = nodes
    return nodes
  }
}

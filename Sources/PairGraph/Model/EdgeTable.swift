internal import GraphAlgorithms
internal import TableIO

/// The edges of one table, in file order.
struct EdgeTable: Sendable {
  let spec: TableSpec
  /// nil when the dataset has no such table.
  let reader: TableReader?
  /// index = edge, value = node; equal counts.
  var from: [UInt32] = []
  var to: [UInt32] = []
  /// index = edge, value = whether it is alive on the network's day.
  var alive: [Bool] = []
  /// index = edge, value = day number; empty when not asked for or without such a column. For visits `since` is the date.
  var since: [Int32] = []
  var until: [Int32] = []
  /// Column name -> its values as codes.
  var codes: [String: CodedColumn] = [:]
  /// Column name -> its values; NaN where the cell is empty.
  var numbers: [String: [Double]] = [:]

  var count: Int { from.count }

  /// The edges alive on the network's day.
  var aliveEdges: [(from: UInt32, to: UInt32)] {
    var result: [(from: UInt32, to: UInt32)] = []
    for index in 0..<count where alive[index] { result.append((from[index], to[index])) }
    return result
  }

  mutating func keep(_ isKept: [Bool]) {
    func kept<Value>(_ values: [Value]) -> [Value] { values.isEmpty ? [] : zip(values, isKept).filter(\.1).map(\.0) }
    from = kept(from)
    to = kept(to)
    alive = kept(alive)
    since = kept(since)
    until = kept(until)
    numbers = numbers.mapValues(kept)
    for name in codes.keys { codes[name]?.keep(isKept) }
  }
}

/// Which end of an edge.
enum EdgeSide: Sendable { case from, to }

/// Each node's partners over the edges of one table, at one of its ends.
struct PartnerLists: Sendable {
  /// Marks an entry whose edge is not alive on the network's day.
  static let endedFlag: UInt32 = 1 << 31

  /// Lists of partner numbers, with `endedFlag`.
  let lists: Adjacency

  /// - Parameter side: the end whose lists are made; the partners are at the other.
  /// - Complexity: O(nodes + edges).
  init(_ table: EdgeTable, of side: EdgeSide, nodeCount: Int, jobs: Int) {
    let (keys, partners) = side == .from ? (table.from, table.to) : (table.to, table.from)
    var values = partners
    for index in values.indices where !table.alive[index] { values[index] |= Self.endedFlag }
    lists = Adjacency(nodeCount: nodeCount, keys: keys, values: values, jobs: jobs)
  }

  /// Number of different partners alive, the node itself left out.
  ///
  /// - Complexity: O(d²) up to 16 edges, O(d log d) beyond.
  func distinct(_ node: Int) -> Int {
    let row = lists.row(node)
    if row.count == 1 {
      let entry = lists.entries[row.lowerBound]
      return entry & Self.endedFlag == 0 && entry != UInt32(node) ? 1 : 0
    }
    if row.count > 16 { return Set(partners(node)).count }
    var count = 0
    for index in row {
      let entry = lists.entries[index]
      guard entry & Self.endedFlag == 0, entry != UInt32(node) else { continue }
      var isNew = true
      for earlier in row.lowerBound..<index where lists.entries[earlier] == entry { isNew = false }
      if isNew { count += 1 }
    }
    return count
  }

  /// The partners alive, the node itself left out; repeated as often as there are edges.
  func partners(_ node: Int) -> [UInt32] {
    lists.row(node).lazy.map { lists.entries[$0] }.filter { $0 & Self.endedFlag == 0 && $0 != UInt32(node) }
  }

  /// Nodes with two edges, alive or not, to the same partner.
  func nodesWithRepeatedPartners() -> [Int] {
    (0..<lists.nodeCount).filter { node in
      let row = lists.row(node)
      if row.count < 2 { return false }
      if row.count == 2 { return (lists.entries[row.lowerBound] ^ lists.entries[row.lowerBound + 1]) & ~Self.endedFlag == 0 }
      return Set(row.map { lists.entries[$0] & ~Self.endedFlag }).count < row.count
    }
  }
}

internal import GraphAlgorithms
internal import TableIO

/// Counts distinct pairs of helper and helped.
///
/// Two rows can name the same pair only if they name the same node as helped, and nearly all nodes are named by one row. So each node
/// has a byte that tells whether it has none, one or several rows; the byte of every row is looked at as the rows come, and only the rows of
/// nodes with several are looked at again, at the end.
struct PairCounter: Sendable {
  private static let several: UInt8 = 3

  /// index = node, value = 0 without a row, 1 with one that counts, 2 with one that does not, else `several`.
  private var states: [UInt8]
  /// Node (high half) and row of every row of a node that had one before; emptied when they become many.
  private var further: [UInt64] = []
  private var furtherCount = 0
  private var rowCount = 0

  /// A row that names the same pair as others of its group.
  struct Repeated: Sendable, Equatable {
    var row: Int
    var group: Int
  }

  /// What the rows say.
  struct Result: Sendable {
    /// Distinct helpers of every node.
    var helped: PartnerCounts
    /// Distinct nodes that every node helps, when asked for.
    var helps: PartnerCounts?
    /// All rows, alive or not, whose pair is named by more than one; by row. Groups are numbered from 0.
    var repeated: [Repeated] = []
  }

  /// - Parameter nodeCount: nodes are 0 ..< nodeCount.
  init(nodeCount: Int) { states = [UInt8](repeating: 0, count: nodeCount) }

  /// Takes in rows: index = row, value = helper, helped, whether the pairing is alive. A node's pair with itself does not count.
  ///
  /// - Complexity: O(rows).
  mutating func add(from: [UInt32], to: [UInt32], alive: [Bool]) {
    let repeats = Self.count(from, to, alive, after: rowCount, in: &states)
    further += repeats
    furtherCount += repeats.count
    rowCount += to.count
    if further.count > 1 << 16, further.count > rowCount / 8 { further = [] }
  }

  /// Notes rows in the states of their nodes; returns those of nodes that had one before.
  private static func count(
    _ from: [UInt32], _ to: [UInt32], _ alive: [Bool], after rowCount: Int, in states: inout [UInt8]
  ) -> [UInt64] {
    var further: [UInt64] = []
    var states = states.mutableSpan
    for row in to.indices {
      let node = Int(to[row])
      if states[node] == 0 {
        states[node] = alive[row] && from[row] != to[row] ? 1 : 2
      } else {
        states[node] = several
        further.append(UInt64(node) << 32 | UInt64(rowCount &+ row))
      }
    }
    return further
  }

  /// - Parameter table: all rows that were added.
  /// - Complexity: O(nodes + rows), and O(k log k) for k rows of nodes with several, or O(k) where these are many.
  consuming func finish(_ table: EdgeTable, countingHelps: Bool, jobs: Int) throws -> Result {
    let groups = furtherCount == 0 ? [] : try grouped(table, jobs: jobs)
    var helped = states
    states = []
    for node in helped.indices where helped[node] == 2 { helped[node] = 0 }
    var counts = PartnerCounts(helped)
    for group in groups { for (node, count) in group.counts { counts[Int(node)] = count } }
    var result = Result(helped: counts)
    if countingHelps { result.helps = Self.loads(table, nodeCount: helped.count, without: groups) }
    var first = 0
    for group in groups {
      result.repeated += group.repeated.map { Repeated(row: $0.row, group: $0.group + first) }
      first += group.groupCount
    }
    result.repeated.sort { $0.row < $1.row }
    return result
  }

  private static func loads(_ table: EdgeTable, nodeCount: Int, without groups: [Groups]) -> PartnerCounts {
    var loads = [UInt32](repeating: 0, count: nodeCount)
    for row in 0..<table.count where table.alive[row] && table.from[row] != table.to[row] { loads[Int(table.from[row])] &+= 1 }
    for group in groups { for helper in group.surplus { loads[Int(helper)] -= 1 } }
    var counts = PartnerCounts([UInt8](repeating: 0, count: nodeCount))
    for node in loads.indices where loads[node] > 0 { counts[node] = loads[node] }
    return counts
  }

  // MARK: Nodes with several rows

  /// What was found among the rows of nodes that have several.
  private struct Groups: Sendable {
    /// Node and its number of distinct helpers.
    var counts: [(node: UInt32, count: UInt32)] = []
    var repeated: [Repeated] = []
    var groupCount = 0
    /// Helpers of pairs that were counted before, once for each row that counts them again.
    var surplus: [UInt32] = []
    private var entries: [UInt64] = []

    /// Looks at all rows of one node.
    mutating func take(_ node: UInt32, rows: some Sequence<UInt32>, _ table: EdgeTable) {
      // Helper, whether it is off, row: sorted, a helper's first entry tells whether any of its rows counts.
      entries.removeAll(keepingCapacity: true)
      for row in rows {
        let helper = table.from[Int(row)]
        let isOff: UInt64 = table.alive[Int(row)] && helper != node ? 0 : 1
        entries.append(UInt64(helper) << 33 | isOff << 32 | UInt64(row))
      }
      if entries.count == 2 { if entries[0] > entries[1] { entries.swapAt(0, 1) } } else { entries.sort() }
      var count: UInt32 = 0
      for (index, entry) in entries.enumerated() {
        let counts = entry >> 32 & 1 == 0
        if index == 0 || entries[index - 1] >> 33 != entry >> 33 {
          if counts { count += 1 }
          if index + 1 < entries.count, entries[index + 1] >> 33 == entry >> 33 {
            repeated.append(Repeated(row: Int(entry & 0xffff_ffff), group: groupCount))
            groupCount += 1
          }
        } else {
          repeated.append(Repeated(row: Int(entry & 0xffff_ffff), group: groupCount - 1))
          if counts { surplus.append(UInt32(truncatingIfNeeded: entry >> 33)) }
        }
      }
      counts.append((node, count))
    }
  }

  /// The rows of nodes with several, looked at node by node.
  private func grouped(_ table: EdgeTable, jobs: Int) throws -> [Groups] {
    if further.count != furtherCount { return try listed(table, jobs: jobs) }
    let nodes = NodeSet(further.lazy.map { Int($0 >> 32) }, below: states.count)
    // index = node of the set, value = where its rows start; one more than there are nodes.
    var starts = [UInt32](repeating: 0, count: nodes.count + 1)
    for entry in further { starts[nodes.number(of: Int(entry >> 32)) + 1] += 1 }
    for number in nodes.indices { starts[number + 1] += starts[number] + 1 }
    var rows = [UInt32](repeating: .max, count: further.count + nodes.count)
    // A node's first row is the one place where the rows themselves must be asked.
    let found = try Parallel.map(table.count, jobs: jobs, grain: 1 << 16) { range in
      range.filter { nodes.contains(Int(table.to[$0])) }
    }
    for row in found.joined() {
      let start = Int(starts[nodes.number(of: Int(table.to[row]))])
      if rows[start] == .max { rows[start] = UInt32(row) }
    }
    var next = starts
    for entry in further {
      let number = nodes.number(of: Int(entry >> 32))
      next[number] += 1
      rows[Int(next[number])] = UInt32(truncatingIfNeeded: entry)
    }
    let (members, sorted) = (nodes.members, rows)
    let ends = starts
    return try Parallel.map(members.count, jobs: jobs) { range in
      var groups = Groups()
      for number in range { groups.take(members[number], rows: sorted[Int(ends[number])..<Int(ends[number + 1])], table) }
      return groups
    }
  }

  private func listed(_ table: EdgeTable, jobs: Int) throws -> [Groups] {
    let lists = Adjacency(keys: table.to, values: (0..<UInt32(table.count)).map { $0 }, jobs: jobs)
    let nodes = lists.nodes
    return try Parallel.map(nodes.count, jobs: jobs) { range in
      var groups = Groups()
      let own = range.lowerBound + nodes.lowerBound..<range.upperBound + nodes.lowerBound
      for part in lists.parts(of: own) {
        for node in own.clamped(to: part.nodes) where part.row(node).count > 1 {
          groups.take(UInt32(node), rows: part.entries[part.row(node)], table)
        }
      }
      return groups
    }
  }
}

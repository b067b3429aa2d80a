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
  /// Number of rows of nodes that had one before.
  private var further = 0

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
    var states = states.mutableSpan
    var again = 0
    for row in to.indices {
      let node = Int(to[row])
      if states[node] == 0 {
        states[node] = alive[row] && from[row] != to[row] ? 1 : 2
      } else {
        states[node] = Self.several
        again &+= 1
      }
    }
    further += again
  }

  /// - Parameter table: all rows that were added.
  /// - Complexity: O(nodes + rows), and O(k log k) for k rows of nodes with several, or O(k) where these are many.
  consuming func finish(_ table: EdgeTable, countingHelps: Bool, jobs: Int) throws -> Result {
    let groups = further == 0 ? [] : try grouped(table, jobs: jobs)
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

  /// The rows of nodes with several, looked at node by node: few are sorted, many are counted into lists.
  private func grouped(_ table: EdgeTable, jobs: Int) throws -> [Groups] {
    if further > 1 << 16, further > table.count / 8 { return try listed(table, jobs: jobs) }
    let states = states
    // Each part of the rows is split by node, so that the nodes can be shared among threads, too.
    let shares = jobs < 2 || further < 4096 ? 1 : 2 * jobs
    let width = (states.count + shares - 1) / shares
    let found = try Parallel.map(table.count, jobs: jobs, grain: 1 << 16) { range in
      var rows = [[UInt64]](repeating: [], count: shares)
      for row in range {
        let node = Int(table.to[row])
        if states[node] == Self.several { rows[shares == 1 ? 0 : node / width].append(UInt64(node) << 32 | UInt64(row)) }
      }
      return rows
    }
    return try Parallel.map(shares, jobs: jobs, grain: 1) { range in
      var groups = Groups()
      for share in range {
        let sorted = found.flatMap { $0[share] }.sorted()
        var start = 0
        while start < sorted.count {
          let node = sorted[start] >> 32
          var end = start
          while end < sorted.count, sorted[end] >> 32 == node { end += 1 }
          groups.take(UInt32(node), rows: sorted[start..<end].lazy.map { UInt32(truncatingIfNeeded: $0) }, table)
          start = end
        }
      }
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

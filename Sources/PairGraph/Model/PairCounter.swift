internal import GraphAlgorithms
internal import TableIO

/// Counts distinct pairs of helper and helped.
///
/// Two rows can name the same pair only if they name the same node as helped, and nearly all nodes are named by one row. So each node
/// has two bits that tell whether a row names it and whether that row counts (`PairStates`); they are looked at as the rows come, nodes that have
/// a row already are listed, and only the rows of those are looked at again, at the end.
struct PairCounter: Sendable {
  private let nodeCount: Int
  private var states: PairStates
  /// Rows that wait until they are worth fetching all of the states once more.
  private var waiting: [PairList] = []
  /// The node of every row of a node that had one before, or the nodes alone when they are many.
  private var further: [UInt32] = []
  private var manyFurther: RowBits?
  /// Rows that count of every node that helps, when asked for.
  private var loads: PartnerCounts?

  /// A row that names the same pair as others of its group, on what may be the same days.
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
    /// All rows, alive or not, whose pair and digest of dates (`EdgeTable.digest`) are those of another; by row. Groups are numbered from 0.
    var repeated: [Repeated] = []
  }

  /// - Parameter nodeCount: nodes are 0 ..< nodeCount.
  init(nodeCount: Int, countingHelps: Bool) {
    self.nodeCount = nodeCount
    states = PairStates(nodeCount: nodeCount)
    loads = countingHelps ? PartnerCounts(LargeArray.zeros(nodeCount)) : nil
  }

  /// Takes in rows: index = row, value = helper, helped, whether the pairing is alive. A node's pair with itself does not count.
  ///
  /// - Complexity: O(rows).
  mutating func add(from: [UInt32], to: [UInt32], alive: [Bool]) {
    waiting.append(PairList(from: from, to: to, alive: alive))
    if waiting.reduce(0, { $0 + $1.to.count }) >= 1 << 16 { addWaiting() }
  }

  private mutating func addWaiting() {
    for rows in waiting { states.add(rows, further: &further) }
    for rows in waiting { loads?.add(rows) }
    waiting = []
    // Judged by the nodes: the rows of some that have many may all stand first.
    if further.count > 1 << 16, further.count > nodeCount / 8 { manyFurther = manyFurther ?? RowBits(below: nodeCount) }
    if manyFurther == nil { return }
    for node in further { manyFurther?.insert(Int(node)) }
    further.removeAll(keepingCapacity: true)
  }

  /// - Parameter rows: all that were added.
  /// - Complexity: O(nodes + rows), and O(k log k) for k rows of nodes with several, or O(k) where these are many.
  consuming func finish(_ rows: some PairRows, jobs: Int) throws -> Result {
    addWaiting()
    let isListed = manyFurther != nil
    if isListed { further = [] }
    let several = manyFurther.map { NodeSet($0) } ?? NodeSet(further.lazy.map { Int($0) }, below: nodeCount)
    let groups = several.count == 0 ? [] : try isListed ? listed(rows, jobs: jobs) : grouped(rows, several, jobs: jobs)
    // index = number among the nodes with several: they stand in that order.
    var counts: [UInt32] = []
    counts.reserveCapacity(several.count)
    for group in groups { counts.append(contentsOf: group.counts) }
    var result = Result(helped: PartnerCounts(states, several: several, counts: counts))
    if var loads {
      self.loads = nil
      for group in groups { for helper in group.surplus { loads[Int(helper)] -= 1 } }
      result.helps = loads
    }
    var first = 0
    for group in groups {
      result.repeated += group.repeated.map { Repeated(row: $0.row, group: $0.group + first) }
      first += group.groupCount
    }
    result.repeated.sort { $0.row < $1.row }
    return result
  }

  // MARK: Nodes with several rows

  /// What was found among the rows of nodes that have several.
  private struct Groups: Sendable {
    /// Distinct helpers of one node after the other, ascending.
    var counts: [UInt32] = []
    var repeated: [Repeated] = []
    var groupCount = 0
    /// Helpers of pairs that were counted before, once for each row that counts them again.
    var surplus: [UInt32] = []
    private var sameHelper: [UInt64] = []

    /// Looks at all rows of one node.
    ///
    /// - Parameter entries: helper, whether the row is off, row (`PairCounter.entry`); sorted, a helper's first entry tells whether any of
    ///   its rows counts.
    mutating func take(_ entries: [UInt64], _ rows: some PairRows) {
      var count: UInt32 = 0
      var start = 0
      for (index, entry) in entries.enumerated() {
        let counts = entry >> 32 & 1 == 0
        if index == 0 || entries[index - 1] >> 33 != entry >> 33 {
          if counts { count += 1 }
          start = index
        } else if counts {
          surplus.append(UInt32(truncatingIfNeeded: entry >> 33))
        }
        let isLast = index + 1 == entries.count || entries[index + 1] >> 33 != entry >> 33
        if isLast, index > start { takeRepeated(entries[start...index], rows) }
      }
      counts.append(count)
    }

    /// Takes rows of one pair, those together that may be equal.
    private mutating func takeRepeated(_ entries: ArraySlice<UInt64>, _ rows: some PairRows) {
      sameHelper.removeAll(keepingCapacity: true)
      for entry in entries {
        let row = entry & 0xffff_ffff
        sameHelper.append(UInt64(rows.digest(of: Int(row))) << 32 | row)
      }
      sameHelper.sort()
      var isOpen = false
      for index in 1..<sameHelper.count {
        let isSame = sameHelper[index - 1] >> 32 == sameHelper[index] >> 32
        if isSame, !isOpen { repeated.append(Repeated(row: Int(sameHelper[index - 1] & 0xffff_ffff), group: groupCount)) }
        if isSame { repeated.append(Repeated(row: Int(sameHelper[index] & 0xffff_ffff), group: groupCount)) }
        if isOpen, !isSame { groupCount += 1 }
        isOpen = isSame
      }
      if isOpen { groupCount += 1 }
    }
  }

  /// Helper, whether the row does not count, row.
  @inline(__always)
  private static func entry(_ row: Int, _ rows: some PairRows) -> UInt64 {
    let isOff: UInt64 = rows.isAlive(row) && rows.from(row) != rows.to(row) ? 0 : 1
    return UInt64(rows.from(row)) << 33 | isOff << 32 | UInt64(row)
  }

  /// A row of a node that has several: the node's number among them, and the entry.
  private struct Member: Sendable {
    var number: UInt32
    var entry: UInt64
  }

  /// The rows of nodes with several, looked at node by node: rows are dealt out by stretches of nodes, and each stretch is put in order.
  private func grouped(_ rows: some PairRows, _ nodes: NodeSet, jobs: Int) throws -> [Groups] {
    let stretches = max(1, min(jobs * 4, nodes.count / 1024))
    let size = (nodes.count + stretches - 1) / stretches
    // index = part of the rows, then stretch.
    let parts = try Parallel.map(rows.count, jobs: jobs, grain: 1 << 16) { range in
      var dealt = [[Member]](repeating: [], count: stretches)
      for first in stride(from: range.lowerBound, to: range.upperBound, by: 64) {
        // All of a block first, without a branch between them: loads that nothing waits for overlap.
        var found: UInt64 = 0
        for row in first..<min(first &+ 64, range.upperBound) {
          found |= (nodes.contains(Int(rows.to(row))) ? 1 : 0) &<< UInt64(truncatingIfNeeded: row &- first)
        }
        while found != 0 {
          let row = first + found.trailingZeroBitCount
          let number = nodes.number(of: Int(rows.to(row)))
          dealt[number / size].append(Member(number: UInt32(truncatingIfNeeded: number), entry: Self.entry(row, rows)))
          found &= found &- 1
        }
      }
      return dealt
    }
    return try Parallel.map(stretches, jobs: jobs, grain: 1) { range in
      var groups = Groups()
      for stretch in range {
        let numbers = min(nodes.count, stretch * size)..<min(nodes.count, (stretch + 1) * size)
        Self.inOrder(parts.map { $0[stretch] }, numbers) { groups.take($0, rows) }
      }
      return groups
    }
  }

  /// Calls `body` with the entries of every number of a range, ascending; they are sorted.
  private static func inOrder(_ parts: [[Member]], _ numbers: Range<Int>, _ body: ([UInt64]) -> Void) {
    // index = number, value = first how many entries it has, then where the next of them goes.
    var next = [Int](repeating: 0, count: numbers.count + 1)
    for part in parts { for member in part { next[Int(member.number) - numbers.lowerBound + 1] += 1 } }
    for number in 0..<numbers.count { next[number + 1] += next[number] }
    var sorted = [UInt64](repeating: 0, count: next.last ?? 0)
    for part in parts {
      for member in part {
        let number = Int(member.number) - numbers.lowerBound
        sorted[next[number]] = member.entry
        next[number] += 1
      }
    }
    var start = 0
    var own: [UInt64] = []
    for number in numbers {
      let end = next[number - numbers.lowerBound]
      own.removeAll(keepingCapacity: true)
      own.append(contentsOf: sorted[start..<end])
      if own.count == 2 { if own[0] > own[1] { own.swapAt(0, 1) } } else { own.sort() }
      body(own)
      start = end
    }
  }

  private func listed(_ rows: some PairRows, jobs: Int) throws -> [Groups] {
    let lists = Adjacency(keys: rows.helped, values: (0..<UInt32(rows.count)).map { $0 }, jobs: jobs)
    let nodes = lists.nodes
    return try Parallel.map(nodes.count, jobs: jobs) { range in
      var groups = Groups()
      let own = range.lowerBound + nodes.lowerBound..<range.upperBound + nodes.lowerBound
      for part in lists.parts(of: own) {
        for node in own.clamped(to: part.nodes) where part.row(node).count > 1 {
          groups.take(part.entries[part.row(node)].map { Self.entry(Int($0), rows) }.sorted(), rows)
        }
      }
      return groups
    }
  }
}

internal import TableIO

/// Looks at the rows of a table of links for `PartnerTally`: which shares they count for, and adds them.
struct PartnerPass: Sendable {
  /// How many shares there may be: a row has a bit for each, its marks.
  static let limit = 16

  /// What a share asks of a link; its mark is the bit of its number.
  struct Share: Sendable {
    /// Number of a selection that the partner must be in; nil takes everyone.
    let partner: Int?
    /// Whether the subject is the one who helps.
    let helps: Bool
    let relation: Int
  }

  /// Counts of up to four shares that follow each other, at one end of links: of those who help by their node, of those who are helped by
  /// their number in `several`.
  struct Place: Sendable {
    let helps: Bool
    let firstShare: Int
    let stretch: LaneCounts.Stretch
  }

  /// What rows came to.
  struct Seen: Sendable {
    /// index = place
    var sums: [LaneCounts.Sum]
    /// index = place, value = the nodes that a row that counts names as helped; nil where those who help are counted.
    var reached: [NodeMarks?]
  }

  /// A row of a node that several rows name.
  private struct Aside: Sendable {
    var to: UInt32
    var from: UInt32
    var marks: UInt16

    /// What is the same for rows of one pair.
    var ends: UInt64 { UInt64(to) << 32 | UInt64(from) }
  }

  /// Up to four selections, a mark for each.
  private struct Asked: Sendable {
    let nodes: NodeMarks
    /// index = marks of a node, value = the shares for which it counts.
    let counting: [UInt16]
  }

  /// What one thread has seen.
  private struct Part: Sendable {
    /// index = place; nil where it has nothing to count.
    var counts: [LaneCounts?]
    /// index = place; nil where those who help are counted.
    var reached: [NodeMarks?]
    /// index = stretch of the nodes.
    var aside: [[Aside]]
  }

  private let table: EdgeTable
  /// What the one who helps, or is helped, must be to count for some shares.
  private let ofHelper: [Asked]
  private let ofHelped: [Asked]
  /// Links, nil for all of them, and the shares that count these.
  private let relations: [(links: EdgeSelection?, marks: UInt16)]
  private let places: [Place]
  /// The nodes that several rows name as helped.
  private let several: NodeSet
  private let nodeCount: Int
  private let parts: Int
  /// In how many stretches the nodes with several rows are looked at: what is put in order at a time stays near the processor.
  private let stretches: Int

  /// - Parameters:
  ///   - partners: index = number of a selection.
  ///   - relations: index = relation, value = the links that are some of it; nil where all are.
  ///   - several: all nodes that several rows name as helped; others may be among them.
  ///   - parts: in how many parts the rows are looked at.
  /// - Complexity: O(shares + nodes x selections / 16).
  init(
    _ table: EdgeTable, _ partners: [RowBits], _ shares: [Share], relations: [EdgeSelection?], places: [Place], several: NodeSet,
    nodeCount: Int, parts: Int
  ) {
    (self.table, self.places) = (table, places)
    (self.several, self.nodeCount, self.parts) = (several, nodeCount, parts)
    stretches = max(parts, several.count >> 13)
    // The partner is at the other end.
    ofHelper = Self.asked(of: shares, partners, partnersHelp: true, nodeCount)
    ofHelped = Self.asked(of: shares, partners, partnersHelp: false, nodeCount)
    self.relations = relations.enumerated().map { relation, links in (links, Self.marks(shares) { $0.relation == relation }) }
  }

  private static func marks(_ shares: [Share], where isMeant: (Share) -> Bool) -> UInt16 {
    shares.indices.reduce(0) { isMeant(shares[$1]) ? $0 | 1 << UInt16($1) : $0 }
  }

  private static func asked(of shares: [Share], _ partners: [RowBits], partnersHelp: Bool, _ nodeCount: Int) -> [Asked] {
    let asking = shares.indices.filter { shares[$0].helps != partnersHelp }
    let numbers = partners.indices.filter { number in asking.contains { shares[$0].partner == number } }
    return stride(from: 0, to: numbers.count, by: NodeMarks.limit).map { first in
      let own = Array(numbers[first...].prefix(NodeMarks.limit))
      let counting = (0..<1 << NodeMarks.limit).map { marks in
        Self.marks(shares) { share in
          guard share.helps != partnersHelp, let bit = own.firstIndex(where: { $0 == share.partner }) else { return true }
          return marks >> bit & 1 == 1
        }
      }
      return Asked(nodes: NodeMarks(own.map { partners[$0] }, below: nodeCount), counting: counting)
    }
  }

  /// - Complexity: O(rows x (relations + selections + shares)), and O(k log k) for k rows of nodes with several.
  func run(jobs: Int) throws -> Seen {
    // Each thread looks at rows of its own, then at those that are put aside, by nodes; what they counted is added up.
    var seen = try Parallel.map(parts, jobs: jobs, grain: 1) { range in
      range.map { part in count(table.count * part / parts..<table.count * (part + 1) / parts) }
    }.inOneArray()
    let aside = seen.map(\.aside)
    seen += try Parallel.map(parts, jobs: jobs, grain: 1) { range in
      range.map { part in count(aside, stretches * part / parts..<stretches * (part + 1) / parts) }
    }.inOneArray()
    // Taken out of the parts, so that none is copied when they are added up.
    let sums = places.indices.map { place in
      LaneCounts.Sum(seen.indices.compactMap { part in seen[part].counts[place].take() })
    }
    let reached = places.indices.map { place in Self.union(seen.indices.compactMap { part in seen[part].reached[place].take() }) }
    return Seen(sums: sums, reached: reached)
  }

  private static func union(_ marks: consuming [NodeMarks]) -> NodeMarks? {
    guard var union = marks.popLast() else { return nil }
    while let other = marks.popLast() { union.formUnion(other) }
    return union
  }

  /// Nothing seen yet.
  ///
  /// - Parameter later: whether it is about rows that were put aside: only they are of nodes with several.
  private func nothing(later: Bool) -> Part {
    Part(
      counts: places.map { $0.helps || later ? LaneCounts($0.stretch) : nil },
      reached: places.map { $0.helps ? nil : NodeMarks(below: nodeCount) },
      aside: [[Aside]](repeating: [], count: later ? 0 : stretches))
  }

  /// Rows are taken in blocks, and what a block touches is asked for before it is used: the time here is that of memory.
  private static let blockSize = 256

  /// Counts rows, but for those of nodes with several.
  private func count(_ rows: Range<Int>) -> Part {
    var seen = nothing(later: false)
    var marks = [UInt16](repeating: 0, count: Self.blockSize)
    let own = EdgeRows(from: table.from, to: table.to, codes: table.codes)
    let holds = relations.map { ($0.links?.holds(own, in: rows), $0.marks) }
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockSize) {
      let block = start..<min(start + Self.blockSize, rows.upperBound)
      lay(block, holds, from: rows.lowerBound, &marks)
      if several.count > 0 { putAside(block, &marks, &seen.aside) }
      add(marks, table.from, table.to, block, &seen)
    }
    return seen
  }

  /// Takes rows of nodes with several out of their block.
  private func putAside(_ rows: Range<Int>, _ marks: inout [UInt16], _ aside: inout [[Aside]]) {
    let (from, to) = (table.from.span, table.to.span)
    for row in rows where several.contains(Int(to[row])) {
      let own = marks[row &- rows.lowerBound]
      if own == 0 { continue }
      marks[row &- rows.lowerBound] = 0
      aside[Int(to[row]) * stretches / nodeCount].append(Aside(to: to[row], from: from[row], marks: own))
    }
  }

  /// Counts rows of nodes with several: a pair for each share at most once.
  ///
  /// - Parameter aside: index = part of the rows, then stretch.
  private func count(_ aside: [[[Aside]]], _ stretches: Range<Int>) -> Part {
    var seen = nothing(later: true)
    var (marks, from, to): ([UInt16], [UInt32], [UInt32]) = ([], [], [])
    for stretch in stretches {
      let rows = aside.map { $0[stretch] }.inOneArray().sorted { $0.ends < $1.ends }
      for (index, row) in rows.enumerated() {
        if index > 0, rows[index - 1].ends == row.ends {
          marks[marks.count - 1] |= row.marks
        } else {
          marks.append(row.marks)
          from.append(row.from)
          to.append(row.to)
        }
      }
      add(marks, from, to, marks.indices, &seen)
      for index in to.indices { to[index] = UInt32(truncatingIfNeeded: several.number(of: Int(to[index]))) }
      for place in places.indices where !places[place].helps { seen.counts[place]?.add(marks, to, marks.indices) }
      marks.removeAll(keepingCapacity: true)
      from.removeAll(keepingCapacity: true)
      to.removeAll(keepingCapacity: true)
    }
    return seen
  }

  /// - Parameter marks: index = row - first of the rows.
  private func add(_ marks: [UInt16], _ from: [UInt32], _ to: [UInt32], _ rows: Range<Int>, _ seen: inout Part) {
    for (index, place) in places.enumerated() {
      if place.helps {
        seen.counts[index]?.add(marks, from, rows)
      } else {
        seen.reached[index]?.insert(to, rows, marks, shift: UInt16(place.firstShare))
      }
    }
  }

  /// The shares for which rows count: index = row - first of the rows.
  ///
  /// - Parameter relations: index = relation, value = flags of rows, by row - `first`, nil where it holds for all; and the shares that count
  ///   these.
  private func lay(_ rows: Range<Int>, _ relations: [(holds: [Bool]?, marks: UInt16)], from first: Int, _ marks: inout [UInt16]) {
    let start = rows.lowerBound
    var own = marks.mutableSpan
    for index in 0..<rows.count { own[index] = 0 }
    for (holds, marks) in relations {
      guard let holds else {
        for index in 0..<rows.count { own[index] |= marks }
        continue
      }
      let flags = holds.span
      for row in rows { own[row &- start] |= flags[row &- first] ? marks : 0 }
    }
    let (from, to, alive) = (table.from.span, table.to.span, table.alive.span)
    for row in rows where !alive[row] || from[row] == to[row] { own[row &- start] = 0 }
    for asked in ofHelper { asked.nodes.narrow(&own, asked.counting, from, rows) }
    for asked in ofHelped { asked.nodes.narrow(&own, asked.counting, to, rows) }
  }
}

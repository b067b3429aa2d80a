internal import TableIO

/// Finds the rows of an edge table that equal an earlier row in every column.
///
/// Only rows whose two ends occur together more than once can be equal. Where they are few they are read one by one; where they are
/// many (pairings renewed every year) the whole table is read once more.
struct EqualEdges: Sendable {
  private let loader: EdgeLoader
  private let table: EdgeTable

  private struct Candidate: Sendable {
    var edge: Int
    /// Of the row's fields.
    var hash: UInt64 = 0
  }

  /// - Parameters:
  ///   - repeating: nodes at `side` that have two edges to one partner.
  /// - Returns: index = edge, value = whether it stays; nil when all stay.
  /// - Complexity: O(edges), and O(bytes) where candidates are many.
  static func find(_ table: EdgeTable, loader: EdgeLoader, repeating: [Int], side: EdgeSide) throws -> [Bool]? {
    guard !repeating.isEmpty else { return nil }
    let equal = EqualEdges(loader: loader, table: table)
    let candidates = try equal.candidates(repeating, side)
    return try equal.equalRows(candidates.count * 16 > table.count ? equal.hashedTogether(candidates) : equal.hashedOneByOne(candidates))
  }

  /// Edges whose ends have more edges between them.
  private func candidates(_ repeating: [Int], _ side: EdgeSide) throws -> [Candidate] {
    let keys = side == .from ? table.from : table.to
    var suspects = [Bool](repeating: false, count: (repeating.last ?? 0) + 1)
    for node in repeating { suspects[node] = true }
    let isSuspect = suspects
    let parts = try Parallel.map(table.count, jobs: loader.options.jobs) { range in
      range.filter { Int(keys[$0]) < isSuspect.count && isSuspect[Int(keys[$0])] }.map { Candidate(edge: $0) }
    }
    let sorted = parts.joined().sorted { less($0, $1) }
    return sorted.indices.filter { index in
      (index > 0 && haveSameEnds(sorted[index - 1], sorted[index]))
        || (index + 1 < sorted.count && haveSameEnds(sorted[index], sorted[index + 1]))
    }.map { sorted[$0] }.sorted { $0.edge < $1.edge }
  }

  private func less(_ a: Candidate, _ b: Candidate) -> Bool {
    (table.from[a.edge], table.to[a.edge], a.hash, a.edge) < (table.from[b.edge], table.to[b.edge], b.hash, b.edge)
  }

  private func haveSameEnds(_ a: Candidate, _ b: Candidate) -> Bool {
    table.from[a.edge] == table.from[b.edge] && table.to[a.edge] == table.to[b.edge]
  }

  private func hashedOneByOne(_ candidates: [Candidate]) throws -> [Candidate] {
    try Parallel.map(candidates.count, jobs: loader.options.jobs, grain: 64) { range in
      let texts = RowText(loader.reader, windowSize: 4096)
      return try range.map { index in
        let edge = candidates[index].edge
        return Candidate(edge: edge, hash: RowText.hash(try texts.fields(at: table.offsets[edge])))
      }
    }.flatMap { $0 }
  }

  private func hashedTogether(_ candidates: [Candidate]) throws -> [Candidate] {
    struct Read: Sendable {
      var candidates: [Candidate]
      var next = 0
    }
    return try loader.reader.reduce(
      into: Read(candidates: candidates), jobs: loader.options.jobs,
      parse: { batch in (offsets: batch.offsets(), hashes: batch.rowHashes()) },
      merge: { read, part, _ in
        // Rows that were left out at the first reading are no candidates: offsets tell them apart.
        for (offset, hash) in zip(part.offsets, part.hashes) {
          guard read.next < read.candidates.count else { return }
          if table.offsets[read.candidates[read.next].edge] != offset { continue }
          read.candidates[read.next].hash = hash
          read.next += 1
        }
      }
    ).candidates
  }

  private func equalRows(_ candidates: [Candidate]) throws -> [Bool]? {
    let sorted = candidates.sorted { less($0, $1) }
    var isKept: [Bool]?
    let (texts, others) = (RowText(loader.reader, windowSize: 4096), RowText(loader.reader, windowSize: 4096))
    var start = 0
    for index in sorted.indices.dropFirst() {
      let (a, b) = (sorted[index - 1], sorted[index])
      guard haveSameEnds(a, b), a.hash == b.hash else {
        start = index
        continue
      }
      let fields = try others.fields(at: table.offsets[b.edge])
      for first in start..<index where try texts.fields(at: table.offsets[sorted[first].edge]) == fields {
        isKept = isKept ?? [Bool](repeating: true, count: table.count)
        isKept?[b.edge] = false
        break
      }
    }
    return isKept
  }
}

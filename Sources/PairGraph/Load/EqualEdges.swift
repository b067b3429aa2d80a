internal import TableIO

/// Finds the rows of an edge table that equal an earlier row in every column.
///
/// Only rows whose two ends occur together more than once can be equal. Where they are few they are read one by one; where they are
/// many (pairings renewed every year) the whole table is read once more.
struct EqualEdges: Sendable {
  private let loader: EdgeLoader
  private let offsets: RowOffsets

  private struct Candidate: Sendable {
    var edge: Int
    /// Edges of a group have the same ends.
    var group: Int
    /// Of the row's fields.
    var hash: UInt64 = 0
  }

  /// - Parameters:
  ///   - repeated: the edges whose ends occur together more than once, in order.
  /// - Returns: the edges that equal an earlier one, ascending.
  /// - Complexity: O(k log k) for k such edges, and O(bytes) where they are many.
  static func find(_ table: EdgeTable, loader: EdgeLoader, repeated: [PairCounter.Repeated]) throws -> [Int] {
    guard !repeated.isEmpty else { return [] }
    let equal = EqualEdges(loader: loader, offsets: table.offsets)
    let candidates = repeated.map { Candidate(edge: $0.row, group: $0.group) }
    return try equal.equalRows(candidates.count * 16 > table.count ? equal.hashedTogether(candidates) : equal.hashedOneByOne(candidates))
  }

  private func hashedOneByOne(_ candidates: [Candidate]) throws -> [Candidate] {
    // Where candidates stand close together, a long window reads many at once.
    let isDense = candidates.count > 0 && loader.reader.source.size / candidates.count < 16 << 10
    return try Parallel.map(candidates.count, jobs: loader.options.jobs, grain: 64) { range in
      let texts = RowText(loader.reader, windowSize: isDense ? 64 << 10 : 4096)
      return try range.map { index in
        let edge = candidates[index].edge
        return Candidate(edge: edge, group: candidates[index].group, hash: try texts.hash(at: offsets[edge]))
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
      progress: loader.options.progress(of: loader.spec.file, size: loader.reader.source.size),
      parse: { batch in (offsets: batch.offsets(), hashes: batch.rowHashes()) },
      merge: { read, part, _ in
        // Rows that were left out at the first reading are no candidates: offsets tell them apart.
        for (offset, hash) in zip(part.offsets, part.hashes) {
          guard read.next < read.candidates.count else { return }
          if offsets[read.candidates[read.next].edge] != offset { continue }
          read.candidates[read.next].hash = hash
          read.next += 1
        }
      }
    ).candidates
  }

  private func equalRows(_ candidates: [Candidate]) throws -> [Int] {
    let sorted = candidates.sorted { ($0.group, $0.hash, $0.edge) < ($1.group, $1.hash, $1.edge) }
    var result: [Int] = []
    let (texts, others) = (RowText(loader.reader, windowSize: 4096), RowText(loader.reader, windowSize: 4096))
    var start = 0
    for index in sorted.indices.dropFirst() {
      let (a, b) = (sorted[index - 1], sorted[index])
      guard a.group == b.group, a.hash == b.hash else {
        start = index
        continue
      }
      let fields = try others.fields(at: offsets[b.edge])
      for first in start..<index where try texts.fields(at: offsets[sorted[first].edge]) == fields {
        result.append(b.edge)
        break
      }
    }
    return result.sorted()
  }
}

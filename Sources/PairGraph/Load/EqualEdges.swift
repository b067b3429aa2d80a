internal import TableIO

/// Finds the rows of an edge table that equal an earlier row in every column.
///
/// Only rows whose two ends occur together more than once can be equal; where there are none, nothing is read again.
struct EqualEdges: Sendable {
  let loader: EdgeLoader
  let table: EdgeTable
  /// Nodes that have two edges to one partner, by their end `to`.
  let suspects: [Bool]

  struct Candidate: Sendable {
    var from: UInt32
    var to: UInt32
    var hash: UInt64
    var edge: Int
    var offset: Int
  }

  /// - Returns: index = edge, value = whether it stays; nil when all stay.
  /// - Complexity: O(edges), and O(bytes) where there are suspects.
  static func find(_ table: EdgeTable, loader: EdgeLoader, partners: PartnerLists) throws -> [Bool]? {
    let nodes = partners.nodesWithRepeatedPartners()
    guard !nodes.isEmpty else { return nil }
    var suspects = [Bool](repeating: false, count: partners.lists.nodeCount)
    for node in nodes { suspects[node] = true }
    return try EqualEdges(loader: loader, table: table, suspects: suspects).run()
  }

  private func run() throws -> [Bool]? {
    struct Read: Sendable {
      var edges = 0
      var candidates: [Candidate] = []
    }
    let read = try loader.reader.reduce(
      into: Read(), jobs: loader.options.jobs,
      parse: { batch in self.candidates(batch) },
      merge: { read, part, _ in
        for var candidate in part.candidates {
          candidate.edge += read.edges
          read.candidates.append(candidate)
        }
        read.edges += part.count
      })
    let sorted = read.candidates.sorted { ($0.from, $0.to, $0.hash, $0.edge) < ($1.from, $1.to, $1.hash, $1.edge) }
    return try equalRows(sorted)
  }

  /// The same rows as in the first reading, in the same order, with a hash of their fields.
  private func candidates(_ batch: RowBatch) -> (count: Int, candidates: [Candidate]) {
    let part = loader.part(batch)
    let offsets = part.rows.kept(batch.offsets())
    let hashes = part.rows.kept(batch.rowHashes())
    let found = part.from.indices.filter { suspects[Int(part.to[$0])] }.map {
      Candidate(from: part.from[$0], to: part.to[$0], hash: hashes[$0], edge: $0, offset: offsets[$0])
    }
    return (part.from.count, found)
  }

  private func equalRows(_ sorted: [Candidate]) throws -> [Bool]? {
    var isKept: [Bool]?
    let (texts, others) = (RowText(loader.reader, windowSize: 4096), RowText(loader.reader, windowSize: 4096))
    var start = 0
    for index in sorted.indices.dropFirst() {
      let (a, b) = (sorted[index - 1], sorted[index])
      guard (a.from, a.to) == (b.from, b.to), a.hash == b.hash else {
        start = index
        continue
      }
      for first in start..<index where try texts.fields(at: sorted[first].offset) == others.fields(at: b.offset) {
        isKept = isKept ?? [Bool](repeating: true, count: table.count)
        isKept?[b.edge] = false
        break
      }
    }
    return isKept
  }
}

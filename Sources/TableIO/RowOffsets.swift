/// Where each row of a table starts in its file: about a byte a row, for files of any size.
///
/// Rows come in chunks, one for each part of the file that was read; a chunk is made where its part was read and taken over as it is.
package struct RowOffsets: Sendable {
  private var chunks: [Chunk] = []
  /// index = chunk, value = its first row.
  private var firstRows: [Int] = []
  package private(set) var count = 0

  package init() {}

  /// Rows of one stretch of less than 4 GiB.
  package struct Chunk: Sendable {
    fileprivate static let block = 64
    /// Byte offset of the stretch.
    fileprivate let base: Int
    package let count: Int
    /// index = row / 64, value = distance of that row from `base`.
    fileprivate var bases: [UInt32] = []
    /// index = row, value = bytes from the row before it, of a block's first row 0: their lower eight bits.
    fileprivate var steps: [UInt8] = []
    /// index = row, value = the next eight bits; empty where no row is that long.
    fileprivate var highSteps: [UInt8] = []
    /// index = row, value = distance from `base`; empty unless a row is longer still, and then the others are.
    fileprivate var wide: [UInt32] = []

    /// - Parameters:
    ///   - count: rows.
    ///   - distance: of a row from `base`; ascending.
    /// - Complexity: O(rows).
    @inline(__always)
    init(base: Int, count: Int, distance: (Int) -> UInt32) {
      self.base = base
      self.count = count
      var (blockBases, widest, last): ([UInt32], UInt32, UInt32) = ([], 0, 0)
      blockBases.reserveCapacity(count / Self.block + 1)
      steps = Array(unsafeFilling: count) { row in
        let position = distance(row)
        if row % Self.block == 0 {
          blockBases.append(position)
          last = position
        }
        let step = position &- last
        last = position
        widest |= step
        return UInt8(truncatingIfNeeded: step)
      }
      bases = blockBases
      if widest >> 16 > 0 {
        (bases, steps, wide) = ([], [], (0..<count).map(distance))
      } else if widest >> 8 > 0 {
        highSteps = (0..<count).map { $0 % Self.block == 0 ? 0 : UInt8(truncatingIfNeeded: (distance($0) &- distance($0 - 1)) >> 8) }
      }
    }

    fileprivate subscript(row: Int) -> Int {
      if !wide.isEmpty { return base &+ Int(wide[row]) }
      let first = row / Self.block * Self.block
      var distance = bases[row / Self.block]
      for row in first..<row + 1 { distance &+= UInt32(steps[row]) }
      if !highSteps.isEmpty { for row in first..<row + 1 { distance &+= UInt32(highSteps[row]) &<< 8 } }
      return base &+ Int(distance)
    }
  }

  package mutating func append(_ chunk: Chunk) {
    guard chunk.count > 0 else { return }
    chunks.append(chunk)
    firstRows.append(count)
    count += chunk.count
  }

  /// - Parameter offsets: ascending.
  package mutating func append(contentsOf offsets: [Int]) {
    var start = 0
    while start < offsets.count {
      let base = offsets[start]
      var end = start + 1
      while end < offsets.count, end - start < 1 << 16, offsets[end] - base <= Int(UInt32.max) { end += 1 }
      append(Chunk(base: base, count: end - start) { UInt32(truncatingIfNeeded: offsets[start + $0] - base) })
      start = end
    }
  }

  /// Looks up rows one after the other: those of one chunk share the search for it.
  package struct Cursor: Sendable {
    private let offsets: RowOffsets
    private var chunk = Chunk(base: 0, count: 0) { _ in 0 }
    private var rows = 0..<0

    package init(_ offsets: RowOffsets) { self.offsets = offsets }

    /// - Complexity: O(1), and O(log chunks) where the chunk is another one.
    package mutating func offset(of row: Int) -> Int {
      if !rows.contains(row) {
        let index = ChunkSearch.chunk(of: row, offsets.firstRows)
        chunk = offsets.chunks[index]
        rows = offsets.firstRows[index]..<offsets.firstRows[index] + chunk.count
      }
      return chunk[row - rows.lowerBound]
    }
  }

  /// - Complexity: O(log chunks).
  package subscript(row: Int) -> Int {
    let chunk = ChunkSearch.chunk(of: row, firstRows)
    return chunks[chunk][row - firstRows[chunk]]
  }

  /// The row that starts at a byte offset.
  package func row(at offset: Int) -> Int? {
    var from = 0
    var to = count
    while from < to {
      let middle = (from + to) / 2
      if self[middle] < offset { from = middle + 1 } else { to = middle }
    }
    return from < count && self[from] == offset ? from : nil
  }

  package mutating func keep(_ isKept: [Bool]) {
    let kept = (0..<count).filter { isKept[$0] }.map { self[$0] }
    self = RowOffsets()
    append(contentsOf: kept)
  }
}

/// Columns come in chunks of rows; this finds the chunk of a row.
package enum ChunkSearch {
  /// - Parameter firstRows: index = chunk, value = its first row; ascending from 0.
  /// - Returns: the last chunk whose first row is not behind `row`.
  /// - Complexity: O(log chunks).
  package static func chunk(of row: Int, _ firstRows: [Int]) -> Int {
    var from = 0
    var to = firstRows.count
    while to - from > 1 {
      let middle = (from + to) / 2
      if firstRows[middle] <= row { from = middle } else { to = middle }
    }
    return from
  }
}

extension RowBatch {
  /// Where the rows of the batch start in the file.
  ///
  /// - Parameter skipping: rows to leave out, ascending.
  /// - Complexity: O(rows).
  package func rowOffsets(skipping: [Int]) -> RowOffsets.Chunk {
    let starts = rowStarts
    if skipping.isEmpty { return RowOffsets.Chunk(base: starts.base, count: rowCount) { starts[$0] } }
    var rows: [Int] = []
    var skip = skipping[...]
    for row in 0..<rowCount { if row == skip.first { skip.removeFirst() } else { rows.append(row) } }
    return RowOffsets.Chunk(base: starts.base, count: rows.count) { starts[rows[$0]] }
  }
}

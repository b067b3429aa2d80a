/// Where each row of a table starts in its file: 4 bytes a row, for files of any size.
struct RowOffsets: Sendable {
  /// index = row, value = low half of its byte offset; offsets ascend.
  private var low: [UInt32] = []
  /// Rows at which the high half is one more than before.
  private var carries: [Int] = []
  private var last = 0

  var count: Int { low.count }

  mutating func append(contentsOf offsets: [Int]) {
    low.reserveCapacity(low.count + offsets.count)
    for offset in offsets {
      while offset >> 32 > last >> 32 {
        carries.append(low.count)
        last = (last >> 32 + 1) << 32
      }
      last = offset
      low.append(UInt32(truncatingIfNeeded: offset))
    }
  }

  subscript(row: Int) -> Int {
    var high = 0
    while high < carries.count, carries[high] <= row { high += 1 }
    return high << 32 | Int(low[row])
  }

  /// The row that starts at a byte offset.
  func row(at offset: Int) -> Int? {
    var from = 0
    var to = count
    while from < to {
      let middle = (from + to) / 2
      if self[middle] < offset { from = middle + 1 } else { to = middle }
    }
    return from < count && self[from] == offset ? from : nil
  }

  mutating func keep(_ isKept: [Bool]) {
    let kept = (0..<count).filter { isKept[$0] }.map { self[$0] }
    self = RowOffsets()
    append(contentsOf: kept)
  }
}

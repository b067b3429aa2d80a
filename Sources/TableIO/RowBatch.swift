// UNSAFE: owns the text buffer and gives out fields as pointers into it. Why: every field of every row passes here; a
// bounds check per byte would cost more than the work. What must hold: a `Field` is used before its batch is filled again; 32 bytes
// before and 64 behind the text are readable, so that words may be loaded across its edges.

/// Some consecutive rows of one table: their text, and where each field of it is.
///
/// A batch is filled again and again by one worker; nothing of it may be kept.
@safe package final class RowBatch {
  /// Number of good rows: right number of fields, valid UTF-8, well-formed quotes. Blank lines are no rows.
  package internal(set) var rowCount = 0
  package let columnCount: Int
  /// Bad rows, in order. Their lines count from 0 at the batch's first line.
  package internal(set) var faults: [RowFault] = []
  /// Byte offset in the file of the first record.
  var start = 0
  /// Byte offset in the file of the first record behind this batch.
  var next = 0
  /// Physical lines from `start` to `next`.
  package internal(set) var lineCount = 0
  /// A quote that never closes, as a fault, when there is one.
  var fatal: RowFault?

  static let front = 32
  static let back = 128
  /// A record longer than this is taken for a quote that never closes.
  static let longestRecord = 64 << 20

  let delimiter: UInt8
  var buffer: UnsafeMutableRawPointer
  var capacity = 0
  /// The text: `buffer + front`.
  var text: UnsafeMutableRawPointer { unsafe buffer + Self.front }
  var length = 0  // bytes of text
  var origin = 0  // file offset of the first byte of text
  var atEnd = false  // the text reaches the end of the file
  var scan: SeparatorScan
  /// index = row, value = position of its first byte in the text.
  var starts = PositionList()
  /// index = row * columnCount + column, value = position behind the field; unused when the separators serve.
  var ownEnds = PositionList()
  /// The field ends are the separators themselves: every line had the right number of fields.
  var endsAreSeparators = true
  var ends: UnsafeMutablePointer<UInt32> { unsafe endsAreSeparators ? scan.separators.pointer : ownEnds.pointer }
  /// Where a row starts in the text, and where one of its fields ends.
  @inline(__always)
  func start(_ row: Int) -> Int { starts[row] }
  @inline(__always)
  func end(_ row: Int, _ column: Int) -> Int { unsafe Int(ends[row &* columnCount &+ column]) }
  var hasQuotes = false
  /// A quoted field may have doubled quotes in it; where none has, what it holds is what stands between its quotes.
  var hasDoubledQuotes = false
  var lineCursor = (position: 0, line: 0)
  var unescaped: [UInt8] = []
  /// How often the buffer that fields with doubled quotes share was filled: each time the field before it there is gone.
  var scratchUses = 0

  init(columnCount: Int, delimiter: UInt8) {
    self.columnCount = columnCount
    self.delimiter = delimiter
    scan = SeparatorScan(delimiter: delimiter)
    unsafe buffer = .allocate(byteCount: Self.front + Self.back, alignment: 64)
    unsafe buffer.initializeMemory(as: UInt8.self, repeating: 0, count: Self.front)
  }

  deinit {
    unsafe buffer.deallocate()
    scan.deallocate()
    starts.deallocate()
    ownEnds.deallocate()
  }

  // MARK: Filling

  /// Takes in the records that start in `range` of the file.
  ///
  /// - Parameters:
  ///   - known: where the first record starts; nil guesses that the first line end in the range ends a record.
  func fill(from source: ByteSource, range: Range<Int>, known: Int?) throws(TableError) {
    rowCount = 0
    faults.removeAll(keepingCapacity: true)
    fatal = nil
    (hasQuotes, hasDoubledQuotes) = (false, false)
    scratchUses = 0
    lineCount = 0
    origin = known ?? (range.lowerBound - 1)
    length = 0
    atEnd = false
    if origin >= range.upperBound { return finishEmpty(at: origin) }
    try more(source, atLeast: range.upperBound - origin + 16 << 10)
    var first = 0
    if known == nil {
      guard let found = try firstLineEnd(source) else { return finishEmpty(at: source.size) }
      first = found
    }
    start = origin + first
    if start >= range.upperBound || start >= source.size { return finishEmpty(at: start) }
    lineCursor = (first, 0)
    try fillRows(source, from: first, limit: range.upperBound - origin)
  }

  private func finishEmpty(at offset: Int) {
    start = offset
    next = offset
  }

  private func fillRows(_ source: ByteSource, from first: Int, limit: Int) throws(TableError) {
    scan.reset(at: first)
    var scanned = first
    var goal = min(limit, scannable)
    while true {
      scan.scan(stretch(0..<length), from: scanned, to: goal, textEnd: length)
      scanned = goal
      if scan.irregular { return try fillPlainly(source, from: first, limit: limit) }
      if let behind = cut(limit: limit) {
        next = origin + behind
        return assemble(from: first)
      }
      if scanned == scannable {
        if atEnd { return finishLastLine(first: first, limit: limit) }
        if length - first > Self.longestRecord { return failTooLong(at: first) }
        try more(source, atLeast: length * 2)
      }
      goal = min(scannable, scanned + 4096)
    }
  }

  /// Up to where the text may be scanned: a character that starts before may reach three bytes further.
  private var scannable: Int { atEnd ? length : length - 3 }

  /// The file ends without a line end: an invented one closes the last record.
  private func finishLastLine(first: Int, limit: Int) {
    if scan.isInsideQuotes { return failUnclosed(from: first) }
    let last = scan.count > 0 ? scan.separators[scan.count - 1] : -1
    if !isLineEnd(last) || behindLineEnd(last) < length {
      unsafe text.storeBytes(of: 0x0a, toByteOffset: length, as: UInt8.self)
      scan.closeLastLine(at: length)
    }
    next = origin + length
    assemble(from: first)
  }

  func isLineEnd(_ position: Int) -> Bool { position >= 0 && byte(position) != delimiter }

  /// Where the line behind the line end at `position` starts.
  @inline(__always)
  func behindLineEnd(_ position: Int) -> Int {
    guard position >= 0 else { return position + 1 }
    let isReturn = byte(position) == 0x0d && position + 1 < length && byte(position + 1) == 0x0a
    return position &+ (isReturn ? 2 : 1)
  }

  @inline(__always)
  func byte(_ position: Int) -> UInt8 { unsafe text.load(fromByteOffset: position, as: UInt8.self) }

  /// Drops what starts at or behind `limit`; returns where that is, nil when no record is known to start there yet.
  private func cut(limit: Int) -> Int? {
    let all = scan.count
    var low = 0
    var high = all
    while low < high {
      let middle = (low + high) / 2
      if scan.separators[middle] < limit - 2 { low = middle + 1 } else { high = middle }
    }
    var index = low
    while index < all {
      let position = scan.separators[index]
      if isLineEnd(position) {
        // A carriage return at the very end of what was read may have a line feed behind it.
        if byte(position) == 0x0d, position + 1 >= length, !atEnd { return nil }
        let behind = behindLineEnd(position)
        if behind >= limit {
          var removed = 0
          for later in index + 1..<max(all, index + 1) where isLineEnd(scan.separators[later]) { removed += 1 }
          scan.truncate(to: index + 1, removedLineEnds: removed)
          return behind
        }
      }
      index += 1
    }
    return nil
  }

  /// Turns separators into rows. Where every line has the right number of fields the separators are the field ends.
  private func assemble(from first: Int) {
    (hasQuotes, hasDoubledQuotes) = (scan.hasQuotes, scan.hasDoubledQuotes)
    lineCount = scan.quotedLineEnds == 0 ? scan.lineEnds : lines(to: next - origin)
    let lines = scan.lineEnds
    endsAreSeparators = true
    starts.clear(reserving: lines)
    if scan.invalidUTF8.isEmpty, scan.count == lines * columnCount, startsOfEvenRows(first: first, lines: lines) {
      rowCount = lines
      return
    }
    assembleUneven(from: first)
  }

  /// Where rows start, if every line has the right number of fields; false where one has not.
  private func startsOfEvenRows(first: Int, lines: Int) -> Bool {
    if scan.hasReturns || columnCount == 1 { return startsOfCheckedRows(first: first, lines: lines) }
    // Every last separator of as many as there are columns has to be a line feed.
    var others: UInt8 = 0
    let (text, rows) = unsafe (text, starts.pointer)
    var position = UInt32(truncatingIfNeeded: first)
    var end = unsafe scan.separators.pointer + (columnCount - 1)
    for line in 0..<lines {
      unsafe rows[line] = position
      position = unsafe end.pointee
      unsafe others |= text.load(fromByteOffset: Int(position), as: UInt8.self) ^ 0x0a
      position &+= 1
      unsafe end += columnCount
    }
    starts.fill(lines)
    return others == 0
  }

  /// The same where lines may end in other ways, or be blank without having too few fields.
  private func startsOfCheckedRows(first: Int, lines: Int) -> Bool {
    var position = first
    for line in 0..<lines {
      starts.append(position)
      let end = scan.separators[line &* columnCount &+ columnCount &- 1]
      if !isLineEnd(end) || (columnCount == 1 && end == position) { return false }
      position = behindLineEnd(end)
    }
    return true
  }

  private func assembleUneven(from first: Int) {
    starts.clear(reserving: scan.lineEnds)
    ownEnds.clear(reserving: scan.count)
    endsAreSeparators = false
    var bad = scan.invalidUTF8[...]
    var position = first
    var index = 0
    while index < scan.count {
      var last = index
      while !isLineEnd(scan.separators[last]) { last += 1 }
      let end = scan.separators[last]
      let isBlank = last == index && end == position
      if let invalid = bad.first, Int(invalid) < end {
        while let next = bad.first, Int(next) < end { bad.removeFirst() }
        var field = 0
        while scan.separators[index + field] < Int(invalid) { field += 1 }
        let fieldStart = field == 0 ? position : scan.separators[index + field - 1] + 1
        addFault(.invalidUTF8, start: position, end: end, at: fieldStart, field: field)
      } else if last - index + 1 == columnCount, !isBlank {
        starts.append(position)
        for each in index...last { ownEnds.append(scan.separators[each]) }
      } else if !isBlank {
        addFault(wrongCount: last - index + 1, start: position, end: end)
      }
      position = behindLineEnd(end)
      index = last + 1
    }
    rowCount = starts.count
  }

  func addFault(_ problem: TableProblem, start: Int, end: Int, at position: Int, field: Int?, fieldCount: Int = 0) {
    faults.append(
      RowFault(
        problem: problem, start: origin + start, end: origin + end, line: lines(to: start), byte: origin + position,
        field: field, fieldCount: fieldCount))
  }

  func addFault(wrongCount count: Int, start: Int, end: Int) {
    addFault(count < columnCount ? .tooFewFields : .tooManyFields, start: start, end: end, at: start, field: nil, fieldCount: count)
  }

  // MARK: Text

  func more(_ source: ByteSource, atLeast wanted: Int) throws(TableError) {
    let size = min(wanted, source.size - origin)
    if size + Self.front + Self.back > capacity {
      let larger = max(size, 4096) + Self.front + Self.back
      let grown = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 64)
      unsafe grown.copyMemory(from: buffer, byteCount: Self.front + length)
      unsafe buffer.deallocate()
      unsafe buffer = grown
      capacity = larger
    }
    let room = unsafe UnsafeMutableRawBufferPointer(start: text + length, count: max(0, size - length)).bindMemory(to: UInt8.self)
    var target = unsafe OutputSpan(buffer: room, initializedCount: 0)
    try source.read(at: origin + length, count: room.count, into: &target)
    unsafe length += target.finalize(for: room)
    // Words are loaded beyond the end; what they find there is masked out, but must be the same each time.
    unsafe (text + length).initializeMemory(as: UInt8.self, repeating: 0, count: Self.back)
    atEnd = origin + length >= source.size
  }

  /// Position behind the first line end of the text, reading on until there is one; nil when there is none.
  private func firstLineEnd(_ source: ByteSource) throws(TableError) -> Int? {
    var position = 0
    while true {
      while position < length {
        let found = byte(position)
        if found == 0x0a { return position + 1 }
        if found == 0x0d, position + 1 < length || atEnd { return behindLineEnd(position) }
        position += 1
      }
      // Where no line ends for so long, the record before is too long anyway.
      if atEnd || length > Self.longestRecord { return nil }
      try more(source, atLeast: length * 2)
    }
  }

  /// Physical lines from the start of the batch to a position; cheap when positions only grow.
  func lines(to position: Int) -> Int {
    if position < lineCursor.position { lineCursor = (start - origin, 0) }
    var (at, line) = lineCursor
    while at < position {
      let found = byte(at)
      if found == 0x0a || (found == 0x0d && !(at + 1 < length && byte(at + 1) == 0x0a)) { line += 1 }
      at += 1
    }
    lineCursor = (at, line)
    return line
  }
}

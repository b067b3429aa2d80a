// UNSAFE: owns the text buffer and gives out fields as pointers into it. Why: every field of every row passes here; a
// bounds check per byte would cost more than the work. What must hold: a `Field` is used before its batch is filled again; 32 bytes
// before and 64 behind the text are readable, so that words may be loaded across its edges.

/// Some consecutive rows of one table: their text, and where each field of it is.
///
/// A batch is filled again and again by one worker; nothing of it may be kept.
@safe package final class RowBatch {
  /// Number of good rows: right number of fields, valid UTF-8, well-formed quotes. Blank lines are no rows.
  package private(set) var rowCount = 0
  package let columnCount: Int
  /// Bad rows, in order. Their lines count from 0 at the batch's first line.
  package private(set) var faults: [RowFault] = []
  /// Byte offset in the file of the first record.
  private(set) var start = 0
  /// Byte offset in the file of the first record behind this batch.
  private(set) var next = 0
  /// Physical lines from `start` to `next`.
  private(set) var lineCount = 0
  /// A quote that never closes, as a fault, when there is one.
  private(set) var fatal: RowFault?

  private static let front = 32
  private static let back = 128
  /// A record longer than this is taken for a quote that never closes.
  static let longestRecord = 64 << 20

  private let delimiter: UInt8
  private var buffer: UnsafeMutableRawPointer
  private var capacity = 0
  /// The text: `buffer + front`.
  private var text: UnsafeMutableRawPointer { unsafe buffer + Self.front }
  private var length = 0  // bytes of text
  private var origin = 0  // file offset of the first byte of text
  private var atEnd = false  // the text reaches the end of the file
  private var scan: SeparatorScan
  /// index = row, value = position of its first byte in the text.
  private var starts = PositionList()
  /// index = row * columnCount + column, value = position behind the field; unused when the separators serve.
  private var ownEnds = PositionList()
  /// The field ends are the separators themselves: every line had the right number of fields.
  private var endsAreSeparators = true
  private var ends: UnsafeMutablePointer<UInt32> { unsafe endsAreSeparators ? scan.separators : ownEnds.pointer }
  private var hasQuotes = false
  private var lineCursor = (position: 0, line: 0)
  private var unescaped: [UInt8] = []

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
    hasQuotes = false
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
      unsafe scan.scan(text, from: scanned, to: goal, textEnd: length)
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
    let last = scan.count > 0 ? unsafe Int(scan.separators[scan.count - 1]) : -1
    if !isLineEnd(last) || behindLineEnd(last) < length {
      unsafe text.storeBytes(of: 0x0a, toByteOffset: length, as: UInt8.self)
      scan.closeLastLine(at: length)
    }
    next = origin + length
    assemble(from: first)
  }

  private func isLineEnd(_ position: Int) -> Bool { position >= 0 && byte(position) != delimiter }

  /// Where the line behind the line end at `position` starts.
  @inline(__always)
  private func behindLineEnd(_ position: Int) -> Int {
    guard position >= 0 else { return position + 1 }
    let isReturn = byte(position) == 0x0d && position + 1 < length && byte(position + 1) == 0x0a
    return position &+ (isReturn ? 2 : 1)
  }

  @inline(__always)
  private func byte(_ position: Int) -> UInt8 { unsafe text.load(fromByteOffset: position, as: UInt8.self) }

  /// Drops what starts at or behind `limit`; returns where that is, nil when no record is known to start there yet.
  private func cut(limit: Int) -> Int? {
    let all = scan.count
    var low = 0
    var high = all
    while low < high {
      let middle = (low + high) / 2
      if unsafe Int(scan.separators[middle]) < limit - 2 { low = middle + 1 } else { high = middle }
    }
    var index = low
    while index < all {
      let position = unsafe Int(scan.separators[index])
      if isLineEnd(position) {
        // A carriage return at the very end of what was read may have a line feed behind it.
        if byte(position) == 0x0d, position + 1 >= length, !atEnd { return nil }
        let behind = behindLineEnd(position)
        if behind >= limit {
          var removed = 0
          for later in index + 1..<max(all, index + 1) where isLineEnd(unsafe Int(scan.separators[later])) { removed += 1 }
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
    hasQuotes = scan.hasQuotes
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

  private func startsOfEvenRows(first: Int, lines: Int) -> Bool {
    var position = first
    for line in 0..<lines {
      starts.append(position)
      let end = unsafe Int(scan.separators[line &* columnCount &+ columnCount &- 1])
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
      while !isLineEnd(unsafe Int(scan.separators[last])) { last += 1 }
      let end = unsafe Int(scan.separators[last])
      let isBlank = last == index && end == position
      if let invalid = bad.first, Int(invalid) < end {
        while let next = bad.first, Int(next) < end { bad.removeFirst() }
        var field = 0
        while unsafe Int(scan.separators[index + field]) < Int(invalid) { field += 1 }
        let fieldStart = field == 0 ? position : unsafe Int(scan.separators[index + field - 1]) + 1
        addFault(.invalidUTF8, start: position, end: end, at: fieldStart, field: field)
      } else if last - index + 1 == columnCount, !isBlank {
        starts.append(position)
        for each in index...last { unsafe ownEnds.append(Int(scan.separators[each])) }
      } else if !isBlank {
        addFault(wrongCount: last - index + 1, start: position, end: end)
      }
      position = behindLineEnd(end)
      index = last + 1
    }
    rowCount = starts.count
  }

  private func addFault(_ problem: TableProblem, start: Int, end: Int, at position: Int, field: Int?, fieldCount: Int = 0) {
    faults.append(
      RowFault(
        problem: problem, start: origin + start, end: origin + end, line: lines(to: start), byte: origin + position,
        field: field, fieldCount: fieldCount))
  }

  private func addFault(wrongCount count: Int, start: Int, end: Int) {
    addFault(count < columnCount ? .tooFewFields : .tooManyFields, start: start, end: end, at: start, field: nil, fieldCount: count)
  }

  // MARK: The slow way

  private func fillPlainly(_ source: ByteSource, from first: Int, limit: Int) throws(TableError) {
    hasQuotes = true
    starts.clear(reserving: 1024)
    ownEnds.clear(reserving: 1024 * columnCount)
    endsAreSeparators = false
    let plain = PlainScan(delimiter: delimiter)
    var position = first
    while position < limit {
      if position >= length && atEnd { break }
      let record = plain.record(from: position, count: length) { byte($0) }
      // A carriage return that ends what was read may be half of a line end, and any end of it may be half a record.
      if !atEnd, record.reachedEnd || record.next >= length {
        if length - position > Self.longestRecord { return failTooLong(at: position) }
        try more(source, atLeast: length * 2)
        continue
      }
      if let quote = record.unclosedQuote { return failUnclosed(record: position, quote: quote) }
      take(record)
      position = record.next
    }
    next = origin + position
    lineCount = lines(to: position)
    rowCount = starts.count
  }

  private func take(_ record: PlainScan.Record) {
    guard !record.isBlank, let end = record.ends.last else { return }
    if let invalid = firstInvalid(from: record.start, to: end) {
      let field = record.ends.firstIndex { $0 >= invalid } ?? 0
      addFault(.invalidUTF8, start: record.start, end: end, at: field == 0 ? record.start : record.ends[field - 1] + 1, field: field)
    } else if let text = record.textAfterQuote {
      let field = record.ends.firstIndex { $0 >= text } ?? 0
      addFault(.textAfterQuote, start: record.start, end: end, at: field == 0 ? record.start : record.ends[field - 1] + 1, field: field)
    } else if record.ends.count != columnCount {
      addFault(wrongCount: record.ends.count, start: record.start, end: end)
    } else {
      starts.ensure(1)
      starts.append(record.start)
      ownEnds.ensure(columnCount)
      for each in record.ends { ownEnds.append(each) }
    }
  }

  private func firstInvalid(from start: Int, to end: Int) -> Int? {
    var position = start
    while position < end {
      if byte(position) < 0x80 {
        position += 1
        continue
      }
      let length = UTF8Form.length(of: (position..<min(position + 4, end)).lazy.map { self.byte($0) })
      if length < 0 { return position }
      position += length
    }
    return nil
  }

  private func failUnclosed(from first: Int) {
    var position = first
    let plain = PlainScan(delimiter: delimiter)
    while position < length {
      let record = plain.record(from: position, count: length) { byte($0) }
      if let quote = record.unclosedQuote { return failUnclosed(record: position, quote: quote) }
      position = record.next
    }
  }

  private func failUnclosed(record: Int, quote: Int) {
    fatal = RowFault(
      problem: .unclosedQuote, start: origin + record, end: origin + length, line: lines(to: quote), byte: origin + quote,
      field: PlainScan(delimiter: delimiter).record(from: record, count: length) { byte($0) }.ends.count)
    next = origin + length
  }

  private func failTooLong(at first: Int) {
    fatal = RowFault(
      problem: .recordTooLong, start: origin + first, end: origin + length, line: lines(to: first), byte: origin + first, field: nil)
    next = origin + length
  }

  // MARK: Text

  private func more(_ source: ByteSource, atLeast wanted: Int) throws(TableError) {
    let size = min(wanted, source.size - origin)
    if size + Self.front + Self.back > capacity {
      let larger = max(size, 4096) + Self.front + Self.back
      let grown = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 64)
      unsafe grown.copyMemory(from: buffer, byteCount: Self.front + length)
      unsafe buffer.deallocate()
      unsafe buffer = grown
      capacity = larger
    }
    length += try unsafe source.read(at: origin + length, count: size - length, into: text + length)
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
  private func lines(to position: Int) -> Int {
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

  // MARK: Fields

  /// Position of a row in the file, for messages; its line counts from 0 at the batch's first line.
  package func place(row: Int, column: Int?) -> (start: Int, end: Int, line: Int, byte: Int) {
    let from = unsafe Int(starts.pointer[row])
    let to = unsafe Int(ends[row * columnCount + columnCount - 1])
    let at = column.map { $0 == 0 ? from : unsafe Int(ends[row * columnCount + $0 - 1]) + 1 } ?? from
    return (origin + from, origin + to, lines(to: from), origin + at)
  }

  /// Byte offset of a row in the file.
  @inline(__always)
  package func offset(row: Int) -> Int { unsafe origin &+ Int(starts.pointer[row]) }

  /// index = row, value = byte offset of the row in the file.
  package func offsets() -> [Int] { (0..<rowCount).map { unsafe origin &+ Int(starts.pointer[$0]) } }

  /// A field's bytes without its quotes.
  func field(_ row: Int, _ column: Int) -> Field { fields[row, column] }

  /// The starts of the rows as a value, for loops over many rows.
  var rowStarts: RowStarts { unsafe RowStarts(batch: self, base: origin, starts: starts.pointer) }

  /// How often the buffer that fields with doubled quotes share was filled: each time the field before it there is gone.
  private(set) var scratchUses = 0

  /// The fields as a value, for loops over many rows.
  var fields: Fields {
    unsafe Fields(
      batch: self, text: UnsafeRawPointer(text), starts: starts.pointer, ends: ends, columnCount: columnCount, hasQuotes: hasQuotes)
  }

  @inline(never)
  fileprivate func unquoted(_ field: Field) -> Field {
    let inner = field.dropping(first: 1, last: 1)
    guard inner.contains(0x22) else { return inner }
    scratchUses += 1
    unescaped.removeAll(keepingCapacity: true)
    unescaped.append(contentsOf: repeatElement(0, count: Self.front))
    var index = 0
    while index < inner.count {
      unescaped.append(inner[index])
      index += inner[index] == 0x22 ? 2 : 1
    }
    let count = unescaped.count - Self.front
    unescaped.append(contentsOf: repeatElement(0, count: Self.back))
    // Valid until the next field with a doubled quote: kernels use one field at a time.
    return unsafe unescaped.withUnsafeBytes { unsafe Field($0.baseAddress.unsafelyUnwrapped + Self.front, count) }
  }

  /// A field as text.
  package func string(row: Int, column: Int) -> String { field(row, column).string }

  /// A field's bytes.
  package func bytes(row: Int, column: Int) -> [UInt8] { field(row, column).bytes }

  /// A whole record as it stands in the file.
  package func raw(from start: Int, to end: Int) -> [UInt8] { (start..<max(start, end)).map { byte($0 - origin) } }
}

/// Where the rows of a batch start, counted from byte `base` of the file.
@safe struct RowStarts {
  fileprivate let batch: RowBatch
  let base: Int
  fileprivate let starts: UnsafeMutablePointer<UInt32>

  @inline(__always)
  subscript(row: Int) -> UInt32 { unsafe starts[row] }
}

/// Where the fields of a batch are: plain pointers, so that a loop over rows touches no object.
@safe struct Fields {
  fileprivate let batch: RowBatch
  fileprivate let text: UnsafeRawPointer
  fileprivate let starts: UnsafeMutablePointer<UInt32>
  fileprivate let ends: UnsafeMutablePointer<UInt32>
  fileprivate let columnCount: Int
  fileprivate let hasQuotes: Bool

  @inline(__always)
  subscript(row: Int, column: Int) -> Field {
    let index = row &* columnCount &+ column
    let from = unsafe column == 0 ? Int(starts[row]) : Int(ends[index &- 1]) &+ 1
    let to = unsafe Int(ends[index])
    let field = unsafe Field(text + from, to &- from)
    if hasQuotes, to > from, field[0] == 0x22 { return batch.unquoted(field) }
    return field
  }
}

/// The bytes of one field, inside a batch's text.
@safe struct Field {
  let pointer: UnsafeRawPointer
  let count: Int

  @inline(__always)
  init(_ pointer: UnsafeRawPointer, _ count: Int) {
    unsafe self.pointer = unsafe pointer
    self.count = count
  }

  @inline(__always)
  subscript(index: Int) -> UInt8 { unsafe pointer.load(fromByteOffset: index, as: UInt8.self) }

  /// Eight bytes from `index`, the first lowest; may reach 24 bytes before or 56 behind the field.
  @inline(__always)
  func word(at index: Int) -> UInt64 { unsafe pointer.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian }

  func dropping(first: Int, last: Int) -> Field { unsafe Field(pointer + first, max(0, count - first - last)) }

  func contains(_ byte: UInt8) -> Bool {
    for index in 0..<count where self[index] == byte { return true }
    return false
  }

  var bytes: [UInt8] { unsafe [UInt8](UnsafeRawBufferPointer(start: pointer, count: count)) }

  var string: String { unsafe String(decoding: UnsafeRawBufferPointer(start: pointer, count: count), as: UTF8.self) }

  /// Whether the bytes are the same, eight at a time.
  @inline(__always)
  func isEqual(to other: Field) -> Bool {
    guard count == other.count else { return false }
    var index = 0
    while index &+ 8 <= count {
      if word(at: index) != other.word(at: index) { return false }
      index &+= 8
    }
    if index == count { return true }
    let rest = (word(at: index) ^ other.word(at: index)) & ((1 &<< UInt64(8 &* (count &- index))) &- 1)
    return rest == 0
  }
}

extension TextList {
  /// Appends a field's bytes.
  @inline(__always)
  mutating func append(_ field: Field) {
    unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: field.pointer, count: field.count))
    ends.append(bytes.count)
  }
}

/// Gives bytes of an array the room that a `Field` needs around it.
enum FieldBuffer {
  static func with<Result>(_ bytes: [UInt8], _ body: (Field) -> Result) -> Result {
    let padded = [UInt8](repeating: 0, count: 32) + bytes + [UInt8](repeating: 0, count: 128)
    return unsafe padded.withUnsafeBytes { body(unsafe Field($0.baseAddress.unsafelyUnwrapped + 32, bytes.count)) }
  }
}

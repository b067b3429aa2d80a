// UNSAFE: gives out fields as pointers into a batch's text. Why: every field of every row passes here; a bounds check per byte would cost
// more than the work. What must hold: a `Field` is used before its batch is filled again; 32 bytes before and 64 behind the text are
// readable, so that words may be loaded across its edges.

/// Where the rows of a batch start, counted from byte `base` of the file.
@safe struct RowStarts {
  let batch: RowBatch
  let base: Int
  let starts: UnsafeMutablePointer<UInt32>

  @inline(__always)
  subscript(row: Int) -> UInt32 { unsafe starts[row] }
}

/// Where the fields of a batch are: plain pointers, so that a loop over rows touches no object.
@safe struct Fields {
  let batch: RowBatch
  let text: UnsafeRawPointer
  let starts: UnsafeMutablePointer<UInt32>
  let ends: UnsafeMutablePointer<UInt32>
  let columnCount: Int
  let hasQuotes: Bool
  let hasDoubledQuotes: Bool

  @inline(__always)
  subscript(row: Int, column: Int) -> Field {
    let index = row &* columnCount &+ column
    let from = unsafe column == 0 ? Int(starts[row]) : Int(ends[index &- 1]) &+ 1
    let to = unsafe Int(ends[index])
    let field = unsafe Field(text + from, to &- from)
    if hasQuotes, to > from, field[0] == 0x22 { return hasDoubledQuotes ? batch.unquoted(field) : field.dropping(first: 1, last: 1) }
    return field
  }
}

extension RowBatch {
  /// The starts of the rows as a value, for loops over many rows.
  var rowStarts: RowStarts { unsafe RowStarts(batch: self, base: origin, starts: starts.pointer) }

  /// Everything from the first record to behind the last.
  var wholeText: [UInt8] {
    unsafe Field(UnsafeRawPointer(text) + (start - origin), max(0, min(next - start, length - (start - origin)))).bytes
  }

  /// Bit i of word j: byte 64 j + i of `wholeText` is one that few cells have (`ByteBlock.marks`), or is behind its end.
  var marks: [UInt64] {
    let count = max(0, min(next - start, length - (start - origin)))
    let own = stretch(start - origin..<start - origin + count)
    var marks = [UInt64](unsafeFilling: (count + 63) / 64) { ByteBlock(own, at: $0 &* 64).marks }
    if count % 64 > 0 { marks[count / 64] |= ~0 << UInt64(count % 64) }
    return marks
  }

  /// Some bytes of the text, as a field is looked at.
  @inline(__always)
  func stretch(_ range: Range<Int>) -> Field { unsafe Field(UnsafeRawPointer(text) + range.lowerBound, range.count) }

  /// The fields as a value, for loops over many rows.
  var fields: Fields {
    unsafe Fields(
      batch: self, text: UnsafeRawPointer(text), starts: starts.pointer, ends: ends, columnCount: columnCount, hasQuotes: hasQuotes,
      hasDoubledQuotes: hasDoubledQuotes)
  }

  @inline(never)
  func unquoted(_ field: Field) -> Field {
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

  /// Sixteen bytes from `index`.
  @inline(__always)
  func sixteen(at index: Int) -> SIMD16<UInt8> { unsafe pointer.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self) }

  /// The bytes of a field of at most 8, the first lowest, 0 behind them.
  @inline(__always)
  var maskedWord: UInt64 { count == 0 ? 0 : word(at: 0) & (~0 &>> UInt64(64 &- 8 &* count)) }

  func dropping(first: Int, last: Int) -> Field { unsafe Field(pointer + first, max(0, count - first - last)) }

  /// Whether a byte occurs, eight at a time.
  func contains(_ byte: UInt8) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = 0
    while index < count {
      var difference = word(at: index) ^ (ones &* UInt64(byte))
      if count &- index < 8 { difference |= ~0 &<< UInt64(8 &* (count &- index)) }
      // A byte that is 0 borrows from its highest bit (Hacker's Delight, 6-1).
      if (difference &- ones) & ~difference & 0x8080_8080_8080_8080 != 0 { return true }
      index &+= 8
    }
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

extension [UInt8] {
  /// Appends a field's bytes.
  @inline(__always)
  mutating func append(_ field: Field) { unsafe append(contentsOf: UnsafeRawBufferPointer(start: field.pointer, count: field.count)) }

  /// Some of the bytes as a field, where they stand: a word that reaches behind the last of them finds room, and is masked.
  @inline(__always)
  mutating func withField<Result>(_ range: Range<Int>, _ body: (Field) -> Result) -> Result {
    if capacity < count + 8 { reserveCapacity(Swift.max(count + 8, 2 * count)) }
    return unsafe withUnsafeBytes { unsafe body(Field($0.baseAddress.unsafelyUnwrapped + range.lowerBound, range.count)) }
  }
}

extension TextList {
  /// Appends a field's bytes.
  @inline(__always)
  mutating func append(_ field: Field) {
    unsafe append(UnsafeRawBufferPointer(start: field.pointer, count: field.count))
  }
}

/// Gives bytes of an array the room that a `Field` needs around it.
enum FieldBuffer {
  static func with<Result>(_ bytes: [UInt8], _ body: (Field) -> Result) -> Result {
    let padded = [UInt8](repeating: 0, count: 32) + bytes + [UInt8](repeating: 0, count: 128)
    return unsafe padded.withUnsafeBytes { body(unsafe Field($0.baseAddress.unsafelyUnwrapped + 32, bytes.count)) }
  }
}

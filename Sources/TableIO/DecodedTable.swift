import Dispatch
import Synchronization

/// A table of any encoding and delimiter as bytes of UTF-8, and the way back to its bytes in the file.
///
/// UTF-8 with a delimiter of one byte is read from the file as it is. Everything else is converted into memory, in parallel by blocks that
/// end with a line, which in GB18030 can be cut at any line feed. A byte sequence that is no character becomes the byte FF, which is
/// not UTF-8: the record is then rejected like any other that is not.
package struct DecodedTable: Sendable {
  /// The text in UTF-8: the file itself, or memory.
  package let source: ByteSource
  package let encoding: TextEncoding
  package let delimiter: TableDelimiter
  /// The user said so; else they were found from the bytes.
  package let encodingWasGiven: Bool
  package let delimiterWasGiven: Bool
  /// Byte sequences of the file that are no characters; 0 for UTF-8, where the scanner finds them.
  package let badSequences: Int
  /// The byte that separates fields in `source`.
  package let delimiterByte: UInt8
  /// The file; the same as `source` where nothing was converted.
  package let original: ByteSource
  private let places: OriginalPlaces?

  /// Whether offsets in `source` are offsets in the file.
  package var isOriginal: Bool { places == nil }

  /// What was asked for; nil is found from the bytes.
  package struct Choice: Sendable {
    package var encoding: TextEncoding?
    package var delimiter: TableDelimiter?
    /// The table starts with its header: no title lines above it.
    package var startsWithHeader: Bool
    /// Every byte is looked at to find the encoding; otherwise samples of a large file.
    package var isThorough: Bool

    package init(
      encoding: TextEncoding? = nil, delimiter: TableDelimiter? = nil, startsWithHeader: Bool = false, isThorough: Bool = true
    ) {
      self.encoding = encoding
      self.delimiter = delimiter
      self.startsWithHeader = startsWithHeader
      self.isThorough = isThorough
    }
  }

  /// Opens a table.
  ///
  /// - Parameters:
  ///   - name: the file as messages name it.
  ///   - jobs: threads.
  /// - Complexity: O(bytes) where the file is converted; memory: the text in UTF-8 then.
  /// - Errors: `unreadable`, `workbook`, `otherEncoding` when the system cannot convert it, `changedWhileRead`.
  package static func open(path: String, name: String, _ choice: Choice = Choice(), jobs: Int) throws(TableError) -> DecodedTable {
    try DecodedTable(ByteSource(path: path, name: name), choice, jobs: jobs)
  }

  package init(_ file: ByteSource, _ choice: Choice = Choice(), jobs: Int) throws(TableError) {
    let first = try file.bytes(at: 0, count: 4)
    if first == [0x50, 0x4b, 0x03, 0x04] || first == [0xd0, 0xcf, 0x11, 0xe0] {
      throw TableError(.workbook, file: file.name, line: 1, byte: 0)
    }
    original = file
    if let given = choice.encoding { encoding = given } else { encoding = try .detect(file, isThorough: choice.isThorough) }
    (encodingWasGiven, delimiterWasGiven) = (choice.encoding != nil, choice.delimiter != nil)
    let headSize = 64 << 10
    var conversion: Conversion?
    let head: [UInt8]
    if encoding == .utf8 {
      head = try file.bytes(at: 0, count: headSize)
    } else {
      let converted = try Conversion(file, encoding, jobs: jobs)
      head = Array(converted.blocks.lazy.flatMap { $0 }.prefix(headSize))
      conversion = converted
    }
    let isWhole = encoding == .utf8 ? head.count == file.size : head.count < headSize
    delimiter = choice.delimiter ?? .detect(head, isWhole: isWhole, firstRecord: choice.startsWithHeader)
    if let byte = delimiter.byte {
      delimiterByte = byte
    } else {
      if conversion == nil { conversion = try Conversion(file, .utf8, jobs: jobs) }
      delimiterByte = conversion?.replaceWideCommas() ?? 0
    }
    badSequences = conversion?.bad ?? 0
    guard let conversion else {
      source = file
      places = nil
      return
    }
    source = ByteSource(blocks: conversion.blocks, name: file.name)
    places = OriginalPlaces(conversion, original: file, text: source, encoding: encoding)
  }

  /// Frees what was converted and nobody will read again; places in the file are still found.
  package func giveUp(before offset: Int) {
    // Full-width commas are not put in their places again.
    if delimiter != .wideComma { source.giveUp(before: offset) }
  }

  /// Where in the file a byte of `source` comes from.
  ///
  /// - Complexity: O(1) when nothing was converted; else offsets that ascend cost O(bytes between them).
  package func originalOffset(of offset: Int) throws(TableError) -> Int { try places?.original(of: offset) ?? offset }

  /// The bytes in the file of a stretch of `source`, and where they start.
  package func originalBytes(_ range: Range<Int>) throws(TableError) -> (offset: Int, bytes: [UInt8]) {
    let start = try originalOffset(of: range.lowerBound)
    let end = try originalOffset(of: range.upperBound)
    return (start, try original.bytes(at: start, count: end - start))
  }

  /// Text of `source` as it stands in the file: the delimiter itself where another byte stands for it.
  package func shown(_ text: [UInt8]) -> [UInt8] {
    guard delimiter == .wideComma else { return text }
    return text.flatMap { $0 == delimiterByte ? Array(TableDelimiter.wideComma.rawValue.utf8) : [$0] }
  }

  /// An error of the text with its place in the file.
  func inFile(_ error: TableError) throws(TableError) -> TableError {
    var error = error
    if let byte = error.byte { error.byte = try originalOffset(of: byte) }
    return error
  }

  /// - Errors: `changedWhileRead` when the file is no longer what was read.
  package func checkUnchanged() throws(TableError) { try original.checkUnchanged() }
}

/// A file as blocks of UTF-8.
struct Conversion: Sendable {
  private(set) var blocks: [[UInt8]] = []
  /// index = block, value = where it starts in the file.
  private(set) var starts: [Int] = []
  private(set) var bad = 0

  private struct Block: Sendable {
    var text: [UInt8] = []
    var start = 0
    var bad = 0
    var failure: TableError?
  }

  /// - Complexity: O(bytes); memory: the text, and a block for each thread.
  init(_ file: ByteSource, _ encoding: TextEncoding, jobs: Int, blockSize: Int = 1 << 20) throws(TableError) {
    let first = try file.bytes(at: 0, count: 4).starts(with: encoding.mark) && encoding != .utf8 ? encoding.mark.count : 0
    let count = max(1, (file.size - first + blockSize - 1) / blockSize)
    let done = Mutex([Block](repeating: Block(), count: count))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
      let converter = TextConverter(encoding)
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        var block = Block()
        do throws(TableError) {
          let start = try Self.cut(file, at: first + index * blockSize, first: first, encoding)
          let end = index == count - 1 ? file.size : try Self.cut(file, at: first + (index + 1) * blockSize, first: first, encoding)
          block.start = start
          let bytes = try file.bytes(at: start, count: end - start)
          switch converter {
          case _ where encoding == .utf8: block.text = bytes
          case .some(let converter): block.text = converter.utf8(of: bytes, bad: &block.bad)
          case .none: throw TableError(.otherEncoding, file: file.name, line: 1, byte: 0, detail: encoding.rawValue)
          }
        } catch { block.failure = error }
        done.withLock { $0[index] = block }
      }
    }
    let result = done.withLock { blocks in
      defer { blocks = [] }
      return blocks
    }
    for block in result {
      if let failure = block.failure { throw failure }
      if block.text.isEmpty { continue }
      blocks.append(block.text)
      starts.append(block.start)
      bad += block.bad
    }
    try file.checkUnchanged()
  }

  /// Position behind the first line feed at or behind `offset` - 1; the end of the file where there is none.
  private static func cut(_ file: ByteSource, at offset: Int, first: Int, _ encoding: TextEncoding) throws(TableError) -> Int {
    if offset <= first { return first }
    let unit = encoding.unit
    let feed: [UInt8] = encoding == .utf16BigEndian ? [0, 0x0a] : encoding == .utf16LittleEndian ? [0x0a, 0] : [0x0a]
    var position = offset - unit
    while position < file.size {
      let bytes = try file.bytes(at: position, count: 4096)
      var index = 0
      while index + unit <= bytes.count {
        if bytes[index] == feed[0], unit == 1 || bytes[index + 1] == feed[1] { return position + index + unit }
        index += unit
      }
      position += max(unit, index)
    }
    return file.size
  }

  /// Puts a byte that occurs nowhere in the place of full-width commas outside quotes.
  mutating func replaceWideCommas() -> UInt8 {
    var occurs = [Bool](repeating: false, count: 256)
    for block in blocks { for byte in block { occurs[Int(byte)] = true } }
    let byte = [0x1f, 0x1e, 0x1d, 0x1c, 0x01, 0x02, 0x03].first { !occurs[$0] } ?? 0x1f
    var commas = WideCommas(substitute: UInt8(byte))
    for index in blocks.indices { blocks[index] = commas.replaced(blocks[index]) }
    return UInt8(byte)
  }
}

/// From offsets in the converted text back to the file: both are walked character by character from the start of the block.
private final class OriginalPlaces: Sendable {
  private let original: ByteSource
  private let text: ByteSource
  private let encoding: TextEncoding
  /// index = block, value = where it starts in the text, and in the file.
  private let textStarts: [Int]
  private let fileStarts: [Int]
  private struct Walk {
    var block = -1
    var textBytes: [UInt8] = []
    var fileBytes: [UInt8] = []
    var textPosition = 0
    var filePosition = 0
  }
  /// One for each of the blocks asked for last: threads work on different ones.
  private let walks = Mutex<[Walk]>([])
  private static let walkCount = 16

  init(_ conversion: Conversion, original: ByteSource, text: ByteSource, encoding: TextEncoding) {
    self.original = original
    self.text = text
    self.encoding = encoding
    var starts: [Int] = []
    var start = 0
    for block in conversion.blocks {
      starts.append(start)
      start += block.count
    }
    textStarts = starts
    fileStarts = conversion.starts
  }

  func original(of offset: Int) throws(TableError) -> Int {
    if offset >= text.size { return original.size }
    let block = ChunkSearch.chunk(of: offset, textStarts)
    var failure: TableError?
    let result = walks.withLock { walks in
      var walk = Walk()
      do throws(TableError) {
        if let known = walks.firstIndex(where: { $0.block == block }) { walk = walks.remove(at: known) } else { try load(&walk, block) }
        if walk.textPosition > offset - textStarts[block] { (walk.textPosition, walk.filePosition) = (0, 0) }
        advance(&walk, to: offset - textStarts[block])
      } catch { failure = error }
      walks.append(walk)
      if walks.count > Self.walkCount { walks.removeFirst() }
      return fileStarts[block] + walk.filePosition
    }
    if let failure { throw failure }
    return result
  }

  private func load(_ walk: inout Walk, _ block: Int) throws(TableError) {
    let textEnd = block + 1 < textStarts.count ? textStarts[block + 1] : text.size
    let fileEnd = block + 1 < fileStarts.count ? fileStarts[block + 1] : original.size
    walk.fileBytes = try original.bytes(at: fileStarts[block], count: fileEnd - fileStarts[block])
    if text.isKept(at: textStarts[block]) {
      walk.textBytes = try text.bytes(at: textStarts[block], count: textEnd - textStarts[block])
    } else {
      var bad = 0
      walk.textBytes = TextConverter(encoding)?.utf8(of: walk.fileBytes, bad: &bad) ?? []
    }
    (walk.block, walk.textPosition, walk.filePosition) = (block, 0, 0)
  }

  private func advance(_ walk: inout Walk, to target: Int) {
    while walk.textPosition < target, walk.filePosition < walk.fileBytes.count {
      let lead = walk.textBytes[walk.textPosition]
      var length = 1
      if encoding == .utf8 {
        length = lead < 0x80 ? 1 : max(1, UTF8Form.length(of: walk.textBytes[walk.textPosition...].prefix(4)))
      } else if lead >= 0xc0, lead != TextConverter.badByte {
        length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
      }
      walk.textPosition += length
      walk.filePosition += encoding.length(at: walk.filePosition, end: walk.fileBytes.count) { walk.fileBytes[$0] }
    }
  }
}

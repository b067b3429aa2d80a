import TestSupport
import Testing

@testable import TableIO

/// Encodings and delimiters found from the bytes, and the way back from the text to the file.
struct DecodedTableTests {
  private static func open(_ bytes: [UInt8], _ choice: DecodedTable.Choice = DecodedTable.Choice()) throws -> DecodedTable {
    try DecodedTable(ByteSource(bytes: bytes, name: "t.csv"), choice, jobs: 2)
  }

  private static func text(_ table: DecodedTable) throws -> [UInt8] { try table.source.bytes(at: 0, count: table.source.size) }

  /// Characters and their bytes in GB18030, from the standard: one, two and four bytes, the last of them beyond the BMP.
  private static let characters: [(text: String, gb18030: [UInt8])] = [
    ("a", [0x61]), (",", [0x2c]), ("7", [0x37]), ("户", [0xbb, 0xa7]), ("张", [0xd5, 0xc5]), ("镕", [0xe9, 0x46]), ("，", [0xa3, 0xac]),
    ("丂", [0x81, 0x40]), ("㐂", [0x81, 0x39, 0xef, 0x31]), ("é", [0xa8, 0xa6]), ("𠀀", [0x95, 0x32, 0x82, 0x36]),
    ("😀", [0x94, 0x39, 0xfc, 0x36]),
  ]

  private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
  }

  /// A table as characters, each with its bytes in the encoding asked for.
  private static func random(_ random: inout SplitMix64, _ encoding: TextEncoding) -> [(text: String, bytes: [UInt8])] {
    var result: [(String, [UInt8])] = []
    for _ in 0..<random.below(400) + 20 {
      if random.oneIn(9) {
        let end = random.pick(["\n", "\r\n", "\n"])
        for scalar in end.unicodeScalars { result.append((String(scalar), Self.bytes(String(scalar), encoding, [UInt8(scalar.value)]))) }
      } else {
        let character = random.pick(characters)
        result.append((character.text, Self.bytes(character.text, encoding, character.gb18030)))
      }
    }
    return result
  }

  private static func bytes(_ text: String, _ encoding: TextEncoding, _ gb18030: [UInt8]) -> [UInt8] {
    switch encoding {
    case .utf8: Array(text.utf8)
    case .gb18030: gb18030
    case .utf16LittleEndian: utf16(text, bigEndian: false)
    case .utf16BigEndian: utf16(text, bigEndian: true)
    }
  }

  /// Text and every offset of it, for any size of the blocks that are converted at once.
  @Test(arguments: TextEncoding.allCases) func conversionIsExact(encoding: TextEncoding) throws {
    for seed in 0..<60 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let pieces = Self.random(&random, encoding)
      let file = ByteSource(bytes: (seed % 2 == 0 ? encoding.mark : []) + pieces.flatMap(\.bytes), name: "t.csv")
      let mark = seed % 2 == 0 ? encoding.mark.count : 0
      let blocks = try Conversion(file, encoding, jobs: 2, blockSize: random.pick([2, 16, 64, 1 << 20]))
      let expected = (encoding == .utf8 && mark > 0 ? encoding.mark : []) + Array(pieces.map(\.text).joined().utf8)
      #expect(blocks.blocks.flatMap { $0 } == expected && blocks.bad == 0, "seed \(seed)")
      let table = try DecodedTable(file, .init(encoding: encoding, delimiter: .comma), jobs: 1)
      guard encoding != .utf8 else { continue }
      var (position, offset) = (0, mark)
      for piece in pieces {
        #expect(try table.originalOffset(of: position) == offset, "seed \(seed)")
        position += piece.text.utf8.count
        offset += piece.bytes.count
      }
      #expect(try table.originalOffset(of: position) == file.size)
      // In any order.
      #expect(try table.originalOffset(of: 0) == mark)
    }
  }

  /// Places in the file are found without the text that was given up, and the rest of it is still there.
  @Test(arguments: [TextEncoding.gb18030, .utf16LittleEndian]) func textThatWasGivenUp(encoding: TextEncoding) throws {
    var random = SplitMix64(seed: 5)
    let line = Self.random(&random, encoding).flatMap(\.bytes) + Self.bytes("\n", encoding, [0x0a])
    // More than two blocks of a megabyte.
    let bytes = repeatElement(line, count: (9 << 18) / line.count).joined()
    let file = ByteSource(bytes: encoding.mark + bytes, name: "t.csv")
    let choice = DecodedTable.Choice(encoding: encoding, delimiter: .comma)
    let (whole, table) = (try DecodedTable(file, choice, jobs: 2), try DecodedTable(file, choice, jobs: 2))
    let half = table.source.size / 2
    table.giveUp(before: half)
    #expect(!table.source.isKept(at: 0) && table.source.isKept(at: half))
    #expect(try table.source.bytes(at: half, count: .max / 2) == whole.source.bytes(at: half, count: .max / 2))
    for place in stride(from: 0, to: table.source.size, by: 40_009) {
      #expect(try table.originalOffset(of: place) == whole.originalOffset(of: place))
    }
    // Twice, everything, and beyond.
    table.giveUp(before: half)
    table.giveUp(before: table.source.size + 5)
    #expect(!table.source.isKept(at: table.source.size - 1))
    #expect(try table.originalOffset(of: half) == whole.originalOffset(of: half))
  }

  // MARK: Encodings

  @Test func encodingsAreFound() throws {
    let text = "id,户主\n1,张三\n2,李四\n"
    let gbk = Array("id,".utf8) + [0xbb, 0xa7, 0xd6, 0xf7, 0x0a] + Array("1,".utf8) + [0xd5, 0xc5, 0xc8, 0xfd, 0x0a]
    let cases: [([UInt8], TextEncoding)] = [
      (Array(text.utf8), .utf8), ([0xef, 0xbb, 0xbf] + Array(text.utf8), .utf8), (Array("id,x\n1,2\n".utf8), .utf8), ([], .utf8),
      (gbk, .gb18030), ([0xff, 0xfe] + Self.utf16(text, bigEndian: false), .utf16LittleEndian),
      ([0xfe, 0xff] + Self.utf16(text, bigEndian: true), .utf16BigEndian), (Self.utf16(text, bigEndian: false), .utf16LittleEndian),
      (Self.utf16(text, bigEndian: true), .utf16BigEndian), (Self.utf16("a,b\n1,2\n", bigEndian: false), .utf16LittleEndian),
      // The NUL of 一 (U+4E00) is on the other side.
      (Self.utf16("镇,村,组\n石镇,松村,一组\n石镇,松村,一组\n", bigEndian: false), .utf16LittleEndian),
      (Self.utf16("镇,村,组\n石镇,松村,一组\n石镇,松村,一组\n", bigEndian: true), .utf16BigEndian),
      // One spoilt row does not make another encoding of a table in UTF-8.
      (Array(text.utf8) + [0xd5, 0xc5, 0x0a], .utf8), (Array("id,x\n1,".utf8) + [0xff, 0x0a], .utf8),
    ]
    for (bytes, encoding) in cases {
      let table = try Self.open(bytes)
      #expect(table.encoding == encoding && !table.encodingWasGiven, "\(bytes)")
    }
    #expect(try Self.text(Self.open(gbk)) == Array("id,户主\n1,张三\n".utf8))
    #expect(try Self.open(gbk, .init(encoding: .utf8)).isOriginal)
  }

  @Test(arguments: [
    ("utf-8", TextEncoding.utf8), ("UTF8", .utf8), ("utf-16le", .utf16LittleEndian), ("UTF-16BE", .utf16BigEndian), ("gb18030", .gb18030),
    ("GBK", .gb18030), ("gb2312", .gb18030), ("GB_2312", .gb18030), ("cp936", .gb18030),
  ])
  func namesOfEncodings(name: String, encoding: TextEncoding) { #expect(TextEncoding(name: name) == encoding) }

  @Test func otherNamesAreNone() { for name in ["", "latin1", "utf-7", "gb"] { #expect(TextEncoding(name: name) == nil) } }

  /// The samples of a large file show nothing of a single line in its middle; the thorough look does.
  @Test func aThoroughLookSeesEverything() throws {
    let line = Array("12345678,12345678,12345678\n".utf8)
    let half = [[UInt8]](repeating: line, count: 30_000).flatMap { $0 }
    let bytes = half + [0xd5, 0xc5, 0x2c, 0x31, 0x2c, 0x32, 0x0a] + half
    #expect(try Self.open(bytes, .init(isThorough: false)).encoding == .utf8)
    #expect(try Self.open(bytes).encoding == .gb18030)
  }

  /// What a line says of the encoding does not depend on how long it is, nor on where the windows that are read cut it.
  @Test func longLines() throws {
    let mebibyte = 1 << 20
    for filler in [[0x78], [0xc3, 0xa9]] as [[UInt8]] {
      for shift in [0, 2] {
        // A character of three bytes across the end of the first window, alone among others that say nothing.
        var cell = [[UInt8]](repeating: filler, count: (mebibyte - 10) / filler.count).flatMap { $0 }
        cell += [UInt8](repeating: 0x78, count: mebibyte - 8 - cell.count + shift) + Array("张".utf8)
        let bytes = Array("a,b\n1,".utf8) + cell + filler + filler + Array("\n2,3\n".utf8)
        #expect(
          try Self.open(bytes).encoding == .utf8 && Self.open(bytes, .init(isThorough: false)).encoding == .utf8, "\(filler) \(shift)")
      }
    }
    for lineEnd in ["\n", "\r"] {
      for shift in [1] {
        let cell = [UInt8](repeating: 0x78, count: shift) + [[UInt8]](repeating: [0xd5, 0xc5], count: 550_000).flatMap { $0 }
        let gb18030 = Array("a,b\(lineEnd)1,".utf8) + cell + Array("\(lineEnd)2,3\(lineEnd)".utf8)
        #expect(try Self.open(gb18030).encoding == .gb18030 && Self.open(gb18030, .init(isThorough: false)).encoding == .gb18030)
        // One spoilt line does not make another encoding of the table.
        let good = Array(repeating: "张,1\(lineEnd)", count: 20).flatMap { Array($0.utf8) }
        let spoilt = Array("户,b\(lineEnd)".utf8) + good + [0xff] + gb18030.dropFirst(4)
        #expect(try Self.open(spoilt).encoding == .utf8)
      }
    }
  }

  /// What is no character is marked, counted and found again; the text around it stays.
  @Test(
    arguments: [
      ([0xff], "x"), ([0x80], "x"), ([0xd5], ",1"), ([0x81, 0x30], ",1"), ([0x81, 0x30, 0x81], "\n"),
    ] as [([UInt8], String)])
  func badBytes(bad: [UInt8], behind: String) throws {
    let front: [UInt8] = Array("a,".utf8) + [0xbb, 0xa7, 0x0a]
    let bytes = front + bad + Array(behind.utf8) + [0xd5, 0xc5, 0x0a]
    let table = try Self.open(bytes, .init(encoding: .gb18030))
    let text = try Self.text(table)
    #expect(text.starts(with: Array("a,户\n".utf8) + [0xff]) && text.suffix(4) == Array("张\n".utf8)[...], "\(text)")
    #expect(table.badSequences > 0)
    #expect(try table.originalOffset(of: 6) == front.count)
    #expect(try table.originalOffset(of: text.count - 4) == bytes.count - 3)
  }

  @Test func badUTF16() throws {
    let bytes: [UInt8] = [0x61, 0, 0x2c, 0, 0x00, 0xd8, 0x62, 0, 0x0a, 0, 0x63]
    let table = try Self.open(bytes, .init(encoding: .utf16LittleEndian))
    #expect(try Self.text(table) == [0x61, 0x2c, 0xff, 0x62, 0x0a, 0xff])
    #expect(try (0...6).map { try table.originalOffset(of: $0) } == [0, 2, 4, 6, 8, 10, 11])
  }

  // MARK: Delimiters

  @Test(arguments: [
    ("a,b\n1,2\n", TableDelimiter.comma), ("a;b\n1,5;2,5\n", .semicolon), ("a\tb\n1\t2\n", .tab), ("甲，乙\n1，2\n", .wideComma),
    ("a\n1\n", .comma), ("", .comma), ("标题\n\na;b;c\n1;2;3\n4;5;6\n", .semicolon), ("a,b\n\"x;y;z\",2\n\"x;y;z\",2\n", .comma),
    ("甲，乙\n\"1，5\"，2\n\"1,5\"，2\n", .wideComma), ("a,b\n甲，乙，丙,2\n甲，乙，丙,2\n", .comma), ("a;b\n\"1\n;\";2", .semicolon),
  ])
  func delimitersAreFound(text: String, delimiter: TableDelimiter) throws {
    #expect(try Self.open(Array(text.utf8)).delimiter == delimiter)
    #expect(try Self.open([0xef, 0xbb, 0xbf] + Array(text.utf8)).delimiter == delimiter)
  }

  /// A full-width comma is text in quotes and where another sign separates.
  @Test func wideCommas() throws {
    let text = "甲，乙\n\"1，\"\"5\"，2\r\n\"a\n，\"，\n"
    let table = try Self.open(Array(text.utf8))
    let byte = String(UnicodeScalar(table.delimiterByte))
    #expect(try Self.text(table) == Array("甲\(byte)乙\n\"1，\"\"5\"\(byte)2\r\n\"a\n，\"\(byte)\n".utf8))
    #expect(table.shown(try Self.text(table)) == Array(text.utf8))
    #expect(try table.originalOffset(of: 4) == 6)
    let gb18030: [UInt8] = [0xbb, 0xa7, 0xa3, 0xac, 0x62, 0x0a, 0x31, 0xa3, 0xac, 0x32, 0x0a]
    let other = try Self.open(gb18030)
    #expect(other.encoding == .gb18030 && other.delimiter == .wideComma)
    #expect(try Self.text(other) == [0xe6, 0x88, 0xb7, other.delimiterByte, 0x62, 0x0a, 0x31, other.delimiterByte, 0x32, 0x0a])
    #expect(try (3...6).map { try other.originalOffset(of: $0) } == [2, 4, 5, 6])
    // A byte that stands for the comma occurs nowhere else.
    #expect(try Self.open(Array("甲，\u{1f}乙\n1，2\n".utf8)).delimiterByte == 0x1e)
  }

  @Test func workbooks() {
    for bytes in [[0x50, 0x4b, 0x03, 0x04, 1], [0xd0, 0xcf, 0x11, 0xe0, 1]] as [[UInt8]] {
      #expect(throws: TableError(.workbook, file: "t.csv", line: 1, byte: 0)) { try Self.open(bytes) }
    }
  }
}

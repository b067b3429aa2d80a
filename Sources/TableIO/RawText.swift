/// Where a reader's records are in the file, and how they look there, whatever encoding it has.
extension TableReader {
  /// Offset in the file of a byte of the text that is read.
  package func originalOffset(of offset: Int) throws(TableError) -> Int { try table?.originalOffset(of: offset) ?? offset }

  /// - Errors: `changedWhileRead` when the file is no longer what was read.
  package func checkUnchanged() throws(TableError) {
    try source.checkUnchanged()
    try table?.checkUnchanged()
  }

  /// A stretch of the text as people can read it: a byte that is no character as `\xHH`.
  ///
  /// - Parameter offset: where the stretch starts.
  package func shown(_ text: [UInt8], at offset: Int) throws(TableError) -> [UInt8] {
    guard let table, !table.isOriginal else { return RawText.shown(text) }
    var result: [UInt8] = []
    var rest = text[...]
    while let bad = rest.firstIndex(of: TextConverter.badByte) {
      result += rest[..<bad]
      let place = offset + bad
      result += RawText.escaped(try table.originalBytes(place..<place + 1).bytes)
      rest = rest[(bad + 1)...]
    }
    return table.shown(result + rest)
  }

  /// The bytes of the first sequence of a record that is no character, in hexadecimal, and the encoding it is not of.
  package func firstBadBytes(_ text: [UInt8], at offset: Int) throws(TableError) -> (hex: String, encoding: String) {
    let encoding = (table?.encoding ?? .utf8).rawValue
    guard let bad = UTF8Form.firstInvalid(in: text[...]) else { return ("", encoding) }
    if let table, !table.isOriginal {
      return (RawText.hex(try table.originalBytes(offset + bad..<offset + bad + 1).bytes), encoding)
    }
    // As far as no character starts, at most four bytes.
    var end = bad + 1
    while end < min(bad + 4, text.count), UTF8Form.firstInvalid(in: text[end...].prefix(1)) != nil, text[end] & 0xc0 == 0x80 { end += 1 }
    return (RawText.hex(Array(text[bad..<end])), encoding)
  }
}

/// Bytes of a file as text.
package enum RawText {
  /// UTF-8 as it is; every other byte as `\xHH`.
  package static func shown(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let bad = UTF8Form.firstInvalid(in: rest) {
      result += rest[..<bad]
      result += escaped([rest[bad]])
      rest = rest[(bad + 1)...]
    }
    return result + rest
  }

  static func escaped(_ bytes: [UInt8]) -> [UInt8] { bytes.flatMap { Array("\\x".utf8) + digits($0) } }

  /// `D5 2C`.
  package static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String(decoding: digits($0), as: UTF8.self) }.joined(separator: " ")
  }

  private static func digits(_ byte: UInt8) -> [UInt8] {
    let hex = Array("0123456789ABCDEF".utf8)
    return [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
  }
}

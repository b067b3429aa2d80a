/// Reads a CSV text back, one byte after another: enough to see whether what was written is what was meant.
enum CSVText {
  /// - Parameter lineEnd: the one line end that may stand between rows.
  static func rows(_ bytes: [UInt8], lineEnd: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var field: [UInt8] = []
    var isQuoted = false
    var rest = bytes[...]
    func close() {
      rows[rows.count - 1].append(String(decoding: field, as: UTF8.self))
      field = []
    }
    while let byte = rest.popFirst() {
      if isQuoted {
        if byte != 0x22 {
          field.append(byte)
        } else if rest.first == 0x22 {
          field.append(0x22)
          rest.removeFirst()
        } else {
          isQuoted = false
        }
      } else if byte == 0x22, field.isEmpty {
        isQuoted = true
      } else if byte == 0x2c {
        close()
      } else if byte == lineEnd.utf8.first, rest.starts(with: lineEnd.utf8.dropFirst()) {
        rest = rest.dropFirst(lineEnd.utf8.count - 1)
        close()
        if !rest.isEmpty { rows.append([]) }
      } else {
        field.append(byte)
      }
    }
    return rows
  }
}

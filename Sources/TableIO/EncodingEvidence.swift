/// Characters and bytes of a text, counted by whether they can be of UTF-8 or of GB18030.
///
/// The text comes in windows. A line that is longer than a window is followed across them, so that nothing depends on where they cut it.
struct EncodingEvidence {
  /// Characters of three and four bytes of UTF-8, which other encodings hardly ever form by chance.
  private var characters = 0
  /// Bytes that are no UTF-8, in lines that are valid GB18030.
  private var strangers = 0
  private var line = Line()
  private var isInsideLine = false

  /// What is known of a line that is being read: once as UTF-8, once as GB18030.
  private struct Line {
    var bad = 0
    var isGB18030 = true
    /// How far each reading is ahead of the bytes that were taken.
    var aheadInUTF8 = 0
    var aheadInGB18030 = 0
  }

  /// In GB18030 fewer than one of a hundred bytes start such a character by chance.
  var isGB18030: Bool { strangers > 4 * characters }

  /// Counts whole lines, and the part of a line that fills all bytes; returns how many bytes need not come again, at least one.
  mutating func take(_ bytes: [UInt8], isLast: Bool) -> Int {
    var start = 0
    if isInsideLine {
      let end = bytes.firstIndex(where: Self.endsLine).map { $0 + 1 }
      start = follow(bytes[..<(end ?? bytes.count)], isWhole: end != nil || isLast)
      if isInsideLine { return max(1, start) }
    }
    let end = isLast ? bytes.count : (bytes.lastIndex(where: Self.endsLine).map { $0 + 1 } ?? start)
    if end <= start { return start > 0 ? start : max(1, follow(bytes[...], isWhole: false)) }
    if UTF8Form.firstInvalid(in: bytes[start..<end]) == nil {
      for byte in bytes[start..<end] where byte >= 0xe0 { characters += 1 }
    } else {
      takeLines(bytes[start..<end])
    }
    return end
  }

  /// Counts the lines of a sample and what there is of its last one.
  mutating func takeSample(_ bytes: [UInt8]) {
    if bytes.isEmpty { return }
    let taken = take(bytes, isLast: false)
    if !isInsideLine, taken < bytes.count { _ = follow(bytes[taken...], isWhole: false) }
    closeLine()
  }

  private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }

  private mutating func takeLines(_ bytes: ArraySlice<UInt8>) {
    var start = bytes.startIndex
    var isPlain = true
    for index in bytes.indices {
      if bytes[index] >= 0x80 { isPlain = false }
      guard Self.endsLine(bytes[index]) || index == bytes.endIndex - 1 else { continue }
      if !isPlain { _ = follow(bytes[start...index], isWhole: true) }
      (start, isPlain) = (index + 1, true)
    }
  }

  /// Goes on with the line; returns how many of the bytes need not come again.
  ///
  /// - Parameter isWhole: the line ends with the bytes; else a character may go on behind them.
  private mutating func follow(_ bytes: ArraySlice<UInt8>, isWhole: Bool) -> Int {
    isInsideLine = true
    // No character has more than four bytes.
    let stop = isWhole ? bytes.endIndex : bytes.endIndex - 3
    var utf8 = bytes.startIndex + line.aheadInUTF8
    while utf8 < stop {
      let length = bytes[utf8] < 0x80 ? 1 : UTF8Form.length(of: bytes[utf8..<min(utf8 + 4, bytes.endIndex)])
      if length > 2 { characters += 1 }
      if length < 0 { line.bad += 1 }
      utf8 += max(1, length)
    }
    var gb18030 = bytes.startIndex + line.aheadInGB18030
    while gb18030 < stop, line.isGB18030 {
      let length = TextEncoding.gb18030.length(at: gb18030, end: bytes.endIndex) { bytes[$0] }
      if length == 1, bytes[gb18030] >= 0x80 { line.isGB18030 = false }
      gb18030 += length
    }
    let taken = line.isGB18030 ? min(utf8, gb18030) : utf8
    (line.aheadInUTF8, line.aheadInGB18030) = (utf8 - taken, max(0, gb18030 - taken))
    if isWhole { closeLine() }
    return taken - bytes.startIndex
  }

  private mutating func closeLine() {
    if line.bad > 0, line.isGB18030 { strangers += line.bad }
    (line, isInsideLine) = (Line(), false)
  }
}

/// A few words, told apart from other texts by their first bytes, which is what nearly all texts need.
struct WordSet: Sendable {
  private let words: [[UInt8]]
  /// index = first three bytes as `place` has them, value = whether a word begins with such.
  private var beginnings = [Bool](repeating: false, count: 1024)
  private let longest: Int

  /// - Parameter words: not empty.
  init(_ words: [String]) { self.init(words.bytes) }

  /// - Parameter words: not empty.
  init(_ words: [[UInt8]]) {
    self.words = words
    longest = words.map(\.count).max() ?? 0
    for word in words { beginnings[Self.place(word.span)] = true }
  }

  @inline(__always)
  private static func place(_ text: Span<UInt8>) -> Int {
    var result = 0
    for index in 0..<min(3, text.count) { result = (result &* 37 &+ Int(text[index])) & 1023 }
    return result
  }

  /// False only where no word has the first three bytes of a text.
  @inline(__always)
  func mayBegin(_ text: Span<UInt8>) -> Bool { !text.isEmpty && beginnings[Self.place(text)] }

  @inline(__always)
  func mayBegin(_ text: ArraySlice<UInt8>) -> Bool { mayBegin(text.span) }

  /// Whether a word has the first three bytes of a text.
  func shareBeginning(with text: ArraySlice<UInt8>) -> Bool {
    mayBegin(text) && words.contains { $0.prefix(3).elementsEqual(text.prefix(3)) }
  }

  /// Whether a text begins with a word.
  func begin(_ text: ArraySlice<UInt8>) -> Bool { words.contains { text.starts(with: $0) } }

  /// Whether a text is a word.
  @inline(__always)
  func contains(_ text: Span<UInt8>) -> Bool {
    guard text.count <= longest, mayBegin(text) else { return false }
    for word in words where CellText.isEqual(word.span, text) { return true }
    return false
  }
}

extension Sequence<String> {
  /// Each as its bytes.
  var bytes: [[UInt8]] { map { Array($0.utf8) } }
}

extension BidirectionalCollection<UInt8> {
  func ends(with word: some BidirectionalCollection<UInt8>) -> Bool { reversed().starts(with: word.reversed()) }
}

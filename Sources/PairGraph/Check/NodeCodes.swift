internal import TableIO

/// In which of some selections every node is: a bit for each.
struct NodeCodes: Sendable {
  /// How many selections a code has room for.
  static let limit = 8

  /// index = node, value = bit s: whether it is in selection s. Empty where there are no selections.
  private(set) var codes: [UInt8] = []

  /// - Complexity: O(nodes x selections).
  init(_ selections: [RowBits], nodeCount: Int) {
    if selections.isEmpty { return }
    // In huge pages: they are looked at in no order.
    codes = LargeArray.zeroed(nodeCount)
    for (bit, selection) in selections.enumerated() {
      let words = selection.words.span
      var codes = codes.mutableSpan
      for index in words.indices where words[index] != 0 {
        let (word, first) = (words[index], index &* 64)
        for node in first..<min(first &+ 64, codes.count) {
          codes[node] |= UInt8(truncatingIfNeeded: word &>> UInt64(node &- first) & 1) &<< UInt8(bit)
        }
      }
    }
  }

  /// What the selections that a code stands for come to: index = code, value = the words of those it is in laid over each other.
  ///
  /// - Parameters:
  ///   - everyone: the word of a node that is in none.
  ///   - words: of each selection, by its number.
  static func table(everyone: UInt64, _ words: [(selection: Int, word: UInt64)]) -> [UInt64] {
    (0..<1 << limit).map { code in words.reduce(everyone) { code >> $1.selection & 1 == 1 ? $0 | $1.word : $0 } }
  }
}

/// How far two texts are apart.
enum EditDistance {
  /// Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other (optimal string alignment).
  ///
  /// - Complexity: O(length x length).
  static func between(_ a: String, _ b: String) -> Int { between(Array(a.unicodeScalars), Array(b.unicodeScalars)) }

  private static func between(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}

/// Disjoint sets of the numbers 0 ..< count.
///
/// Union by size with path halving (Tarjan and van Leeuwen 1984).
/// - Complexity: a nearly constant amortised time per call; memory 8 bytes per number.
package struct UnionFind: Sendable {
  /// index = number, value = its parent; a root is its own.
  private var parents: [UInt32]
  /// index = root, value = size of its set.
  private var sizes: [UInt32]
  /// Number of sets.
  package private(set) var setCount: Int

  package init(count: Int) {
    parents = (0..<UInt32(count)).map { $0 }
    sizes = [UInt32](repeating: 1, count: count)
    setCount = count
  }

  /// The representative of the set of `number`.
  package mutating func find(_ number: UInt32) -> UInt32 {
    var number = number
    while parents[Int(number)] != number {
      parents[Int(number)] = parents[Int(parents[Int(number)])]
      number = parents[Int(number)]
    }
    return number
  }

  /// The representative of the set of `number`, without shortening the way to it: two readers may ask at once, and nothing is copied.
  ///
  /// - Complexity: O(log count), for the smaller set always joins the larger one.
  package func root(of number: UInt32) -> UInt32 {
    var number = number
    while parents[Int(number)] != number { number = parents[Int(number)] }
    return number
  }

  /// Joins two sets.
  ///
  /// - Returns: whether they were different.
  @discardableResult
  package mutating func union(_ a: UInt32, _ b: UInt32) -> Bool {
    var (a, b) = (find(a), find(b))
    if a == b { return false }
    if sizes[Int(a)] < sizes[Int(b)] { swap(&a, &b) }
    parents[Int(b)] = a
    sizes[Int(a)] += sizes[Int(b)]
    setCount -= 1
    return true
  }

  /// Number of members of the set of `number`.
  package mutating func size(of number: UInt32) -> Int { Int(sizes[Int(find(number))]) }
}

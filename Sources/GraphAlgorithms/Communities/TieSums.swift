/// Weights of edges, added up by what the other end belongs to.
///
/// Which groups a list names, and whether again, nothing foretells: nothing branches on it. A group is written down always and kept the first
/// time; for that the bits of its sum are looked at, as comparing numbers would need a branch.
enum TieSums {
  /// - Parameters:
  ///   - isListed: whether the group is to be written down at all.
  ///   - ties: index = group, value = the weight so far, 0 before.
  ///   - seen: the groups that have any, `count` of them; has room for one more.
  @inline(__always)
  static func add(
    _ weight: Double, to group: UInt32, isListed: Bool = true, _ ties: inout MutableSpan<Double>, _ seen: inout MutableSpan<UInt32>,
    _ count: inout Int
  ) {
    let tie = ties[Int(group)]
    seen[count] = group
    count &+= (tie.bitPattern == 0 ? 1 : 0) & (isListed ? 1 : 0)
    ties[Int(group)] = tie + weight
  }
}

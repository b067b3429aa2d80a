internal import TableIO

/// Four marks for each node: half a byte, so that nodes named in any order stay near the processor.
struct NodeMarks: Sendable {
  static let limit = 4

  /// index = node / 16, value = the marks of 16 nodes, four bits each, the first lowest.
  private var words: [UInt64]

  /// None of the nodes 0 ..< below has a mark.
  init(below count: Int) {
    // Whole stretches of 64 nodes.
    words = LargeArray.zeros((count + 63) / 64 * 4)
  }

  /// Nodes have the mark of each set they are in.
  ///
  /// - Parameter sets: at most four.
  init(_ sets: [RowBits], below count: Int) {
    self.init(below: count)
    for (mark, set) in sets.enumerated() {
      let bits = set.words.span
      for index in words.indices where index >> 2 < bits.count {
        let own = bits[index >> 2] &>> UInt64((index & 3) &* 16) & 0xffff
        if own != 0 { words[index] |= Self.fourApart(own) &<< UInt64(mark) }
      }
    }
  }

  /// Sixteen bits, each as the lowest of four.
  private static func fourApart(_ bits: UInt64) -> UInt64 {
    var bits = bits
    bits = (bits | bits &<< 24) & 0x0000_00ff_0000_00ff
    bits = (bits | bits &<< 12) & 0x000f_000f_000f_000f
    bits = (bits | bits &<< 6) & 0x0303_0303_0303_0303
    return (bits | bits &<< 3) & 0x1111_1111_1111_1111
  }

  @inline(__always)
  func contains(_ node: Int, mark: Int) -> Bool { words[node >> 4] &>> UInt64((node & 15) &* 4 &+ mark) & 1 == 1 }

  /// Marks the nodes at one end of rows of a table.
  ///
  /// - Parameters:
  ///   - ends: index = row, value = node.
  ///   - marks: index = row - first of the rows, value = four marks above `shift` others.
  mutating func insert(_ ends: [UInt32], _ rows: Range<Int>, _ marks: [UInt16], shift: UInt16) {
    let (ends, marks) = (ends.span, marks.span)
    var words = words.mutableSpan
    for row in rows {
      let node = ends[row]
      words[Int(node >> 4)] |= UInt64(marks[row &- rows.lowerBound] &>> shift & 15) &<< UInt64((node & 15) &* 4)
    }
  }

  /// Takes from rows what the node at one of their ends does not allow.
  ///
  /// - Parameters:
  ///   - rest: index = row - first of the rows.
  ///   - allowed: index = marks of a node, value = what it allows.
  @inline(__always)
  func narrow(_ rest: inout MutableSpan<UInt16>, _ allowed: [UInt16], _ ends: Span<UInt32>, _ rows: Range<Int>) {
    let (words, allowed) = (words.span, allowed.span)
    for row in rows {
      let marks = words[Int(ends[row] >> 4)] &>> UInt64((ends[row] & 15) &* 4) & 15
      rest[row &- rows.lowerBound] &= allowed[Int(marks)]
    }
  }

  /// - Parameter other: of the same nodes.
  mutating func formUnion(_ other: NodeMarks) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Whether all of 64 nodes have a mark, and whether any has.
  ///
  /// - Parameter node: a multiple of 64.
  func have(of64From node: Int, mark: Int) -> (all: Bool, any: Bool) {
    var (all, any) = (UInt64.max, UInt64(0))
    for index in node >> 4..<node >> 4 + 4 {
      all &= words[index]
      any |= words[index]
    }
    let own: UInt64 = 0x1111_1111_1111_1111 << UInt64(mark)
    return (all & own == own, any & own != 0)
  }
}

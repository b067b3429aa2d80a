/// How a group is drawn: the number of its colour and of its border.
struct GroupLook: Sendable, Equatable {
  var fill: Int
  var border: Int

  /// Groups of one colour, and those next to each other in number, differ in their border, too.
  init(_ number: Int) {
    // Any number may come: none overflows.
    let (number, colours, borders) = (number &- 1, DOTLook.groupFills.count, DOTLook.groupBorders.count)
    fill = (number % colours + colours) % colours
    border = ((number % borders + number / colours % borders) % borders + borders) % borders
  }

  /// Looks of groups such that those next to each other differ: in colour, and in their border, for prints without colours, as far as the eight
  /// colours and four borders go. The largest group chooses first.
  ///
  /// - Parameter neighbours: pairs of groups, from 0, that border on each other; repetition does not matter.
  /// - Complexity: O(groups + pairs).
  static func looks(_ count: Int, neighbours: some Sequence<(Int, Int)>) -> [GroupLook] {
    var lists = [[Int]](repeating: [], count: count)
    for (a, b) in neighbours where a != b && a < count && b < count {
      lists[max(a, b)].append(min(a, b))
    }
    var looks: [GroupLook] = []
    looks.reserveCapacity(count)
    for group in 0..<count {
      let usual = GroupLook(group + 1)
      var fills = [Int](repeating: 0, count: DOTLook.groupFills.count)
      var borders = [Int](repeating: 0, count: DOTLook.groupBorders.count)
      var both: Set<Int> = []
      for other in Set(lists[group]).map({ looks[$0] }) {
        fills[other.fill] += 1
        borders[other.border] += 1
        both.insert(other.fill * borders.count + other.border)
      }
      // What is like a neighbour in both comes last, then in colour, then in border; of equals the usual one.
      func cost(_ look: GroupLook) -> (Int, Int, Int, Int) {
        let turn =
          (look.fill - usual.fill + fills.count) % fills.count * borders.count + (look.border - usual.border + borders.count)
          % borders.count
        return (both.contains(look.fill * borders.count + look.border) ? 1 : 0, fills[look.fill], borders[look.border], turn)
      }
      var best = usual
      for fill in fills.indices {
        for border in borders.indices {
          var look = usual
          (look.fill, look.border) = (fill, border)
          if cost(look) < cost(best) { best = look }
        }
      }
      looks.append(best)
    }
    return looks
  }
}

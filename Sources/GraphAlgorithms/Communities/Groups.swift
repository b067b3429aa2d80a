/// Nodes sorted by community: where each community's members stand.
struct Groups: Sendable {
  /// index = community, value = where its members start; one more than there are communities.
  let starts: [UInt32]
  /// Nodes, community by community, each ascending.
  let members: [UInt32]
  /// index = node, value = where it stands in `members`.
  let places: [UInt32]

  var count: Int { starts.count - 1 }

  /// - Parameter labels: index = node, value = community below `count`.
  init(_ labels: [UInt32], count: Int) {
    var next = [UInt32](repeating: 0, count: count + 2)
    for label in labels { next[Int(label) + 2] += 1 }
    for community in 2..<max(2, count + 2) { next[community] += next[community - 1] }
    var members = [UInt32](repeating: 0, count: labels.count)
    var places = [UInt32](repeating: 0, count: labels.count)
    for (node, label) in labels.enumerated() {
      let place = next[Int(label) + 1]
      members[Int(place)] = UInt32(truncatingIfNeeded: node)
      places[node] = place
      next[Int(label) + 1] = place + 1
    }
    next.removeLast()
    (starts, self.members, self.places) = (next, members, places)
  }

  /// Ranges of communities with about as many members each; a community of more stands alone.
  func ranges(ofAbout size: Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var first = 0
    for community in 0..<count where Int(starts[community + 1]) - Int(starts[first]) >= size || community == count - 1 {
      result.append(first..<community + 1)
      first = community + 1
    }
    return result
  }

  /// Labels numbered from 0 in the order of their first node.
  ///
  /// - Returns: the labels and how many there are.
  static func compact(_ labels: [UInt32], below bound: Int) -> (labels: [UInt32], count: Int) {
    var number = [UInt32](repeating: .max, count: bound)
    var count: UInt32 = 0
    var result = labels
    for (node, label) in labels.enumerated() {
      if number[Int(label)] == .max {
        number[Int(label)] = count
        count += 1
      }
      result[node] = number[Int(label)]
    }
    return (result, Int(count))
  }
}

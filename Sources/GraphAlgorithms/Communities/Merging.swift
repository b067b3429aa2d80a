/// The merging of a community's nodes, then of its parts: the work of `Refinement`.
///
/// Arrays of members: index = position among the members of the communities that are refined together.
struct Merging {
  private let scale: Double
  /// index = member, value = its part: the position of the member it started with, under which all that is said of a part stands.
  private(set) var part: [UInt32]
  private var partMasses: [Double]
  /// The weight of a part's edges to the rest of the community.
  private var partTies: [Double]
  private var isAlone: [Bool]
  /// Scratch: index = part, value = weight of the edges to it, 0 between uses; and the parts for which it is not.
  private var ties: [Double]
  private var seen: [UInt32]
  private var inner: InnerTies
  /// The members of the community by part, and where parts stand among them.
  private var members: [UInt32] = []
  private(set) var lists: [Range<Int>] = []
  private var own = 0..<0
  private var communityMass = 0.0

  init(total: Int, scale: Double) {
    self.scale = scale
    part = (0..<UInt32(total)).map { $0 }
    partMasses = [Double](repeating: 0, count: total)
    partTies = partMasses
    isAlone = [Bool](repeating: true, count: total)
    ties = partMasses
    seen = [UInt32](repeating: 0, count: total + 1)
    inner = InnerTies(starts: [UInt32](repeating: 0, count: total + 1))
  }

  /// Goes to a community, of which every member is a part.
  ///
  /// - Parameters:
  ///   - base: where the first of all members stands in `groups`.
  ///   - own: the positions of the community's members.
  mutating func begin(_ graph: WeightedGraph, _ masses: [Double], _ groups: Groups, base: Int, _ own: Range<Int>) {
    self.own = own
    inner.collect(graph, groups, base: base, own, &partTies)
    communityMass = 0
    members.removeAll(keepingCapacity: true)
    lists.removeAll(keepingCapacity: true)
    for position in own {
      let mass = masses[Int(groups.members[base &+ position])]
      partMasses[position] = mass
      communityMass += mass
      members.append(UInt32(truncatingIfNeeded: position))
      lists.append(position &- own.lowerBound..<position &- own.lowerBound &+ 1)
    }
  }

  /// Every part that is alone goes, in random order, where it gains most; what came out are the parts.
  mutating func merge(_ numbers: inout SeededNumbers) {
    numbers.shuffle(&lists)
    Self.join(scale: scale, communityMass: communityMass, lists, members, inner, &part, &partMasses, &partTies, &isAlone, &ties, &seen)
    sortMembers()
  }

  private static func join(
    scale: Double, communityMass: Double, _ lists: [Range<Int>], _ allMembers: [UInt32], _ innerTies: InnerTies, _ allParts: inout [UInt32],
    _ allMasses: inout [Double],
    _ allTies: inout [Double], _ allAlone: inout [Bool], _ scratch: inout [Double], _ list: inout [UInt32]
  ) {
    let isWeighted = !innerTies.weights.isEmpty
    let (inner, weights, starts) = (innerTies.targets.span, innerTies.weights.span, innerTies.starts.span)
    let members = allMembers.span
    var part = allParts.mutableSpan
    var partMasses = allMasses.mutableSpan
    var partTies = allTies.mutableSpan
    var isAlone = allAlone.mutableSpan
    var ties = scratch.mutableSpan
    var seen = list.mutableSpan
    for list in lists {
      let position = Int(part[Int(members[list.lowerBound])])
      let (mass, partTie) = (partMasses[position], partTies[position])
      guard isAlone[position], partTie >= scale * mass * (communityMass - mass) else { continue }
      var seenCount = 0
      for place in list {
        let member = Int(members[place])
        for entry in Int(starts[member])..<Int(starts[member &+ 1]) {
          TieSums.add(isWeighted ? weights[entry] : 1, to: part[Int(inner[entry])], &ties, &seen, &seenCount)
        }
      }
      var (best, bestGain, bestTie) = (position, 0.0, 0.0)
      for index in 0..<seenCount {
        let other = Int(seen[index])
        let tie = ties[other]
        ties[other] = 0
        let gain = tie - scale * mass * partMasses[other]
        if gain > bestGain || (gain == 0 && best == position), other != position,
          partTies[other] >= scale * partMasses[other] * (communityMass - partMasses[other])
        {
          (best, bestGain, bestTie) = (other, gain, tie)
        }
      }
      if best == position { continue }
      for place in list { part[Int(members[place])] = UInt32(truncatingIfNeeded: best) }
      isAlone[best] = false
      partMasses[best] += mass
      partTies[best] += partTie - 2 * bestTie
    }
  }

  /// Sorts the members by part.
  private mutating func sortMembers() {
    var ends = [UInt32](repeating: 0, count: own.count)
    lists.removeAll(keepingCapacity: true)
    for position in own { ends[Int(part[position]) &- own.lowerBound] &+= 1 }
    var end = 0
    for list in 0..<own.count where ends[list] > 0 {
      let start = end
      end &+= Int(ends[list])
      ends[list] = UInt32(truncatingIfNeeded: start)
      lists.append(start..<end)
      isAlone[own.lowerBound &+ list] = true
    }
    for position in own {
      let list = Int(part[position]) &- own.lowerBound
      members[Int(ends[list])] = UInt32(truncatingIfNeeded: position)
      ends[list] &+= 1
    }
  }
}

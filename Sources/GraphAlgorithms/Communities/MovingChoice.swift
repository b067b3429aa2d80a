import Synchronization

/// Where a node gains most: its own community or one of its neighbours'.
struct MovingChoice: Sendable {
  var community: UInt32
  /// The weight of the node's edges to it.
  var tie: Double
  /// The weight of the node's edges to its own community.
  var ownTie: Double

  /// Room for counting.
  struct Scratch: Sendable {
    /// index = community, value = the weight of the edges to it, 0 between uses; and the communities for which it is not.
    var ties: [Double]
    var seen: [UInt32]

    init(count: Int) {
      ties = [Double](repeating: 0, count: count)
      seen = [UInt32](repeating: 0, count: count + 1)
    }
  }

  /// Scratch that threads take and give back.
  struct Pool: ~Copyable, Sendable {
    private let free = Mutex<[Scratch]>([])

    func take(count: Int) -> Scratch { free.withLock { $0.popLast() } ?? Scratch(count: count) }
    func giveBack(_ scratch: consuming Scratch) {
      let scratch = scratch
      free.withLock { $0.append(scratch) }
    }
  }

  /// - Parameters:
  ///   - node: counted from `base`; neighbours that are not of the `size` nodes from there on are looked away from.
  ///   - labels: index = node counted from `base`; `masses` of the communities.
  @inline(__always)
  static func of(
    _ node: Int, base: Int, size: UInt32, _ offsets: Span<UInt32>, _ targets: Span<UInt32>, _ weights: Span<Double>, _ labels: Span<UInt32>,
    _ masses: Span<Double>, mass: Double, scale: Double, _ ties: inout MutableSpan<Double>, _ seen: inout MutableSpan<UInt32>
  ) -> MovingChoice {
    let first = UInt32(truncatingIfNeeded: base)
    let isWeighted = !weights.isEmpty
    let own = Int(labels[node])
    var seenCount = 0
    for entry in Int(offsets[base &+ node])..<Int(offsets[base &+ node &+ 1]) {
      let target = targets[entry] &- first
      guard target < size else { continue }
      TieSums.add(isWeighted ? weights[entry] : 1, to: labels[Int(target)], &ties, &seen, &seenCount)
    }
    let factor = scale * mass
    let ownTie = ties[own]
    var (best, bestGain, bestTie) = (own, ownTie - factor * (masses[own] - mass), ownTie)
    for index in 0..<seenCount {
      let community = Int(seen[index])
      let tie = ties[community]
      ties[community] = 0
      let gain = tie - factor * masses[community]
      if gain > bestGain, community != own { (best, bestGain, bestTie) = (community, gain, tie) }
    }
    return MovingChoice(community: UInt32(truncatingIfNeeded: best), tie: bestTie, ownTie: ownTie)
  }
}

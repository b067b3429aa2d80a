/// How things are dealt to holders, in order: holder 0 has the first ones, holder 1 the next, and so on.
///
/// Villages to townships, households to villages, households to cadres: neighbours go to one holder or to neighbours.
struct Deal: Sendable {
  /// How unequal the holders are.
  enum Skew: Sendable {
    /// As equal as whole numbers allow.
    case even
    /// The largest has about three times the smallest.
    case mild
    /// Most have few, some have many.
    case steep
  }

  let count: Int
  /// index = holder, value = the first thing it has; one more at the end.
  private let starts: [UInt32]
  /// index = thing >> shift, value = holder of the first thing there.
  private let coarse: [UInt32]
  private let shift: Int

  var holders: Int { starts.count - 1 }

  /// - Parameters:
  ///   - count: things.
  ///   - holders: at least one.
  ///   - least: what each has at least, as far as there are enough.
  ///   - most: what each has at most; there must be room for all things.
  ///   - first: what holder 0 has, where that is known.
  /// - Complexity: O(holders + count / 64).
  init(
    _ count: Int, to holders: Int, _ skew: Skew, least: Int = 0, most: Int = .max, first: Int? = nil, seed: UInt64, _ purpose: String
  ) {
    precondition(holders > 0 && (most == .max || most * holders >= count), "\(count) to \(holders), at most \(most): \(purpose)")
    self.count = count
    var loads = Self.loads(
      first.map { count - $0 } ?? count, first == nil ? holders : holders - 1, skew, least, SeededStream(seed: seed, purpose))
    if let first { loads.insert(first, at: 0) }
    Self.level(&loads, most)
    var starts: [UInt32] = [0]
    starts.reserveCapacity(holders + 1)
    var sum = 0
    for load in loads {
      sum += load
      starts.append(UInt32(sum))
    }
    self.starts = starts
    let steps = max(1, count / holders) * 4
    shift = max(3, Int.bitWidth - steps.leadingZeroBitCount)
    var coarse: [UInt32] = []
    var holder = 0
    for thing in stride(from: 0, to: max(1, count), by: 1 << shift) {
      while holder + 1 < holders, Int(starts[holder + 1]) <= thing { holder += 1 }
      coarse.append(UInt32(holder))
    }
    self.coarse = coarse
  }

  /// - Complexity: O(1) expected.
  @inline(__always)
  func holder(of thing: Int) -> Int {
    var holder = Int(coarse[thing >> shift])
    while Int(starts[holder + 1]) <= thing { holder += 1 }
    return holder
  }

  @inline(__always)
  func things(of holder: Int) -> Range<Int> { Int(starts[holder])..<Int(starts[holder + 1]) }

  func load(of holder: Int) -> Int { things(of: holder).count }

  /// Shares by weights, in whole numbers only: fractions could differ between machines.
  private static func loads(_ count: Int, _ holders: Int, _ skew: Skew, _ least: Int, _ random: SeededStream) -> [Int] {
    guard holders > 0 else { return [] }
    let base = least * holders <= count ? least : 0
    let rest = count - base * holders
    let weight = { (holder: Int) -> Int in
      switch skew {
      case .even: return 1
      case .mild: return 64 + random.below(128, holder)
      case .steep:
        let x = random.below(128, holder)
        return 32 + (x * x * x) >> 12
      }
    }
    let total = (0..<holders).reduce(0) { $0 + weight($1) }
    var loads: [Int] = []
    loads.reserveCapacity(holders)
    var (weights, dealt) = (0, 0)
    for holder in 0..<holders {
      weights += weight(holder)
      let upTo = rest * weights / total
      loads.append(base + upTo - dealt)
      dealt = upTo
    }
    return loads
  }

  /// What is too much for one goes to the next ones that have room.
  private static func level(_ loads: inout [Int], _ most: Int) {
    var extra = 0
    for pass in 0..<2 where pass == 0 || extra > 0 {
      for holder in loads.indices {
        let load = min(most, loads[holder] + extra)
        extra += loads[holder] - load
        loads[holder] = load
      }
    }
  }
}

/// What is known of somebody; two who know the same part and were not joined by it contradict each other.
struct Traits: OptionSet, Hashable, Sendable {
  let rawValue: UInt16

  static let id = Traits(rawValue: 1)
  static let register = Traits(rawValue: 2)
  static let phone = Traits(rawValue: 4)
  /// A unit, of a household a village.
  static let scope = Traits(rawValue: 8)
  /// A place below the village.
  static let group = Traits(rawValue: 16)
  static let all: Traits = [.id, .register, .phone, .scope, .group]

  /// A resident id that is well-formed.
  static let goodID = Traits(rawValue: 32)
  /// A row without any village, such as one of a list of cadres.
  static let placeless = Traits(rawValue: 64)

  /// Nothing the two say contradicts the other.
  func fits(_ other: Traits) -> Bool { isDisjoint(with: other.intersection(.all)) }
}

/// Several who agree in a key, counted by what else is known of them: who fits whom.
///
/// Two fit where no trait is known of both. Who fits two that do not fit each other could be either: he is torn. Without those who are
/// torn, what is left falls into sets in which everybody fits everybody: those are one.
struct TraitFits: Sendable {
  /// index = traits, value = how many have just these.
  private var counts = [Int](repeating: 0, count: Self.size)
  private var present: [Int] = []
  /// Bit = traits: torn, and torn with a resident id.
  private var torn: UInt32 = 0
  private var tornByID: UInt32 = 0

  private static let size = 32

  /// - Complexity: O(items), and at most 32³ steps for what contradicts.
  init(_ items: [Traits]) {
    for item in items { counts[Self.index(item)] += 1 }
    present = counts.indices.filter { counts[$0] > 0 }
    for traits in present where isTorn(traits) { torn |= 1 << UInt32(traits) }
    if torn != 0 { for item in items where item.contains(.goodID) { tornByID |= torn & 1 << UInt32(Self.index(item)) } }
  }

  private static func index(_ item: Traits) -> Int { Int(item.intersection(.all).rawValue) }

  private func isTorn(_ traits: Int) -> Bool {
    let fitting = present.filter { $0 & traits == 0 }
    return fitting.contains { one in
      one != 0 && (counts[one] > 1 || fitting.contains { $0 != one && $0 & one != 0 })
    }
  }

  /// Whether it must stay open who somebody is: he is torn, or he fits one who has a resident id and is.
  func isOpen(_ item: Traits) -> Bool {
    let traits = Self.index(item)
    return torn >> UInt32(traits) & 1 == 1 || present.contains { $0 & traits == 0 && tornByID >> UInt32($0) & 1 == 1 }
  }

  /// Of somebody who is not open: the least traits in his set, which stand for it; `nil` where he is alone in it.
  func set(of item: Traits) -> Int? {
    let traits = Self.index(item)
    // Several with the same traits contradict each other; whoever fits them is torn.
    if traits != 0, counts[traits] > 1 { return nil }
    return present.first { torn >> UInt32($0) & 1 == 0 && ($0 & traits == 0 || $0 == traits) }
  }
}

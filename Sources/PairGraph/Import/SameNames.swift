internal import GraphAlgorithms

/// The settling of who is who: sets of mentions that grow, stage by stage, and what is noted of it.
struct SameNames: Sendable {
  let mentions: [Mention]
  let isHousehold: Bool
  let noName: UInt32
  let hashes: ContentHashes
  /// index = mention, value = village or unit.
  var scopes: [UInt32]
  var villages: [UInt32]
  private var sets: UnionFind
  /// index = mention that represents a set, value = the first of the set.
  private var firsts: [UInt32]
  /// index = first mention of a set, value = what is known of the set.
  var traits: [Traits]
  /// First mention of a set -> what others of the set say otherwise than it does.
  private var more: [UInt32: Set<Fact>] = [:]
  /// index = mention, value = whether its set fits several, and whether a note says what it was taken for.
  var isUnclear: [Bool]
  var isNoted: [Bool]
  /// Of no mentions until numbers are settled.
  var buckets = NameBuckets()
  var notes: [Identity.Note] = []
  /// Those whom several notes have as candidates.
  var candidates: [[UInt32]] = []
  /// index = mention, value = the first of its set, once everybody is settled.
  private(set) var settled: [UInt32] = []
  /// What `PairMap.touch` saw; means nothing.
  private var touched: UInt64 = 0
  /// index = number in a register by its text, value = whether rows of several resident ids have it; empty where none is so.
  private(set) var isSharedRegister: [Bool] = []

  static let none = UInt32.max
  /// How many candidates are listed.
  static let limit = 5

  init(_ mentions: [Mention], isHousehold: Bool, places: PlaceTree, hashes: ContentHashes) {
    self.mentions = mentions
    self.isHousehold = isHousehold
    self.hashes = hashes
    noName = hashes.noName
    villages = NameBuckets.villages(mentions, places)
    scopes = isHousehold ? villages : mentions.map(\.unit)
    sets = UnionFind(count: mentions.count)
    firsts = mentions.indices.map { UInt32($0) }
    traits = []
    isUnclear = [Bool](repeating: false, count: mentions.count)
    isNoted = isUnclear
    traits = mentions.indices.map { traits(of: UInt32($0)) }
  }

  subscript(mention: UInt32) -> Mention { mentions[Int(mention)] }

  private func traits(of mention: UInt32) -> Traits {
    var result: Traits = []
    if self[mention].idState == .good { result.formUnion([.id, .goodID]) }
    if self[mention].idState == .other { result.insert(.id) }
    if isHousehold, register(mention) != Self.none { result.insert(.register) }
    if self[mention].phone != 0 { result.insert(.phone) }
    if scopes[Int(mention)] != Self.none { result.insert(.scope) }
    return result
  }

  /// A number that lost its digits is nobody's: where nothing else decides, the row stays by itself.
  func isLost(_ mention: UInt32) -> Bool { self[mention].idState == .damaged && (!isHousehold || register(mention) == Self.none) }

  /// The number of a household in a register; `none` where several have it, so that it identifies nobody.
  func register(_ mention: UInt32) -> UInt32 {
    let own = self[mention].register
    return isSharedRegister.isEmpty || own == Self.none || !isSharedRegister[Int(own)] ? own : Self.none
  }

  func hasBadID(_ mention: UInt32) -> Bool { self[mention].idState == .damaged || self[mention].idState == .other }

  // MARK: Sets

  /// Changes nothing: a look-up that did would copy all sets wherever some closure holds them, too.
  func find(_ mention: UInt32) -> UInt32 { firsts[Int(sets.root(of: mention))] }

  /// The first mention stands for a set.
  mutating func join(_ one: UInt32, _ other: UInt32) {
    let (one, other) = (find(one), find(other))
    if one == other { return }
    let (first, second) = (min(one, other), max(one, other))
    sets.union(first, second)
    firsts[Int(sets.find(first))] = first
    traits[Int(first)].formUnion(traits[Int(second)])
    if more[second] == nil, addsNothing(second, to: first) { return }
    var (all, others) = (more.removeValue(forKey: first) ?? [], more.removeValue(forKey: second) ?? [])
    // The smaller into the larger: whoever has thousands of rows takes in one after the other.
    if others.count > all.count { swap(&all, &others) }
    for fact in others { all.insert(fact) }
    for fact in ownFacts(second) { all.insert(fact) }
    for fact in ownFacts(first) { all.remove(fact) }
    if !all.isEmpty { more[first] = all }
  }

  /// Most rows with one id say the same.
  private func addsNothing(_ second: UInt32, to first: UInt32) -> Bool {
    let (one, other) = (self[first], self[second])
    return (other.phone == 0 || other.phone == one.phone) && scopes[Int(second)] == scopes[Int(first)] && other.register == one.register
      && other.idState == one.idState && other.idNumber == one.idNumber && other.idText == one.idText
  }

  /// Something that is known of a set.
  struct Fact: Hashable {
    var trait: Traits
    var value: UInt64
  }

  func hash(ofScope scope: UInt32) -> UInt64 { hashes.ofScope(scope, isHousehold: isHousehold) }

  /// - Complexity: O(facts).
  func facts(_ leader: UInt32) -> [Fact] { ownFacts(leader) + (more[leader] ?? []) }

  /// What the first mention of a set says by itself.
  private func ownFacts(_ leader: UInt32) -> [Fact] {
    let mention = self[leader]
    var result: [Fact] = []
    if mention.idState == .good { result.append(Fact(trait: .id, value: mention.idNumber)) }
    if mention.idState == .other { result.append(Fact(trait: .id, value: hashes.texts[Int(mention.idText)])) }
    let register = register(leader)
    if isHousehold, register != Self.none { result.append(Fact(trait: .register, value: hashes.texts[Int(register)])) }
    if mention.phone != 0 { result.append(Fact(trait: .phone, value: mention.phone)) }
    if scopes[Int(leader)] != Self.none { result.append(Fact(trait: .scope, value: hash(ofScope: scopes[Int(leader)]))) }
    return result
  }

  /// What some sets know of a trait, where another of them may know the same: a value and a set each.
  ///
  /// The largest of them is only asked for what the others know: it may be in thousands of groups.
  ///
  /// - Complexity: O(facts of all but the largest) expected.
  func facts(_ leaders: some Sequence<UInt32>, of trait: Traits) -> [(value: UInt64, leader: UInt32)] {
    let sized = leaders.map { (count: more[$0]?.count ?? 0, leader: $0) }
    guard let largest = sized.max(by: { $0 < $1 }) else { return [] }
    var result: [(value: UInt64, leader: UInt32)] = []
    for (_, leader) in sized where leader != largest.leader || largest.count < 8 {
      for fact in facts(leader) where fact.trait == trait { result.append((fact.value, leader)) }
    }
    if largest.count < 8 { return result }
    let own = ownFacts(largest.leader)
    for value in Set(result.map(\.value)) {
      let fact = Fact(trait: trait, value: value)
      if own.contains(fact) || more[largest.leader]?.contains(fact) == true { result.append((value, largest.leader)) }
    }
    return result
  }

  /// Whether a set says more than one unit or village.
  func hasSeveralScopes(_ mention: UInt32) -> Bool {
    if more.isEmpty { return false }
    let leader = find(mention)
    guard let more = more[leader] else { return false }
    let scope = scopes[Int(leader)]
    return more.count { $0.trait == .scope } > (scope == Self.none ? 1 : 0)
  }

  /// Nobody joins anybody any more.
  mutating func close() {
    settled.reserveCapacity(mentions.count)
    for mention in 0..<UInt32(mentions.count) { settled.append(find(mention)) }
  }

  func leader(_ mention: UInt32) -> UInt32 { settled[Int(mention)] }

  // MARK: Numbers

  /// Numbers in a register that rows of several resident ids have: such a number identifies nobody, for the resident id outranks it.
  private mutating func findSharedRegisters(_ count: Int) {
    // index = number in the register, value = the first resident id.
    var ids = [UInt64](repeating: 0, count: count)
    var shared: [Bool] = []
    for mention in mentions where mention.idState == .good && mention.register != Self.none {
      let register = Int(mention.register)
      if ids[register] == 0 {
        ids[register] = mention.idNumber
      } else if ids[register] != mention.idNumber {
        if shared.isEmpty { shared = [Bool](repeating: false, count: count) }
        shared[register] = true
      }
    }
    if shared.isEmpty { return }
    isSharedRegister = shared
    for index in mentions.indices where mentions[index].register != Self.none && shared[Int(mentions[index].register)] {
      traits[index] = traits(of: UInt32(index))
    }
  }

  /// The same id or number in a register: one, whatever the name.
  mutating func joinNumbers() {
    var byID = PairMap(expecting: mentions.count)
    let last = isHousehold ? mentions.lazy.map(\.register).filter { $0 != Self.none }.max() : nil
    if let last { findSharedRegisters(Int(last) + 1) }
    var byRegister = [UInt32](repeating: Self.none, count: last.map { Int($0) + 1 } ?? 0)
    for block in NameBuckets.blocks(mentions.count) {
      touched &+= byID.touch(block) {
        (mentions[$0].idNumber, 0)
      } then: {
        mentions[Int($0)].phone &+ UInt64(firsts[Int($0)])
      }
      for index in block.lazy.map({ UInt32($0) }) {
        if self[index].idState == .good {
          let found = byID.insert(self[index].idNumber, 0, index)
          if found != index { join(found, index) }
        }
        if isHousehold, self[index].register != Self.none, register(index) != Self.none {
          let register = Int(self[index].register)
          if byRegister[register] == Self.none { byRegister[register] = index } else { join(byRegister[register], index) }
        }
      }
    }
  }
}

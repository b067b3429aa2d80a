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
    if isHousehold, self[mention].register != Self.none { result.insert(.register) }
    if self[mention].phone != 0 { result.insert(.phone) }
    if scopes[Int(mention)] != Self.none { result.insert(.scope) }
    return result
  }

  /// A number that lost its digits is nobody's: where nothing else decides, the row stays by itself.
  func isLost(_ mention: UInt32) -> Bool { self[mention].isLost(isHousehold: isHousehold) }

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
    let new = Set(facts(second)).subtracting(facts(first))
    more[second] = nil
    if !new.isEmpty { more[first, default: []].formUnion(new) }
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

  func facts(_ leader: UInt32) -> [Fact] {
    let mention = self[leader]
    var result: [Fact] = []
    if mention.idState == .good { result.append(Fact(trait: .id, value: mention.idNumber)) }
    if mention.idState == .other { result.append(Fact(trait: .id, value: hashes.texts[Int(mention.idText)])) }
    if isHousehold, mention.register != Self.none { result.append(Fact(trait: .register, value: hashes.texts[Int(mention.register)])) }
    if mention.phone != 0 { result.append(Fact(trait: .phone, value: mention.phone)) }
    if scopes[Int(leader)] != Self.none { result.append(Fact(trait: .scope, value: hash(ofScope: scopes[Int(leader)]))) }
    if let more = more[leader] { result += more }
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

  /// The same id or number in a register: one, whatever the name.
  mutating func joinNumbers() {
    var byID = PairMap(expecting: mentions.count)
    let last = isHousehold ? mentions.lazy.map(\.register).filter { $0 != Self.none }.max() : nil
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
        if isHousehold, self[index].register != Self.none {
          let register = Int(self[index].register)
          if byRegister[register] == Self.none { byRegister[register] = index } else { join(byRegister[register], index) }
        }
      }
    }
  }
}

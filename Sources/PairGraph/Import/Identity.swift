/// Decides which mentions are one household or one cadre.
///
/// A resident id decides (of a household, its number in a register too); then name, unit and phone; then name, unit and village. A
/// household has its village where a cadre has his unit. Where one side does not know a part, the only one who fits is taken; whatever
/// fits several stays by itself. Everything decided on less than a resident id is a note.
struct Identity: Sendable {
  /// index = mention, value = node.
  private(set) var nodes: [UInt32] = []
  /// index = node, value = its first mention.
  private(set) var firstMention: [UInt32] = []
  private(set) var notes: [Note] = []

  struct Note: Sendable {
    var kind: ImportNote.Kind
    var mention: UInt32
    /// Mentions of the other nodes.
    var others: [UInt32] = []
    var basis: String
  }

  private let mentions: [Mention]
  private let isHousehold: Bool
  /// index = mention, value = village or unit.
  private var scopes: [UInt32]
  private var villages: [UInt32]
  /// index = name, value = whether a mention that rests on its name has it: only those are ever looked for by name.
  private var isSought: [Bool]
  /// Mention -> the mention that stands for its node; itself where it does.
  private var leaders: [UInt32]
  private var byID: PairMap
  /// index = text of a register, value = the mention that has it.
  private var byRegister: [UInt32] = []
  private var byPhone: PairMap
  private var byPlace: PairMap
  /// (name, scope) -> the last leader, and from each leader the one before.
  private var group: PairMap
  private var before: [UInt32: UInt32] = [:]
  private var byNameAndVillage = PairMap()

  private static let none = UInt32.max
  private static let several = UInt32.max - 1

  /// - Complexity: O(mentions) expected.
  init(_ mentions: [Mention], isHousehold: Bool, places: PlaceTree) {
    self.mentions = mentions
    self.isHousehold = isHousehold
    let village = RosterField.placeLevels.firstIndex { $0.field == .village } ?? 0
    let villages = mentions.map { mention -> UInt32 in
      if mention.place == Self.none { return Self.none }
      let found = places.enclosing(mention.place, level: village)
      return found == Self.none ? mention.place : found
    }
    self.villages = villages
    scopes = isHousehold ? villages : mentions.map(\.unit)
    leaders = mentions.indices.map { UInt32($0) }
    byID = PairMap(expecting: mentions.count)
    byPhone = PairMap()
    byPlace = PairMap()
    group = PairMap(expecting: mentions.count)
    isSought = [Bool](repeating: false, count: Int(mentions.lazy.map(\.name).max() ?? 0) + 1)
    if isHousehold {
      let last = mentions.lazy.map(\.register).filter { $0 != Self.none }.max()
      byRegister = [UInt32](repeating: Self.none, count: last.map { Int($0) + 1 } ?? 0)
    }
    for index in mentions.indices where !isStrong(index) { isSought[Int(mentions[index].name)] = true }
    for index in mentions.indices where isStrong(index) { settleStrong(UInt32(index)) }
    for index in mentions.indices where !isStrong(index) { settleWeak(UInt32(index)) }
    number()
    // What was needed to decide is needed no more.
    (byID, byPhone, byPlace, group, byNameAndVillage) = (PairMap(), PairMap(), PairMap(), PairMap(), PairMap())
    (byRegister, scopes, self.villages, before, isSought) = ([], [], [], [:], [])
  }

  private func isStrong(_ mention: Int) -> Bool {
    mentions[mention].idState == .good || (isHousehold && mentions[mention].register != Self.none)
  }

  private subscript(mention: UInt32) -> Mention { mentions[Int(mention)] }

  // MARK: Strong

  private mutating func settleStrong(_ index: UInt32) {
    let mention = self[index]
    if isHousehold, mention.register != Self.none {
      let found = byRegister[Int(mention.register)]
      if found != Self.none { return join(index, found) }
      byRegister[Int(mention.register)] = index
    }
    if mention.idState == .good {
      let found = byID.insert(mention.idNumber, 0, index)
      if found != index { return join(index, found) }
    } else if mention.idState != .empty {
      flag(index, [])
    }
    lead(index, apart: true)
  }

  /// The same id or number of a register: one, whatever the name.
  private mutating func join(_ index: UInt32, _ other: UInt32) {
    let leader = leaders[Int(other)]
    leaders[Int(index)] = leader
    if self[index].name != self[leader].name {
      notes.append(Note(kind: .otherName, mention: index, others: [leader], basis: "id"))
    }
    if self[index].idState == .good { _ = byID.insert(self[index].idNumber, 0, leader) }
    if isHousehold, self[index].register != Self.none, byRegister[Int(self[index].register)] == Self.none {
      byRegister[Int(self[index].register)] = leader
    }
    enter(index, leader)
  }

  // MARK: Weak

  private mutating func settleWeak(_ index: UInt32) {
    let mention = self[index]
    if mention.idState == .damaged { return settleDamaged(index) }
    if mention.idState == .other { flag(index, candidates(index)) }
    let (found, basis) = match(index)
    if found == Self.several {
      notes.append(Note(kind: .unclear, mention: index, others: candidates(index), basis: basis))
      return lead(index, apart: false)
    }
    if found == Self.none { return lead(index, apart: true) }
    leaders[Int(index)] = found
    notes.append(Note(kind: .merged, mention: index, others: [found], basis: basis))
    enter(index, found)
  }

  /// A number that lost its digits is nobody's: the row stays by itself, with those it may be.
  private mutating func settleDamaged(_ index: UInt32) {
    notes.append(Note(kind: .damagedID, mention: index, others: candidates(index), basis: own(index)))
    if self[index].rows > 1 { notes.append(Note(kind: .merged, mention: index, basis: own(index))) }
  }

  private mutating func flag(_ index: UInt32, _ candidates: [UInt32]) {
    notes.append(Note(kind: .badID, mention: index, others: candidates, basis: own(index)))
  }

  /// What a mention's own rows have in common.
  private func own(_ index: UInt32) -> String {
    let mention = self[index]
    var parts = ["name"]
    if !isHousehold, mention.unit != Self.none { parts.append("unit") }
    if mention.phone != 0 { parts.append("phone") }
    if mention.place != Self.none { parts.append("village") }
    if mention.idText != Self.none { parts.append("id text") }
    return parts.joined(separator: " + ")
  }

  private func match(_ index: UInt32) -> (UInt32, String) {
    let mention = self[index]
    let scope = isHousehold ? "village" : "unit"
    if mention.name == Self.none { return (Self.none, "") }
    if mention.phone != 0 {
      let found = byPhone[key(mention.name, scopes[Int(index)]), mention.phone]
      if found != Self.none { return (found, scopes[Int(index)] == Self.none ? "name + phone" : "name + \(scope) + phone") }
      let other = byPhone[key(mention.name, Self.several), mention.phone]
      if other != Self.none, other != Self.several, scopes[Int(other)] == Self.none || scopes[Int(index)] == Self.none {
        return (other, "name + phone")
      }
    }
    if mention.place != Self.none {
      let place = isHousehold ? mention.place : villages[Int(index)]
      let found = byPlace[key(mention.name, scopes[Int(index)]), UInt64(place)]
      if found == Self.several { return (found, "name + \(scope)") }
      if found != Self.none, agree(index, found) {
        return (found, isHousehold ? "name + village" : scopes[Int(index)] == Self.none ? "name + village" : "name + unit + village")
      }
    }
    return loose(index, scope)
  }

  /// The only one of the name in the unit or village, where one of the two rows does not say more.
  private func loose(_ index: UInt32, _ scope: String) -> (UInt32, String) {
    let mention = self[index]
    guard scopes[Int(index)] != Self.none else { return (Self.none, "") }
    let only = group[key(mention.name, scopes[Int(index)]), 0]
    guard only != Self.none, before[only] == nil, agree(index, only) else { return (Self.none, "") }
    let isVague = { (mention: UInt32) in
      self.isHousehold ? self[mention].place == self.villages[Int(mention)] : self[mention].place == Self.none
    }
    return isVague(index) || isVague(only) ? (only, "name + \(scope)") : (Self.none, "")
  }

  /// Nothing the two say contradicts the other.
  private func agree(_ index: UInt32, _ other: UInt32) -> Bool {
    self[index].phone == 0 || self[other].phone == 0 || self[index].phone == self[other].phone
  }

  private func key(_ name: UInt32, _ scope: UInt32) -> UInt64 { UInt64(name) << 32 | UInt64(scope) }

  /// Up to five who may be meant, by name and unit or village.
  private func candidates(_ index: UInt32) -> [UInt32] {
    var result: [UInt32] = []
    var next = group[key(self[index].name, scopes[Int(index)]), 0]
    while next != Self.none, result.count < 5 {
      if next != index { result.append(next) }
      next = before[next] ?? Self.none
    }
    if result.isEmpty, villages[Int(index)] != Self.none {
      let found = byNameAndVillage[key(self[index].name, villages[Int(index)]), 0]
      if found != Self.none, found != index { result.append(found) }
    }
    return result
  }

  // MARK: Leaders

  /// Makes a mention a node of its own.
  private mutating func lead(_ index: UInt32, apart: Bool) {
    let mention = self[index]
    let scope = scopes[Int(index)]
    if scope != Self.none, mention.name != Self.none {
      let first = group[key(mention.name, scope), 0]
      if first != Self.none {
        before[index] = first
        if apart { notes.append(Note(kind: .keptApart, mention: index, others: [first], basis: apartBasis(index, first))) }
      }
      group.put(key(mention.name, scope), 0, index)
    }
    if !isStrong(Int(index)), mention.rows > 1 { notes.append(Note(kind: .merged, mention: index, basis: own(index))) }
    enter(index, index)
  }

  private func apartBasis(_ index: UInt32, _ other: UInt32) -> String {
    if self[index].idState == .good, self[other].idState == .good { return "id" }
    if isHousehold, self[index].register != self[other].register { return "register" }
    if !agree(index, other) { return "phone" }
    return isHousehold ? "group" : "village"
  }

  /// Lets later mentions find a node by what one of its mentions says.
  private mutating func enter(_ index: UInt32, _ leader: UInt32) {
    let mention = self[index]
    guard isSought[Int(mention.name)] else { return }
    let scope = scopes[Int(index)]
    if mention.phone != 0 {
      _ = byPhone.insert(key(mention.name, scope), mention.phone, leader)
      let any = byPhone.insert(key(mention.name, Self.several), mention.phone, leader)
      if any != leader { byPhone.put(key(mention.name, Self.several), mention.phone, Self.several) }
    }
    if mention.place != Self.none {
      let place = UInt64(isHousehold ? mention.place : villages[Int(index)])
      let found = byPlace.insert(key(mention.name, scope), place, leader)
      if found != leader { byPlace.put(key(mention.name, scope), place, Self.several) }
      if !isHousehold { _ = byNameAndVillage.insert(key(mention.name, villages[Int(index)]), 0, leader) }
    }
  }

  private mutating func number() {
    nodes = [UInt32](repeating: Self.none, count: mentions.count)
    for index in mentions.indices {
      let leader = Int(leaders[index])
      if nodes[leader] == Self.none {
        nodes[leader] = UInt32(firstMention.count)
        firstMention.append(UInt32(index))
      }
      nodes[index] = nodes[leader]
    }
  }
}

/// What is noted, so that staff can check it.
extension SameNames {
  mutating func noteOtherNames() {
    var names: [UInt32: UInt32] = [:]
    for index in 0..<UInt32(mentions.count) {
      let leader = find(index)
      if leader == index || self[index].name == noName { continue }
      var name = self[leader].name
      if name == noName {
        name = names[leader] ?? self[index].name
        names[leader] = name
      }
      if name != self[index].name {
        let basis = self[index].idState == .good ? "id" : "register"
        notes.append(Identity.Note(kind: .otherName, mention: index, others: [leader], basis: basis))
      }
    }
  }

  /// Rows whose number in a register other rows have, too, with another resident id: each stands by itself where nothing else decides.
  mutating func noteSharedRegisters() {
    if isSharedRegister.isEmpty { return }
    // Number -> the first few sets with it.
    var known: [UInt32: [UInt32]] = [:]
    let own = (0..<UInt32(mentions.count)).filter { self[$0].register != Self.none && register($0) == Self.none }
    for mention in own {
      let leader = find(mention)
      let few = known[self[mention].register] ?? []
      if few.count <= Self.limit, !few.contains(leader) { known[self[mention].register] = few + [leader] }
    }
    for mention in own {
      let others = (known[self[mention].register] ?? []).filter { $0 != find(mention) }
      notes.append(Identity.Note(kind: .sharedNumber, mention: mention, others: Array(others.prefix(Self.limit)), basis: "register"))
    }
  }

  /// What is said of rows once everybody is settled.
  mutating func noteRows() {
    for bucket in buckets.indices {
      // Mostly they are all one.
      if !isOne(bucket) { noteApart(buckets.members(bucket)) }
      if hasBadIDs(bucket) { noteBadIDs(buckets.members(bucket)) }
    }
    for index in mentions.indices where mentions[index].name == noName && hasBadID(UInt32(index)) { noteBadIDs([UInt32(index)]) }
    if !isHousehold { addCandidatesOfVillages() }
    notePhonesOfSeveralScopes()
    noteNamesAlone()
    for index in mentions.indices where mentions[index].rows > 1 && !isNoted[index] && restsOnName(UInt32(index)) {
      notes.append(Identity.Note(kind: .merged, mention: UInt32(index), basis: own(UInt32(index))))
    }
  }

  private func isOne(_ bucket: Int) -> Bool {
    if !buckets.hasSeveral(bucket) { return true }
    let one = self.leader(buckets.first(bucket))
    return !buckets.contains(bucket) { self.leader($0) != one }
  }

  private func hasBadIDs(_ bucket: Int) -> Bool { buckets.contains(bucket) { hasBadID($0) } }

  private func restsOnName(_ mention: UInt32) -> Bool {
    self[mention].idState != .good && (!isHousehold || register(mention) == Self.none)
  }

  private mutating func noteApart(_ members: [UInt32]) {
    var last: UInt32?
    var seen: Set<UInt32> = []
    for mention in members where !isLost(mention) {
      let leader = self.leader(mention)
      if isUnclear[Int(leader)] || !seen.insert(leader).inserted { continue }
      if let last {
        let basis = apartBasis(leader, self.leader(last))
        if scopes[Int(mention)] != Self.none || basis != "village" {
          notes.append(Identity.Note(kind: .keptApart, mention: mention, others: [last], basis: basis))
        }
      }
      last = mention
    }
  }

  /// The same name and phone in two units or villages: two, for what both know they say otherwise; but perhaps one who moved.
  private mutating func notePhonesOfSeveralScopes() {
    // Most names are in one bucket only.
    var counts = [UInt32](repeating: 0, count: hashes.names.count)
    for bucket in buckets.indices { counts[Int(self[buckets.first(bucket)].name)] += 1 }
    var known = PairMap()
    var seen: Set<UInt64> = []
    for mention in 0..<UInt32(mentions.count)
    where self[mention].phone != 0 && scopes[Int(mention)] != Self.none && !isLost(mention) && counts[Int(self[mention].name)] > 1 {
      let other = known.insert(UInt64(self[mention].name), self[mention].phone, mention)
      let (one, first) = (self.leader(mention), self.leader(other))
      if one == first || isUnclear[Int(one)] || isUnclear[Int(first)] || scopes[Int(mention)] == scopes[Int(other)] { continue }
      if !seen.insert(UInt64(one) << 32 | UInt64(first)).inserted { continue }
      let haveIDs = traits[Int(one)].intersection(traits[Int(first)]).contains(.id)
      let basis = haveIDs ? "id" : isHousehold ? "village" : "unit"
      notes.append(Identity.Note(kind: .keptApart, mention: mention, others: [other], basis: basis))
    }
  }

  private func apartBasis(_ one: UInt32, _ other: UInt32) -> String {
    let both = traits[Int(one)].intersection(traits[Int(other)])
    if both.contains(.id) { return "id" }
    if both.contains(.register) { return "register" }
    if both.contains(.phone) { return "phone" }
    return isHousehold ? "group" : "village"
  }

  /// Numbers that are no good ones, with those who may be meant, by name and unit or village.
  private mutating func noteBadIDs(_ members: [UInt32]) {
    let flagged = members.filter { hasBadID($0) }
    if flagged.isEmpty { return }
    var (clear, lost): ([UInt32], [UInt32]) = ([], [])
    for mention in members {
      let leader = self.leader(mention)
      if isLost(mention) {
        if lost.count <= Self.limit { lost.append(leader) }
      } else if clear.count <= Self.limit, !clear.contains(leader) {
        clear.append(leader)
      }
    }
    for mention in flagged {
      let leader = self.leader(mention)
      var others = clear.filter { $0 != leader }
      if others.isEmpty { others = lost.filter { $0 != leader } }
      let isRegister = self[mention].idNumber == ResidentID.damagedRegister.number
      let kind = self[mention].idState != .damaged ? ImportNote.Kind.badID : isRegister ? .damagedNumber : .damagedID
      notes.append(Identity.Note(kind: kind, mention: mention, others: Array(others.prefix(Self.limit)), basis: own(mention)))
    }
  }

  /// A cadre with a bad number who has no namesake in his unit may be one of another unit who helps in the village.
  private mutating func addCandidatesOfVillages() {
    let key = { (people: Self, mention: UInt32) in UInt64(people[mention].name) << 32 | UInt64(people.villages[Int(mention)]) }
    let open = notes.indices.filter {
      [.damagedID, .badID].contains(notes[$0].kind) && notes[$0].others.isEmpty && villages[Int(notes[$0].mention)] != Self.none
    }
    if open.isEmpty { return }
    var candidates = Dictionary(open.map { (key(self, notes[$0].mention), [UInt32]()) }, uniquingKeysWith: { first, _ in first })
    for mention in 0..<UInt32(mentions.count) {
      let key = key(self, mention)
      guard let known = candidates[key], known.count <= Self.limit else { continue }
      let leader = self.leader(mention)
      if !known.contains(leader) { candidates[key] = known + [leader] }
    }
    for index in open {
      let own = self.leader(notes[index].mention)
      notes[index].others = Array((candidates[key(self, notes[index].mention)] ?? []).filter { $0 != own }.prefix(Self.limit))
    }
  }

  /// Those of whom nothing but a name is known (of a cadre, a village where he helps), and who share it with others: nobody can say
  /// whether they are one. A note for each name, with namesakes of the first one's village before others.
  private mutating func noteNamesAlone() {
    var first: [UInt32: UInt32] = [:]
    var alone: [UInt32] = []
    // Name -> rows that know nothing else, its nodes, and those of the first one's village.
    var rows: [UInt32: UInt32] = [:]
    var (all, near): ([UInt32: [UInt32]], [UInt32: [UInt32]]) = ([:], [:])
    for mention in 0..<UInt32(mentions.count) where isKnownByNameAlone(self.leader(mention)) {
      let name = self[mention].name
      rows[name, default: 0] += self[mention].rows
      if first[name] != nil { continue }
      first[name] = self.leader(mention)
      alone.append(self.leader(mention))
    }
    if alone.isEmpty { return }
    for mention in 0..<UInt32(mentions.count) {
      let (name, leader) = (self[mention].name, self.leader(mention))
      guard let own = first[name], leader != own else { continue }
      if all[name, default: []].count < Self.limit, all[name]?.contains(leader) != true { all[name, default: []].append(leader) }
      if villages[Int(mention)] == villages[Int(own)], near[name, default: []].count < Self.limit, near[name]?.contains(leader) != true {
        near[name, default: []].append(leader)
      }
    }
    for mention in alone {
      let name = self[mention].name
      guard let others = all[name] else { continue }
      let before = near[name] ?? []
      let listed = (before + others.filter { !before.contains($0) }).prefix(Self.limit)
      notes.append(
        Identity.Note(kind: .nameAlone, mention: mention, others: Array(listed), basis: own(mention), rows: rows[name] ?? 0))
    }
  }

  private func isKnownByNameAlone(_ leader: UInt32) -> Bool {
    self[leader].name != noName && !isUnclear[Int(leader)] && !hasBadID(leader)
      && traits[Int(leader)].isDisjoint(with: [.id, .register, .phone, .scope])
  }

  /// What a mention's own rows have in common.
  private func own(_ index: UInt32) -> String {
    let mention = self[index]
    var parts = ["name"]
    if !isHousehold, mention.unit != Self.none { parts.append("unit") }
    if mention.phone != 0 { parts.append("phone") }
    if mention.place != Self.none { parts.append("village") }
    if mention.idText != Self.none { parts.append(mention.idNumber == ResidentID.damagedRegister.number ? "register" : "id text") }
    return parts.joined(separator: " + ")
  }
}

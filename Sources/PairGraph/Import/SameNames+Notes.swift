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

  /// What is said of rows once everybody is settled.
  mutating func noteRows() {
    for bucket in buckets.indices {
      let first = buckets[bucket].first
      if first == buckets[bucket].last {
        if hasBadID(first) { noteBadIDs([first]) }
      } else {
        let all = members(bucket)
        noteApart(all)
        noteBadIDs(all)
      }
    }
    for index in mentions.indices where mentions[index].name == noName && hasBadID(UInt32(index)) { noteBadIDs([UInt32(index)]) }
    if !isHousehold { addCandidatesOfVillages() }
    notePhonesOfSeveralScopes()
    noteNamesAlone()
    for index in mentions.indices where mentions[index].rows > 1 && !isNoted[index] && restsOnName(UInt32(index)) {
      notes.append(Identity.Note(kind: .merged, mention: UInt32(index), basis: own(UInt32(index))))
    }
  }

  private func restsOnName(_ mention: UInt32) -> Bool {
    self[mention].idState != .good && (!isHousehold || self[mention].register == Self.none)
  }

  private mutating func noteApart(_ members: [UInt32]) {
    var last: UInt32?
    var seen: Set<UInt32> = []
    for mention in members where !isLost(mention) {
      let leader = find(mention)
      if isUnclear[Int(leader)] || !seen.insert(leader).inserted { continue }
      if let last {
        let basis = apartBasis(leader, find(last))
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
    var counts: [UInt32: Int] = [:]
    for bucket in buckets { counts[self[bucket.first].name, default: 0] += 1 }
    var known = PairMap()
    var seen: Set<UInt64> = []
    for mention in 0..<UInt32(mentions.count)
    where self[mention].phone != 0 && scopes[Int(mention)] != Self.none && !isLost(mention) && counts[self[mention].name, default: 0] > 1 {
      let other = known.insert(UInt64(self[mention].name), self[mention].phone, mention)
      let (one, first) = (find(mention), find(other))
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
      let leader = find(mention)
      if isLost(mention) {
        if lost.count <= Self.limit { lost.append(leader) }
      } else if clear.count <= Self.limit, !clear.contains(leader) {
        clear.append(leader)
      }
    }
    for mention in flagged {
      let leader = find(mention)
      var others = clear.filter { $0 != leader }
      if others.isEmpty { others = lost.filter { $0 != leader } }
      let kind = self[mention].idState == .damaged ? ImportNote.Kind.damagedID : .badID
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
      let leader = find(mention)
      if !known.contains(leader) { candidates[key] = known + [leader] }
    }
    for index in open {
      let own = find(notes[index].mention)
      notes[index].others = Array((candidates[key(self, notes[index].mention)] ?? []).filter { $0 != own }.prefix(Self.limit))
    }
  }

  /// Those of whom nothing but a name is known (of a cadre, a village where he helps), and who share it with others: nobody can say
  /// whether they are one. Namesakes of the own village come first.
  private mutating func noteNamesAlone() {
    let alone = (0..<UInt32(mentions.count)).filter { find($0) == $0 && isKnownByNameAlone($0) }
    if alone.isEmpty { return }
    var namesakes = Dictionary(alone.map { (UInt64(self[$0].name), [UInt32]()) }, uniquingKeysWith: { first, _ in first })
    for mention in alone { namesakes[nameAndVillage(mention)] = [] }
    for mention in 0..<UInt32(mentions.count) where namesakes[UInt64(self[mention].name)] != nil {
      let leader = find(mention)
      for key in [UInt64(self[mention].name), nameAndVillage(mention)] {
        if let known = namesakes[key], known.count <= Self.limit, !known.contains(leader) { namesakes[key] = known + [leader] }
      }
    }
    for mention in alone {
      var others: [UInt32] = []
      for key in [nameAndVillage(mention), UInt64(self[mention].name)] {
        for other in namesakes[key] ?? [] where other != mention && !others.contains(other) { others.append(other) }
      }
      if others.isEmpty { continue }
      notes.append(
        Identity.Note(kind: .nameAlone, mention: mention, others: Array(others.prefix(Self.limit)), basis: own(mention)))
    }
  }

  private func isKnownByNameAlone(_ leader: UInt32) -> Bool {
    self[leader].name != noName && !isUnclear[Int(leader)] && !hasBadID(leader)
      && traits[Int(leader)].isDisjoint(with: [.id, .register, .phone, .scope])
  }

  /// Apart from every name alone: a village is counted from 1.
  private func nameAndVillage(_ mention: UInt32) -> UInt64 { UInt64(self[mention].name) | UInt64(villages[Int(mention)] &+ 1) << 32 }

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
}

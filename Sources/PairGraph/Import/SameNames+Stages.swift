/// Stage by stage, what two have in common makes them one.
extension SameNames {
  /// What resident ids and numbers in a register decide.
  mutating func settleNumbers() {
    joinNumbers()
    noteOtherNames()
    noteSharedRegisters()
  }

  /// What names decide, once numbers have.
  ///
  /// - Parameter buckets: of the same mentions.
  mutating func settleNames(_ buckets: NameBuckets) {
    self.buckets = buckets
    for bucket in buckets.order { joinByTextAndPhone(bucket) }
    joinAcrossScopes()
    for bucket in buckets.order { joinByPlace(bucket) }
    for bucket in buckets.order { joinTheOnlyOnes(bucket) }
    close()
  }

  private func basis(_ bucket: Int, _ rest: String) -> String {
    let isKnown = scopes[Int(buckets.first(bucket))] != Self.none
    return "name" + (isKnown ? isHousehold ? " + village" : " + unit" : "") + rest
  }

  /// The texts of other documents, and phones.
  private mutating func joinByTextAndPhone(_ bucket: Int) {
    let all = seekers(bucket)
    if all.count < 2 { return }
    let phoneBasis = basis(bucket, " + phone")
    let texts = all.filter { self[$0].idState == .other }
    stage(texts, isHousehold ? [.register, .phone, .group] : [.phone], basis(bucket, " + id text")) { people, mention in
      (people.hashes.texts[Int(people[mention].idText)], 0)
    }
    let phones = all.filter { self[$0].phone != 0 }
    stage(phones.filter { self[$0].idState == .empty }, [.id, .register], phoneBasis) { ($0[$1].phone, 0) }
    // Here the phone may be known from another row of the same number.
    let known = facts(Set(all.map { find($0) }), of: .phone)
    stage(known.map { ($0.value, 0, $0.leader) }, [.id, .register], phoneBasis)
  }

  /// Those of a bucket whose identity may rest on their name.
  private func seekers(_ bucket: Int) -> [UInt32] {
    let all = buckets.seekers(bucket)
    return isSharedRegister.isEmpty ? all : all.filter { !isLost($0) }
  }

  /// Name and phone, where a row knows no unit or village, or somebody several: he may have the name and the phone from another row than
  /// the unit.
  private mutating func joinAcrossScopes() {
    var isSought: Set<UInt32> = []
    for index in mentions.indices where mentions[index].phone != 0 && mentions[index].name != noName {
      if scopes[index] == Self.none || hasSeveralScopes(UInt32(index)) { isSought.insert(mentions[index].name) }
    }
    if isSought.isEmpty { return }
    let all = (0..<UInt32(mentions.count)).filter { self[$0].phone != 0 && !isLost($0) && isSought.contains(self[$0].name) }
    // Where no roster knows units at all, there is nobody to find.
    if all.allSatisfy({ scopes[Int($0)] == Self.none }) { return }
    stage(all, [.id, .register, .scope], "name + phone") { ($0.hashes.names[Int($0[$1].name)], $0[$1].phone) }
  }

  private mutating func joinByPlace(_ bucket: Int) {
    let placed = seekers(bucket).filter { self[$0].place != Self.none }
    if isHousehold {
      stage(placed, [.id, .register, .phone], basis(bucket, "")) { ($0.hashes.places[Int($0[$1].place)], 0) }
    } else {
      stage(placed, [.id, .phone], basis(bucket, " + village")) { ($0.hashes.places[Int($0.villages[Int($1)])], 0) }
    }
  }

  /// The only one of the name in the village, where one of two rows knows no group; or in the unit, where one knows no village.
  private mutating func joinTheOnlyOnes(_ bucket: Int) {
    let all = seekers(bucket)
    if scopes[Int(buckets.first(bucket))] == Self.none { return }
    if isHousehold {
      stage(all, [.id, .register, .phone, .group], basis(bucket, "")) { _, _ in (0, 0) }
    } else if all.contains(where: { self[$0].place == Self.none }) {
      stage(all, [.id, .phone, .placeless], basis(bucket, "")) { _, _ in (0, 0) }
    }
  }

  /// Settles those who agree in a key.
  private mutating func stage(_ members: [UInt32], _ mask: Traits, _ basis: String, key: (Self, UInt32) -> (UInt64, UInt64)) {
    if members.count < 2 { return }
    stage(
      members.map { mention in
        let key = key(self, mention)
        return (key.0, key.1, mention)
      }, mask, basis)
  }

  private mutating func stage(_ known: [(UInt64, UInt64, UInt32)], _ mask: Traits, _ basis: String) {
    if known.count < 2 { return }
    let keyed = known.sorted { $0 < $1 }
    var start = 0
    for end in 1...keyed.count where end == keyed.count || keyed[end].0 != keyed[start].0 || keyed[end].1 != keyed[start].1 {
      if end - start > 1 { settle(keyed[start..<end].map(\.2), mask, basis) }
      start = end
    }
  }

  private typealias Item = (leader: UInt32, traits: Traits)

  /// The sets that mentions are in, with what the mask asks for; a group and a missing village are those of the mentions at hand.
  private func items(_ members: [UInt32], _ mask: Traits) -> [Item] {
    var known: [UInt32: Traits] = [:]
    for mention in members {
      let leader = find(mention)
      var own = traits[Int(leader)]
      let place = self[mention].place
      if place == Self.none { own.insert(.placeless) } else if place != scopes[Int(mention)] { own.insert(.group) }
      known[leader, default: []].formUnion(own.intersection(mask.union(.goodID)))
    }
    return known.map { ($0.key, $0.value) }.sorted { $0.leader < $1.leader }
  }

  private mutating func settle(_ members: [UInt32], _ mask: Traits, _ basis: String) {
    let own = items(members, mask)
    if own.count < 2 { return }
    var all: Traits = []
    let isPlain = own.allSatisfy { item in
      defer { all.formUnion(item.traits) }
      return item.traits.fits(all)
    }
    if !isPlain {
      // Who shares more than the key comes first: what two know alike is no contradiction.
      for trait in [Traits.id, .register, .phone, .scope, .group] where mask.contains(trait) { settleShared(members, trait, mask, basis) }
    }
    settle(isPlain ? own : items(members, mask), mask, basis)
  }

  /// Settles those among some who agree in a trait, too.
  private mutating func settleShared(_ members: [UInt32], _ trait: Traits, _ mask: Traits, _ basis: String) {
    var bySet: [UInt32: [UInt32]] = [:]
    for mention in members { bySet[find(mention), default: []].append(mention) }
    var keyed: [(value: UInt64, leader: UInt32)] = []
    if trait == .group {
      for (leader, own) in bySet {
        let groups = own.filter { self[$0].place != scopes[Int($0)] }.map { hashes.places[Int(self[$0].place)] }
        keyed += Set(groups).map { ($0, leader) }
      }
    } else {
      keyed = facts(bySet.keys, of: trait)
    }
    keyed.sort { $0 < $1 }
    var start = 0
    for end in keyed.indices.dropFirst() + [keyed.count] where end == keyed.count || keyed[end].value != keyed[start].value {
      if end - start > 1 { settle(keyed[start..<end].flatMap { bySet[$0.leader] ?? [] }, mask.subtracting(trait), basis) }
      start = end
    }
  }

  private mutating func settle(_ items: [Item], _ mask: Traits, _ basis: String) {
    let fits = TraitFits(items.map(\.traits))
    var sets: [Int: [Item]] = [:]
    for item in items where !fits.isOpen(item.traits) && !isUnclear[Int(item.leader)] {
      if let set = fits.set(of: item.traits) { sets[set, default: []].append(item) }
    }
    for set in sets.sorted(by: { $0.key < $1.key }).map(\.value) where set.count > 1 {
      // Two villages are no evidence: only a row without one can be a cadre of any.
      if !mask.contains(.placeless) || set.contains(where: { $0.traits.contains(.placeless) }) { merge(set.map(\.leader), basis) }
    }
    leaveOpen(items.filter { fits.isOpen($0.traits) }, among: items, basis)
  }

  private mutating func merge(_ leaders: [UInt32], _ basis: String) {
    let anchor = leaders.first { traits[Int($0)].contains(.goodID) } ?? leaders[0]
    for leader in leaders where leader != anchor {
      notes.append(Identity.Note(kind: .merged, mention: leader, others: [anchor], basis: basis))
      isNoted[Int(leader)] = true
    }
    for leader in leaders { join(anchor, leader) }
  }

  private mutating func leaveOpen(_ open: [Item], among items: [Item], _ basis: String) {
    // Who is known alike has the same candidates.
    var lists: [Traits: Int] = [:]
    for item in open where !traits[Int(item.leader)].contains(.goodID) && !isUnclear[Int(item.leader)] {
      let list = lists[item.traits] ?? candidates.count
      if list == candidates.count { candidates.append(items.filter { $0.traits.fits(item.traits) }.map(\.leader)) }
      lists[item.traits] = list
      isUnclear[Int(item.leader)] = true
      let others = candidates[list].lazy.filter { $0 != item.leader }.prefix(Self.limit)
      notes.append(Identity.Note(kind: .unclear, mention: item.leader, others: Array(others), candidates: list, basis: basis))
    }
  }
}

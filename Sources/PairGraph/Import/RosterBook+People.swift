/// What a row says of people and units, as mentions.
extension RosterBook {
  /// A unit that only rejected rows name is none: units are numbered where they are used.
  ///
  /// - Parameter numbers: index = unit of the part, value = its number; `none` until it is used.
  mutating func unit(_ helper: HelperDraft, _ part: RosterPart, _ numbers: inout [UInt32]) -> UInt32 {
    guard helper.person.unit >= 0 else { return Self.none }
    let index = Int(helper.person.unit)
    if numbers[index] == Self.none { numbers[index] = units.number(of: index, in: part.units) }
    return numbers[index]
  }

  /// - Parameter numbers: the same of the cells of pairings.
  mutating func pairingCells(_ helper: HelperDraft, _ part: RosterPart, _ numbers: inout [UInt32]) -> UInt32 {
    let index = Int(helper.attributes)
    if numbers[index] == Self.none { numbers[index] = attributes.number(of: index, in: part.attributes) }
    return numbers[index]
  }

  mutating func text(_ index: Int32, _ part: RosterPart) -> UInt32 {
    texts.number(of: Int(index), in: part.texts)
  }

  mutating func mention(_ person: PersonDraft, _ part: RosterPart, _ row: UInt32, _ place: UInt32, _ fragment: Fragment) -> Mention {
    Mention(
      name: names.number(of: Int(person.name), in: part.names), idText: person.idText < 0 ? Self.none : text(person.idText, part),
      idNumber: person.id.number, phone: person.phone, unit: Self.none, place: place, register: Self.none, row: row, fragment: fragment,
      idState: person.id.state)
  }

  /// What a row says of a helper; of a unit that helps by itself only the unit counts.
  mutating func helper(
    _ helper: HelperDraft, _ part: RosterPart, _ row: UInt32, _ place: UInt32, _ units: inout [UInt32], isHome: Bool
  ) -> Mention {
    let unit = self.unit(helper, part, &units)
    if unit != Self.none { noteUnit(unit, helper, part, row) }
    var mention =
      helper.isCadre
      ? self.mention(helper.person, part, row, isHome ? Self.none : place, Fragment())
      : Mention(
        name: Self.none, idText: Self.none, idNumber: 0, phone: 0, unit: Self.none, place: Self.none, register: Self.none, row: row,
        fragment: Fragment(), idState: .empty)
    mention.unit = unit
    if isHome { mention.register = place }
    return mention
  }

  mutating func cadre(_ helper: HelperDraft, _ mention: Mention, _ part: RosterPart) -> UInt32 {
    let (number, isNew) = cadres.insert(mention)
    let range = Int(helper.person.fragment.lowerBound)..<Int(helper.person.fragment.upperBound)
    if isNew {
      cadres.setFragment(keep(part.fragments[range]), of: number)
    } else if !isSame(cadres.mentions[Int(number)].fragment, part.fragments[range]) {
      cadres.add(keep(part.fragments[range]), to: number)
    }
    if helper.person.branch >= 0 {
      let branch = branches.number(of: part.texts[Int(helper.person.branch)])
      if Int(branch) == branchNames.count { branchNames.append(Array(part.texts[Int(helper.person.branchName)])) }
      let known = cadres.mentions[Int(number)].branch
      if known == Self.none { cadres.setBranch(branch, of: number) } else if known != branch { otherBranches.insert(number) }
    }
    if helper.termSince != 0, isNew { terms.append((number, helper.termSince, helper.termUntil)) }
    return number
  }

  mutating func noteUnit(_ unit: UInt32, _ helper: HelperDraft, _ part: RosterPart, _ row: UInt32) {
    let range = Int(helper.unitFragment.lowerBound)..<Int(helper.unitFragment.upperBound)
    if Int(unit) == unitFragments.count {
      unitFragments.append([keep(part.fragments[range])])
      unitRows.append(row)
    } else if unitFragments[Int(unit)].count < 64,
      !unitFragments[Int(unit)].contains(where: { isSame($0, part.fragments[range]) })
    {
      unitFragments[Int(unit)].append(keep(part.fragments[range]))
    }
  }

  mutating func note(
    _ visit: VisitDraft, _ part: RosterPart, _ row: UInt32, _ household: UInt32, _ helper: UInt32?, _ place: UInt32
  ) {
    var who = helper
    if visit.visitor >= 0 {
      let name = names.number(of: Int(visit.visitor), in: part.names)
      if helper.map({ cadres.mentions[Int($0)].name != name }) ?? true {
        let unit = helper.map { cadres.mentions[Int($0)].unit } ?? Self.none
        let mention = Mention(
          name: name, idText: Self.none, idNumber: 0, phone: 0, unit: unit, place: place, register: Self.none, row: row,
          fragment: Fragment(), idState: .empty)
        let (number, isNew) = cadres.insert(mention)
        if isNew { cadres.setFragment(keep(part.fragments[Int(visit.fragment.lowerBound)..<Int(visit.fragment.upperBound)]), of: number) }
        who = number
      }
    }
    guard let who else { return }
    visits.append(Visit(helper: who, household: household, day: visit.day, title: text(visit.title, part), row: row))
  }
}

internal import TableIO

/// The helpers of a row.
extension RowReading {
  mutating func helpers(_ group: RosterParser.Group, ofHousehold: Bool) throws(Fault) {
    if isUnpaired(group) { return }
    if cells.isPlainName(group.name), let number = cells.plainPhone(group.phone) {
      // One name and at most one number, as they stand: most rows are like that.
      let draft = try helper(group, unit: unit(name(group.unit)), since: nil)
      return addPlain(number, draft, group)
    }
    let names = helperNames(group)
    let unitName = name(group.unit)
    let phone = phone(group.phone, name: names.names.first?[...] ?? [])
    var all = names.names
    if all.isEmpty, group.name >= 0, !phone.name.isEmpty, !group.sharesPhone, NobodyCell.reading(phone.name[...]) == .somebody {
      all = [phone.name]
    }
    // Without a cadre there is nobody whose phone it is.
    if all.isEmpty, !group.sharesPhone, phone.number != 0 || !phone.rest.isEmpty {
      remark(.leftOut, group.phone, unitName, folded(group.phone))
    }
    if all.isEmpty, group.name >= 0 {
      for column in group.details where !LineWords.isNobody(folded(column)) { remark(.leftOut, column, unitName, folded(column)) }
    }
    if all.isEmpty, unitName.isEmpty || NobodyCell.reading(unit: unitName) != .somebody {
      if group.name < 0 { noteNobody(NobodyCell.reading(unit: unitName), group.unit) }
      return
    }
    var draft = try helper(group, unit: unit(unitName), since: phone.since)
    if all.isEmpty {
      // Where the table has a column for names, an empty one is no helper; a table of units names the helpers themselves.
      draft.isCadre = false
      draft.isPairing = group.name < 0
      part.helpers.append(draft)
      return
    }
    let branch = name(group.branch)
    let cells = cells(group, names, phone, of: all, hasSince: draft.since != 0 && draft.since == phone.since?.packed)
    for (index, name) in all.enumerated() { add(cells[index], named: name[...], draft, group, branch: branch) }
  }

  /// Whether the cell for the state says that there is no pairing, and no day that there was one; a helper who stands there nevertheless is left
  /// out, and listed.
  private mutating func isUnpaired(_ group: RosterParser.Group) -> Bool {
    if cells.isEmpty(group.state) || PairState.reading(folded(group.state)) != .unpaired { return false }
    guard cells.isBlank(group.end), cells.isBlank(group.range) else { return false }
    noteNobody(.doubtful, group.state)
    for column in [group.name, group.unit] where !cells.isBlank(column) { remark(.leftOut, column, [], folded(column)) }
    return true
  }

  /// The names in a helper's cell; what names nobody is counted, and listed where that is in doubt.
  private mutating func helperNames(_ group: RosterParser.Group) -> NameCell {
    let reading = NobodyCell.reading(folded(group.name))
    if reading != .somebody {
      noteNobody(reading, group.name)
      return NameCell()
    }
    let names = NameCell(cell(group.name))
    if names.hasNobody { noteNobody(.doubtful, group.name) }
    return names
  }

  /// The number of a unit in the part; -1 for none.
  private mutating func unit(_ name: ArraySlice<UInt8>) -> Int32 {
    name.isEmpty || NobodyCell.reading(unit: name) != .somebody ? -1 : part.units.share(name, among: 1)
  }

  /// What all helpers of a cell have in common.
  private mutating func helper(_ group: RosterParser.Group, unit: Int32, since: RosterDate?) throws(Fault) -> HelperDraft {
    var draft = HelperDraft(person: PersonDraft(name: -1), attributes: -1)
    draft.person.unit = unit
    try setTerm(&draft, group, since: since)
    draft.attributes = pairingCells(group)
    draft.unitFragment = unit < 0 ? 0..<0 : fragment(group.unitCells)
    return draft
  }

  /// Adds a helper who has one name and at most one number, as they stand.
  private mutating func addPlain(_ number: UInt64, _ draft: HelperDraft, _ group: RosterParser.Group) {
    guard group.hasNoFlags, cells.isBlank(group.branch), cells.arePlain(group.cadre), let id = cells.plainID(group.id) else {
      let own = HelperCells(
        name: cell(group.name), id: folded(group.id), idText: cell(group.id), number: number, phone: cell(group.phone))
      return add(own, named: own.name, draft, group, branch: name(group.branch))
    }
    var own = draft
    own.person.name = cells.addName(group.name, to: &part.names)
    own.person.id = id
    own.person.phone = number
    let start = Int32(part.fragments.count)
    cells.writePlain(group.cadre, to: &part.fragments)
    own.person.fragment = start..<Int32(part.fragments.count)
    part.helpers.append(own)
  }

  private mutating func add(
    _ cells: HelperCells, named name: ArraySlice<UInt8>, _ draft: HelperDraft, _ group: RosterParser.Group, branch: ArraySlice<UInt8>
  ) {
    var own = draft
    own.person.name = part.names.append(name)
    setID(&own.person, cells.id)
    own.person.phone = cells.number
    if !branch.isEmpty {
      own.person.branch = part.texts.append(branch)
      own.person.branchName = part.texts.append(CellText.trimmed(cell(group.branch))[...])
    }
    own.person.fragment = cadreFragment(group, cells)
    // A number that lost its digits makes two rows one cadre only where they say the same of him.
    if own.person.id.state == .damaged {
      let range = Int(own.person.fragment.lowerBound)..<Int(own.person.fragment.upperBound)
      own.person.idText = part.texts.append(part.fragments[range])
    }
    part.helpers.append(own)
  }

  /// What one helper of a cell has of the cells of all.
  private struct HelperCells {
    var name: ArraySlice<UInt8>
    /// By which he may be known; empty where nobody knows whose it is.
    var id: ArraySlice<UInt8> = []
    var idText: ArraySlice<UInt8> = []
    var number: UInt64 = 0
    var phone: ArraySlice<UInt8> = []
  }

  /// The cells of each helper: his own where a cell has one for each; otherwise all of it stays with the first, and of several people it
  /// is nobody's.
  private mutating func cells(
    _ group: RosterParser.Group, _ names: NameCell, _ phone: PhoneCell, of people: [[UInt8]], hasSince: Bool
  ) -> [HelperCells] {
    var cells = (names.names.isEmpty ? people : names.spellings).map { HelperCells(name: $0[...]) }
    if people.count == 1, !names.names.isEmpty, !names.hasNobody { cells[0].name = cell(group.name) }
    let first = people[0][...]
    if people.count > 1 { remark(.namesApart, group.name, first, folded(group.name)) }
    if names.isDoubtful { remark(.namesUnclear, group.name, first, folded(group.name)) }
    if people.count == 1, names.phone.count > 0 { remark(.phoneApart, group.name, first, folded(group.name)) }
    setIDs(&cells, group, first)
    let phones = phoneCells(group, phone, of: people, hasSince: hasSince)
    for index in cells.indices { (cells[index].number, cells[index].phone) = phones[index] }
    if people.count > 1, phone.count > 0, phone.rest.isEmpty, phone.dealt(to: people) == nil {
      remark(.badPhone, group.phone, first, folded(group.phone))
    }
    if names.phone.count > 0 { setPhones(&cells, group, names, people) }
    return cells
  }

  private mutating func setIDs(_ cells: inout [HelperCells], _ group: RosterParser.Group, _ first: ArraySlice<UInt8>) {
    let text = folded(group.id)
    cells[0].idText = cell(group.id)
    if cells.count == 1 || text.isEmpty {
      cells[0].id = text
      return
    }
    let own = NameCell.parts(text)
    if own.count == cells.count, own.allSatisfy({ ResidentID(cell: $0[...]).state == .good }) {
      for index in cells.indices { (cells[index].id, cells[index].idText) = (own[index][...], own[index][...]) }
    } else if own.count == 1, ResidentID(cell: text).state == .good {
      remark(.badID, group.id, first, text)
    } else {
      cells[0].id = text
    }
  }

  private func phoneCells(
    _ group: RosterParser.Group, _ phone: PhoneCell, of people: [[UInt8]], hasSince: Bool
  ) -> [(number: UInt64, text: ArraySlice<UInt8>)] {
    let whole = phone.kept(cell(group.phone), folded: cells.phone(group.phone), known: people, hasSince: hasSince)
    guard let own = phone.dealt(to: people) else {
      return people.indices.map { $0 == 0 ? (people.count == 1 ? phone.number : 0, whole) : (0, []) }
    }
    // What had no place but the cell stays with the first.
    let isAllPlaced = phone.rest.isEmpty && (hasSince || phone.since == nil) && phone.names.allSatisfy { people.contains($0) }
    return own.enumerated().map { ($1.value, $0 == 0 && !isAllPlaced ? whole : $1.text[...]) }
  }

  /// Numbers in the cell of names: they count where the cell of phones has nothing, and stay with the names where they have no other place.
  private mutating func setPhones(
    _ cells: inout [HelperCells], _ group: RosterParser.Group, _ names: NameCell, _ people: [[UInt8]]
  ) {
    let isOnly = LineWords.isNobody(folded(group.phone))
    let hasColumn = parser.layout.cadres.contains { $0.field == .helperPhone }
    let own = names.phone.dealt(to: people)
    let all = Array(names.phone.numbers.map(\.text).joined(separator: [0x2f]))
    if people.count > 1, own == nil { remark(.badPhone, group.name, people[0][...], folded(group.name)) }
    for index in cells.indices {
      let text = own.map { $0[index].text } ?? (index == 0 ? all : [])
      if isOnly { cells[index].number = own.map { $0[index].value } ?? (people.count == 1 ? names.phone.number : 0) }
      if isOnly, hasColumn {
        (cells[index].name, cells[index].phone) = (names.spellings[index][...], text[...])
      } else if people.count > 1, !text.isEmpty {
        cells[index].name += [0x20] + text
      }
    }
  }

  private mutating func cadreFragment(_ group: RosterParser.Group, _ own: HelperCells) -> Range<Int32> {
    let start = Int32(part.fragments.count)
    for index in group.cadre.indices {
      let column = group.cadre[index]
      if index > 0 { part.fragments.append(0x2c) }
      switch parser.layout.cadres[index].field {
      case .helperName: Self.append(own.name, to: &part.fragments)
      case .helperPost where folded(column).isEmpty: Self.append(roleOfFlags(group), to: &part.fragments)
      case .helperPhone: Self.append(own.phone, to: &part.fragments)
      case .helperIDNumber: Self.append(own.idText, to: &part.fragments)
      default: if column >= 0 { Self.append(cell(column), to: &part.fragments) }
      }
    }
    return start..<Int32(part.fragments.count)
  }

  private func roleOfFlags(_ group: RosterParser.Group) -> ArraySlice<UInt8> {
    if group.hasNoFlags { return [] }
    let flags = [(group.firstSecretary, "第一书记"), (group.teamLeader, "工作队队长"), (group.teamMember, "驻村队员")]
    for (column, role) in flags where column >= 0 && LineWords.isYes(folded(column)) { return Array(role.utf8)[...] }
    return []
  }
}

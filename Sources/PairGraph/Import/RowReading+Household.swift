/// The household of a row, and its member.
extension RowReading {
  mutating func household(isHead: Bool) -> PersonDraft? {
    // In a list of members the head is the member who is called so.
    let nameColumn = parser.columns.headName >= 0 ? parser.columns.headName : (isHead ? parser.columns.personName : -1)
    let idColumn = parser.columns.headID >= 0 ? parser.columns.headID : (isHead ? parser.columns.personID : -1)
    let hasRegister = !cells.isBlank(parser.columns.register)
    if !hasRegister, cells.isBlank(nameColumn), cells.isBlank(idColumn) { return nil }
    var draft = PersonDraft(name: cells.addName(nameColumn, to: &part.names))
    setID(&draft, idColumn)
    if hasRegister { draft.register = cells.addFolded(parser.columns.register, to: &part.texts) }
    if draft.id.state == .damaged, !hasRegister { draft.idText = part.texts.append(wholeRow()[...]) }
    let start = Int32(part.householdFragments.count)
    if !isHead, let number = cells.plainPhone(parser.columns.householdPhone), cells.isPlainSize(parser.columns.size),
      cells.arePlain(parser.columns.household)
    {
      // Every cell stays as it stands: most rows are like that.
      draft.phone = number
      cells.writePlain(parser.columns.household, to: &part.householdFragments)
    } else {
      let name = name(nameColumn)
      let phone = phone(parser.columns.householdPhone, name: name)
      draft.phone = phone.number
      writeHousehold(nameColumn, idColumn, name, phone)
    }
    draft.fragment = start..<Int32(part.householdFragments.count)
    return draft
  }

  private mutating func writeHousehold(_ nameColumn: Int, _ idColumn: Int, _ name: ArraySlice<UInt8>, _ phone: PhoneCell) {
    for index in parser.columns.household.indices {
      let column = parser.columns.household[index]
      if index > 0 { part.householdFragments.append(0x2c) }
      switch parser.layout.households[index].field {
      case .headName: cells.write(nameColumn, to: &part.householdFragments)
      case .headIDNumber: cells.write(idColumn, to: &part.householdFragments)
      case .householdSize: Self.append(size(column, name: name), to: &part.householdFragments)
      case .householdPhone where cells.plainPhone(column) == nil:
        let kept = phone.kept(cell(column), folded: folded(column), known: [Array(name)], hasSince: false)
        Self.append(kept, to: &part.householdFragments)
      default: cells.write(column, to: &part.householdFragments)
      }
    }
  }

  /// A number of people: `4`, `4人`, `4.0`; anything else is left out, and said so.
  private mutating func size(_ column: Int, name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let text = folded(column)
    let digits = text.prefix { $0 &- 0x30 < 10 }
    // No household has thousands of people: such a number is a phone, a year or an income.
    if digits.drop(while: { $0 == 0x30 }).count <= RowCells.sizeDigits {
      let rest = text[digits.endIndex...]
      if rest.isEmpty { return text }
      if !digits.isEmpty, [".0", "人", "口", "口人", ".00"].contains(where: { rest.elementsEqual($0.utf8) }) { return digits }
    }
    remark(.leftOut, column, name, text)
    return []
  }

  mutating func member() -> PersonDraft {
    let columns = parser.columns
    var draft = PersonDraft(name: cells.addName(columns.personName, to: &part.names))
    setID(&draft, columns.personID)
    draft.fragment = fragment(columns.person)
    return draft
  }

  mutating func setID(_ draft: inout PersonDraft, _ column: Int) {
    if let id = cells.plainID(column) { draft.id = id } else { setID(&draft, folded(column)) }
  }

  /// - Parameter text: folded.
  mutating func setID(_ draft: inout PersonDraft, _ text: ArraySlice<UInt8>) {
    if LineWords.isNobody(text) { return }
    draft.id = ResidentID(cell: text)
    if draft.id.state == .damaged || draft.id.state == .other { draft.idText = part.texts.append(text) }
  }

  /// All a row says but its places and its running number: a number that lost its digits makes two rows one only where they are equal.
  private func wholeRow() -> [UInt8] {
    var result: [UInt8] = []
    let left: [RosterField] = [.rowNumber, .ignore]
    for column in 0..<columnCount where !parser.columns.places.contains(column) && !left.contains(parser.map.bindings[column].field) {
      result += folded(column)
      result.append(0)
    }
    return result
  }

  mutating func phone(_ column: Int, name: ArraySlice<UInt8>) -> PhoneCell {
    let text = folded(column)
    if text.isEmpty { return PhoneCell() }
    let phone = PhoneCell(cell: text)
    if phone.isTakenApart { remark(.phoneApart, column, name, text) }
    if !phone.rest.isEmpty { remark(.badPhone, column, name, text) }
    return phone
  }
}

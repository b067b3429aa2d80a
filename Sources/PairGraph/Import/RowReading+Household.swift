/// The household of a row, and its member.
extension RowReading {
  mutating func household(isHead: Bool) -> PersonDraft? {
    // In a list of members the head is the member who is called so.
    let nameColumn = parser.columns.headName >= 0 ? parser.columns.headName : (isHead ? parser.columns.personName : -1)
    let idColumn = parser.columns.headID >= 0 ? parser.columns.headID : (isHead ? parser.columns.personID : -1)
    let hasName = cells.isPlainName(nameColumn) || NobodyCell.reading(folded(nameColumn)) == .somebody
    let register = register()
    let hasRegister = register == .good && (hasName || mayStandAlone(folded(parser.columns.register), nameColumn))
    if !hasName, !hasRegister, !hasOnlyID(idColumn, nameColumn) {
      // Members of a household that only a damaged number names are nobody's.
      if register != .damaged || parser.columns.personName >= 0 { return nil }
    }
    if !hasName { noteNobody(NobodyCell.reading(folded(nameColumn)), nameColumn) }
    var draft = PersonDraft(name: cells.addName(hasName ? nameColumn : -1, to: &part.names))
    setID(&draft, idColumn)
    if hasRegister { draft.register = cells.addFolded(parser.columns.register, to: &part.texts) }
    // A list of members has several rows of a household: those of one head and village are still one.
    if register == .damaged {
      if draft.id.state == .empty, parser.columns.personName < 0 {
        draft.id = .damagedRegister
      } else {
        remark(.damagedNumber, parser.columns.register, name(nameColumn), folded(parser.columns.register))
      }
    }
    if draft.id.state == .damaged, !hasRegister { draft.idText = part.texts.append(wholeRow()[...]) }
    let start = Int32(part.householdFragments.count)
    if !isHead, hasName || cells.isBlank(nameColumn), let number = cells.plainPhone(parser.columns.householdPhone),
      cells.isPlainSize(parser.columns.size),
      cells.arePlain(parser.columns.household)
    {
      // Every cell stays as it stands: most rows are like that.
      draft.phone = number
      cells.writePlain(parser.columns.household, to: &part.householdFragments)
    } else {
      let name = name(nameColumn)
      let phone = phone(parser.columns.householdPhone, name: name)
      draft.phone = phone.number
      writeHousehold(hasName ? nameColumn : -1, idColumn, name, phone)
    }
    draft.fragment = start..<Int32(part.householdFragments.count)
    return draft
  }

  private enum Register { case none, good, damaged }

  /// What the cell for the household's number in a register is.
  private mutating func register() -> Register {
    let column = parser.columns.register
    if cells.isBlank(column) { return .none }
    let text = folded(column)
    if !parser.keepsRegisterDigits, ResidentID.isDamagedNumber(text) { return .damaged }
    if !NobodyCell.mayBe(text.span) { return .good }
    let reading = NobodyCell.reading(text)
    if reading == .somebody { return .good }
    noteNobody(reading, column, isCounted: false)
    return .none
  }

  /// Words where a number should be are a note, unless the table has no column for who else it may be.
  private func mayStandAlone(_ register: ArraySlice<UInt8>, _ nameColumn: Int) -> Bool {
    if nameColumn < 0, !cells.isBlank(parser.columns.personName) { return true }
    return nameColumn < 0 && parser.columns.personName < 0 || register.contains(where: Self.isLetterOrDigit)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2a }

  /// Whether a row without a name and a number in a register has a resident id: words in that column are a note, unless the table lists
  /// ids only.
  private func hasOnlyID(_ column: Int, _ nameColumn: Int) -> Bool {
    if cells.isBlank(column) { return false }
    let text = folded(column)
    if NobodyCell.reading(text) != .somebody { return false }
    if nameColumn < 0 && parser.columns.register < 0 { return true }
    return text.count(where: Self.isLetterOrDigit) >= 6 || ResidentID(cell: text).state == .damaged
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
        let kept = phone.kept(cell(column), folded: cells.phone(column), known: [Array(name)], hasSince: false)
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
    let text = cells.phone(column)
    if text.isEmpty { return PhoneCell() }
    let phone = PhoneCell(cell: text)
    if phone.isTakenApart { remark(.phoneApart, column, name, text) }
    if !phone.rest.isEmpty { remark(.badPhone, column, name, text) }
    return phone
  }
}

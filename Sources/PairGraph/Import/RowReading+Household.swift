/// The household of a row, and its member.
extension RowReading {
  mutating func household(isHead: Bool) -> PersonDraft? {
    // In a list of members the head is the member who is called so.
    let nameColumn = parser.columns.headName >= 0 ? parser.columns.headName : (isHead ? parser.columns.personName : -1)
    let idColumn = parser.columns.headID >= 0 ? parser.columns.headID : (isHead ? parser.columns.personID : -1)
    let name = name(nameColumn)
    let register = folded(parser.columns.register)
    if name.isEmpty, register.isEmpty, CellText.isBlank(cell(idColumn)) { return nil }
    var draft = PersonDraft(name: part.names.append(name))
    setID(&draft, idColumn)
    if !register.isEmpty { draft.register = part.texts.append(register) }
    if draft.id.state == .damaged, register.isEmpty { draft.idText = part.texts.append(wholeRow()[...]) }
    // Most cells for a phone are a number, or empty.
    let plain = PhoneCell.plainOrEmpty(cell(parser.columns.householdPhone))
    let phone = plain == nil ? phone(parser.columns.householdPhone, name: name) : nil
    draft.phone = plain ?? phone?.number ?? 0
    let start = Int32(part.householdFragments.count)
    for index in parser.columns.household.indices {
      let column = parser.columns.household[index]
      if index > 0 { part.householdFragments.append(0x2c) }
      switch parser.layout.households[index].field {
      case .headName: Self.append(cell(nameColumn), to: &part.householdFragments)
      case .headIDNumber: Self.append(cell(idColumn), to: &part.householdFragments)
      case .householdSize: Self.append(size(column, name: name), to: &part.householdFragments)
      case .householdPhone where phone != nil:
        let kept = phone?.kept(cell(column), folded: folded(column), known: [Array(name)], hasSince: false) ?? []
        Self.append(kept, to: &part.householdFragments)
      default: if column >= 0 { Self.append(bytes[range(column)], to: &part.householdFragments) }
      }
    }
    draft.fragment = start..<Int32(part.householdFragments.count)
    return draft
  }

  /// A number of people: `4`, `4人`, `4.0`; anything else is left out, and said so.
  private mutating func size(_ column: Int, name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let text = folded(column)
    let digits = text.prefix { $0 &- 0x30 < 10 }
    // A table holds no number that cannot be counted with; fifteen digits can.
    if digits.count <= 15 || digits.drop(while: { $0 == 0x30 }).count <= 15 {
      let rest = text[digits.endIndex...]
      if rest.isEmpty { return text }
      if !digits.isEmpty, [".0", "人", "口", "口人", ".00"].contains(where: { rest.elementsEqual($0.utf8) }) { return digits }
    }
    remark(.leftOut, column, name, text)
    return []
  }

  mutating func member() -> PersonDraft {
    let columns = parser.columns
    var draft = PersonDraft(name: part.names.append(name(columns.personName)))
    setID(&draft, columns.personID)
    draft.fragment = fragment(columns.person)
    return draft
  }

  private mutating func setID(_ draft: inout PersonDraft, _ column: Int) { setID(&draft, folded(column)) }

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

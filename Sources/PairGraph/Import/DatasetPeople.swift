internal import TableIO

/// Members of households, as nodes of their own.
extension DatasetTables {
  mutating func writePeople() throws {
    var sheet = Sheet("nodes.csv", ["id", "kind", "place", "household"] + layout.people.map(\.name))
    let table = book.people
    let people = Identity(people: table.mentions, of: households.nodes)
    let members = NodeMembers(people, table)
    let ids = MintedIDs("R", people.firstMention.count)
    let heads = table.count > 0 ? headsByID() : PairMap()
    for node in people.firstMention.indices {
      let first = table.mentions[Int(people.firstMention[node])]
      isUsed[Int(first.row)] = true
      let start = sheet.bytes.count
      ids.append(UInt32(node), to: &sheet.bytes)
      let id = String(decoding: sheet.bytes[start...], as: UTF8.self)
      let household = households.nodes[Int(first.register)]
      sheet.append(Array(",person,".utf8)[...])
      place(book.households.mentions[Int(first.register)].place, to: &sheet)
      sheet.comma()
      householdIDs.append(household, to: &sheet.bytes)
      sheet.comma()
      let all = members.isAlone(node) ? [Int(people.firstMention[node])] : members.mentions(of: node)
      if members.isAlone(node) {
        sheet.append(book.bytes(first.fragment))
      } else {
        let (cells, differing) = joined(members.fragments(of: all))
        sheet.append(cells)
        let said = differing.map { Self.said(layout.people[$0.cell].name, $0.texts) }
        if !said.isEmpty { notePerson(.differs, id, first, said.joined(separator: ", ")) }
        for other in all where table.mentions[other].name != first.name { notePerson(.otherName, id, table.mentions[other], "id") }
      }
      if first.idState == .good { noteHouseholds(id, all.map { table.mentions[$0] }, heads) }
      try endRow(&sheet)
    }
    try end(sheet)
  }

  /// 17 digits -> the first mention of a household whose head has them.
  private func headsByID() -> PairMap {
    var result = PairMap(expecting: book.households.count)
    for (index, mention) in book.households.mentions.enumerated() where mention.idState == .good {
      _ = result.insert(mention.idNumber, 0, UInt32(index))
    }
    return result
  }

  /// The households that rows with one resident id are about, the one where it is the head's behind them.
  private mutating func noteHouseholds(_ person: String, _ mentions: [Mention], _ heads: PairMap) {
    var all: [(household: UInt32, row: UInt32)] = []
    var seen: Set<UInt32> = []
    for mention in mentions {
      let household = households.nodes[Int(mention.register)]
      if seen.insert(household).inserted { all.append((household, mention.row)) }
    }
    let head = heads[mentions[0].idNumber, 0]
    if head != PairMap.none, !seen.contains(households.nodes[Int(head)]) {
      all.append((households.nodes[Int(head)], book.households.mentions[Int(head)].row))
    }
    if all.count > 1 { noteTwoHouseholds(person, mentions[0], all) }
  }
}

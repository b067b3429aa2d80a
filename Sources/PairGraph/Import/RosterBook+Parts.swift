/// The taking in of parts, row after row.
extension RosterBook {
  /// Adds one part; parts come in file order.
  mutating func add(_ part: RosterPart, _ fill: inout PlaceFill, firstLine: Int) {
    let source = sources.count - 1
    sources[source].read += part.readCount
    for index in part.skipped.indices { sources[source].skipped[index] += part.skipped[index] }
    sources[source].skippedLines += part.skippedLines.map { SkippedLine(line: $0.line + firstLine, kind: $0.kind, text: $0.text) }
    log.append(part.log.shifted(by: firstLine))
    var remarks = part.remarks[...]
    chunks.append(part.householdFragments)
    let chunk = UInt32(chunks.count - 1)
    var units = [UInt32](repeating: Self.none, count: part.units.count)
    var cells = [UInt32](repeating: Self.none, count: part.attributes.count)
    fill.begin()
    touched &+= names.touch(part.names.hashes) &+ texts.touch(part.texts.hashes)
    // First what each row says by itself, then who was named before: what that needs is brought near all at once.
    var rows: [Row] = []
    rows.reserveCapacity(part.rows.count)
    var (heads, helpers): ([Mention], [Mention]) = ([], [])
    heads.reserveCapacity(part.rows.count)
    helpers.reserveCapacity(part.helpers.count)
    for index in part.rows.indices {
      let draft = part.rows[index]
      if draft.isRejected {
        if draft.hidesPlace { fill.hide(draft.place, part) } else { fill.pass(draft.place, part) }
        continue
      }
      let row = UInt32(lines.count)
      while let remark = remarks.first, remark.row <= index { self.remarks.append((row, remarks.removeFirst())) }
      lines.append(draft.line + UInt32(firstLine))
      let place = fill.place(draft.place, part, &places)
      if fill.isUnplaced { self.remarks.append((row, ImportRemark(row: index, kind: .unplaced, column: "", name: "", detail: ""))) }
      rows.append(Row(draft: index, row: row, place: place, head: heads.count, helper: helpers.count))
      if let person = draft.household {
        let fragment = Fragment(chunk: chunk, start: UInt32(person.fragment.lowerBound), end: UInt32(person.fragment.upperBound))
        var mention = self.mention(person, part, row, place, fragment)
        mention.register = person.register < 0 ? Self.none : text(person.register, part)
        heads.append(mention)
      }
      for helper in draft.helpers {
        helpers.append(self.helper(part.helpers[Int(helper)], part, row, place, &units, isHome: draft.household == nil))
      }
    }
    touched &+= households.touch(heads) &+ cadres.touch(helpers)
    for row in rows { add(row, heads, helpers, part, &cells) }
    sources[source].filled = fill.filled
  }

  /// A row of a part that is being added.
  private struct Row {
    /// Its draft.
    var draft: Int
    var row: UInt32
    var place: UInt32
    /// Its first ones among the mentions of households and of helpers.
    var head: Int
    var helper: Int
  }

  private mutating func add(
    _ own: Row, _ heads: [Mention], _ helpers: [Mention], _ part: RosterPart, _ cells: inout [UInt32]
  ) {
    let (draft, row, place) = (part.rows[own.draft], own.row, own.place)
    var household = Self.none
    if draft.household != nil {
      let (number, isNew) = households.insert(heads[own.head])
      household = number
      let fragment = heads[own.head].fragment
      if !isNew, !isSame(households.mentions[Int(number)].fragment, bytes(fragment)) { households.add(fragment, to: number) }
    }
    if draft.member >= 0 {
      let member = part.members[Int(draft.member)]
      var mention = self.mention(member, part, row, place, Fragment())
      mention.register = household
      let (number, isNew) = people.insert(mention)
      let cells = part.fragments[Int(member.fragment.lowerBound)..<Int(member.fragment.upperBound)]
      if isNew {
        people.setFragment(keep(cells), of: number)
      } else if !isSame(people.mentions[Int(number)].fragment, cells) {
        people.add(keep(cells), to: number)
      }
    }
    var first: UInt32?
    for (offset, index) in draft.helpers.enumerated() {
      let helper = part.helpers[Int(index)]
      let mention = helpers[own.helper + offset]
      let number = helper.isCadre ? cadre(helper, mention, part) : mention.unit
      if helper.isCadre, first == nil { first = number }
      let pairs = household != Self.none || (!helper.isCadre && place != Self.none)
      if helper.isPairing, pairs, number != Self.none {
        pairings.append(
          Pairing(
            helper: number, isUnit: !helper.isCadre, helped: household == Self.none ? place : household, isPlace: household == Self.none,
            since: helper.since, until: helper.until,
            attributes: pairingCells(helper, part, &cells), row: row))
      }
    }
    if draft.visit >= 0, household != Self.none { note(part.visits[Int(draft.visit)], part, row, household, first, place) }
    if draft.committee >= 0, place != Self.none {
      let name = part.texts[Int(draft.committee)]
      let committee = committees.number(of: CellText.name(name)[...])
      if Int(committee) == committeeNames.count { committeeNames.append(CellText.trimmed(name)) }
      if seatMap.insert(UInt64(committee), UInt64(place), row) == row { seats.append((committee, place)) }
    }
  }
}

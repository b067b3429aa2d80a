/// The taking in of parts, row after row.
extension RosterBook {
  /// Adds one part; parts come in file order.
  mutating func add(_ part: RosterPart, _ fill: inout PlaceFill, firstLine: Int) {
    let source = sources.count - 1
    sources[source].read += part.readCount
    for index in part.skipped.indices { sources[source].skipped[index] += part.skipped[index] }
    sources[source].skippedLines += part.skippedLines.map { SkippedLine(line: $0.line + firstLine, kind: $0.kind, text: $0.text) }
    log.append(part.log.shifted(by: firstLine))
    chunks.append(part.householdFragments)
    var intake = Intake(part, chunk: UInt32(chunks.count - 1), firstLine: UInt32(firstLine))
    fill.begin()
    // Of some rows what each says by itself, then who was named before: what that needs is brought near all at once, and not so much of it
    // that it is gone again when its turn comes.
    for start in stride(from: 0, to: part.rows.count, by: Self.blockRows) {
      let rows = start..<min(start + Self.blockRows, part.rows.count)
      bringNear(rows, part, &intake)
      take(rows, part, &fill, &intake)
      touched &+= households.touch(intake.heads) &+ cadres.touch(intake.helpers)
      for index in intake.rows.indices { add(index, part, &intake) }
    }
    sources[source].filled = fill.filled
    sources[source].nobody += part.nobodyCount
  }

  /// Rows that are looked up together.
  private static let blockRows = 128

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

  /// A part that is being added, some rows at a time.
  private struct Intake {
    let chunk: UInt32
    let firstLine: UInt32
    var remarks: ArraySlice<ImportRemark>
    /// index = unit or cells of a pairing of the part, value = its number; `none` until a row that is used has it.
    var units: [UInt32]
    var cells: [UInt32]
    /// How many names and texts of the part were brought near.
    var (names, texts) = (0, 0)
    var rows: [Row] = []
    var heads: [Mention] = []
    var helpers: [Mention] = []

    init(_ part: RosterPart, chunk: UInt32, firstLine: UInt32) {
      (self.chunk, self.firstLine) = (chunk, firstLine)
      remarks = part.remarks[...]
      units = [UInt32](repeating: RosterBook.none, count: part.units.count)
      cells = [UInt32](repeating: RosterBook.none, count: part.attributes.count)
    }
  }

  /// Brings near what looking up the names and texts of some rows will need.
  private mutating func bringNear(_ rows: Range<Int>, _ part: RosterPart, _ intake: inout Intake) {
    guard let last = part.rows[rows].last(where: { !$0.isRejected }) else { return }
    let (names, texts) = (max(intake.names, Int(last.names)), max(intake.texts, Int(last.texts)))
    touched &+= self.names.touch(part.names.hashes[intake.names..<names]) &+ self.texts.touch(part.texts.hashes[intake.texts..<texts])
    (intake.names, intake.texts) = (names, texts)
  }

  /// Takes from some rows what each says by itself.
  private mutating func take(_ rows: Range<Int>, _ part: RosterPart, _ fill: inout PlaceFill, _ intake: inout Intake) {
    intake.rows.removeAll(keepingCapacity: true)
    intake.heads.removeAll(keepingCapacity: true)
    intake.helpers.removeAll(keepingCapacity: true)
    for index in rows {
      let draft = part.rows[index]
      if draft.isRejected {
        if draft.hidesPlace { fill.hide(draft.place, part) } else { fill.pass(draft.place, part) }
        continue
      }
      let row = UInt32(lines.count)
      while let remark = intake.remarks.first, remark.row <= index { add(intake.remarks.removeFirst(), of: row) }
      lines.append(draft.line + intake.firstLine)
      let place = fill.place(draft.place, part, &places)
      sources[sources.count - 1].helperBlocks.add(row, place, hasHelper: !draft.helpers.isEmpty, isBlank: draft.isHelperBlank)
      if fill.isUnplaced { remarks.append((row, ImportRemark(row: index, kind: .unplaced, column: "", name: "", detail: ""))) }
      intake.rows.append(Row(draft: index, row: row, place: place, head: intake.heads.count, helper: intake.helpers.count))
      if let person = draft.household {
        let range = person.fragment
        let fragment = Fragment(chunk: intake.chunk, start: UInt32(range.lowerBound), end: UInt32(range.upperBound))
        var mention = self.mention(person, part, row, place, fragment)
        mention.register = person.register < 0 ? Self.none : text(person.register, part)
        intake.heads.append(mention)
      }
      for helper in draft.helpers {
        intake.helpers.append(self.helper(part.helpers[Int(helper)], part, row, place, &intake.units, isHome: draft.household == nil))
      }
    }
  }

  /// The roster that was added last has no more parts.
  mutating func endSource() {
    let (row, rows) = sources[sources.count - 1].helperBlocks.end()
    if rows == 0 { return }
    remarks.append((row, ImportRemark(row: 0, kind: .helperAbove, column: "", name: "", detail: "", rows: rows)))
  }

  /// A remark of a row; those that are counted stand once for all rows with the same cell.
  private mutating func add(_ remark: ImportRemark, of row: UInt32) {
    if remark.isCounted {
      let key = "\(sources.count) \(remark.kind.rawValue) \(remark.column): \(remark.detail)"
      if let known = countedRemarks[key] {
        remarks[known].remark.rows += 1
        return
      }
      countedRemarks[key] = remarks.count
    }
    remarks.append((row, remark))
  }

  /// Puts what a row says of people with what others say of them.
  private mutating func add(_ index: Int, _ part: RosterPart, _ intake: inout Intake) {
    let own = intake.rows[index]
    let (draft, row, place) = (part.rows[own.draft], own.row, own.place)
    var household = Self.none
    if draft.household != nil {
      let (number, isNew) = households.insert(intake.heads[own.head])
      household = number
      let fragment = intake.heads[own.head].fragment
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
      let mention = intake.helpers[own.helper + offset]
      let number = helper.isCadre ? cadre(helper, mention, part) : mention.unit
      if helper.isCadre, first == nil { first = number }
      let pairs = household != Self.none || (!helper.isCadre && place != Self.none)
      if helper.isPairing, pairs, number != Self.none {
        pairings.append(
          Pairing(
            helper: number, isUnit: !helper.isCadre, helped: household == Self.none ? place : household, isPlace: household == Self.none,
            since: helper.since, until: helper.until,
            attributes: pairingCells(helper, part, &intake.cells), row: row))
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

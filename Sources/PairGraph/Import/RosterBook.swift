internal import TableIO

/// One way in which rows name somebody: rows that agree in all that identity rests on share one.
struct Mention: Sendable {
  var name: UInt32
  var idNumber: UInt64
  var idState: ResidentID.State
  /// A number that is no good one; `none` without.
  var idText: UInt32
  var phone: UInt64
  /// The unit of a cadre; `none` without.
  var unit: UInt32
  /// Where the household is, of a cadre the one he helps; `none` without.
  var place: UInt32
  /// The household's own number in a register; of a cadre the place of his own row, of a member the household. `none` without.
  var register: UInt32
  var branch: UInt32 = .max
  /// The first row, counted over all rosters, and how many there are.
  var row: UInt32
  var rows: UInt32 = 1
  /// The end of its row in a table, in a chunk of the book.
  var fragment: Fragment
}

/// Bytes in a chunk.
struct Fragment: Sendable {
  var chunk: UInt32 = 0
  var start: UInt32 = 0
  var end: UInt32 = 0
}

/// The mentions of one type of node.
struct MentionTable: Sendable {
  private(set) var mentions: [Mention] = []
  private var slots = HashSlots()
  /// Other ends of rows for mentions that came again: mention and fragment, in the order they came.
  private(set) var others: [(mention: UInt32, fragment: Fragment)] = []

  var count: Int { mentions.count }

  /// Brings near what inserting these will need, as `Interner.touch` does.
  ///
  /// - Returns: a sum of what was seen, so that no load is dropped.
  func touch(_ own: [Mention]) -> UInt64 {
    let found = own.map { slots.first(Self.hash($0)) }
    return found.reduce(0) { sum, number in number.map { sum &+ mentions[Int($0)].idNumber &+ UInt64(mentions[Int($0)].row) } ?? sum }
  }

  /// - Returns: the number of the mention, and whether it is new.
  /// - Complexity: O(1) expected.
  mutating func insert(_ mention: Mention) -> (UInt32, isNew: Bool) {
    let hash = Self.hash(mention)
    let (found, position) = slots.find(hash) { Self.isSame(mentions[Int($0)], mention) }
    if let found {
      mentions[Int(found)].rows += 1
      return (found, false)
    }
    mentions.append(mention)
    slots.add(hash, at: position) { Self.hash(mentions[$0]) }
    return (UInt32(mentions.count - 1), true)
  }

  /// - Parameter isEach: nearly every row names another; otherwise there may be few, and only room that costs nothing is made.
  mutating func reserve(_ rows: Int, isEach: Bool) {
    mentions.reserveCapacity(mentions.count + rows)
    if isEach { slots.reserve(mentions.count + rows) { Self.hash(mentions[$0]) } }
  }

  mutating func add(_ fragment: Fragment, to mention: UInt32) { others.append((mention, fragment)) }
  mutating func setFragment(_ fragment: Fragment, of mention: UInt32) { mentions[Int(mention)].fragment = fragment }
  mutating func setBranch(_ branch: UInt32, of mention: UInt32) { mentions[Int(mention)].branch = branch }

  mutating func settlePlaces(_ same: [UInt32]) {
    for index in mentions.indices where mentions[index].place != .max { mentions[index].place = same[Int(mentions[index].place)] }
  }

  private static func hash(_ mention: Mention) -> UInt64 {
    var hash = CellText.mixed(UInt64(mention.name) << 32 | UInt64(mention.place))
    hash = CellText.mixed(hash ^ mention.idNumber ^ UInt64(mention.idText) << 32)
    return CellText.mixed(hash ^ mention.phone ^ UInt64(mention.unit) << 32 ^ UInt64(mention.register))
  }

  private static func isSame(_ a: Mention, _ b: Mention) -> Bool {
    a.name == b.name && a.idNumber == b.idNumber && a.phone == b.phone && a.unit == b.unit && a.place == b.place && a.register == b.register
      && a.idText == b.idText && a.idState == b.idState
  }
}

/// Everything rosters say, before anybody is known to be somebody else.
struct RosterBook: Sendable {
  struct Pairing: Sendable {
    /// A cadre's mention, or a unit.
    var helper: UInt32
    var isUnit: Bool
    /// A household's mention, or a place.
    var helped: UInt32
    var isPlace: Bool
    var since: UInt32
    var until: UInt32
    var attributes: UInt32
    var row: UInt32
  }

  struct Visit: Sendable {
    var helper: UInt32
    var household: UInt32
    var day: UInt32
    var title: UInt32
    var row: UInt32
  }

  /// The rows of one roster.
  struct Source: Sendable {
    var file: String
    var firstRow: Int
    var read = 0
    var skipped = [Int](repeating: 0, count: RosterLine.allCases.count)
    var skippedLines: [SkippedLine] = []
    var filled = 0
  }

  var names = Interner()
  var texts = Interner()
  /// Cells of pairings, as the end of a row.
  var attributes = Interner()
  var units = Interner()
  var branches = Interner()
  var committees = Interner()
  /// index = branch or committee, value = its name as it is written first.
  private(set) var branchNames: [[UInt8]] = []
  private(set) var committeeNames: [[UInt8]] = []
  var places = PlaceTree()
  var households = MentionTable()
  var cadres = MentionTable()
  var people = MentionTable()
  var pairings: [Pairing] = []
  var visits: [Visit] = []
  /// Committee and place, once each.
  var seats: [(committee: UInt32, place: UInt32)] = []
  private var seatMap = PairMap()
  /// index = unit, value = ends of its rows; the first is what it says first.
  var unitFragments: [[Fragment]] = []
  var unitRows: [UInt32] = []
  var chunks: [[UInt8]] = []
  var sources: [Source] = []
  /// index = row over all rosters, value = physical line in its roster.
  var lines: [UInt32] = []
  /// Rows that have to be looked at: row, kind, column, name, cell.
  var remarks: [(row: UInt32, remark: ImportRemark)] = []
  var log: DiagnosticLog
  /// Mentions of cadres whose rows name more than one branch.
  var otherBranches: Set<UInt32> = []
  /// Dates of cadres' own terms: mention -> since and until.
  var terms: [(mention: UInt32, since: UInt32, until: UInt32)] = []

  init(limit: Int) { log = DiagnosticLog(limit: limit) }

  static let none = UInt32.max

  private var reserved = 0
  /// What `Interner.touch` saw; means nothing.
  private var touched: UInt64 = 0
  /// The chunk that bytes are copied into, one by one.
  private var openChunk = -1

  private mutating func keep(_ bytes: ArraySlice<UInt8>) -> Fragment {
    if openChunk < 0 || chunks[openChunk].count + bytes.count > 4 << 20 {
      chunks.append([])
      openChunk = chunks.count - 1
    }
    let start = chunks[openChunk].count
    chunks[openChunk].append(contentsOf: bytes)
    return Fragment(chunk: UInt32(openChunk), start: UInt32(start), end: UInt32(start + bytes.count))
  }

  private func isSame(_ fragment: Fragment, _ text: ArraySlice<UInt8>) -> Bool { CellText.isEqual(bytes(fragment).span, text.span) }

  func bytes(_ fragment: Fragment) -> ArraySlice<UInt8> { chunks[Int(fragment.chunk)][Int(fragment.start)..<Int(fragment.end)] }

  /// Room for about so many rows more: a table that grows by doubling is there twice for a while.
  ///
  /// - Parameter source: number of the roster, from 1; room is made once for each.
  mutating func reserve(rows: Int, of source: Int) {
    if reserved >= source { return }
    reserved = source
    lines.reserveCapacity(lines.count + rows)
    pairings.reserveCapacity(pairings.count + rows)
    households.reserve(rows, isEach: true)
    cadres.reserve(rows, isEach: false)
    names.reserve(rows, bytes: 16)
  }

  // MARK: Taking in

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
    // A unit that only rejected rows name is none: units are numbered where they are used.
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
            attributes: attributes.number(
              of: part.attributes[Int(helper.attributes)], hash: part.attributes.hashes[Int(helper.attributes)]),
            row: row))
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

  private mutating func unit(_ helper: HelperDraft, _ part: RosterPart, _ numbers: inout [UInt32]) -> UInt32 {
    guard helper.person.unit >= 0 else { return Self.none }
    let index = Int(helper.person.unit)
    if numbers[index] == Self.none { numbers[index] = units.number(of: part.units[index], hash: part.units.hashes[index]) }
    return numbers[index]
  }

  private mutating func pairingCells(_ helper: HelperDraft, _ part: RosterPart, _ numbers: inout [UInt32]) -> UInt32 {
    let index = Int(helper.attributes)
    if numbers[index] == Self.none {
      numbers[index] = attributes.number(of: part.attributes[index], hash: part.attributes.hashes[index])
    }
    return numbers[index]
  }

  private mutating func text(_ index: Int32, _ part: RosterPart) -> UInt32 {
    texts.number(of: part.texts[Int(index)], hash: part.texts.hashes[Int(index)])
  }

  private mutating func mention(_ person: PersonDraft, _ part: RosterPart, _ row: UInt32, _ place: UInt32, _ fragment: Fragment) -> Mention
  {
    Mention(
      name: names.number(of: part.names[Int(person.name)], hash: part.names.hashes[Int(person.name)]), idNumber: person.id.number,
      idState: person.id.state, idText: person.idText < 0 ? Self.none : text(person.idText, part), phone: person.phone, unit: Self.none,
      place: place, register: Self.none, row: row, fragment: fragment)
  }

  /// What a row says of a helper; of a unit that helps by itself only the unit counts.
  private mutating func helper(
    _ helper: HelperDraft, _ part: RosterPart, _ row: UInt32, _ place: UInt32, _ units: inout [UInt32], isHome: Bool
  ) -> Mention {
    let unit = self.unit(helper, part, &units)
    if unit != Self.none { noteUnit(unit, helper, part, row) }
    var mention =
      helper.isCadre
      ? self.mention(helper.person, part, row, isHome ? Self.none : place, Fragment())
      : Mention(
        name: Self.none, idNumber: 0, idState: .empty, idText: Self.none, phone: 0, unit: Self.none, place: Self.none, register: Self.none,
        row: row, fragment: Fragment())
    mention.unit = unit
    if isHome { mention.register = place }
    return mention
  }

  private mutating func cadre(_ helper: HelperDraft, _ mention: Mention, _ part: RosterPart) -> UInt32 {
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

  private mutating func noteUnit(_ unit: UInt32, _ helper: HelperDraft, _ part: RosterPart, _ row: UInt32) {
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

  private mutating func note(
    _ visit: VisitDraft, _ part: RosterPart, _ row: UInt32, _ household: UInt32, _ helper: UInt32?, _ place: UInt32
  ) {
    var who = helper
    if visit.visitor >= 0 {
      let name = names.number(of: part.names[Int(visit.visitor)], hash: part.names.hashes[Int(visit.visitor)])
      if helper.map({ cadres.mentions[Int($0)].name != name }) ?? true {
        let unit = helper.map { cadres.mentions[Int($0)].unit } ?? Self.none
        let mention = Mention(
          name: name, idNumber: 0, idState: .empty, idText: Self.none, phone: 0, unit: unit, place: place, register: Self.none, row: row,
          fragment: Fragment())
        let (number, isNew) = cadres.insert(mention)
        if isNew {
          var cells: [UInt8] = []
          RowReading.append(part.texts[Int(visit.visitorName)], to: &cells)
          cadres.setFragment(keep(cells[...]), of: number)
        }
        who = number
      }
    }
    guard let who else { return }
    visits.append(Visit(helper: who, household: household, day: visit.day, title: text(visit.title, part), row: row))
  }
}

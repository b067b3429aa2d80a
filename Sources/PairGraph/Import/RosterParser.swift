internal import TableIO

/// Turns batches of one roster into drafts; says nothing of who is who.
///
/// Runs on several threads: a batch knows nothing of those before it, so merged cells are filled by whoever puts the parts in order.
struct RosterParser: Sendable {
  let file: String
  let map: HeaderMap
  let shape: RosterShape
  let layout: RosterLayout
  let columns: Columns
  let headerLines: HeaderLines
  let swallowing: SwallowedRows
  let delimiter: UInt8
  /// Numbers of households are texts in this roster: final zeros are their own.
  let keepsRegisterDigits: Bool

  /// Which columns of the roster each part of a draft is made of; -1 without.
  struct Columns: Sendable {
    var places: [Int]
    var headName, headID, register, householdPhone, size: Int
    var personName, relation, personID, personPhone: Int
    var household: [Int]
    var person: [Int]
    var groups: [Group]
    /// What is said of all helpers of a row, but for units.
    var shared: [Int]
    var visitDate, visitor, visitTitle, committee: Int
    /// Any of these having something makes a row one of data.
    var names: [Int]
    /// Columns without a name, and with nothing in the first rows.
    var unnamed: [Int]
    var isHouseholdTable: Bool
  }

  /// The columns of one helper; an object, since every row passes it on.
  final class Group: Sendable {
    let number: Int
    let label: [UInt8]
    let name, id, phone, unit, branch, start, end, range, duty: Int
    let firstSecretary, teamLeader, teamMember, state: Int
    let cadre: [Int]
    /// No column says by a yes what post he has: all that is written of him stands in `cadre`.
    let hasNoFlags: Bool
    let unitCells: [Int]
    let pairing: [Int]
    /// What is said of the helper and the pairing, but for names, units and phones: without a helper it is said of nobody.
    let details: [Int]
    /// The phone is every helper's: it names none, and is said of nobody only where the row has no helper.
    let sharesPhone: Bool

    init(_ number: Int, _ map: HeaderMap, _ layout: RosterLayout) {
      let of = { (field: RosterField) in map.column(field, group: number) ?? map.column(field) ?? -1 }
      let label = map.column(.helperName, group: number).map {
        map.columns[$0].path.count > 1 ? map.columns[$0].path[map.columns[$0].path.count - 2] : map.columns[$0].leaf
      }
      self.number = number
      self.label = map.helperGroups.count > 1 ? Array((label ?? "").utf8) : []
      (name, id, phone) = (of(.helperName), of(.helperIDNumber), of(.helperPhone))
      (unit, branch) = (of(.helperUnit), of(.helperBranch))
      (start, end, range, duty) = (of(.pairStart), of(.pairEnd), of(.pairRange), of(.dutyRange))
      (firstSecretary, teamLeader, teamMember) = (of(.isFirstSecretary), of(.isTeamLeader), of(.isTeamMember))
      state = of(.pairState)
      cadre = RosterLayout.columns(layout.cadres, map, group: number)
      hasNoFlags = max(firstSecretary, teamLeader, teamMember) < 0
      unitCells = RosterLayout.columns(layout.units, map, group: number)
      pairing = RosterLayout.columns(layout.pairings, map, group: number)
      sharesPhone = phone >= 0 && map.bindings[phone].isShared
      details = map.bindings.indices.filter { map.bindings[$0].group == number && map.bindings[$0].field.isDetailOfHelper }
    }
  }

  init(file: String, map: HeaderMap, shape: RosterShape, layout: RosterLayout, delimiter: UInt8) {
    self.file = file
    self.map = map
    self.shape = shape
    self.layout = layout
    self.delimiter = delimiter
    headerLines = HeaderLines(shape, map)
    swallowing = SwallowedRows(columns: map.columns.count, delimiter: delimiter, kinds: shape.kinds)
    let of = { (field: RosterField) in map.column(field) ?? -1 }
    keepsRegisterDigits = map.column(.householdID).map { shape.keepsDigits[$0] } ?? false
    let isPeople = of(.personName) >= 0
    let groups = map.helperGroups.map { Group($0, map, layout) }
    let names = [of(.headName), of(.householdID), of(.headIDNumber), of(.personName)] + groups.flatMap { [$0.name, $0.unit] }
    columns = Columns(
      places: RosterField.placeLevels.map { of($0.field) }, headName: of(.headName), headID: of(.headIDNumber), register: of(.householdID),
      householdPhone: of(.householdPhone), size: of(.householdSize), personName: of(.personName), relation: of(.relation),
      personID: of(.personIDNumber), personPhone: of(.personPhone), household: RosterLayout.columns(layout.households, map),
      person: isPeople ? RosterLayout.columns(layout.people, map) : [], groups: groups,
      shared: map.bindings.indices.filter {
        let binding = map.bindings[$0]
        return binding.isShared && (binding.field.isDetailOfHelper || binding.field == .helperPhone)
      }, visitDate: of(.visitDate), visitor: of(.visitor),
      visitTitle: of(.visitTitle), committee: of(.jointCommittee), names: names.filter { $0 >= 0 },
      unnamed: map.bindings.indices.filter { map.bindings[$0].reason == .empty },
      isHouseholdTable: isPeople || map.bindings.contains { $0.field.namesHousehold })
  }

  /// Name of a column in messages.
  func columnName(_ column: Int) -> String {
    guard column >= 0, column < map.columns.count, !map.columns[column].path.isEmpty else { return String(column + 1) }
    return map.columns[column].header
  }

  /// - Complexity: O(bytes).
  /// - Errors: as for reading, where the bytes of a bad row are fetched from the file.
  func parse(_ batch: RowBatch, _ reader: TableReader, limit: Int) throws(TableError) -> RosterPart {
    var reading = RowReading(parser: self, limit: limit)
    let block = batch.cells()
    reading.reserve(rows: batch.rowCount, bytes: block.bytes.count)
    let mayHaveControls = batch.mayHaveControls()
    reading.begin(block, mayHaveControls: mayHaveControls)
    var faults = batch.faults[...]
    // Where every line is a record, lines need no counting.
    let isEven = batch.lineCount == batch.rowCount + batch.faults.count
    reading.mayHaveBreaks = !isEven
    for row in 0..<batch.rowCount {
      let offset = batch.offset(row: row)
      while let fault = faults.first, fault.start < offset {
        try reading.fault(fault, batch, reader)
        faults.removeFirst()
        reading.begin(block, mayHaveControls: mayHaveControls)
      }
      let line = isEven ? row + batch.faults.count - faults.count : batch.place(row: row, column: nil).line
      reading.read(row, offset: offset, line: line) {
        batch.place(row: row, column: $0)
      } raw: {
        batch.raw(from: $0, to: $1)
      }
    }
    for fault in faults { try reading.fault(fault, batch, reader) }
    reading.part.readCount = batch.rowCount + batch.faults.count
    return reading.part
  }
}

extension RowReading {
  /// A row that is rejected for its cells may name the village of the rows below it.
  mutating func hidePlace(_ own: [[UInt8]]) {
    let width = parser.map.columns.count
    let padded = Array(own.prefix(width)) + [[UInt8]](repeating: [], count: max(0, width - own.count))
    begin(CellBlock(row: padded), mayHaveControls: false)
    cells.row = 0
    part.rows.append(RowDraft(offset: 0, place: placeTuple(), isRejected: true, hidesPlace: true))
  }

  /// A row with a wrong number of cells may still be a total or a title, or only have empty cells too many.
  mutating func fault(_ fault: RowFault, _ batch: RowBatch, _ reader: TableReader) throws(TableError) {
    let raw = batch.raw(from: fault.start, to: fault.end)
    if fault.problem == .tooFewFields || fault.problem == .tooManyFields {
      let own = FirstRecords.cells(of: raw, delimiter: parser.delimiter)
      let folded = own.map { CellText.folded($0[...]) }
      if parser.headerLines.mayBeNames(folded) {
        let texts = folded.map { String(decoding: $0, as: UTF8.self) }
        if let kind = parser.headerLines.kind(count: texts.count, cell: { texts[$0] }) { return skip(kind, line: fault.line, texts) }
      }
      let width = parser.map.columns.count
      let fits = own.dropFirst(width).allSatisfy { CellText.isBlank($0[...]) } && own.count > width
      let isShort = own.count < width
      let padded = Array(own.prefix(width)) + [[UInt8]](repeating: [], count: max(0, width - own.count))
      begin(CellBlock(row: padded), mayHaveControls: true)
      if let kind = lineKind(0) { return skip(kind, line: fault.line, offset: fault.start) }
      if fits, !isShort {
        return read(0, offset: fault.start, line: fault.line) { _ in
          (fault.start, fault.end, fault.line, fault.start)
        } raw: { _, _ in
          raw
        }
      }
    }
    hidePlace(FirstRecords.cells(of: raw, delimiter: parser.delimiter))
    let (problem, details) = try reader.described(fault, raw)
    part.log.append(
      Diagnostic(
        file: parser.file, line: fault.line, byte: fault.byte, column: fault.field.map { parser.columnName($0) } ?? "",
        problem: problem, details: details, raw: try reader.shown(raw, at: fault.start)))
  }
}

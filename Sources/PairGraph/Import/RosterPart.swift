internal import TableIO

/// Somebody as one row names him: what identity rests on, and the rest as the end of a row of a dataset.
struct PersonDraft: Sendable {
  /// Folded: a name of the part.
  var name: Int32
  var id = ResidentID.none
  /// The number as it stands, where it is no good one; -1 without.
  var idText: Int32 = -1
  var phone: UInt64 = 0
  /// A unit of the part, -1 without.
  var unit: Int32 = -1
  var branch: Int32 = -1
  /// The branch as it is written.
  var branchName: Int32 = -1
  /// The household's own number in a register; -1 without.
  var register: Int32 = -1
  /// Cells of the row in the part's fragments.
  var fragment: Range<Int32> = 0..<0
}

/// One helper of a row: a cadre, or a unit where the table names no cadres.
struct HelperDraft: Sendable {
  var person: PersonDraft
  /// False for a unit that helps by itself.
  var isCadre = true
  /// A row of the cadre's unit, in the part's fragments.
  var unitFragment: Range<Int32> = 0..<0
  var since: UInt32 = 0
  var until: UInt32 = 0
  /// Dates of the cadre's own term.
  var termSince: UInt32 = 0
  var termUntil: UInt32 = 0
  /// Cells of the pairing: attributes of the part.
  var attributes: Int32
  var isPairing = true
}

/// A visit a row tells of.
struct VisitDraft: Sendable {
  var day: UInt32
  /// A name of the part; -1 for the row's own helper.
  var visitor: Int32
  /// What is known of a visitor whom no other cell names: the end of a row of cadres, in the part's fragments.
  var fragment: Range<Int32>
  var title: Int32
}

/// One row of data.
struct RowDraft: Sendable {
  /// Where it starts in the source.
  var offset: Int
  /// Its physical line, counted from 0 at the batch's first line.
  var line: UInt32 = 0
  /// A tuple of the part's places; -1 without a place column.
  var place: Int32 = -1
  var household: PersonDraft?
  /// One of the part's members; -1 without.
  var member: Int32 = -1
  /// Rows of `helpers`.
  var helpers: Range<Int32> = 0..<0
  /// One of the part's visits; -1 without.
  var visit: Int32 = -1
  var committee: Int32 = -1
  /// The row says nothing, but rows below it may be in its village.
  var isRejected = false
  /// How many names and texts of the part there are up to this row.
  var names: Int32 = 0
  var texts: Int32 = 0
  /// The row was rejected for its cells, so that nobody knows which place it names.
  var hidesPlace = false
  /// No cell says anything of a helper.
  var isHelperBlank = false
}

/// What one batch of a roster says.
struct RosterPart: Sendable {
  var rows: [RowDraft] = []
  var helpers: [HelperDraft] = []
  var members: [PersonDraft] = []
  var visits: [VisitDraft] = []
  var names = ByteList()
  var texts = ByteList()
  var attributes = ByteList()
  var units = ByteList()
  /// Cells with places, folded, and as they stand; those of neighbouring rows are shared.
  var places = ByteList()
  var placeNames = ByteList()
  /// Tuples of such cells, one level after the other.
  var placeTuples: [Int32] = []
  /// Ends of rows for households and for everybody else.
  var householdFragments: [UInt8] = []
  var fragments: [UInt8] = []
  /// Lines that are no data, by kind; index as in `RosterLine.allCases`.
  var skipped = [Int](repeating: 0, count: RosterLine.allCases.count)
  var skippedLines: [SkippedLine] = []
  var log: DiagnosticLog
  /// Cells that were taken apart or left out.
  var remarks: [ImportRemark] = []
  var readCount = 0
  /// Cells that name nobody.
  var nobodyCount = 0

  /// The number of the cell at a level of a tuple.
  func placeCell(_ tuple: Int32, _ level: Int) -> Int { Int(placeTuples[Int(tuple) + level]) }
}

/// A total, a title or a note among the data: not imported, but listed.
struct SkippedLine: Sendable {
  var line: Int
  var kind: RosterLine
  var text: String
}

/// Something the user should know of one row that was used.
struct ImportRemark: Sendable {
  /// Index into the part's rows, then number of the row.
  var row: Int
  var kind: ImportNote.Kind
  var column: String
  var name: String
  var detail: String
  /// It stands for all rows of the roster with the same cell.
  var isCounted = false
  var rows = 1
}

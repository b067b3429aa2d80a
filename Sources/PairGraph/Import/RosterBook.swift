internal import TableIO

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
    var nobody = 0
    var helperBlocks = HelperBlocks()
  }

  var names = Interner()
  var texts = Interner()
  /// Cells of pairings, as the end of a row.
  var attributes = Interner()
  var units = Interner()
  var branches = Interner()
  var committees = Interner()
  /// index = branch or committee, value = its name as it is written first.
  var branchNames: [[UInt8]] = []
  var committeeNames: [[UInt8]] = []
  var places = PlaceTree()
  var households = MentionTable()
  var cadres = MentionTable()
  var people = MentionTable()
  var pairings: [Pairing] = []
  var visits: [Visit] = []
  /// Committee and place, once each.
  var seats: [(committee: UInt32, place: UInt32)] = []
  var seatMap = PairMap()
  /// index = unit, value = ends of its rows; the first is what it says first.
  var unitFragments: [[Fragment]] = []
  var unitRows: [UInt32] = []
  var chunks: [[UInt8]] = []
  var sources: [Source] = []
  /// index = row over all rosters, value = physical line in its roster.
  var lines: [UInt32] = []
  /// Rows that have to be looked at: row, kind, column, name, cell.
  var remarks: [(row: UInt32, remark: ImportRemark)] = []
  /// Roster, kind, column and cell -> the remark that stands for all rows with it.
  var countedRemarks: [String: Int] = [:]
  var log: DiagnosticLog
  /// Mentions of cadres whose rows name more than one branch.
  var otherBranches: Set<UInt32> = []
  /// Dates of cadres' own terms: mention -> since and until.
  var terms: [(mention: UInt32, since: UInt32, until: UInt32)] = []

  init(limit: Int) { log = DiagnosticLog(limit: limit) }

  static let none = UInt32.max

  private var reserved = 0
  /// What `Interner.touch` saw; means nothing.
  var touched: UInt64 = 0
  /// The chunk that bytes are copied into, one by one.
  private var openChunk = -1

  private static let chunkSize = 4 << 20

  /// Copies bytes that a later part will not have.
  mutating func keep(_ bytes: ArraySlice<UInt8>) -> Fragment {
    if openChunk < 0 || chunks[openChunk].count + bytes.count > Self.chunkSize {
      // Small at first: most rosters need little.
      var chunk: [UInt8] = []
      if openChunk >= 0 { chunk.reserveCapacity(Self.chunkSize) }
      chunks.append(chunk)
      openChunk = chunks.count - 1
    }
    let start = chunks[openChunk].count
    chunks[openChunk].append(contentsOf: bytes)
    return Fragment(chunk: UInt32(openChunk), start: UInt32(start), end: UInt32(start + bytes.count))
  }

  func isSame(_ fragment: Fragment, _ text: ArraySlice<UInt8>) -> Bool { CellText.isEqual(bytes(fragment).span, text.span) }

  func bytes(_ fragment: Fragment) -> ArraySlice<UInt8> { chunks[Int(fragment.chunk)][Int(fragment.start)..<Int(fragment.end)] }

  /// Room for about so many rows more: a table that grows by doubling is there twice for a while.
  ///
  /// - Parameters:
  ///   - source: number of the roster, from 1; room is made once for each.
  ///   - hasRegister: each household has a number of its own.
  mutating func reserve(rows: Int, of source: Int, hasRegister: Bool) {
    if reserved >= source { return }
    reserved = source
    lines.reserveCapacity(lines.count + rows)
    pairings.reserveCapacity(pairings.count + rows)
    households.reserve(rows, isEach: true)
    cadres.reserve(rows, isEach: false)
    names.reserve(rows, bytes: 16)
    if hasRegister { texts.reserve(rows, bytes: 16) }
  }
}

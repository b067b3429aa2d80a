/// What is read of a dataset, and how.
public struct LoadOptions: Sendable {
  /// How much of the tables is read.
  public enum Detail: Sendable {
    /// What coverage and overload need: ids, places, need, capacity, and the pairings with their dates.
    case bounds
    /// What drawings need besides: memberships and other edges, units, branches and kinds.
    case graph
    /// Every table and every column that means something.
    case full
  }

  /// An end of a pairing.
  public enum Side: Sendable { case helps, helped }

  /// The day that decides which edges are alive.
  public var day: Day
  public var detail: Detail
  /// A drawing is made besides: its tables are read, too, but what is wrong with tables that only it needs is counted apart, in
  /// `Network.missingInDrawing`. So a drawing changes neither the rows that count nor the exit code of a check.
  public var alsoDraws = false
  /// Node columns that selectors compare.
  public var attributes: Set<String> = []
  /// What norms ask for besides.
  var norms = NormDemand()
  /// The end of pairings whose distinct partners are counted first: those helped for coverage, those who help for overload.
  public var counts: Side = .helped
  /// Reads what a set of norms asks for besides.
  public mutating func serve(_ norms: [Norm], audit: Bool = false) {
    self.norms = NormDemand(norms)
    if audit { self.norms.addAudit() }
  }

  /// What a command groups or measures is tied by: weights of edges are read besides, and adjacencies where they tie.
  public var ties: TieGraph.Ties?

  /// What is to be done with what is tied; only the estimate of memory asks.
  public enum Work: Sendable { case communities, components, cores, measures }

  public var work = Work.communities

  /// The dataset's own norms are asked; else they are named as not read.
  public var asksOwnNorms = false

  /// Threads.
  public var jobs: Int
  /// How many rejected rows of each kind and table are kept with their text; all are counted.
  public var keptRejections: Int = .max
  /// Told how far reading has come: bytes done and bytes in all, of the tables known so far.
  public var progress: (@Sendable (_ table: String, _ done: Int, _ total: Int) -> Void)?

  public init(day: Day = .today, detail: Detail = .full, jobs: Int = LoadOptions.processors) {
    self.day = day
    self.detail = detail
    // More threads than that only cost memory.
    self.jobs = max(1, min(jobs, 256))
  }

  /// Whether edges of a table are read.
  func reads(_ spec: TableSpec) -> Bool {
    Self.reads(spec, detail) || norms.edges.contains(spec.file) || readsWeights(of: spec) && ties == .adjacent
  }

  /// Whether the weights of a table's edges are read and checked.
  func readsWeights(of spec: TableSpec) -> Bool {
    ties != nil && spec.column("weight") != nil && (ties == .adjacent || spec.file == TableSpec.links.file)
  }

  /// Whether the dates of edges are kept, and rows that are equal in every column taken out.
  var keepsTerms: Bool { detail != .bounds || norms.terms }

  /// Whether nothing is kept of edges but their ends, and those to be counted.
  var keepsEndsAlone: Bool { detail == .bounds && norms == NormDemand() && ties == nil }

  /// Whether only a drawing that is made besides needs the edges of a table.
  func isForDrawingAlone(_ spec: TableSpec) -> Bool {
    alsoDraws && !spec.isNodes && !Self.reads(spec, .bounds) && !norms.edges.contains(spec.file)
  }

  private static func reads(_ spec: TableSpec, _ detail: Detail) -> Bool {
    switch detail {
    case .bounds: spec.file == TableSpec.pairings.file
    case .graph: [TableSpec.pairings, .members, .links].contains { $0.file == spec.file }
    case .full: true
    }
  }

  /// Progress of one table, as the reader wants it.
  func progress(of table: String, size: Int) -> (@Sendable (Int) -> Void)? {
    guard let progress else { return nil }
    return { progress(table, $0, size) }
  }
}

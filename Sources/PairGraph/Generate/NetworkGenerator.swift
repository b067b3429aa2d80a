internal import TableIO

/// Makes a network with the figures of a source document, for trying out, teaching and measuring: a dataset folder with its norms.
///
///     var generator = try NetworkGenerator(profile: "huanggang")
///     generator.seed = 7
///     generator.plantsFaults = true
///     try generator.run(into: "data")
///
/// Only the counts are the document's, and not all of them. Names of people, places and firms are put together from lists; positions,
/// attributes, dates, and who is paired with whom are random. Nobody is meant, and nothing is true of the place that a profile is named after.
///
/// - Note: the same profile, scale, seed, day and faults give the same bytes on every machine, for any number of threads.
public struct NetworkGenerator: Sendable {
  /// Profiles there are.
  public static var profiles: [String] { Profiles.all.map(\.name) }

  public let profile: String
  /// Another one gives another network with the same counts.
  public var seed: UInt64 = 1
  /// The day that the network is of: pairings are alive, visits made and money paid as its norms ask on that day.
  public var day = Day.today
  /// Plant faults, and write what must be found to `answers.csv`.
  public var plantsFaults = false
  /// Counts beside those of the document, 0.01 to 10.
  public var scale = 1.0
  /// Files in the folder that would be written otherwise are replaced.
  public var replaces = false
  /// Threads.
  public var jobs = LoadOptions.processors
  /// Told which table is being written.
  public var progress: (@Sendable (_ file: String) -> Void)?

  private let make: @Sendable (Scale) -> Profile

  /// - Errors: `UnknownProfile` with the names there are.
  public init(profile name: String) throws(UnknownProfile) {
    guard let known = Profiles.all.first(where: { $0.name == name }) else { throw UnknownProfile(name: name) }
    profile = name
    make = known.make
  }

  /// By these a folder is known to be one that was generated; other folders with such tables are somebody's own work.
  private static let mark = "generated.csv"
  private static let answers = "answers.csv"
  private static let files = Set(
    (TableSpec.nodeTables + TableSpec.edgeTables).map(\.file) + TableSpec.otherFiles + TableSpec.generatorFiles)

  /// Days that a network can be of: its dates are some years before, with four digits.
  public static let days = Day(number: -7305)...Day(number: 340_040)
  public static let scales = 0.01...10.0

  /// Writes the dataset. It is whole or not there.
  ///
  /// - Complexity: O(rows) time; memory O(cadres + places).
  /// - Errors: when there is a folder with anything but an earlier result, or it cannot be written; `WouldReplace` when files in it would be
  ///   written otherwise.
  @discardableResult
  public func run(into folder: String) throws -> GenerationResult {
    let output = try OutputFolder(path: folder, replacing: Self.files, marks: [Self.mark], sources: [])
    return try FolderSink.fill(output) { sink in
      try write { try sink.write($0, $1) }
    } unlessChanged: { changed in
      // Nobody's corrections are written over without a word.
      if !replaces, !changed.isEmpty { throw WouldReplace(folder: output.path, files: changed) }
    }
  }

  /// Gives the files away, part by part.
  func write(_ emit: @escaping @Sendable (_ file: String, _ bytes: [UInt8]) throws -> Void) throws -> GenerationResult {
    let layout = layout
    let tables = Self.tables(layout)
    let plan = plantsFaults ? FaultPlanter.plan(layout, tables) : FaultPlan()
    let writing = TableWriting(jobs: jobs, emit: emit)
    for table in tables {
      progress?(table.file)
      try writing.write(table, plan[table.file])
    }
    try writing.write(NormTable.table(layout.profile.norms))
    if plantsFaults { try emit(Self.answers, plan.table) }
    try emit(Self.mark, markTable)
    return GenerationResult(tables: tables.map { ($0.file, $0.rowCount + plan[$0.file].added) }, answers: plan.counts)
  }

  var layout: Layout { Layout(make(Scale(factor: scale)), seed: seed, day: Int(day.number)) }

  /// The tables that have rows.
  static func tables(_ layout: Layout) -> [GeneratedTable] {
    let grid = VillageGrid(layout)
    let places = PlaceTable(layout, grid)
    let (groups, people) = (GroupTables(layout: layout, places: places), PeopleTables(layout: layout))
    let links = LinkTables(layout: layout)
    return [
      places.table, groups.units, groups.branches, people.cadres, people.households, groups.committees, links.links(.members),
      links.links(.pairings), links.visits, links.adjacent(grid),
    ].filter { $0.rowCount > 0 }
  }

  private var markTable: [UInt8] {
    Array("profile,seed,on,faults,scale\n\(profile),\(seed),\(day),\(plantsFaults ? "yes" : "no"),\(scale)\n".utf8)
  }
}

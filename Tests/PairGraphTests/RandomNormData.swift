import TestSupport

/// Makes small datasets without a bad row, in which links do all that norms may ask about, as a seed decides.
///
/// Ids are few and of any form; links repeat, overlap, meet themselves, and reach every table; dates are unfinished or missing.
struct RandomNormData {
  private(set) var tables: [WrittenTable] = []
  /// File -> its ids.
  private(set) var ids: [String: [String]] = [:]
  /// Columns that a table was written with.
  private(set) var columns: [String: Set<String>] = [:]
  /// The day asked for, and the first day of the time asked.
  private(set) var day = ""
  private(set) var from: String?
  private var random: SplitMix64
  private let size: Int

  static let nodeFiles = ["places.csv", "units.csv", "branches.csv", "cadres.csv", "households.csv", "committees.csv", "nodes.csv"]

  /// Columns of every table; those that stand in `optional` may be missing. `score` is a number, `quota` one that is never below zero.
  private static let all: [String: [String]] = [
    "places.csv": ["id", "name", "kind", "parent", "note", "score", "quota", "need", "capacity"],
    "units.csv": ["id", "name", "kind", "level", "parent", "place", "note", "score", "quota", "need", "capacity"],
    "branches.csv": ["id", "name", "kind", "unit", "place", "note", "score", "quota", "need", "capacity"],
    "cadres.csv": ["id", "name", "kind", "unit", "branch", "place", "role", "rank", "since", "note", "score", "quota", "need", "capacity"],
    "households.csv": ["id", "head", "place", "kind", "size", "note", "score", "quota", "need", "capacity"],
    "committees.csv": ["id", "name", "kind", "place", "note", "score", "quota", "need", "capacity"],
    "nodes.csv": ["id", "kind", "name", "parent", "place", "unit", "branch", "note", "score", "quota", "need", "capacity"],
    "pairings.csv": ["from", "to", "kind", "since", "until", "amount", "agreement", "note", "score", "quota"],
    "members.csv": ["committee", "member", "role", "since", "until", "note", "score", "quota"],
    "visits.csv": ["from", "to", "date", "kind", "note", "score"],
  ]
  private static let optional: Set<String> = ["need", "capacity", "until", "agreement", "rank", "level"]

  static let notes = [
    "", "", "a", "b", "Z", "é", "7", "07", "007", "7.0", "-3", "10", "9.5", "1e1", "2021", "2021-02", "2021-02-10", "2021-03", "2020",
    "x;y",
    "p|q", "say \"hi\"", " blank", "k]", "=1", "2021-02-30",
  ]

  init(seed: UInt64, size: Int = 1) {
    random = SplitMix64(seed: seed)
    self.size = size
    day = random.pick(["2021-06-30", "2021-05-31", "2021-06", "2021-03-14", "2021", "2020-12-31", "2021-02-28", "2021-04-20", "2021-04-18"])
    let starts = ["2021-01-01", "2020-12-28", "2021-02", "2021", "2020-06-15", "2021-02-16", "2019"].filter { $0 < day.prefix(7) }
    from = random.oneIn(2) || starts.isEmpty ? nil : random.pick(starts)
    for file in Self.nodeFiles { ids[file] = random.oneIn(12) ? [] : makeIDs(file) }
    for file in Self.nodeFiles + ["pairings.csv", "members.csv", "visits.csv"] where ids[file]?.isEmpty != true {
      if ids[file] == nil, random.oneIn(20) || allIDs.isEmpty { continue }
      tables.append(table(file))
    }
  }

  private var allIDs: [String] { Self.nodeFiles.flatMap { ids[$0] ?? [] } }

  private mutating func makeIDs(_ file: String) -> [String] {
    let style = random.below(6)
    let prefix = file == "cadres.csv" ? "k" : String(file.prefix(1))
    let (least, more) = ["households.csv": (3, 7), "cadres.csv": (2, 4), "places.csv": (2, 5), "nodes.csv": (1, 5)][file] ?? (1, 3)
    let count = size * (least + random.below(more))
    return (0..<count).map { index in
      switch style {
      case 0: "\(prefix)村\(index)"
      case 1: "\(prefix),\"\(index)"
      case 2: "\(Self.nodeFiles.firstIndex(of: file) ?? 0)51178110020\(1_000_000 + index)"
      case 3: "\(prefix.uppercased())\(1000 + index)"
      default: "\(prefix)\(index)"
      }
    }
  }

  // MARK: Tables

  private mutating func table(_ file: String) -> WrittenTable {
    var names = (Self.all[file] ?? []).filter { !Self.optional.contains($0) || !random.oneIn(4) }
    if random.oneIn(3) { names.shuffle(using: &random) }
    columns[file] = Set(names)
    var table = WrittenTable(file: file, columns: names, lineEnd: [0x0a], hasBOM: random.oneIn(8))
    var written: [[String]] = []
    let count = ids[file]?.count ?? size * (4 + random.below(file == "members.csv" ? 12 : 30))
    for row in 0..<count {
      if random.oneIn(15) { table.appendBlankLine([0x0a]) }
      let cells = ids[file] == nil ? link(file, names, written) : names.map { nodeCell(file, $0, row) }
      written.append(cells)
      table.append(
        cells.map { cell in
          let must = cell.contains { ",\"\n".contains($0) } || cell.isEmpty && names.count == 1
          return WrittenTable.Cell(text: Array(cell.utf8), isQuoted: must || random.oneIn(9))
        }, lineEnd: [0x0a])
    }
    return table
  }

  private mutating func nodeCell(_ file: String, _ column: String, _ row: Int) -> String {
    switch column {
    case "id": ids[file]?[row] ?? ""
    case "parent": parent(file, row)
    case "place": file == "nodes.csv" ? reference(["places.csv"]) : reference(["places.csv", "places.csv", "nodes.csv"])
    case "unit": reference(file == "nodes.csv" ? ["units.csv"] : ["units.csv", "units.csv", "nodes.csv"])
    case "branch": reference(file == "nodes.csv" ? ["branches.csv"] : ["branches.csv", "branches.csv", "nodes.csv"])
    case "need": random.pick(["", "", "0", "1", "2", "3", "02"])
    case "capacity": random.pick(["", "", "0", "1", "2", "5"])
    case "kind": kind(file)
    case "level": random.pick(["县", "省", ""])
    case "role": random.pick(["第一书记", "队员", "", "书记"])
    case "rank": random.pick(["", "科级", "3", "03"])
    case "since": random.pick(["", "2020", "2021-02", "2021-02-10"])
    default: common(column)
    }
  }

  private mutating func kind(_ file: String) -> String {
    switch file {
    case "places.csv": random.pick(["village", "village", "township", "county", ""])
    case "units.csv": random.pick(["机关", "企业", ""])
    case "branches.csv": random.pick(["党支部", "党委", ""])
    case "households.csv": random.pick(["脱贫户", "监测户", "", "7", "07"])
    case "nodes.csv": random.pick(["household", "cadre", "place", "village", "生产队", "生产队", ""])
    default: random.pick(["联村党委", "a", ""])
    }
  }

  private mutating func common(_ column: String) -> String {
    switch column {
    case "score", "amount": random.pick(["", "0", "1", "2.5", "10", "-4", "0.25", "1e2", "07"])
    case "quota", "size": random.pick(["", "0", "1", "2", "3.5", "40"])
    case "agreement": random.pick(["", "有", "a;b"])
    // Few values often, so that conditions hold for some; all of them now and then.
    default: random.oneIn(2) ? random.pick(["", "a", "7", "2021-02"]) : random.pick(Self.notes)
    }
  }

  /// A tree: parents stand above. Rows of `nodes.csv` hang on places and on earlier rows of their own.
  private mutating func parent(_ file: String, _ row: Int) -> String {
    if random.oneIn(4) { return "" }
    if random.oneIn(12) { return "nowhere" }
    let own = ids[file] ?? []
    if file == "nodes.csv", random.oneIn(2) { return reference(["places.csv"]) }
    return row > 0 ? own[random.below(row)] : ""
  }

  private mutating func reference(_ files: [String]) -> String {
    if random.oneIn(7) { return "" }
    if random.oneIn(14) { return random.pick(["nowhere", allIDs.first ?? ""]) }
    let pool = ids[random.pick(files)] ?? []
    return pool.isEmpty ? "" : random.pick(pool)
  }

  // MARK: Links

  private mutating func link(_ file: String, _ names: [String], _ written: [[String]]) -> [String] {
    if !written.isEmpty, random.oneIn(8) {
      // The same row again, or with another amount or note.
      var cells = random.pick(written)
      let column = random.below(names.count)
      if random.oneIn(2), ["amount", "score", "note", "agreement", "quota"].contains(names[column]) {
        cells[column] = common(names[column])
      }
      return cells
    }
    let (since, until) = term()
    var ends = (end(isHelper: true, file), end(isHelper: false, file))
    if random.oneIn(15) { ends.1 = ends.0 }
    if !written.isEmpty, random.oneIn(3) {
      // The same ends with other dates; now and then the other way round.
      let other = random.pick(written)
      let places = names.indices.filter { ["from", "to", "committee", "member"].contains(names[$0]) }
      let isSwapped = ["to", "member"].contains(names[places[0]])
      ends = (other[places[isSwapped ? 1 : 0]], other[places[isSwapped ? 0 : 1]])
      if random.oneIn(5) { ends = (ends.1, ends.0) }
    }
    return names.map { name in
      switch name {
      case "from", "committee": ends.0
      case "to", "member": ends.1
      case "since": names.contains("until") || since == "" ? since : date()
      case "until": until
      case "date": wholeDate()
      case "kind": random.pick(["包户", "包户", "共建", ""])
      case "role": random.pick(["书记", "委员", ""])
      default: common(name)
      }
    }
  }

  private mutating func end(isHelper: Bool, _ file: String) -> String {
    let likely =
      switch (file, isHelper) {
      case ("members.csv", true): ["committees.csv"]
      case ("members.csv", false): ["places.csv", "cadres.csv", "units.csv"]
      case (_, true): ["cadres.csv", "cadres.csv", "units.csv", "branches.csv"]
      default: ["households.csv", "households.csv", "places.csv"]
      }
    let pool = ids[random.pick(likely)] ?? []
    return pool.isEmpty || random.oneIn(4) ? random.pick(allIDs) : random.pick(pool)
  }

  /// A whole date.
  private mutating func wholeDate() -> String {
    let text = date()
    return text.count == 10 ? text : "\(text.prefix(4))-0\(1 + random.below(7))-\(10 + random.below(19))"
  }

  private mutating func date() -> String {
    switch random.below(10) {
    case 0: random.pick(["2020", "2021", "2019"])
    case 1, 2: random.pick(["2020-12", "2021-01", "2021-02", "2021-03", "2021-05", "2021-06", "2020-07"])
    case 3: random.pick(["2021-02-28", "2021-03-01", "2021-02-15", "2021-02-16", "2020-12-31", "2021-01-01", "2021-06-30", "2021-03-14"])
    default: "\(random.pick(["2021", "2021", "2021", "2020"]))-0\(1 + random.below(7))-\(10 + random.below(19))"
    }
  }

  private mutating func term() -> (String, String) {
    let since = random.oneIn(4) ? "" : date()
    if random.oneIn(3) { return (since, "") }
    for _ in 0..<4 {
      let until = date()
      let first = NaiveValues.day(Array(since.utf8), last: false, empty: .min) ?? .min
      if let last = NaiveValues.day(Array(until.utf8), last: true), first <= last { return (since, until) }
    }
    return (since, "")
  }
}

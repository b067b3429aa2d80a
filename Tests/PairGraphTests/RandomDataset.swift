import TestSupport

/// Makes small datasets in which everything happens that a dataset may do wrong, as a seed decides.
///
/// Ids are few, so that they repeat within and across tables; rows refer forward, to other tables and to nothing.
struct RandomDataset {
  private(set) var tables: [WrittenTable] = []
  /// The day asked for.
  private(set) var day = ""
  private var random: SplitMix64
  /// One row in so many is bad in some way; 0 for none.
  private var faultRate = 0
  private let size: Int
  private var lineEnds: [[UInt8]] = []
  /// Names have up to so many repeated words: a table of a few hundred rows then has several parts, which are read side by side.
  private var filler = 0
  /// File -> the ids its rows will have, bad rows or not.
  private var ids: [String: [String]] = [:]

  /// - Parameters:
  ///   - seed: decides everything.
  ///   - size: how many times a handful of rows a table has.
  init(seed: UInt64, size: Int = 1) {
    random = SplitMix64(seed: seed)
    self.size = size
    faultRate = random.pick([0, 10, 20, 20, 60])
    day = random.pick(["2019-12-31", "2020-05-15", "2020-05", "2021", "2022-02-28", "2100-01-01"])
    lineEnds = random.pick([[[0x0a]], [[0x0d, 0x0a]], [[0x0d]], [[0x0a], [0x0d, 0x0a], [0x0d]]])
    for (file, _) in Self.columns where file != "pairings.csv" && random.oneIn(5) { ids[file] = [] }
    for (file, columns) in Self.columns where columns[0] == "id" && ids[file] == nil { ids[file] = makeIDs(file) }
    for (file, columns) in Self.columns where columns[0] != "id" || ids[file]?.isEmpty == false {
      if columns[0] != "id", ids[file] != nil { continue }
      tables.append(table(file, columns))
    }
  }

  /// Node tables in the order in which ids count, then edge tables; required columns first.
  static let columns: [(file: String, columns: [String])] = [
    ("places.csv", ["id", "name", "kind", "parent", "lat", "lon", "need", "capacity", "note"]),
    ("units.csv", ["id", "name", "kind", "level", "parent", "place", "need", "capacity"]),
    ("branches.csv", ["id", "name", "kind", "unit", "place", "members", "need"]),
    ("cadres.csv", ["id", "name", "unit", "branch", "place", "role", "rank", "capacity", "since", "until", "need"]),
    ("households.csv", ["id", "head", "place", "kind", "size", "need", "capacity", "a,b"]),
    ("committees.csv", ["id", "name", "kind", "place"]),
    ("nodes.csv", ["id", "kind", "name", "parent", "place", "unit", "branch", "lat", "need", "capacity"]),
    ("pairings.csv", ["from", "to", "kind", "since", "until", "amount", "agreement"]),
    ("members.csv", ["committee", "member", "role", "since", "until"]),
    ("edges.csv", ["from", "to", "kind", "weight", "since", "until"]),
    ("visits.csv", ["from", "to", "date", "kind"]),
    ("adjacent.csv", ["a", "b", "weight"]),
    ("costs.csv", ["from", "to", "cost", "capacity"]),
  ]

  private static let required: Set<String> = ["id", "from", "to", "committee", "member", "a", "b", "date"]

  // MARK: Ids

  private mutating func makeIDs(_ file: String) -> [String] {
    let prefix = file.prefix(1).uppercased()
    let style = random.below(9)
    let count = size * (1 + random.below(file == "households.csv" ? 14 : 8))
    let first = random.pick([0, 1, 7, 95])
    var all = ids.keys.sorted().flatMap { ids[$0] ?? [] }
    var result: [String] = []
    for index in 0..<count {
      let number = first + index
      let fresh =
        switch style {
        case 0: "\(number)"
        case 1: prefix + padded(number, 4)
        case 2: padded(number, random.pick([2, 3]))
        case 3: "51178110020" + padded(number, 8)
        case 4: "9999999999999999999" + padded(number, 2)
        case 5: "\(prefix)村\(number)"
        case 6: random.pick(["a,b", "q\"", "x y", " lead", "trail ", "line\nend", "A", "a", "'s"]) + "\(number)"
        case 7: "a-very-long-identifier-\(prefix)-\(number)"
        default: random.pick([prefix + padded(number, 3), "\(number)", "\(prefix)#\(number)"])
        }
      // Ids taken before, here or in another table.
      result.append(!all.isEmpty && random.oneIn(9) ? random.pick(all) : fresh)
      all.append(fresh)
    }
    return result
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  private mutating func anyID(in files: [String]) -> String {
    let pools = files.compactMap { ids[$0] }
    let count = pools.reduce(0) { $0 + $1.count }
    if count == 0 { return "nobody" }
    var index = random.below(count)
    for pool in pools {
      if index < pool.count { return pool[index] }
      index -= pool.count
    }
    return "nobody"
  }

  // MARK: Tables

  private mutating func table(_ file: String, _ all: [String]) -> WrittenTable {
    var columns = all.filter { Self.required.contains($0) || !random.oneIn(5) }
    if random.oneIn(3) { columns.shuffle(using: &random) }
    var table = WrittenTable(file: file, columns: columns, lineEnd: random.pick(lineEnds), hasBOM: random.oneIn(4))
    let isMixed = lineEnds.count > 1
    var written: [[WrittenTable.Cell]] = []
    let count = ids[file]?.count ?? random.below(30) * size
    filler = size > 1 && ["households.csv", "pairings.csv"].contains(file) ? 100_000 / max(1, count) : 0
    for row in 0..<count {
      // With mixed line ends CR and a blank line of LF would be one line end.
      if !isMixed, random.oneIn(10) { table.appendBlankLine(lineEnds[0]) }
      let cells = record(file, columns, row, written)
      written.append(cells)
      table.append(isBad() ? spoiled(cells) : cells, lineEnd: random.pick(lineEnds))
    }
    if random.oneIn(3) { table.dropLastLineEnd() }
    return table
  }

  private mutating func isBad() -> Bool { faultRate > 0 && random.oneIn(faultRate) }

  private mutating func record(_ file: String, _ columns: [String], _ row: Int, _ written: [[WrittenTable.Cell]]) -> [WrittenTable.Cell] {
    if !written.isEmpty, random.oneIn(8) {
      // The same row again, quoted in another way, or with one cell changed.
      var cells = random.pick(written).map { quoted($0.text) }
      let column = random.below(columns.count)
      if random.oneIn(2), columns[column] != "id" { cells[column] = quoted(cell(file, columns[column], row)) }
      return cells
    }
    var cells = columns.map { quoted(cell(file, $0, row)) }
    if ids[file] == nil, !written.isEmpty, random.oneIn(3) {
      // The same ends again, perhaps with other dates.
      let other = random.pick(written)
      for (index, name) in columns.enumerated() where Self.required.contains(name) { cells[index] = quoted(other[index].text) }
    }
    return cells
  }

  private mutating func quoted(_ text: [UInt8]) -> WrittenTable.Cell {
    let must = text.first == 0x22 || text.contains { $0 == 0x2c || $0 == 0x0a || $0 == 0x0d }
    return WrittenTable.Cell(text: text, isQuoted: must || random.oneIn(6))
  }

  /// A record that no reader may take: too few or too many fields, bytes that are no UTF-8, text behind a closing quote.
  private mutating func spoiled(_ cells: [WrittenTable.Cell]) -> [WrittenTable.Cell] {
    var cells = cells
    let index = random.below(cells.count)
    switch random.below(5) {
    case 0: if cells.count > 2 { cells.removeLast() }
    case 1: cells.append(quoted(Array("more".utf8)))
    case 2:
      cells[index] = WrittenTable.Cell(text: cells[index].text, isQuoted: true, tail: Array(random.pick(["x", " ", "y\"z", "尾"]).utf8))
    case 3:
      // None of them is a character of GB18030 either, which would make a table of ASCII one in that encoding.
      cells[index].text += random.pick([[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xb4, 0xff], [0xf5, 0x80, 0x80, 0x80], [0xe6, 0x9d, 0xff]])
      cells[index].isInvalid = true
    default:
      // Two faults in one record.
      cells[index].text += [0x80]
      cells[index].isInvalid = true
      cells.append(WrittenTable.Cell(text: [0x41], isQuoted: true, tail: [0x42]))
    }
    return cells
  }

  // MARK: Cells

  private static let names = ["", "甲", "张三", "x,y", "two\r\nlines", "say \"hi\"", "-", "=1+1", " ", "z"]

  private mutating func cell(_ file: String, _ column: String, _ row: Int) -> [UInt8] { Array(text(file, column, row).utf8) }

  private mutating func text(_ file: String, _ column: String, _ row: Int) -> String {
    switch column {
    case "id": isBad() ? "" : ids[file]?[row] ?? ""
    case "from", "to", "a", "b", "committee", "member": end()
    case "parent": parent(file, row)
    case "place": reference(["places.csv", "nodes.csv"])
    case "unit": reference(["units.csv", "nodes.csv"])
    case "branch": reference(["branches.csv", "nodes.csv"])
    case "need": number(bad: ["-1", "1.5", "x", "２", "2147483648", " 1", "+1", "99999999999999999999999"])
    case "capacity" where file == "costs.csv": decimal()
    case "capacity": number(bad: ["-3", "many", "1e3", "4294967296", "18446744073709551617"])
    case "lat", "lon", "members", "size", "cost", "amount", "weight": decimal()
    case "since", "until", "date": date(isRequired: column == "date")
    case "kind" where file == "nodes.csv": random.pick(["household", "cadre", "place", "village", "生产队", "", "unit"])
    case "kind": random.pick(["村", "village", "包户", "", "q\"q"])
    case "role": random.pick(["书记", "", "队员"])
    case "name", "head", "agreement":
      filler > 0
        ? String(repeating: random.pick(["long text ", "长名字，", "line\nend,"]), count: random.below(filler)) : random.pick(Self.names)
    default: random.pick(Self.names)
    }
  }

  private mutating func end() -> String {
    if isBad(), random.oneIn(2) { return random.pick(["", "nobody", "H0001x", "0", "村"]) }
    return random.oneIn(2) ? anyID(in: ["households.csv", "cadres.csv"]) : anyID(in: Self.columns.map(\.file))
  }

  /// Mostly a tree; now and then anything, itself too.
  private mutating func parent(_ file: String, _ row: Int) -> String {
    if random.oneIn(4) { return "" }
    let own = ids[file] ?? []
    if row > 0, !random.oneIn(5) { return own[random.below(row)] }
    return reference([file == "units.csv" ? file : "places.csv", "nodes.csv"])
  }

  private mutating func reference(_ files: [String]) -> String {
    switch random.below(12) {
    case 0: ""
    case 1: random.pick(["nowhere", "x", "999"])
    case 2: anyID(in: Self.columns.map(\.file))
    default: anyID(in: files)
    }
  }

  private mutating func number(bad: [String]) -> String {
    isBad() ? random.pick(bad) : random.pick(["", "", "0", "1", "1", "2", "3", "002", "2147483647"])
  }

  private mutating func decimal() -> String {
    isBad() ? random.pick(["abc", "1,5", "NaN", "inf", "--1", "1e", "0x10", "．5"]) : random.pick(["", "1", "-12.5", "3.25", "1e3", "120"])
  }

  private mutating func date(isRequired: Bool) -> String {
    if isBad() {
      return random.pick(["2020-13-01", "2020-02-30", "2020/05/01", "20200501", "2020-5-1", "0000", "2020-00", "now", "2021-02-29"])
    }
    let dates = ["2018", "2019-12-31", "2020", "2020-02-29", "2020-05", "2020-05-15", "2020-05-16", "2021", "2022-02", "2023-01-01"]
    if isRequired { return random.pick(random.oneIn(8) ? dates : dates.filter { $0.count == 10 }) }
    return random.oneIn(3) ? "" : random.pick(dates)
  }
}

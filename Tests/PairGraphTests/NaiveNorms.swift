@testable import PairGraph

/// The slow, obvious check of a dataset against its `norms.csv`, written from the design alone, for tables without quotes.
struct NaiveNorms {
  /// A row that is used, or was rejected.
  struct Row {
    var file: String
    var line: Int
    var text: Substring
    var columns: [String: Int]
    var cells: [String]
    /// Days of `since` (of visits, of `date`) and `until`; nil for none.
    var since: Int?
    var until: Int?

    subscript(column: String) -> String { columns[column].map { cells[$0] } ?? "" }
  }

  struct Finding: Hashable {
    var file: String
    var line: Int
    var id: String
    var norm: String
  }

  private static let nodeFiles = [
    ("places.csv", "place"), ("units.csv", "unit"), ("branches.csv", "branch"), ("cadres.csv", "cadre"), ("households.csv", "household"),
    ("committees.csv", "committee"),
  ]
  private static let edges = [
    ("pairings.csv", "pairing", "from", "to"), ("members.csv", "member", "committee", "member"), ("visits.csv", "visit", "from", "to"),
  ]

  let day: Int
  /// A period that ends on the day counts as complete.
  let countsLastDay: Bool
  /// Id -> its row and type.
  private(set) var nodes: [String: (row: Row, type: String)] = [:]
  private(set) var ids: [String] = []
  /// Type of edge -> rows.
  private(set) var links: [String: [Row]] = [:]
  /// `TABLE:LINE` of rows that were rejected.
  private(set) var rejected: Set<String> = []
  private(set) var merged = 0
  private(set) var norms: [Row] = []

  init(_ files: (String) -> String, on day: String, countsLastDay: Bool) {
    self.day = NaiveValues.day(Array(day.utf8), last: false) ?? 0
    self.countsLastDay = countsLastDay
    for (file, type) in Self.nodeFiles {
      for row in unequal(Self.rows(file, files(file))) {
        if nodes[row["id"]] != nil {
          reject(row)
        } else {
          nodes[row["id"]] = (row, type)
          ids.append(row["id"])
        }
      }
    }
    for (file, type, from, to) in Self.edges {
      let good = Self.rows(file, files(file)).compactMap { row in
        var row = row
        (row.columns["from"], row.columns["to"]) = (row.columns[from], row.columns[to])
        row.since = Self.day(row[type == "visit" ? "date" : "since"])
        row.until = Self.day(row["until"])
        if nodes[row["from"]] != nil, nodes[row["to"]] != nil, hasGoodDates(row, type) { return row }
        reject(row)
        return nil as Row?
      }
      links[type] = unequal(good)
    }
    norms = Self.rows("norms.csv", files("norms.csv"))
  }

  private static func rows(_ file: String, _ text: String) -> [Row] {
    let lines = text.split(separator: "\n")
    guard let header = lines.first else { return [] }
    let columns = Dictionary(uniqueKeysWithValues: header.split(separator: ",").enumerated().map { (String($1), $0) })
    return lines.enumerated().dropFirst().map { index, text in
      let cells = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Row(file: file, line: index + 1, text: text, columns: columns, cells: cells)
    }
  }

  private mutating func unequal(_ rows: [Row]) -> [Row] {
    var seen: Set<Substring> = []
    let result = rows.filter { seen.insert($0.text).inserted }
    merged += rows.count - result.count
    return result
  }

  private mutating func reject(_ row: Row) { rejected.insert("\(row.file):\(row.line)") }

  private func hasGoodDates(_ row: Row, _ type: String) -> Bool {
    if type == "visit" { return row.since != nil }
    if row.since == nil, !row["since"].isEmpty { return false }
    if row.until == nil, !row["until"].isEmpty { return false }
    return (row.since ?? .min) <= (row.until ?? .max)
  }

  private static func day(_ text: String) -> Int? { NaiveValues.day(Array(text.utf8), last: false) }

  private func isAlive(_ row: Row) -> Bool { (row.since ?? .min) <= day && day <= (row.until ?? .max) }

  // MARK: Selectors

  /// `type[column=a|b; other!=c]`
  private struct Choice {
    var type: String
    var conditions: [(column: String, isEqual: Bool, values: [String])] = []

    init(_ text: String) {
      let parts = text.split(separator: "[", maxSplits: 1)
      type = parts.first.map(String.init) ?? ""
      guard parts.count > 1 else { return }
      for condition in parts[1].dropLast().split(separator: ";") {
        let sides = condition.split(separator: "=", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
        let isEqual = !sides[0].hasSuffix("!")
        conditions.append((isEqual ? sides[0] : String(sides[0].dropLast()), isEqual, sides[1].split(separator: "|").map(String.init)))
      }
    }

    func holds(_ row: Row) -> Bool { conditions.allSatisfy { $0.values.contains(row[$0.column]) == $0.isEqual } }
  }

  // MARK: Periods

  /// What all days of one period have in common.
  private static func period(_ day: Int, _ every: String) -> String {
    let text = Day(number: Int32(day)).description
    switch every {
    case "P7D": return "\(Int((Double(day + 3) / 7).rounded(.down)))"
    case "P15D": return text.prefix(8) + (text.suffix(2) <= "15" ? "a" : "b")
    case "P1M": return String(text.prefix(7))
    case "P3M": return text.prefix(5) + "\(((Int(text.dropFirst(5).prefix(2)) ?? 1) - 1) / 3)"
    default: return String(text.prefix(4))
    }
  }

  private func lastPeriod(_ every: String) -> String {
    let current = Self.period(day, every)
    if countsLastDay, Self.period(day + 1, every) != current { return current }
    var before = day
    while Self.period(before, every) == current { before -= 1 }
    return Self.period(before, every)
  }

  // MARK: Norms

  var findings: Set<Finding> { norms.filter { $0["level"] == "must" }.reduce(into: []) { $0.formUnion(findings(of: $1)) } }

  /// How many subjects a norm has.
  func subjects(of norm: Row) -> Int {
    let subject = Choice(norm["subject"])
    if let edges = links[subject.type] { return edges.count { isAlive($0) && subject.holds($0) } }
    return ids.count { id in nodes[id].map { $0.type == subject.type && subject.holds($0.row) } == true }
  }

  private func findings(of norm: Row) -> [Finding] {
    let (subject, relation) = (Choice(norm["subject"]), Choice(norm["relation"]))
    let period = norm["every"].isEmpty || norm["every"] == "term" ? nil : lastPeriod(norm["every"])
    let isSum = norm["measure"].hasPrefix("sum:")
    let edges = (links[relation.type] ?? []).filter { edge in
      guard relation.holds(edge) else { return false }
      if relation.type != "visit", period == nil || !isSum { return isAlive(edge) }
      return period == nil || edge.since.map { Self.period($0, norm["every"]) == period } == true
    }
    if let subjects = links[subject.type] { return ofEdges(subjects.filter { isAlive($0) && subject.holds($0) }, norm, edges) }
    let partner = norm["partner"].isEmpty ? nil : Choice(norm["partner"])
    // Id -> what it has.
    var linked: [String: [(partner: String, row: Row)]] = [:]
    for edge in edges {
      for (own, other, side) in [(edge["from"], edge["to"], "helps"), (edge["to"], edge["from"], "helped")] {
        if !norm["side"].isEmpty, norm["side"] != side, norm["side"] != "either" { continue }
        if let partner, nodes[other].map({ $0.type == partner.type && partner.holds($0.row) }) != true { continue }
        linked[own, default: []].append((other, edge))
      }
    }
    return ids.compactMap { id in
      guard let node = nodes[id], node.type == subject.type, subject.holds(node.row) else { return nil }
      var own = linked[id] ?? []
      var above = node.row["parent"]
      while norm["inherit"] == "yes", let place = nodes[above] {
        own += linked[above] ?? []
        above = place.row["parent"]
      }
      let has =
        switch norm["measure"] {
        case "events": own.count
        case "sum:amount": own.reduce(0) { $0 + (Int($1.row["amount"]) ?? 0) }
        default: Set(own.map(\.partner)).subtracting([id]).count
        }
      return finding(node.row, id, has, norm)
    }
  }

  private func ofEdges(_ subjects: [Row], _ norm: Row, _ events: [Row]) -> [Finding] {
    var days: [[String]: [Int]] = [:]
    for event in events { days[[event["from"], event["to"]], default: []].append(event.since ?? 0) }
    return subjects.compactMap { row in
      let own = days[[row["from"], row["to"]]] ?? []
      let (since, until) = (row.since ?? .min, row.until ?? .max)
      let has = norm["every"] == "term" ? own.count { since <= $0 && $0 <= min(until, day) } : own.count
      return finding(row, "\(row.file):\(row.line)", has, norm)
    }
  }

  private func finding(_ row: Row, _ id: String, _ has: Int, _ norm: Row) -> Finding? {
    let bound = { (text: String) in Int(text) ?? Int(row[text]) }
    if let min = bound(norm["min"]), has < min { return Finding(file: row.file, line: row.line, id: id, norm: norm["id"]) }
    if let max = bound(norm["max"]), has > max { return Finding(file: row.file, line: row.line, id: id, norm: norm["id"]) }
    return nil
  }
}

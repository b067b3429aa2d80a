import TestSupport

/// Makes norms for a dataset: every measure, side, period, inheritance, edge as subject, operator and reference, as a seed decides.
struct RandomNorms {
  private(set) var norms: [AskedNorm] = []
  /// The pack: a table of these norms.
  private(set) var text = ""
  private let data: RandomNormData
  private var random: SplitMix64
  /// Kinds of places that there are.
  private var levels: [String] = []

  private static let columns = [
    "id", "title", "level", "subject", "relation", "side", "partner", "measure", "min", "max", "every", "inherit", "since", "until",
    "source",
  ]
  private static let types = ["place": "places", "unit": "units", "branch": "branches", "cadre": "cadres", "household": "households"]

  init(seed: UInt64, for data: RandomNormData, count: Int, isTelling: (AskedNorm) -> Bool) {
    self.data = data
    random = SplitMix64(seed: seed)
    let kinds = kinds(in: "places.csv").union(kinds(in: "nodes.csv"))
    levels = ["village", "township", "county"].filter(kinds.contains)
    for number in 0..<count {
      var norm = anyNorm()
      // Most of what is put together asks nobody, or is met by all: a few tries find better ones.
      for _ in 0..<6 where !isTelling(norm) { norm = anyNorm() }
      norm.id = "n\(number)"
      norms.append(norm)
    }
    text = ([Self.columns.joined(separator: ",")] + norms.map { row($0) }).joined(separator: "\n") + "\n"
  }

  // MARK: Norms

  private mutating func anyNorm() -> AskedNorm {
    var norm = random.oneIn(3) ? edgeNorm() : nodeNorm()
    norm.isInfo = random.oneIn(7)
    if random.oneIn(6) { norm.since = random.pick(["2021-01-01", "2021-02", "2021", "2021-07-01", "2020-12-05"]) }
    if random.oneIn(6) { norm.until = random.pick(["2021-06-30", "2021-05", "2021", "2021-12-31", "2022"]) }
    if norm.since == "2021-07-01", ["2021-05", "2021-06-30"].contains(norm.until) { norm.until = "" }
    return norm
  }

  private mutating func nodeNorm() -> AskedNorm {
    var norm = AskedNorm()
    let types = nodeTypes()
    if !random.oneIn(12) { norm.subject = nodeSelector(random.pick(types)) }
    let type = random.pick(["pairing", "pairing", "pairing", "member", "visit", "visit"])
    norm.relation = edgeSelector(type)
    norm.side = random.pick(["helps", "helped", "helped", "either", ""])
    if random.oneIn(3) { norm.partner = nodeSelector(random.pick(types)) }
    switch random.below(6) {
    case 0, 1: norm.measure = "sum:" + (type == "pairing" && has("pairings.csv", "amount") ? random.pick(["amount", "score"]) : "score")
    case 2: norm.measure = "sum:partner.score"
    case 3, 4: norm.measure = type == "visit" ? random.pick(["events", "days"]) : random.pick(["", "count"])
    default: norm.measure = random.pick(["", "count"])
    }
    if norm.measure.hasPrefix("sum:"), !norm.measure.contains("partner"), !has(file(type), "score") { norm.measure = "" }
    if norm.measure.contains("partner"), norm.partner != nil, !isAnyOf(norm.partner) { norm.measure = "" }
    setBounds(&norm, ["need", "capacity"] + (norm.subject == nil || isAnyOf(norm.subject) ? ["quota"] : []))
    if random.oneIn(2) { norm.every = random.pick(["P7D", "P15D", "P1M", "P1M", "P3M", "P1Y"]) }
    norm.inherits = ["helped", ""].contains(norm.side) && random.oneIn(2)
    return norm
  }

  private mutating func edgeNorm() -> AskedNorm {
    var norm = AskedNorm()
    let type = random.pick(["pairing", "pairing", "member"])
    norm.subject = edgeSelector(type)
    let other = random.pick(["pairing", "member", "visit", "visit"])
    switch random.below(3) {
    case 0: break
    case 1: norm.relation = edgeSelector(type)
    default: norm.relation = edgeSelector(other)
    }
    let counted = norm.relation?.type ?? type
    switch random.below(4) {
    case 0 where counted == type:
      norm.measure = "days"
    case 0 where counted == "visit": norm.measure = random.pick(["days", "events"])
    case 1 where has(file(counted), "score"): norm.measure = "sum:score"
    default: norm.measure = random.pick(["", "count"])
    }
    setBounds(&norm, has(file(type), "quota") ? ["quota"] : [])
    norm.every = random.pick(["", "", "P1M", "P7D", "P15D", "P3M", "P1Y", "term", "term"])
    return norm
  }

  private mutating func setBounds(_ norm: inout AskedNorm, _ columns: [String]) {
    let numbers: [Double] =
      norm.measure.hasPrefix("sum")
      ? [0, 0.5, 2, 7, 12.5, 100]
      : norm.measure == "days" && norm.subject?.isOfEdges == true
        ? [1, 29, 60, 180, 365] : [0, 1, 1, 2, 3]
    func one(_ random: inout SplitMix64) -> AskedNorm.Bound {
      columns.isEmpty || !random.oneIn(3) ? .number(random.pick(numbers)) : .column(random.pick(columns))
    }
    if !random.oneIn(4) { norm.min = one(&random) }
    if norm.min == nil || random.oneIn(2) { norm.max = one(&random) }
    if case .number(let min)? = norm.min, case .number(let max)? = norm.max, min > max { (norm.min, norm.max) = (norm.max, norm.min) }
  }

  // MARK: Selectors

  private func has(_ file: String, _ column: String) -> Bool { data.columns[file]?.contains(column) ?? false }

  private func file(_ type: String) -> String { AskedSelector.edgeTypes[type] ?? "" }

  /// Whether some table holds nodes of the type, with all of its columns.
  private func isAnyOf(_ selector: AskedSelector?) -> Bool { selector.map { !files(of: $0.type).isEmpty } ?? false }

  private func files(of type: String) -> [String] {
    let own = (Self.types[type] ?? (type == "committee" ? "committees" : "nodes")) + ".csv"
    return [own].filter { data.columns[$0] != nil }
  }

  private mutating func nodeTypes() -> [String] {
    let all = ["household", "household", "place", "cadre", "cadre", "unit", "branch", "committee"] + kindsOfNodes()
    return random.oneIn(20) ? all : all.filter { !files(of: $0).isEmpty }
  }

  /// Types that only `nodes.csv` has, as far as it has them.
  private func kindsOfNodes() -> [String] {
    let kinds = self.kinds(in: "nodes.csv")
    return ["village", "生产队", ""].filter(kinds.contains).map { $0.isEmpty ? "node" : $0 }
  }

  private func kinds(in file: String) -> Set<String> {
    guard let table = data.tables.first(where: { $0.file == file }), let column = table.columns.firstIndex(of: "kind") else { return [] }
    return Set(table.rows.map { String(decoding: $0.fields[column], as: UTF8.self) })
  }

  private mutating func nodeSelector(_ type: String) -> AskedSelector {
    var selector = AskedSelector(type: type)
    if files(of: type).isEmpty { return selector }
    if random.oneIn(5) {
      selector.conditions = [AskedSelector.Condition(column: "kind", values: kinds())]
      selector.isShort = true
    }
    for _ in 0..<random.pick([0, 0, 1, 1, 2]) { selector.conditions.append(nodeCondition(type)) }
    return selector
  }

  private mutating func kinds() -> [String] {
    random.pick([["village"], ["village", "township"], ["脱贫户"], ["脱贫户", "监测户"], ["机关"], ["7"], ["党支部"]])
  }

  private mutating func nodeCondition(_ type: String, steps: [String] = []) -> AskedSelector.Condition {
    var steps = steps
    var type = type
    // References that the rows of the type have, as far as the tables they lead to are there.
    for _ in 0..<2 where random.oneIn(2) {
      let ways = Self.ways(type).filter { !files(of: $0.type).isEmpty }
      guard let way = ways.isEmpty ? nil : random.pick(ways) else { break }
      steps.append(way.step)
      type = way.type
    }
    if random.oneIn(4) { return condition(steps, "kind", ["=", "!="], kinds() + (random.oneIn(3) ? [""] : [])) }
    let numbers = ["0", "1", "2", "2.5", "07", "-4", "100"]
    let candidates = ["score", "quota", "need", "capacity"].filter { column in files(of: type).contains { has($0, column) } }
    if random.oneIn(3), !candidates.isEmpty { return condition(steps, random.pick(candidates), nil, [random.pick(numbers)]) }
    if random.oneIn(8), !steps.isEmpty || Self.ways(type).contains(where: { $0.step == "place" }) {
      let own = steps.isEmpty ? "place" : "id"
      return condition(steps, own, ["=", "!="], [random.pick((data.ids["places.csv"] ?? []) + [""])])
    }
    return condition(steps, "note", nil, notes())
  }

  private mutating func notes() -> [String] { random.oneIn(2) ? ["", "a", "7", "2021-02"] : RandomNormData.notes }

  private static func ways(_ type: String) -> [(step: String, type: String)] {
    switch type {
    case "place": [("parent", "place")]
    case "unit": [("place", "place"), ("parent", "unit")]
    case "branch": [("unit", "unit"), ("place", "place")]
    case "cadre": [("unit", "unit"), ("branch", "branch"), ("place", "place")]
    case "household", "committee": [("place", "place")]
    default: [("unit", "unit"), ("branch", "branch"), ("place", "place"), ("parent", "place")]
    }
  }

  /// A condition with some of these values, one of them where order is asked.
  private mutating func condition(
    _ steps: [String], _ column: String, _ signs: [String]?, _ values: [String]
  ) -> AskedSelector.Condition {
    let sign = random.pick(signs ?? ["=", "=", "!=", "<", "<=", ">", ">="])
    let isOrder = !["=", "!="].contains(sign)
    var picked = (0..<(isOrder ? 1 : 1 + random.below(2))).map { _ in random.pick(values) }
    if signs != nil { picked = values }
    if isOrder, picked == [""] { picked = ["a"] }
    // Between dates and what is none there is no order; asking for it is refused.
    if isOrder, picked.contains(where: { NaiveValues.day(Array($0.utf8), last: false) == nil }), mayHoldDates(column) {
      picked = ["2021-02"]
    }
    return AskedSelector.Condition(steps: steps, column: column, sign: sign, values: picked)
  }

  /// Whether in some table nothing but dates stands in a column.
  private func mayHoldDates(_ column: String) -> Bool {
    ["since", "until", "date"].contains(column)
      || data.tables.contains { table in
        guard let index = table.columns.firstIndex(of: column) else { return false }
        let cells = table.rows.map { $0.fields[index] }.filter { !$0.isEmpty }
        return !cells.isEmpty && cells.allSatisfy { $0.count > 4 && NaiveValues.day($0, last: false) != nil }
      }
  }

  private mutating func edgeSelector(_ type: String) -> AskedSelector {
    var selector = AskedSelector(type: type)
    guard data.columns[file(type)] != nil else { return selector }
    let word = type == "member" ? "role" : "kind"
    if random.oneIn(4) {
      let values = type == "member" ? [["书记"], ["书记", "委员"]] : [["包户"], ["包户", "共建"]]
      selector.conditions = [AskedSelector.Condition(column: word, values: random.pick(values))]
      selector.isShort = true
    }
    for _ in 0..<random.pick([0, 0, 0, 1, 1, 2]) { selector.conditions.append(edgeCondition(type)) }
    return selector
  }

  private mutating func edgeCondition(_ type: String) -> AskedSelector.Condition {
    let dates = ["2021", "2021-02", "2021-02-10", "2020-12-31", "2021-03", ""]
    switch random.below(7) {
    case 0 where !levels.isEmpty:
      let values = (0..<1 + random.below(2)).map { _ in random.pick(levels) }
      return AskedSelector.Condition(column: "crosses", sign: random.pick(["=", "=", "!="]), values: values, isCrossing: true)
    case 1: return condition([], type == "visit" ? "date" : "since", nil, dates)
    case 2 where has(file(type), "until"): return condition([], "until", nil, dates)
    case 3 where type == "pairing" && has("pairings.csv", "agreement"):
      return condition([], "agreement", ["=", "!="], random.pick([[""], ["有", "a;b"]]))
    case 4, 5:
      // Each end may be of any type: only columns that all tables have.
      let end = random.pick(type == "member" ? ["from", "to"] : ["from", "to"])
      if random.oneIn(3), data.columns["places.csv"] != nil { return condition([end, "place"], "kind", ["=", "!="], kinds()) }
      return condition([end], random.pick(["note", "kind"]), nil, notes() + ["village", "脱贫户", "household"])
    default: return condition([], random.pick(["note", "score"]), nil, notes())
    }
  }

  // MARK: Writing

  private mutating func row(_ norm: AskedNorm) -> String {
    let cells: [String: String] = [
      "id": norm.id, "level": norm.isInfo ? "info" : random.pick(["", "must"]), "subject": norm.subject?.text(&random) ?? "*",
      "relation": norm.relation?.text(&random) ?? "", "side": norm.side, "partner": norm.partner?.text(&random) ?? "",
      "measure": norm.measure, "min": text(norm.min), "max": text(norm.max), "every": norm.every,
      "inherit": norm.inherits ? "yes" : random.pick(["", "no"]), "since": norm.since, "until": norm.until,
    ]
    return Self.columns.map { "\"" + (cells[$0] ?? "").replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
  }

  private func text(_ bound: AskedNorm.Bound?) -> String {
    switch bound {
    case nil: ""
    case .number(let number)?: number == number.rounded() ? String(Int(number)) : String(number)
    case .column(let column)?: column
    }
  }
}

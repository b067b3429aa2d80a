import PairGraph

/// A norm as its parts, for the oracle; `RandomNorms` writes it as a row of a pack.
struct AskedNorm {
  enum Bound {
    case number(Double)
    case column(String)
  }

  var id = ""
  var isInfo = false
  /// nil: every node.
  var subject: AskedSelector?
  var relation: AskedSelector?
  var side = ""
  var partner: AskedSelector?
  var measure = ""
  var min: Bound?
  var max: Bound?
  var every = ""
  var inherits = false
  var since = ""
  var until = ""
}

/// What norms find, by going through every link again for every subject: from the rules of the design alone.
struct NormOracle {
  struct Found: Equatable, CustomStringConvertible {
    var id: String
    var period: Int?
    var isBelow: Bool
    var has: Double
    var bound: Double

    var description: String { "\(id) \(period.map(String.init) ?? "-") \(isBelow ? "below" : "above") \(has) \(bound)" }
  }

  struct Answer: Equatable {
    var asked = 0
    var below = 0
    var above = 0
    var findings: [Found] = []

    /// Some meet it and some do not.
    var isTelling: Bool { below + above > 0 && below + above < asked }
  }

  /// A subject stands at both ends of one link.
  struct SideNeeded: Error {}

  /// A stretch of days; without an end where the time has none.
  struct Time: Equatable {
    var first: Int
    var last: Int
  }

  let model: NaiveModel
  let from: Int?
  private var day: Int { model.day }

  init(_ data: RandomNormData) {
    model = NaiveModel(data.tables, day: data.day, detail: .full)
    from = data.from.flatMap { NaiveValues.day(Array($0.utf8), last: false) }
  }

  /// Whether the answer tells right from wrong: a norm that nobody or everybody meets proves little.
  func isTelling(_ norm: AskedNorm) -> Bool { (try? answer(norm).isTelling) ?? true }

  func answer(_ norm: AskedNorm) throws -> Answer {
    norm.subject?.isOfEdges == true ? edges(norm) : try nodes(norm)
  }

  // MARK: Time

  private func validity(_ norm: AskedNorm) -> Time {
    Time(
      first: NaiveValues.day(Array(norm.since.utf8), last: false, empty: .min) ?? .min,
      last: NaiveValues.day(Array(norm.until.utf8), last: true, empty: .max) ?? .max)
  }

  /// The times in which the norm is asked, of a norm with periods the whole ones; nil stands for the day.
  private func times(_ norm: AskedNorm) -> [Time?] {
    let valid = validity(norm)
    if norm.every.isEmpty { return valid.first <= day && day <= valid.last ? [nil] : [] }
    let over = (Self.periods[norm.every] ?? []).filter { $0.last <= day }
    let found = from.map { from in over.filter { $0.first >= from } } ?? over.suffix(1)
    return found.filter { valid.first <= $0.first && $0.last <= valid.last }
  }

  /// All periods of these years, day by day: one begins where the day before belongs to another.
  private static let periods: [String: [Time]] = {
    let first = NaiveValues.number(2010, 1, 1)
    let dates = (2010...2030).flatMap { year in
      (1...12).flatMap { month in (1...NaiveValues.daysInMonth(year, month)).map { [year, month, $0] } }
    }
    var result: [String: [Time]] = [:]
    for every in ["P7D", "P15D", "P1M", "P3M", "P1Y"] {
      var (found, before): ([Time], [Int]) = ([], [])
      for (index, date) in dates.enumerated() {
        let own = key(every, first + index, date)
        if own != before { found.append(Time(first: first + index, last: 0)) }
        found[found.count - 1].last = first + index
        before = own
      }
      result[every] = found
    }
    return result
  }()

  /// Equal for days of one period.
  private static func key(_ every: String, _ day: Int, _ date: [Int]) -> [Int] {
    switch every {
    // 2010-01-04 was a Monday; what is before it is no whole week.
    case "P7D": [(day - NaiveValues.number(2010, 1, 4) + 7) / 7]
    case "P15D": [date[0], date[1], date[2] <= 15 ? 0 : 1]
    case "P1M": [date[0], date[1]]
    case "P3M": [date[0], (date[1] - 1) / 3]
    default: [date[0]]
    }
  }

  // MARK: Links

  /// Rows of the table of a relation that it selects.
  private func links(_ norm: AskedNorm) -> [NaiveModel.Edge] {
    (model.edges[AskedSelector.edgeTypes[norm.relation?.type ?? ""] ?? ""] ?? []).filter { model.selects(norm.relation, $0) }
  }

  /// Those that count in a time.
  private func links(_ all: [NaiveModel.Edge], _ norm: AskedNorm, in time: Time?) -> [NaiveModel.Edge] {
    all.filter { edge in
      if norm.relation?.type == "visit" {
        let date = NaiveValues.day(edge.cells["date"] ?? [], last: false) ?? .min
        let first = time?.first ?? from ?? .min
        return first <= date && date <= time?.last ?? day
      }
      guard let time else { return edge.isAlive }
      if norm.measure.hasPrefix("sum:"), !norm.measure.hasPrefix("sum:partner.") {
        return time.first <= edge.since && edge.since <= time.last
      }
      return edge.since <= time.last && time.first <= edge.until
    }
  }

  // MARK: Nodes

  private func nodes(_ norm: AskedNorm) throws -> Answer {
    var answer = Answer()
    let all = links(norm)
    let subjects = model.nodes.filter { model.selects(norm.subject, $0) }
    let times = times(norm)
    if !times.isEmpty || !norm.every.isEmpty { try checkSides(norm, all) }
    for time in times {
      let links = links(all, norm, in: time)
      for node in subjects {
        let lower = bound(norm.min, node)
        let upper = bound(norm.max, node)
        judge(norm, name(node.id), time, own(node, norm, links), lower, upper, &answer)
      }
    }
    return answer
  }

  /// Without a side a link counts at the end at which the subject stands; at both ends, nobody knows which.
  private func checkSides(_ norm: AskedNorm, _ links: [NaiveModel.Edge]) throws {
    guard norm.side.isEmpty, !norm.inherits else { return }
    for link in links where link.from != link.to {
      if isSubject(norm, link.from), isSubject(norm, link.to), isPartner(norm, link.from), isPartner(norm, link.to) { throw SideNeeded() }
    }
  }

  private func isPartner(_ norm: AskedNorm, _ id: [UInt8]) -> Bool { model.node(id).map { model.selects(norm.partner, $0) } ?? false }

  private func isSubject(_ norm: AskedNorm, _ id: [UInt8]) -> Bool { model.node(id).map { model.selects(norm.subject, $0) } ?? false }

  /// The links of a node, its partner in each.
  private func own(_ node: NaiveModel.Node, _ norm: AskedNorm, _ links: [NaiveModel.Edge]) -> Double {
    var mine: [(partner: [UInt8], link: NaiveModel.Edge)] = []
    let side = norm.side.isEmpty && norm.inherits ? "helped" : norm.side
    for link in links where link.from != link.to {
      if side != "helped", link.from == node.id { mine.append((link.to, link)) }
      if side != "helps", link.to == node.id { mine.append((link.from, link)) }
    }
    if norm.inherits {
      for place in model.places(around: node.id) {
        for link in links where link.from != link.to && link.to == place { mine.append((link.from, link)) }
      }
    }
    // What a node gives to a place around itself is no help that it receives.
    mine.removeAll { $0.partner == node.id }
    if norm.partner != nil { mine.removeAll { !isPartner(norm, $0.partner) } }
    return measured(norm, mine)
  }

  private func measured(_ norm: AskedNorm, _ links: [(partner: [UInt8], link: NaiveModel.Edge)]) -> Double {
    switch norm.measure {
    case "", "count": return Double(Set(links.map(\.partner)).count)
    case "events": return Double(links.count)
    case "days": return Double(Set(links.map { NaiveValues.day($0.link.cells["date"] ?? [], last: false) }).count)
    default:
      let column = String(norm.measure.dropFirst(4))
      if column.hasPrefix("partner.") {
        return Set(links.map(\.partner)).reduce(0) { $0 + number(model.node($1)?.cells[String(column.dropFirst(8))]) }
      }
      return links.reduce(0) { $0 + number($1.link.cells[column]) }
    }
  }

  private func number(_ cell: [UInt8]?) -> Double { NaiveValues.decimal(cell ?? []) ?? 0 }

  private func bound(_ bound: AskedNorm.Bound?, _ node: NaiveModel.Node) -> Double? {
    switch bound {
    case nil: return nil
    case .number(let number)?: return number
    case .column(let column)?:
      let cell = node.cells[column] ?? []
      if cell.isEmpty { return column == "need" && model.type(node) == "household" ? 1 : nil }
      return number(cell)
    }
  }

  private func judge(
    _ norm: AskedNorm, _ id: String, _ time: Time?, _ has: Double, _ lower: Double?, _ upper: Double?, canBeBelow: Bool = true,
    _ answer: inout Answer
  ) {
    guard (lower ?? 0) > 0 || upper != nil else { return }
    answer.asked += 1
    var found = Found(id: id, period: time?.first, isBelow: true, has: has, bound: lower ?? 0)
    if let lower, has < lower, canBeBelow {
      answer.below += 1
    } else if let upper, has > upper {
      (found.isBelow, found.bound) = (false, upper)
      answer.above += 1
    } else {
      return
    }
    if !norm.isInfo { answer.findings.append(found) }
  }

  // MARK: Edges

  private func edges(_ norm: AskedNorm) -> Answer {
    var answer = Answer()
    let type = norm.subject?.type ?? ""
    let all = links(norm)
    let edges = (model.edges[AskedSelector.edgeTypes[type] ?? ""] ?? []).filter { model.selects(norm.subject, $0) }
    if norm.every == "term" {
      let valid = validity(norm)
      // The time asked of every edge is another: they stand by its first day.
      for edge in edges where edge.since > .min && edge.until <= day && edge.since >= from ?? .min {
        if valid.first <= edge.since, edge.until <= valid.last {
          judge(norm, edge, all, Time(first: edge.since, last: edge.until), &answer)
        }
      }
      answer.findings = answer.findings.enumerated().sorted { a, b in
        (a.element.period ?? 0, a.offset) < (b.element.period ?? 0, b.offset)
      }.map(\.element)
      return answer
    }
    for time in times(norm) {
      for edge in edges where time.map({ edge.since <= $0.first && $0.last <= edge.until }) ?? edge.isAlive {
        judge(norm, edge, all, time, &answer)
      }
    }
    return answer
  }

  private func judge(_ norm: AskedNorm, _ edge: NaiveModel.Edge, _ all: [NaiveModel.Edge], _ time: Time?, _ answer: inout Answer) {
    let type = norm.subject?.type ?? ""
    let isOwn = norm.relation == nil || norm.relation?.type == type
    var has = 0.0
    var canBeBelow = true
    if isOwn {
      if !model.selects(norm.relation, edge) {
        has = 0
      } else if norm.measure == "days" {
        // Nobody knows how long an edge is that has no beginning; one without an end is as long as by now, and may become longer.
        if edge.since == .min { return }
        has = Double((edge.until == .max ? day : edge.until) - edge.since + 1)
        canBeBelow = edge.until < .max
      } else {
        has = norm.measure.hasPrefix("sum:") ? number(edge.cells[String(norm.measure.dropFirst(4))]) : 1
      }
    } else {
      let links = links(all, norm, in: time).filter { $0.from == edge.from && $0.to == edge.to }
      has = measured(norm, links.map { ($0.to, $0) })
    }
    judge(
      norm, "\(type)s.csv:\(edge.line)", time, has, bound(norm.min, edge), bound(norm.max, edge), canBeBelow: canBeBelow, &answer)
  }

  private func bound(_ bound: AskedNorm.Bound?, _ edge: NaiveModel.Edge) -> Double? {
    switch bound {
    case nil: nil
    case .number(let number)?: number
    case .column(let column)?: (edge.cells[column] ?? []).isEmpty ? nil : number(edge.cells[column])
    }
  }

  private func name(_ id: [UInt8]) -> String { model.name(id) }
}

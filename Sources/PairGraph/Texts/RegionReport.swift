/// Planned groups, and the committees there are, in words.
extension Reports {
  /// How many groups, how good they are, what each would be, and what would change.
  public func regions(_ result: RegionResult) throws -> [String] {
    let grouped = result.groups.count { $0 != nil }
    let isPlan = result.committees.isEmpty
    var lines = [
      texts(
        isPlan ? .regionHeadline : .regionEvaluated, texts.number(result.sizes.count), texts.number(grouped), result.day.description,
        texts.borders(result.borders))
    ]
    if result.isProven { lines.append(texts(.regionProven)) }
    if !result.readings.isEmpty { lines.append(texts(.regionCompared, texts.list(result.readings.map(texts.reading)))) }
    if let ratio = result.ratio { lines.append(texts(.regionRatio, Self.share(ratio))) }
    if let largest = result.sizes.first, let smallest = result.sizes.last {
      lines.append(texts(.regionSizes, texts.number(largest), texts.number(result.sizes[result.sizes.count / 2]), texts.number(smallest)))
    }
    let principles = result.principles
    let values: [Double?] = [principles.adjacent, principles.industry, principles.function, principles.resources, principles.growth]
    lines.append(texts(.regionPrinciples, values[0].shown, values[1].shown, values[2].shown, values[3].shown, values[4].shown))
    if !result.islands.isEmpty {
      lines.append(texts(.regionIslands, texts.number(result.islands.count), try names(result.islands)))
    }
    lines += try warnings(on: result)
    if grouped < result.groups.count { lines.append(texts(.regionLeftOut, texts.number(result.groups.count - grouped))) }
    if let comparison = result.comparison {
      lines.append(
        texts(
          .regionComparison, texts.number(comparison.compared), Self.share(comparison.adjustedRandIndex),
          Self.share(comparison.normalisedMutualInformation), texts.number(comparison.moves.count)))
      if !comparison.moves.isEmpty { lines.append(try moves(comparison)) }
    }
    let known = result.figures.reduce((0, 0)) { ($0.0 + $1.householdsKnown, $0.1 + $1.populationKnown) }
    let counted = result.sizes.reduce(0, +)
    // Where nobody has any, the rows say so.
    if known != (0, 0), known != (counted, counted) {
      lines.append(texts(.regionFiguresOf, texts.number(known.0), texts.number(known.1), texts.number(counted)))
    }
    for limit in open(result) {
      lines.append(
        texts(.regionKnownBound, texts.brief(limit.column, room: 40), texts.number(limit.of - limit.empty), texts.number(limit.of)))
    }
    lines.append(texts.heading(texts(.regionList)))
    // One more group takes no more room than to say that there is one.
    let room = listLength(after: lines.count)
    let shown = result.sizes.count == room + 1 ? room + 1 : room
    for (group, areas) in result.members.prefix(shown).enumerated() { lines.append("  " + trimmed(try line(result, group, areas))) }
    if result.sizes.count > shown { lines.append("  " + texts(.listMore, texts.number(result.sizes.count - shown))) }
    return lines + rows()
  }

  /// The first few that would move, from where to where.
  private func moves(_ comparison: RegionComparison) throws -> String {
    let shown = try comparison.moves.prefix(5).map { move in
      texts(.regionMove, try names([move.node]), try names([move.from]), texts.number(move.to))
    }
    return texts(.regionMoves, shown.joined(separator: texts.language == .english ? ", " : "、") + (comparison.moves.count > 5 ? " …" : ""))
  }

  /// Columns of bounds with empty cells, each once.
  private func open(_ result: RegionResult) -> [RegionLimit] {
    var known: Set<String> = []
    return result.limits.filter { $0.empty > 0 && known.insert($0.column).inserted }
  }

  /// What was read otherwise than people may think, and what rests on what is not known.
  private func readingWarnings(_ result: RegionResult) -> [String] {
    var lines: [String] = []
    for reading in result.readings {
      if let found = reading.likeNumbers {
        lines.append(
          texts(
            .regionLikeNumbers, texts.brief(reading.column), texts.number(found.cells), texts.number(found.of), found.file,
            String(found.line), texts.brief(found.text, room: 40), texts.brief(found.rewritten, room: 40)))
      }
      if reading.isAlike { lines.append(texts(.regionAlike, texts.brief(reading.column))) }
    }
    let asksForRatio = result.method == "regions" || !result.readings.isEmpty
    if result.ratio == nil, result.nodes.count > 1, asksForRatio { lines.append(texts(.regionNothingCompared)) }
    if result.map.hasEmptyTable { lines.append(texts(.regionEmptyTable, texts.borders(result.borders))) }
    for limit in open(result) {
      lines.append(
        texts(
          .regionEmptyCells, texts.brief(limit.column), texts.number(limit.empty), texts.number(limit.of), limit.file ?? "",
          String(limit.line ?? 0)))
    }
    return lines
  }

  /// What was read otherwise than people may think; what was joined without a border; bounds that a piece of the map is below, and places that
  /// are in several committees: the first few of each.
  public func warnings(on result: RegionResult) throws -> [String] {
    let below = try result.below.prefix(6).map { below in
      texts(
        .regionBelow, try names(below.nodes), texts.number(below.nodes.count), texts.bound(below.column), Texts.amount(below.has, texts),
        Texts.amount(below.floor, texts))
    }
    let several = try result.inSeveral.prefix(6).map { texts(.regionInSeveral, try names([$0.node]), try names($0.committees)) }
    func shown(_ lines: [String], of count: Int) -> [String] {
      count > 5 ? lines.prefix(5) + [texts(.regionMore, texts.number(count - 5))] : lines
    }
    let weightless = result.map.weightless > 0 ? [texts(.regionWeightless, texts.number(result.map.weightless))] : []
    let joined = try result.joined.prefix(6).map { texts(.regionJoined, try names([$0.0]), try names([$0.1])) }
    return readingWarnings(result) + weightless + shown(joined, of: result.joined.count) + shown(below, of: result.below.count)
      + shown(several, of: result.inSeveral.count)
  }

  /// Committees that nobody would lead, and people who would lead several.
  public func warnings(on seats: RegionPlan.Vacancies) throws -> [String] {
    func groups(_ groups: [Int]) -> String { texts.list(groups.prefix(10).map { String($0) }) + (groups.count > 10 ? " …" : "") }
    var lines: [String] = []
    if !seats.empty.isEmpty { lines.append(texts(.regionNoSecretary, texts.number(seats.empty.count), groups(seats.empty))) }
    if !seats.shared.isEmpty {
      let shown = try seats.shared.prefix(5).map { texts(.regionLeads, try names([$0.cadre]), groups($0.groups)) }
      let sign = texts.language == .english ? ", " : "、"
      lines.append(
        texts(
          .regionLeadsSeveral, texts.number(seats.shared.count),
          shown.joined(separator: sign) + (seats.shared.count > 5 ? " …" : "")))
    }
    return lines
  }

  private func line(_ result: RegionResult, _ group: Int, _ areas: [Int]) throws -> String {
    let figures = result.figures[group]
    let number = result.committees.isEmpty ? String(group + 1) : try names([result.committees[group]])
    func amount(_ value: Double?, _ known: Int) -> String {
      guard let value else { return texts(.regionUnknown) }
      let sum = Texts.amount(value.rounded(), texts)
      return known < areas.count ? texts(.regionKnownOf, sum, texts.number(known), texts.number(areas.count)) : sum
    }
    return texts(
      .regionRow, number, texts.number(figures.villages), amount(figures.households, figures.householdsKnown),
      amount(figures.population, figures.populationKnown),
      figures.industries.isEmpty ? "-" : texts.list(Array(figures.industries.prefix(3))), try names(areas.map { result.nodes[$0] }))
  }

  /// The first few, by name.
  private func names(_ nodes: [Int]) throws -> String {
    let lists = NodeLists(network)
    let shown = try nodes.prefix(5).map { texts.brief(try lists.label(of: $0), room: 20) }
    return texts.list(shown) + (nodes.count > 5 ? " …" : "")
  }

  /// Three digits behind the point.
  fileprivate static func share(_ value: Double) -> String { String((value * 1000).rounded() / 1000) }
}

extension Double? {
  fileprivate var shown: String { map(Reports.share) ?? "-" }
}

extension Texts {
  /// Where borders are from.
  func borders(_ borders: RegionBorders?) -> String {
    switch borders {
    case nil: self(.bordersUnknown)
    case .adjacent: "adjacent.csv"
    case .edges: "edges.csv"
    case .delaunay: self(.bordersDelaunay)
    case .nearest: self(.bordersNearest)
    }
  }

  /// How a column was read.
  fileprivate func reading(_ reading: RegionReading) -> String {
    let column = brief(reading.column, room: 40)
    if reading.isAlike { return self(.regionReadAlike, column) }
    return reading.texts.map { self(.regionReadText, column, number($0)) } ?? self(.regionReadNumbers, column)
  }

  /// Why there are no groups, with what to do.
  func describe(_ fault: RegionFault) -> String {
    switch fault {
    case .nothingAsked: self(.regionNothingAsked)
    case .onlyCaps: self(.regionOnlyCaps)
    case .noAreas(let selector, let kinds): self(.regionNoAreas, brief(selector), list(kinds))
    case .noColumn(let column, let columns): self(.regionNoColumn, brief(column), list(columns.map { brief($0, room: 30) }))
    case .noNumber(let column, let id, let text):
      CellNumber.rewritten(text).map { self(.regionNoNumberWrite, brief(column), brief(id), brief(text), brief($0)) }
        ?? self(.regionNoNumber, brief(column), brief(id), brief(text))
    case .tooLarge(let column, let id, let text):
      self(.regionTooLarge, brief(column), brief(id), brief(text), number(Int(CellNumber.largestSum)))
    case .sumTooLarge(let column): self(.regionSumTooLarge, brief(column), number(Int(CellNumber.largestSum)))
    case .negative(let column, let id, let text): self(.regionNegative, brief(column), brief(id), brief(text))
    case .tooManyValues(let column, let count): self(.regionManyValues, brief(column), number(count), number(RegionColumns.mostValues))
    case .noLevel(let level, let kinds): self(.regionNoLevel, brief(level), list(kinds))
    case .noNeighbours: self(.regionNoNeighbours)
    case .noRowsOfNeighbours: self(.regionNoRowsOfNeighbours)
    case .oneSpot(let areas): self(.regionOneSpot, number(areas))
    case .cannotJoin(let ids, let areas):
      self(.regionCannotJoin, list(ids.map { brief($0, room: 30) }) + (areas > ids.count ? " …" : ""), number(areas))
    case .noCommittees: self(.regionNoCommittees, RegionCommittees.usualKind)
    case .allLeftOut(let areas): self(.regionAllLeftOut, number(areas))
    case .impossible(let reasons):
      self(.regionImpossible, joined(reasons.prefix(5).map { describe($0) }), number(reasons.count), number(max(0, reasons.count - 5)))
    case .undecided(let broken, let groups): self(.regionUndecided, number(groups), number(broken))
    case .unknownCells(let columns, let cells): self(.regionUnknownCells, number(cells), list(columns))
    }
  }

  /// A number, whole or not.
  static func amount(_ value: Double, _ texts: Texts) -> String {
    value == value.rounded() && abs(value) <= CellNumber.largestSum ? texts.number(Int(value)) : String(value)
  }

  /// What a bound is on.
  func bound(_ column: String) -> String { column.isEmpty ? self(.regionAreas) : brief(column, room: 40) }

  private func describe(_ reason: RegionReason) -> String {
    func amount(_ value: Double) -> String { Self.amount(value, self) }
    func name(_ column: String) -> String { bound(column) }
    func ids(_ ids: [String], _ count: Int) -> String { list(ids.map { brief($0, room: 30) }) + (count > ids.count ? " …" : "") }
    return switch reason {
    case .areaAboveCap(let id, let column, let has, let cap): self(.reasonAboveCap, brief(id), name(column), amount(has), amount(cap))
    case .pieceBelowFloor(let shown, let areas, let column, let has, let floor):
      self(.reasonBelowFloor, ids(shown, areas), number(areas), name(column), amount(has), amount(floor))
    case .noNumber(let shown, let areas, let fewest, let most):
      self(.reasonNoNumber, ids(shown, areas), number(areas), number(fewest), number(most))
    case .cutAboveCap(let id, let areas, let column, let has, let cap):
      self(.reasonCutAboveCap, brief(id), number(areas), name(column), amount(has), amount(cap))
    case .noPartition(let shown, let areas): self(.reasonNoPartition, ids(shown, areas), number(areas))
    case .noPartitionInto(let asked, let areas): self(.reasonNoPartitionInto, number(areas), number(asked))
    case .groupCount(let asked, let fewest, let most): self(.reasonGroupCount, number(asked), number(fewest), number(most))
    }
  }
}

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
    }
    let known = result.figures.reduce((0, 0)) { ($0.0 + $1.householdsKnown, $0.1 + $1.populationKnown) }
    let counted = result.sizes.reduce(0, +)
    // Where nobody has any, the rows say so.
    if known != (0, 0), known != (counted, counted) {
      lines.append(texts(.regionFiguresOf, texts.number(known.0), texts.number(known.1), texts.number(counted)))
    }
    lines.append(texts.heading(texts(.regionList)))
    let shown = listLength(after: lines.count)
    for (group, areas) in result.members.prefix(shown).enumerated() { lines.append("  " + trimmed(try line(result, group, areas))) }
    if result.sizes.count > shown { lines.append("  " + texts(.listMore, texts.number(result.sizes.count - shown))) }
    return lines + rows()
  }

  /// Bounds that a piece of the map is below, and places that are in several committees: the first few of each.
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
    return weightless + shown(below, of: result.below.count) + shown(several, of: result.inSeveral.count)
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

  /// Why there are no groups, with what to do.
  func describe(_ fault: RegionFault) -> String {
    switch fault {
    case .nothingAsked: self(.regionNothingAsked)
    case .noAreas(let selector): self(.regionNoAreas, brief(selector))
    case .noColumn(let column, let columns): self(.regionNoColumn, brief(column), list(columns.map { brief($0, room: 30) }))
    case .noNumber(let column, let id, let text): self(.regionNoNumber, brief(column), brief(id), brief(text))
    case .negative(let column, let id, let text): self(.regionNegative, brief(column), brief(id), brief(text))
    case .tooManyValues(let column, let count): self(.regionManyValues, brief(column), number(count), number(RegionColumns.mostValues))
    case .noLevel(let level, let kinds): self(.usageNoLevel, brief(level), list(kinds))
    case .noNeighbours: self(.regionNoNeighbours)
    case .noCommittees: self(.regionNoCommittees)
    case .allLeftOut(let areas): self(.regionAllLeftOut, number(areas))
    case .impossible(let reasons):
      self(.regionImpossible, joined(reasons.prefix(5).map { describe($0) }), number(reasons.count), number(max(0, reasons.count - 5)))
    case .undecided(let broken, let groups): self(.regionUndecided, number(groups), number(broken))
    }
  }

  /// A number, whole or not.
  static func amount(_ value: Double, _ texts: Texts) -> String {
    value == value.rounded() && abs(value) < 1e15 ? texts.number(Int(value)) : String(value)
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
    case .noPartition(let shown, let areas): self(.reasonNoPartition, ids(shown, areas), number(areas))
    case .noPartitionInto(let asked, let areas): self(.reasonNoPartitionInto, number(areas), number(asked))
    case .groupCount(let asked, let fewest, let most): self(.reasonGroupCount, number(asked), number(fewest), number(most))
    }
  }
}

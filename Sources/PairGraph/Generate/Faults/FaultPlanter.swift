/// Plants faults so that each is found once, under the norms it breaks, and nothing else is.
///
/// Every fault has nodes and links of its own; what a change does to the bounds of both ends is reckoned from the numbers of their links.
struct FaultPlanter {
  let layout: Layout
  let tables: LinkTables
  /// By file name.
  let generated: [String: GeneratedTable]
  var plan = FaultPlan()
  /// Nodes that a fault has already, by what they are to whom.
  var taken: Set<Taken> = []
  /// Links that helpers have lost.
  var lost: [Taken: Int] = [:]
  /// Villages that have nothing but their own partner any more.
  var bare: Set<Int> = []

  /// One end of the links of a rule.
  struct Taken: Hashable {
    var set: Int
    var isHelper: Bool
    var index: Int
  }

  init(_ layout: Layout, _ generated: [GeneratedTable]) {
    self.layout = layout
    tables = LinkTables(layout: layout)
    self.generated = Dictionary(uniqueKeysWithValues: generated.map { ($0.file, $0) })
  }

  /// - Complexity: O(faults²), of which there are some hundred.
  static func plan(_ layout: Layout, _ generated: [GeneratedTable]) -> FaultPlan {
    var planter = FaultPlanter(layout, generated)
    for number in layout.links.indices where !layout.links[number].rule.isPast {
      // Losses last: where there are few nodes, they would take all.
      planter.plantSmallAmounts(number)
      planter.plantMissingVisits(number)
      planter.plantOverloads(number)
      planter.plantLosses(number)
      planter.plantEqualRows(number)
    }
    planter.plantBadRows()
    return planter.plan
  }

  /// How many of a fault are planted among so many rows.
  static func share(of count: Int) -> Int { max(1, min(12, count / 60)) }

  // MARK: Choosing

  /// Links of a rule in a random order; as many as there is patience for.
  func candidates(_ set: LinkSet, _ purpose: String, _ number: Int) -> [Int] {
    let order = Shuffle(set.count, seed: layout.seed, "\(purpose) \(number)")
    return (0..<min(set.count, 400)).map { order.number(at: $0) }
  }

  func isTaken(_ number: Int, helper: Int) -> Bool { taken.contains(Taken(set: number, isHelper: true, index: helper)) }
  func isTaken(_ number: Int, helped: Int) -> Bool { taken.contains(Taken(set: number, isHelper: false, index: helped)) }
  mutating func take(_ number: Int, helper: Int) { taken.insert(Taken(set: number, isHelper: true, index: helper)) }
  mutating func take(_ number: Int, helped: Int) { taken.insert(Taken(set: number, isHelper: false, index: helped)) }

  /// Whether somebody else helps the same, too.
  func isShared(_ set: LinkSet, _ link: Int) -> Bool {
    guard set.rule.many == .from else { return false }
    let helper = set.deal.holder(of: link)
    return set.hasSecond(helper) && set.deal.things(of: helper).lowerBound == link
  }

  /// All links of what a link helps.
  func links(_ set: LinkSet, helpedBy link: Int) -> Range<Int> {
    set.rule.many == .from ? link..<link + 1 : set.deal.things(of: set.deal.holder(of: link))
  }

  /// All links of whom a link has as helper.
  func links(_ set: LinkSet, ofHelperOf link: Int) -> Range<Int> {
    set.rule.many == .from ? set.deal.things(of: set.deal.holder(of: link)) : link..<link + 1
  }

  // MARK: Answers

  mutating func expect(_ fault: PlantedFault, helper: Int, of set: LinkSet, norm: String) {
    expect(fault, set.from.type, set.from[helper], norm)
  }

  mutating func expect(_ fault: PlantedFault, helped: Int, of set: LinkSet, norm: String) {
    expect(fault, set.to.type, set.to[helped], norm)
  }

  mutating func expect(_ fault: PlantedFault, _ type: GeneratedType, _ row: Int, _ norm: String) {
    var id: [UInt8] = []
    layout.id(type, row, to: &id)
    plan.expect(Answer(fault: fault, file: type.file, place: .row(row), id: id, channel: .finding, norm: norm))
  }

  mutating func expectBadRow(_ fault: PlantedFault, _ place: TableEdits.Place, of file: String, id: [UInt8]? = nil) {
    plan.expect(Answer(fault: fault, file: file, place: place, id: id, channel: .diagnostic))
  }

  // MARK: Rows

  func bytes(_ row: LinkRow, _ set: LinkSet) -> [UInt8] {
    var bytes: [UInt8] = []
    tables.append(row, of: set, to: &bytes)
    return bytes
  }

  /// Some row of a table, to put another before it.
  func somewhere(in file: String, _ purpose: String, _ number: Int, from first: Int = 0) -> Int {
    let count = generated[file]?.rowCount ?? 0
    return first + layout.stream("place of \(purpose)").below(max(1, count - first), number)
  }
}

/// `places.csv`, with what villages live on, and which of them are neighbours.
struct PlaceTable: Sendable {
  private let layout: Layout
  private let names: SeededStream
  private let values: SeededStream
  private let nameOrder: Shuffle
  private let grid: VillageGrid
  /// Marks that are columns whatever the profile.
  private static let usual = ["strong", "poor", "lax"]
  private let marks: [String]

  init(_ layout: Layout, _ grid: VillageGrid) {
    self.layout = layout
    self.grid = grid
    names = layout.stream("place names")
    values = layout.stream("place values")
    nameOrder = Shuffle(MadeUpNames.placeCount, seed: layout.seed, "place names")
    marks = Self.usual + layout.profile.marks.map(\.column).filter { !Self.usual.contains($0) }
  }

  var table: GeneratedTable {
    let columns = ["id", "name", "kind", "parent", "lat", "lon", "industry", "function", "income", "population", "households"] + marks
    return GeneratedTable(
      "places.csv", columns + (layout.profile.programme == nil ? [] : ["programme"]),
      layout.levels.enumerated().map { level, rows in
        GeneratedTable.Section(count: rows.count) { write(level, $0, &$1) }
      })
  }

  /// The name of a place without its ending.
  func name(_ place: Int, to bytes: inout [UInt8]) { MadeUpNames.place(nameOrder.number(at: place % nameOrder.count), to: &bytes) }

  private func write(_ level: Int, _ index: Int, _ bytes: inout [UInt8]) {
    let place = layout.levels[level].lowerBound + index
    let isVillage = level == layout.levels.count - 1
    layout.id(.place, place, to: &bytes)
    bytes.comma()
    let kind = layout.profile.levels[level]
    if level == 0, kind.count == 1 {
      bytes.text(layout.profile.top)
    } else {
      name(place, to: &bytes)
      bytes.text(kind.endings[names.below(kind.endings.count, place)])
    }
    bytes.comma()
    bytes.text(kind.kind)
    bytes.comma()
    if let parent = layout.parent(of: place) { layout.id(.place, parent, to: &bytes) }
    bytes.comma()
    let point = isVillage ? grid.village(index) : kind.kind == "township" ? grid.township(index) : nil
    if let point { bytes.degrees(point.lat) }
    bytes.comma()
    if let point { bytes.degrees(point.lon) }
    if isVillage { writeVillage(index, &bytes) } else { for _ in 0..<5 + marks.count { bytes.comma() } }
    if let programme = layout.profile.programme {
      bytes.comma()
      if kind.kind == "township", index < programme.townships { bytes.text(programme.name) }
    }
  }

  private func writeVillage(_ index: Int, _ bytes: inout [UInt8]) {
    let rank = layout.villageOrder.position(of: index)
    let value = { (number: Int) in values.value(index * 8 + number) }
    let isPoor = layout.profile.marks.contains { $0.column != "key" && $0.column != "strong" && $0.ranks.contains(rank) }
    bytes.comma()
    // Most villages of a township live on the same.
    let township = layout.parent(of: layout.villages.lowerBound + index) ?? 0
    let source = SeededStream.below(10, value(0)) < 7 ? values.value(-1 - township) : value(1)
    bytes.append(contentsOf: MadeUpNames.industries[SeededStream.below(MadeUpNames.industries.count, source)])
    bytes.comma()
    bytes.append(contentsOf: MadeUpNames.functions[SeededStream.below(MadeUpNames.functions.count, value(2))])
    bytes.comma()
    bytes.number(isPoor ? 2000 + SeededStream.below(4000, value(3)) : 6000 + SeededStream.below(24_000, value(3)))
    bytes.comma()
    let households = self.households(index)
    bytes.number(layout.population?.load(of: index) ?? households * 3 + SeededStream.below(households + 1, value(4)))
    bytes.comma()
    bytes.number(households)
    for mark in marks {
      bytes.comma()
      let own = layout.profile.marks.first { $0.column == mark }
      let holds = own.map { $0.ranks.contains(rank) } ?? (mark == "strong" && !isPoor && SeededStream.below(5, value(5)) == 0)
      bytes.text(holds ? "yes" : "no")
    }
  }

  private func households(_ village: Int) -> Int {
    if let households = layout.households { return households.load(of: village) }
    if let first = layout.profile.firstHouseholds, village < first.villages {
      return first.households * (village + 1) / first.villages - first.households * village / first.villages
    }
    return layout.population.map { max(1, $0.load(of: village) / 4) } ?? 150 + SeededStream.below(500, values.value(village * 8 + 6))
  }
}

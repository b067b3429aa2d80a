/// As many regions as the floors allow (the max-p-regions problem, Duque, Anselin and Rey 2012): packing of every component, then
/// neighbouring regions that together hold enough for one more are packed anew.
struct RegionMaximum {
  let problem: RegionProblem
  let ranges: RegionRanges
  /// Trees tried per component, and rounds over all regions.
  let tries: Int

  func run(random: inout SeededNumbers) -> (labels: [Int32], groupCount: Int) {
    var packing = RegionPacking(problem)
    var labels = [Int32](repeating: 0, count: problem.areaCount)
    var groupCount = 0
    for (component, areas) in ranges.components.enumerated() {
      var best: (count: Int, pieces: [Int32])?
      for _ in 0..<tries {
        let count = packing.cut(areas, random: &random)
        if count > best?.count ?? 0 { best = (count, areas.map { packing.pieces[$0] }) }
        if count == ranges.most[component] { break }
      }
      for (index, area) in areas.enumerated() { labels[area] = Int32(groupCount) + (best?.pieces[index] ?? 0) }
      groupCount += best?.count ?? 1
    }
    var state = RegionState(problem, labels: labels, groupCount: groupCount)
    for _ in 0..<tries where raise(&state, &packing, &random) == 0 && problem.areaCount > 4096 { break }
    return (state.labels, state.groupCount)
  }

  /// One round: around every region a chain of two to five neighbours is packed anew.
  ///
  /// - Returns: how many regions were won.
  private func raise(_ state: inout RegionState, _ packing: inout RegionPacking, _ random: inout SeededNumbers) -> Int {
    let before = state.groupCount
    var lists = state.areasByRegion()
    for first in 0..<before {
      var regions = [first]
      var areas = lists[first]
      let size = 2 + random.below(4)
      for _ in 0..<4 * size where regions.count < size {
        let other = state.otherRegion(of: areas[random.below(areas.count)], random.next())
        if regions.contains(other) { continue }
        regions.append(other)
        areas += lists[other]
      }
      if regions.count < 2 || !holdsOneMore(state, regions) { continue }
      for _ in 0..<3 where packing.cut(areas, random: &random) > regions.count {
        let pieces = areas.map { packing.pieces[$0] }
        for _ in regions.count...Int(pieces.max() ?? 0) {
          regions.append(state.addRegion())
          lists.append([])
        }
        for (piece, region) in regions.enumerated() {
          lists[region] = areas.indices.filter { pieces[$0] == piece }.map { areas[$0] }
          state.assign(lists[region], to: region)
        }
        break
      }
    }
    return state.groupCount - before
  }

  private func holdsOneMore(_ state: RegionState, _ regions: [Int]) -> Bool {
    let bounds = problem.bounds.count
    return problem.bounds.indices.allSatisfy { bound in
      let sum = regions.reduce(0) { $0 + state.amounts[$1 * bounds + bound] }
      return sum >= problem.bounds[bound].floor * Double(regions.count + 1)
    }
  }
}

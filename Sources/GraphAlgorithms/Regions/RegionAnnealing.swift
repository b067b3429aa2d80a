/// Simulated annealing over moves of border areas (Openshaw's automatic zoning with a cooling schedule, Openshaw and Rao 1995).
///
/// A move keeps every region connected and not empty. Bounds are priced in the first part of the schedule, so that the search may pass
/// through partitions that break them a little, and are law in the rest.
struct RegionAnnealing {
  /// Proposals per area.
  let sweeps: Int
  /// The first temperature, in units of the sum of squares within per area.
  let heat: Double
  /// The share of the schedule in which bounds may be broken.
  let leniency: Double
  /// What breaking a bound by an area costs, in units of the sum of squares within per area, at the start.
  var price = 1.0

  /// -log of evenly spaced shares: what a uniform number is turned into instead of taking its logarithm each time.
  private static let exponentials: [Double] = (0..<4096).map { -((Double($0) + 0.5) / 4096).logarithm }

  /// - Returns: the best partition seen that keeps to the bounds, else the last.
  func run(on state: inout RegionState, random: inout SeededNumbers) {
    let areas = state.areaCount
    let scale = state.withinSumOfSquares() / Double(max(1, areas))
    if areas == 0 || state.groupCount < 2 { return }
    let unit = scale > 0 ? scale : 1
    var best: (cost: Double, labels: [Int32])?
    if state.isFeasible { best = (state.withinSumOfSquares(), state.labels) }
    let table = Self.exponentials
    // Broken bounds get dearer as long as there are any, and cheaper as soon as there are none: the search stays near what is allowed.
    var fine = unit * price
    for sweep in 0..<sweeps {
      let left = 1 - Double(sweep) / Double(sweeps)
      let temperature = unit * heat * left * left * left
      let isFeasible = state.isFeasible
      let isLenient = 1 - left < leniency
      fine = isFeasible ? max(fine / 1.06, unit * 0.1) : min(fine * 1.04, unit * 1000)
      for _ in 0..<areas {
        if state.border.isEmpty { break }
        let chance = random.next()
        let area = Int(state.border[Int(truncatingIfNeeded: ((chance >> 32) &* UInt64(truncatingIfNeeded: state.border.count)) >> 32)])
        let to = state.otherRegion(of: area, chance)
        let from = Int(state.labels[area])
        if state.counts[from] < 2 { continue }
        let violation = state.violationOfMove(area, from: from, to: to)
        if !isLenient && violation > 0 { continue }
        let cost = state.costOfMove(area, from: from, to: to) + fine * violation
        if cost > 0 && cost > temperature * table[Int(random.next() & 4095)] { continue }
        if state.canLeave(area) { state.move(area, to: to) }
      }
      if 1 - left > leniency * 0.5 && state.isFeasible {
        let cost = state.withinSumOfSquares()
        if best.map({ cost < $0.cost }) ?? true { best = (cost, state.labels) }
      }
    }
    if let best, best.labels != state.labels { state = RegionState(state.problem, labels: best.labels, groupCount: state.groupCount) }
  }
}

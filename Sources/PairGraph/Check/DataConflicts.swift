/// Norms that cannot all be met by some subject of the data: columns that ask for more than others allow, and sides and subjects that only
/// here are the same.
///
/// What the numbers of a pack show by themselves is left to `NormConflict.find`.
struct DataConflicts {
  private let plans: [NormPlan]

  init(_ plans: [NormPlan]) { self.plans = plans.filter { !$0.norm.isInfo } }

  /// - Returns: of each subject the largest minimum and the smallest maximum, once for each pair of norms, with the first subject.
  /// - Complexity: O(norms), and O(subjects) for each norm that asks the same as another and may ask more than it allows.
  func find() -> [NormConflict] {
    var groups: [String: [NormPlan]] = [:]
    for plan in plans { groups[Self.key(plan), default: []].append(plan) }
    var found: [(least: Int, most: Int, example: NormConflict.Example)] = []
    for key in groups.keys.sorted() {
      guard let group = groups[key], Self.mayConflict(group) else { continue }
      for plans in Self.atOneTime(group) where Self.mayConflict(plans) { found += Self.conflicts(plans) }
    }
    let norms = Dictionary(uniqueKeysWithValues: plans.map { ($0.number, $0.norm) })
    var seen: Set<[Int]> = []
    return found.sorted { ($0.least, $0.most) < ($1.least, $1.most) }.compactMap { pair in
      guard seen.insert([pair.least, pair.most]).inserted, let least = norms[pair.least], let most = norms[pair.most] else { return nil }
      // Numbers of norms that ask the same show it without any data.
      if NormConflict.find([least, most]).count > 0 { return nil }
      return NormConflict(least: least, most: most, example: pair.example)
    }
  }

  /// What is asked, the side as it is in these data.
  private static func key(_ plan: NormPlan) -> String {
    var norm = plan.norm
    if !norm.isOfEdges { norm.side = plan.side }
    return norm.asked + "\n" + (norm.isOfEdges ? norm.subject?.type ?? "" : "")
  }

  /// Whether any minimum is above any maximum, whoever has them.
  private static func mayConflict(_ group: [NormPlan]) -> Bool {
    guard let least = group.compactMap(\.min.largest).max(), let most = group.compactMap(\.max.smallest).min() else { return false }
    return least > most
  }

  /// Those of a group that are asked in one period, for every such choice.
  private static func atOneTime(_ group: [NormPlan]) -> [[NormPlan]] {
    guard let every = group.first?.norm.every, every != .term else { return [group] }
    var byFirstDay: [Int32: [Int]] = [:]
    for (index, plan) in group.enumerated() { for period in plan.periods { byFirstDay[period.first.number, default: []].append(index) } }
    var seen: Set<[Int]> = []
    return byFirstDay.keys.sorted().compactMap { day in
      let own = byFirstDay[day] ?? []
      return seen.insert(own).inserted ? own.map { group[$0] } : nil
    }
  }

  /// Subjects are looked at in blocks, so that what is noted of them stays near the processor.
  private static let blockSize = 4096

  private static func conflicts(_ plans: [NormPlan]) -> [(least: Int, most: Int, example: NormConflict.Example)] {
    let lowest = plans.map(\.range).filter { !$0.isEmpty }.map(\.lowerBound).min() ?? 0
    let highest = plans.map(\.range.upperBound).max() ?? 0
    var order: [[Int]] = []
    var examples: [[Int]: NormConflict.Example] = [:]
    for first in stride(from: lowest, to: highest, by: blockSize) {
      let block = first..<min(first + blockSize, highest)
      // index = subject - first, value = the largest minimum or smallest maximum, and the index of its plan.
      var least = [(bound: Double, plan: Int)](repeating: (0, -1), count: block.count)
      var most = [(bound: Double, plan: Int)](repeating: (.infinity, -1), count: block.count)
      for (index, plan) in plans.enumerated() {
        plan.meant.forEach(in: block) { subject in
          // A bound that is not there is no number, and neither above nor below.
          if plan.min[subject] > least[subject - first].bound { least[subject - first] = (plan.min[subject], index) }
          if plan.max[subject] < most[subject - first].bound { most[subject - first] = (plan.max[subject], index) }
        }
      }
      for index in least.indices where least[index].bound > most[index].bound {
        let pair = [plans[least[index].plan].number, plans[most[index].plan].number]
        if examples[pair] == nil {
          order.append(pair)
          let (min, max) = (Quantity(least[index].bound), Quantity(most[index].bound))
          examples[pair] = NormConflict.Example(subject: first + index, min: min, max: max, count: 0)
        }
        examples[pair]?.count += 1
      }
    }
    return order.compactMap { pair in examples[pair].map { (pair[0], pair[1], $0) } }
  }
}

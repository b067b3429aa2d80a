/// What nodes have, by their number.
protocol SubjectValues: Sendable {
  func value(_ subject: Int) -> Double
  /// What none of 64 nodes from a multiple of 64 on has less or more than, where that shows at a glance.
  func limits(of64From first: Int) -> (least: Int, most: Int)?
}

extension SubjectValues {
  func limits(of64From first: Int) -> (least: Int, most: Int)? { nil }
}

extension PartnerCounts: SubjectValues {
  @inline(__always) func value(_ subject: Int) -> Double { Double(self[subject]) }
}

extension PartnerTally.Counts: SubjectValues {
  @inline(__always) func value(_ subject: Int) -> Double { Double(self[subject]) }
}

/// Where what subjects have in one period stands, one subject after the other.
struct Slots: Sendable {
  let first: Int
  let periodCount: Int
  let period: Int

  @inline(__always) func slot(of subject: Int) -> Int { (subject - first) * periodCount + period }
}

struct TallyValues: SubjectValues {
  let tally: LinkTally
  let slots: Slots

  @inline(__always) func value(_ subject: Int) -> Double { tally.value(slots.slot(of: subject)) }
}

struct SlotValues: SubjectValues {
  let values: [Double]
  let slots: Slots

  @inline(__always) func value(_ subject: Int) -> Double { values[slots.slot(of: subject)] }
}

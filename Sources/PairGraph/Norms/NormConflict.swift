/// Norms of a pack that cannot all be met; both are the same where one cannot be met by itself.
public struct NormConflict: Sendable, Equatable {
  /// The one that asks for more than the other allows.
  public var least: Norm
  public var most: Norm
  /// Where only the data show it: how many subjects, the first of them, and what is asked of it.
  public internal(set) var example: Example?

  /// A subject of which more is asked than allowed.
  public struct Example: Sendable, Equatable {
    public var subject: Int
    public var min: Quantity
    public var max: Quantity
    /// How many there are like it.
    public var count: Int
  }

  /// Pairs of norms with numbers for bounds that ask the same, at the same time, with a minimum above a maximum; of the same subjects, or
  /// the one of some of the other's, by a condition more.
  ///
  /// - Returns: the first ones in the order of the pack, and how many there are in all.
  /// - Complexity: O(norms) expected, and O(minima x maxima) steps of comparing numbers where norms ask the same.
  public static func find(_ norms: [Norm], limit: Int = 20) -> (listed: [NormConflict], count: Int) {
    // What is asked of whom -> the norms with a maximum, by it.
    var most: [String: [Most]] = [:]
    let keys = norms.map { $0.isInfo ? nil : Key($0) }
    for (number, norm) in norms.enumerated() {
      guard let key = keys[number], case .number(let max)? = norm.max else { continue }
      most[key.own, default: []].append(Most(number: number, max: max, norm))
    }
    for key in most.keys { most[key]?.sort { ($0.max, $0.number) < ($1.max, $1.number) } }
    // The same of those with a minimum, for maxima of more subjects' parts.
    var pairs: [(least: Int, most: Int)] = []
    var count = 0
    func compare(_ number: Int, _ norm: Norm, _ others: [Most]) {
      guard case .number(let min)? = norm.min else { return }
      let (since, until) = ((norm.since ?? .distantPast).number, (norm.until ?? .distantFuture).number)
      for other in others {
        if other.max >= min { break }
        guard since <= other.until, other.since <= until else { continue }
        count += 1
        if pairs.count < limit * 64 { pairs.append((number, other.number)) }
      }
    }
    // Maxima by every wider circle of subjects -> those of a narrower one.
    var narrower: [String: [Most]] = [:]
    for (number, norm) in norms.enumerated() {
      guard let key = keys[number], case .number(let max)? = norm.max else { continue }
      for wider in key.wider { narrower[wider, default: []].append(Most(number: number, max: max, norm)) }
    }
    for key in narrower.keys { narrower[key]?.sort { ($0.max, $0.number) < ($1.max, $1.number) } }
    for (number, norm) in norms.enumerated() {
      guard let key = keys[number] else { continue }
      for own in [key.own] + key.wider { compare(number, norm, most[own] ?? []) }
      compare(number, norm, narrower[key.own] ?? [])
    }
    pairs.sort { ($0.least, $0.most) < ($1.least, $1.most) }
    return (pairs.prefix(limit).map { NormConflict(least: norms[$0.least], most: norms[$0.most]) }, count)
  }

  /// A maximum, ready to be compared with many minima.
  private struct Most {
    var number: Int
    var max: Double
    var since: Int32
    var until: Int32

    init(number: Int, max: Double, _ norm: Norm) {
      (self.number, self.max) = (number, max)
      (since, until) = ((norm.since ?? .distantPast).number, (norm.until ?? .distantFuture).number)
    }
  }

  /// What a norm asks, and of whom, as texts that are equal where it is the same.
  private struct Key {
    let own: String
    /// The same, of more subjects: some or all of the conditions left out.
    let wider: [String]

    init(_ norm: Norm) {
      let asked = norm.asked
      let type = norm.subject?.type ?? "*"
      let conditions = (norm.subject?.conditions.map(\.text) ?? []).withoutRepeats.sorted()
      let key = { (conditions: [String]) in "\(asked)\n\(type)\n\(conditions)" }
      own = key(conditions)
      var wider: [[String]] = []
      if conditions.count <= 6 {
        // Every choice of some of them, but all.
        for choice in 0..<(1 << conditions.count) - 1 {
          wider.append(conditions.indices.filter { choice >> $0 & 1 == 1 }.map { conditions[$0] })
        }
      } else {
        wider = [[]] + conditions.indices.map { left in conditions.indices.filter { $0 != left }.map { conditions[$0] } }
      }
      var keys = wider.map(key)
      // Every node is asked by `*`.
      if norm.subject != nil, !norm.isOfEdges { keys.append("\(asked)\n*\n\([String]())") }
      self.wider = keys.withoutRepeats.filter { [own] in $0 != own }
    }
  }
}

extension Norm {
  /// The measure as packs write it.
  var measureText: String {
    switch measure {
    case .count: "count"
    case .events: "events"
    case .days: "days"
    case .sum(let column): "sum:\(column)"
    case .sumOfPartners(let column): "sum:partner.\(column)"
    }
  }

  /// What is counted, as a text that is equal where it is the same: links, side, partners, measure and periods.
  var asked: String {
    let side = self.side ?? (inherits ? .helped : nil)
    return [
      relation?.meaning ?? "", side?.rawValue ?? "", partner?.meaning ?? "", "\(measure)", every?.text ?? "", inherits ? "inherits" : "",
    ].joined(separator: "\n")
  }
}

extension Selector {
  /// A text that is the same for selectors that ask the same, however they are written.
  var meaning: String { "\(type)\n\(conditions.map(\.text).sorted())" }
}

extension Selector.Condition {
  /// A text that is the same for conditions that ask the same.
  var text: String { "\(path)\(comparison.rawValue)\(values.withoutRepeats.sorted())" }
}

internal import TableIO

/// Counts distinct partners for many norms in one pass over a table of links.
///
/// What norms ask of nodes is a code of 16 bits for each node, what they ask of links a flag for each row; a row then counts for the norms
/// whose bits are left when the masks of its ends and its own are laid over each other. A pair of nodes is counted once for each norm, so rows
/// of pairs that occur several times are looked at together.
struct PartnerTally: Sendable {
  /// Partners of the subjects of one norm.
  struct Counts: Sendable {
    fileprivate let counts: PartnerCounts
    fileprivate let base: Int

    /// - Parameter subject: counted from the first of the plan's range.
    subscript(subject: Int) -> Int { Int(counts[base + subject]) }
  }

  private let table: EdgeTable
  private let plans: [NormPlan]
  /// index = node, value = a bit for each selection that holds.
  private var codes: [UInt16]
  /// Index of a selection that every node is in.
  private static let everyone = -1
  /// Of each plan.
  private var subjects: [Int] = []
  private var partners: [Int] = []
  private var relations: [Int] = []
  /// index = relation, then row; nil holds for every row.
  private var holds: [[Bool]?] = []

  /// How many selections of nodes and norms are counted in one pass.
  static let selectionLimit = 16
  static let planLimit = 64

  /// Whether a plan is of the kind that is counted here.
  static func canCount(_ plan: NormPlan) -> Bool {
    let norm = plan.norm
    return !norm.isOfEdges && norm.linkType != "visit" && norm.measure == .count && norm.every == nil && !norm.inherits
      && plan.side != .either
  }

  /// Deals plans out to passes.
  static func passes(_ plans: [NormPlan]) -> [[NormPlan]] {
    var result: [[NormPlan]] = []
    var selections: Set<String> = []
    for plan in plans {
      let own = Set([plan.norm.subject, plan.norm.partner].compactMap { $0?.text })
      let isSameTable = result.last?.last.map { $0.norm.linkType == plan.norm.linkType } ?? false
      if isSameTable, selections.union(own).count <= selectionLimit, (result.last?.count ?? 0) < planLimit {
        result[result.count - 1].append(plan)
        selections.formUnion(own)
      } else {
        result.append([plan])
        selections = own
      }
    }
    return result
  }

  /// - Parameter plans: of one pass.
  init(_ plans: [NormPlan], in network: Network, lookup: inout SelectionCache) throws {
    self.plans = plans
    table = network.edges(TableSpec.edges(ofType: plans.first?.norm.linkType ?? "pairing"))
    var (texts, selections): ([String], [[Bool]]) = ([], [])
    func number(_ selector: Selector?) throws -> Int {
      guard let selector else { return Self.everyone }
      if let known = texts.firstIndex(of: selector.text) { return known }
      texts.append(selector.text)
      selections.append(try lookup.nodes(selector, in: network))
      return texts.count - 1
    }
    subjects = try plans.map { try number($0.norm.subject) }
    partners = try plans.map { try number($0.norm.partner) }
    let flags = selections
    codes = try Parallel.map(network.nodeCount, jobs: network.jobs) { range in
      range.map { node in
        var code: UInt16 = 0
        for (bit, selection) in flags.enumerated() where selection[node] { code |= 1 << UInt16(bit) }
        return code
      }
    }.flatMap { $0 }
    var known: [String] = []
    let rows = EdgeRows(from: table.from, to: table.to, codes: table.codes)
    for plan in plans {
      let text = plan.norm.relation?.text ?? ""
      if let index = known.firstIndex(of: text) {
        relations.append(index)
        continue
      }
      relations.append(known.count)
      known.append(text)
      holds.append(plan.links.isTrivial ? nil : plan.links.holds(rows, in: 0..<table.count))
    }
  }

  /// - Complexity: O(nodes x selections + rows x relations), and what `RepeatedPairs` takes.
  func run(jobs: Int, nodeCount: Int) throws -> [Counts] {
    let repeated = RepeatedPairs(table, nodeCount: nodeCount)
    // Each thread counts for its own norms: nothing is shared.
    let groups = try Parallel.map(plans.count, jobs: jobs, grain: max(1, (plans.count + jobs - 1) / jobs)) { own in
      count(own, repeated)
    }
    return groups.flatMap { $0 }
  }

  private func count(_ own: Range<Int>, _ repeated: RepeatedPairs) -> [Counts] {
    let masks = Masks(own.map { (subjects[$0], partners[$0], plans[$0].side == .helps) })
    var bases: [Int] = []
    var size = 0
    for plan in plans[own] {
      bases.append(size)
      size += plan.range.count
    }
    let firsts = zip(bases, plans[own]).map { $0 - $1.range.lowerBound }
    let helps = plans[own].map { $0.side == .helps }
    var counts = PartnerCounts(LargeArray.zeroed(size))
    var relationMasks = [UInt64](repeating: 0, count: holds.count)
    for (bit, plan) in own.enumerated() { relationMasks[relations[plan]] |= 1 << UInt64(bit) }
    func mask(_ row: Int) -> UInt64 {
      let (from, to) = (table.from[row], table.to[row])
      guard table.alive[row], from != to else { return 0 }
      let ends = masks.of(codes[Int(from)], codes[Int(to)])
      if ends == 0 { return 0 }
      var links: UInt64 = 0
      for (relation, mask) in relationMasks.enumerated() where mask & ends != 0 && (holds[relation].map { $0[row] } ?? true) {
        links |= mask
      }
      return ends & links
    }
    func add(_ mask: UInt64, _ row: Int) {
      var left = mask
      while left != 0 {
        let bit = left.trailingZeroBitCount
        counts[firsts[bit] + Int(helps[bit] ? table.from[row] : table.to[row])] += 1
        left &= left &- 1
      }
    }
    var isRepeated = [Bool](repeating: false, count: repeated.count == 0 ? 0 : table.count)
    for row in repeated.rows { isRepeated[Int(row)] = true }
    for row in 0..<table.count where isRepeated.isEmpty || !isRepeated[row] { add(mask(row), row) }
    for pair in 0..<repeated.count {
      let rows = repeated[pair]
      add(rows.reduce(0) { $0 | mask(Int($1)) }, Int(rows.first ?? 0))
    }
    return bases.map { Counts(counts: counts, base: $0) }
  }

  /// For which norms a link between two nodes may count, by their codes.
  private struct Masks {
    /// index = code, value = a bit for each norm of which the node may be the subject that helps, that is helped, or the partner.
    private var helping = [UInt64](repeating: 0, count: 1 << 16)
    private var helped = [UInt64](repeating: 0, count: 1 << 16)
    private var partner = [UInt64](repeating: 0, count: 1 << 16)

    init(_ norms: [(subject: Int, partner: Int, helps: Bool)]) {
      func isIn(_ selection: Int, _ code: Int) -> Bool { selection == PartnerTally.everyone || code >> selection & 1 == 1 }
      let used = norms.map { max($0.subject, $0.partner) + 1 }.max() ?? 0
      for code in 0..<1 << used {
        for (bit, norm) in norms.enumerated() {
          let own: UInt64 = 1 << UInt64(bit)
          if isIn(norm.subject, code) { if norm.helps { helping[code] |= own } else { helped[code] |= own } }
          if isIn(norm.partner, code) { partner[code] |= own }
        }
      }
      // Codes with bits that these norms do not ask for are as those without.
      let low = (1 << used) - 1
      for code in (1 << used)..<max(1 << used, 1 << 16) {
        (helping[code], helped[code], partner[code]) = (helping[code & low], helped[code & low], partner[code & low])
      }
    }

    @inline(__always)
    func of(_ from: UInt16, _ to: UInt16) -> UInt64 {
      helping[Int(from)] & partner[Int(to)] | helped[Int(to)] & partner[Int(from)]
    }
  }
}

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
    fileprivate let place: CountPlace

    /// - Parameter subject: a node of the plan's range.
    @inline(__always)
    subscript(subject: Int) -> Int { Int(counts[place.index(of: subject)]) }
  }

  /// Where the counts of a norm stand. Those of one node for norms of its side are neighbours: a row then touches one place for all of them.
  fileprivate struct CountPlace {
    let base: Int
    let stride: Int

    @inline(__always)
    func index(of node: Int) -> Int { base &+ node &* stride }
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
    var (texts, selections): ([String], [Selected]) = ([], [])
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
        for (bit, selection) in flags.enumerated() where selection.flags[node] { code |= 1 << UInt16(bit) }
        return code
      }
    }.inOneArray()
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
    // Each thread counts for its own norms: nothing is shared. Norms of one side stand together, see `CountPlace`.
    let order = plans.indices.sorted { (plans[$0].side == .helps ? 1 : 0, $0) < (plans[$1].side == .helps ? 1 : 0, $1) }
    let groups = try Parallel.map(plans.count, jobs: jobs, grain: max(1, (plans.count + jobs - 1) / jobs)) { own in
      Array(zip(order[own], count(Array(order[own]), repeated)))
    }
    return groups.inOneArray().sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Where the counts of norms stand, and how many there are in all.
  private func places(_ own: [Int]) -> (places: [CountPlace], count: Int) {
    var places = [CountPlace](repeating: CountPlace(base: 0, stride: 0), count: own.count)
    var count = 0
    for side in [Norm.Side.helps, .helped] {
      let bits = own.indices.filter { plans[own[$0]].side == side && !plans[own[$0]].range.isEmpty }
      // Norms of different tables have nothing in common.
      var groups: [(range: Range<Int>, bits: [Int])] = []
      for bit in bits.sorted(by: { plans[own[$0]].range.lowerBound < plans[own[$1]].range.lowerBound }) {
        let range = plans[own[bit]].range
        if let last = groups.last, last.range.overlaps(range) {
          let union = last.range.lowerBound..<max(last.range.upperBound, range.upperBound)
          groups[groups.count - 1] = (union, last.bits + [bit])
        } else {
          groups.append((range, [bit]))
        }
      }
      for (range, bits) in groups {
        for (offset, bit) in bits.enumerated() {
          places[bit] = CountPlace(base: count + offset - range.lowerBound * bits.count, stride: bits.count)
        }
        count += range.count * bits.count
      }
    }
    return (places, count)
  }

  /// Rows are taken in blocks, and what a block touches is asked for before it is used: the time here is that of memory.
  private static let blockSize = 256

  private func count(_ own: [Int], _ repeated: RepeatedPairs) -> [Counts] {
    let masks = Masks(own.map { (subjects[$0], partners[$0], plans[$0].side == .helps) })
    let (places, size) = places(own)
    var helping: UInt64 = 0
    var relationMasks = [UInt64](repeating: 0, count: holds.count)
    for (bit, plan) in own.enumerated() {
      if plans[plan].side == .helps { helping |= 1 << UInt64(bit) }
      relationMasks[relations[plan]] |= 1 << UInt64(bit)
    }
    var isRepeated = [Bool](repeating: false, count: repeated.count == 0 ? 0 : table.count)
    for row in repeated.rows { isRepeated[Int(row)] = true }
    var tally = Tally(places: places, helping: helping, count: size)
    var links = [UInt64](repeating: 0, count: Self.blockSize)
    var start = 0
    while start < table.count {
      let rows = start..<min(start + Self.blockSize, table.count)
      for index in 0..<rows.count { links[index] = 0 }
      for (relation, mask) in relationMasks.enumerated() where mask != 0 {
        guard let holds = holds[relation] else {
          for index in 0..<rows.count { links[index] |= mask }
          continue
        }
        for (index, row) in rows.enumerated() where holds[row] { links[index] |= mask }
      }
      lay(masks, rows, &links)
      if !isRepeated.isEmpty { for (index, row) in rows.enumerated() where isRepeated[row] { links[index] = 0 } }
      tally.add(links, table.from, table.to, rows)
      start = rows.upperBound
    }
    // Rows of one pair: for each norm one of them counts.
    for pair in 0..<repeated.count {
      var mask: UInt64 = 0
      for row in repeated[pair].map(Int.init) {
        for (relation, own) in relationMasks.enumerated() where own != 0 && (holds[relation].map { $0[row] } ?? true) {
          links[0] = own
          lay(masks, row..<row + 1, &links)
          mask |= links[0]
        }
      }
      links[0] = mask
      let first = Int(repeated[pair].first ?? 0)
      tally.add(links, table.from, table.to, first..<first + 1)
    }
    let counts = tally.finished
    return places.map { Counts(counts: counts, place: $0) }
  }

  /// Takes from the masks of rows the norms for which their ends do not count.
  private func lay(_ masks: borrowing Masks, _ rows: Range<Int>, _ links: inout [UInt64]) {
    let (codes, from, to, alive) = (codes.span, table.from.span, table.to.span, table.alive.span)
    var touched: UInt16 = 0
    for row in rows { touched ^= codes[Int(from[row])] ^ codes[Int(to[row])] }
    for row in rows {
      let (helper, helped) = (from[row], to[row])
      let index = row &- rows.lowerBound
      links[index] =
        alive[row] && helper != helped ? links[index] & masks.of(codes[Int(helper)], codes[Int(helped)]) : 0
    }
    // Keeps the loads above from being dropped; no code has every bit twice over.
    if touched == .max, links.isEmpty { links = [] }
  }

  /// Counts being counted.
  private struct Tally {
    let places: [CountPlace]
    /// A bit for each norm whose subjects help.
    let helping: UInt64
    /// See `CountPlace`.
    private var counts: [UInt8]
    /// Counts that are full, once for each that was to be added.
    private var full: [Int] = []

    init(places: [CountPlace], helping: UInt64, count: Int) {
      (self.places, self.helping) = (places, helping)
      counts = LargeArray.zeroed(count)
    }

    /// Adds one for each norm of the masks of rows.
    mutating func add(_ masks: [UInt64], _ from: [UInt32], _ to: [UInt32], _ rows: Range<Int>) {
      var more: [Int] = []
      let (masks, from, to, helping) = (masks.span, from.span, to.span, helping)
      let places = places
      var counts = counts.mutableSpan
      var touched: UInt8 = 0
      for row in rows {
        let mask = masks[row &- rows.lowerBound]
        let (ofHelper, ofHelped) = (mask & helping, mask & ~helping)
        if ofHelper != 0 { touched ^= counts[places[ofHelper.trailingZeroBitCount].index(of: Int(from[row]))] }
        if ofHelped != 0 { touched ^= counts[places[ofHelped.trailingZeroBitCount].index(of: Int(to[row]))] }
      }
      for row in rows {
        var left = masks[row &- rows.lowerBound]
        while left != 0 {
          let bit = left.trailingZeroBitCount
          let index = places[bit].index(of: Int(helping &>> UInt64(bit) & 1 == 1 ? from[row] : to[row]))
          if counts[index] < 254 { counts[index] += 1 } else { more.append(index) }
          left &= left &- 1
        }
      }
      if touched == 255 { more.reserveCapacity(more.count) }  // keeps the loads above from being dropped
      full += more
    }

    var finished: PartnerCounts {
      var result = PartnerCounts(counts)
      for index in full { result[index] += 1 }
      return result
    }
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

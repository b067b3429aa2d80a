internal import TableIO

/// Counts distinct partners for many norms in one pass over a table of links.
///
/// Norms that count the same links at the same end share their counts (`Share`), whoever they ask. What shares ask of nodes is a code of 16
/// bits for each node, what they ask of links a flag for each row; a row then counts for the shares whose bits are left when the masks of its
/// ends and its own are laid over each other. A pair of nodes is counted once for each, so rows of pairs that occur several times are looked
/// at together.
struct PartnerTally: Sendable {
  /// Partners of the subjects of one norm.
  struct Counts: Sendable {
    fileprivate let counts: PartnerCounts
    fileprivate let place: CountPlace

    /// - Parameter subject: a node of the plan's range.
    @inline(__always)
    subscript(subject: Int) -> Int { Int(counts[place.index(of: subject)]) }
  }

  /// Where the counts of a share stand. Those of one node for shares of its side are neighbours: a row then touches one place for all.
  fileprivate struct CountPlace {
    let base: Int
    let stride: Int

    @inline(__always)
    func index(of node: Int) -> Int { base &+ node &* stride }
  }

  /// Norms that count the same links at the same end.
  private struct Share {
    var plans: [Int]
    /// From the first to the last node that one of them asks.
    var range = 0..<0
    let helps: Bool
    let relation: Int
    let partner: Int
    /// The selection of those that any of them asks.
    var subject = PartnerTally.everyone
  }

  private let table: EdgeTable
  private let plans: [NormPlan]
  private var shares: [Share] = []
  /// index = node, value = a bit for each selection that holds.
  private var codes: [UInt16]
  /// Index of a selection that every node is in.
  private static let everyone = -1
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
    // What takes a selection of its own: partners, and the subjects of a share.
    var selections: Set<String> = []
    for plan in plans {
      let own = Set([plan.norm.partner.map { "partner \($0.text)" }, plan.norm.subject.map { _ in shareKey(plan) }].compactMap { $0 })
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

  /// Plans with one key share their counts.
  private static func shareKey(_ plan: NormPlan) -> String {
    let texts = [plan.norm.relation?.text, plan.norm.partner?.text, plan.norm.subject?.type].map { $0 ?? "" }
    return ([plan.side == .helps ? "helps" : "helped"] + texts).joined(separator: "\n")
  }

  /// - Parameter plans: of one pass.
  init(_ plans: [NormPlan], in network: Network, lookup: inout SelectionCache) throws {
    self.plans = plans
    table = network.edges(TableSpec.edges(ofType: plans.first?.norm.linkType ?? "pairing"))
    var (texts, flags): ([String], [[Bool]]) = ([], [])
    func number(_ text: String, _ own: [Bool]) -> Int {
      if let known = texts.firstIndex(of: text) { return known }
      texts.append(text)
      flags.append(own)
      return texts.count - 1
    }
    var (keys, relations): ([String], [String]) = ([], [])
    let rows = EdgeRows(from: table.from, to: table.to, codes: table.codes)
    for (index, plan) in plans.enumerated() {
      let key = Self.shareKey(plan)
      if let share = keys.firstIndex(of: key) {
        shares[share].plans.append(index)
        continue
      }
      keys.append(key)
      let text = plan.norm.relation?.text ?? ""
      let relation = relations.firstIndex(of: text) ?? relations.count
      if relation == relations.count {
        relations.append(text)
        holds.append(plan.links.isTrivial ? nil : plan.links.holds(rows, in: 0..<table.count))
      }
      let partner = try plan.norm.partner.map { number("partner \($0.text)", try lookup.nodes($0, in: network).flags) } ?? Self.everyone
      shares.append(Share(plans: [index], helps: plan.side == .helps, relation: relation, partner: partner))
    }
    for index in shares.indices {
      let all = shares[index].plans.map { plans[$0] }
      let asked = all.filter { !$0.range.isEmpty }.map(\.range)
      shares[index].range = (asked.map(\.lowerBound).min() ?? 0)..<(asked.map(\.upperBound).max() ?? 0)
      guard all[0].norm.subject != nil else { continue }
      var union = all[0].meant.flags
      var seen: Set<String> = [all[0].norm.subject?.text ?? ""]
      for plan in all where seen.insert(plan.norm.subject?.text ?? "").inserted { plan.meant.forEach(in: plan.range) { union[$0] = true } }
      shares[index].subject = number(seen.sorted().joined(separator: "\n"), union)
    }
    let selections = flags
    codes = try Parallel.map(network.nodeCount, jobs: network.jobs, grain: 1 << 16) { range in
      var codes = [UInt16](repeating: 0, count: range.count)
      for (bit, selection) in selections.enumerated() {
        let flags = selection.span
        for node in range { codes[node &- range.lowerBound] |= (flags[node] ? 1 : 0) << UInt16(bit) }
      }
      return codes
    }.inOneArray()
  }

  /// - Complexity: O(nodes x selections + rows x relations), and what `RepeatedPairs` takes.
  func run(jobs: Int, nodeCount: Int) throws -> [Counts] {
    let repeated = try RepeatedPairs(table, nodeCount: nodeCount, jobs: jobs)
    var isRepeated = [Bool](repeating: false, count: repeated.count == 0 ? 0 : table.count)
    for row in repeated.rows { isRepeated[Int(row)] = true }
    let flags = isRepeated
    let masks = Masks(shares.map { ($0.subject, $0.partner, $0.helps) })
    let (places, size) = places()
    var helping: UInt64 = 0
    var relationMasks = [UInt64](repeating: 0, count: holds.count)
    for (bit, share) in shares.enumerated() {
      if share.helps { helping |= 1 << UInt64(bit) }
      relationMasks[share.relation] |= 1 << UInt64(bit)
    }
    let (ofRelations, ofHelpers) = (relationMasks, helping)
    // Each thread counts rows of its own; what they counted is added up.
    let parts = try Parallel.map(jobs, jobs: jobs, grain: 1) { part in
      var tally = Tally(places: places, helping: ofHelpers, count: size)
      let rows = table.count * part.lowerBound / jobs..<table.count * part.upperBound / jobs
      count(rows, masks, ofRelations, flags, &tally)
      let pairs = repeated.count * part.lowerBound / jobs..<repeated.count * part.upperBound / jobs
      for pair in pairs { count(repeated[pair], masks, ofRelations, &tally) }
      return tally
    }
    let counts = Tally.sum(parts)
    var result = [Counts?](repeating: nil, count: plans.count)
    for (share, place) in zip(shares, places) {
      for plan in share.plans { result[plan] = Counts(counts: counts, place: place) }
    }
    return result.compactMap { $0 }
  }

  /// Where the counts of shares stand, and how many there are in all.
  private func places() -> (places: [CountPlace], count: Int) {
    var places = [CountPlace](repeating: CountPlace(base: 0, stride: 0), count: shares.count)
    var count = 0
    for helps in [true, false] {
      // Shares of different tables have nothing in common.
      var groups: [(range: Range<Int>, shares: [Int])] = []
      let own = shares.indices.filter { shares[$0].helps == helps && !shares[$0].range.isEmpty }
      for share in own.sorted(by: { shares[$0].range.lowerBound < shares[$1].range.lowerBound }) {
        let range = shares[share].range
        if let last = groups.last, last.range.overlaps(range) {
          let union = last.range.lowerBound..<max(last.range.upperBound, range.upperBound)
          groups[groups.count - 1] = (union, last.shares + [share])
        } else {
          groups.append((range, [share]))
        }
      }
      for (range, own) in groups {
        for (offset, share) in own.enumerated() {
          places[share] = CountPlace(base: count + offset - range.lowerBound * own.count, stride: own.count)
        }
        count += range.count * own.count
      }
    }
    return (places, count)
  }

  /// Rows are taken in blocks, and what a block touches is asked for before it is used: the time here is that of memory.
  private static let blockSize = 256

  /// Counts rows, but for those of pairs that occur several times.
  private func count(_ rows: Range<Int>, _ masks: Masks, _ relationMasks: [UInt64], _ isRepeated: [Bool], _ tally: inout Tally) {
    var links = [UInt64](repeating: 0, count: Self.blockSize)
    var start = rows.lowerBound
    while start < rows.upperBound {
      let block = start..<min(start + Self.blockSize, rows.upperBound)
      for index in 0..<block.count { links[index] = 0 }
      for (relation, mask) in relationMasks.enumerated() where mask != 0 {
        guard let holds = holds[relation] else {
          for index in 0..<block.count { links[index] |= mask }
          continue
        }
        for row in block where holds[row] { links[row &- block.lowerBound] |= mask }
      }
      lay(masks, block, &links)
      if !isRepeated.isEmpty { for row in block where isRepeated[row] { links[row &- block.lowerBound] = 0 } }
      tally.add(links, table.from, table.to, block)
      start = block.upperBound
    }
  }

  /// Counts the rows of one pair: for each share one of them.
  private func count(_ rows: ArraySlice<UInt32>, _ masks: Masks, _ relationMasks: [UInt64], _ tally: inout Tally) {
    var mask: UInt64 = 0
    for row in rows.map(Int.init) {
      var own: UInt64 = 0
      for (relation, mask) in relationMasks.enumerated() where holds[relation].map({ $0[row] }) ?? true { own |= mask }
      var links = [own]
      lay(masks, row..<row + 1, &links)
      mask |= links[0]
    }
    guard let first = rows.first else { return }
    tally.add([mask], table.from, table.to, Int(first)..<Int(first) + 1)
  }

  /// Takes from the masks of rows the shares for which their ends do not count.
  private func lay(_ masks: Masks, _ rows: Range<Int>, _ links: inout [UInt64]) {
    let (codes, from, to, alive) = (codes.span, table.from.span, table.to.span, table.alive.span)
    var touched: UInt16 = 0
    for row in rows { touched ^= codes[Int(from[row])] ^ codes[Int(to[row])] }
    for row in rows {
      let (helper, helped) = (from[row], to[row])
      let index = row &- rows.lowerBound
      links[index] = alive[row] && helper != helped ? links[index] & masks.of(codes[Int(helper)], codes[Int(helped)]) : 0
    }
    if touched == .max, links.isEmpty { links = [] }  // keeps the loads above from being dropped
  }

  /// Counts being counted.
  private struct Tally: Sendable {
    let places: [CountPlace]
    /// A bit for each share whose subjects help.
    let helping: UInt64
    /// See `CountPlace`.
    private var counts: [UInt8]
    /// Counts that are full, once for each that was to be added.
    private var full: [Int] = []

    private static let most: UInt8 = 254

    init(places: [CountPlace], helping: UInt64, count: Int) {
      (self.places, self.helping) = (places, helping)
      counts = LargeArray.zeroed(count)
    }

    /// Adds one for each share of the masks of rows.
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
          if counts[index] < Self.most { counts[index] += 1 } else { more.append(index) }
          left &= left &- 1
        }
      }
      if touched == 255 { more.reserveCapacity(more.count) }  // keeps the loads above from being dropped
      full += more
    }

    /// - Complexity: O(counts x parts).
    static func sum(_ parts: [Tally]) -> PartnerCounts {
      guard var counts = parts.first?.counts else { return PartnerCounts([]) }
      var full = parts.flatMap(\.full)
      for part in parts.dropFirst() {
        var sum = counts.mutableSpan
        let others = part.counts.span
        for index in sum.indices where others[index] != 0 {
          let (own, other) = (sum[index], others[index])
          sum[index] = own + min(other, most - own)
          if other > most - own { full += repeatElement(index, count: Int(other - (most - own))) }
        }
      }
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

/// Results in words, at most a screen.
public struct Reports: Sendable {
  let texts: Texts
  let network: Network
  /// Lines of a list before it is cut.
  private static let listLength = 10
  private static let levelLength = 5

  public init(_ network: Network, in language: Language) {
    self.network = network
    texts = Texts(language)
  }

  // MARK: Coverage

  public func coverage(_ result: CoverageResult) throws -> [String] {
    let day = result.day.description
    let total = result.subjects.total
    guard total.asked > 0 else { return [nobodyAsked(result)] + rows() }
    if result.findings.isEmpty { return [texts(.coverageAllCovered, texts.number(total.asked), day, result.norm)] + rows() }
    var lines = [
      texts(
        .coverageHeadline, texts.number(total.broken), texts.number(total.asked), texts.percent(total.share), day, result.norm)
    ]
    let types = result.subjects.types.filter { $0.value.asked > 0 }.sorted { ($1.value.broken, $0.key) < ($0.value.broken, $1.key) }
    if types.count > 1 {
      for (type, count) in types.prefix(4) { lines.append("  " + byType(type, count)) }
    }
    let nodes = NodeLists(network)
    lines += try levels(result.subjects, nodes)
    lines += [texts.heading(texts(.listUncovered))]
    let shown = listLength(after: lines.count)
    for finding in result.findings.prefix(shown) { lines.append("  " + trimmed(try line(finding, result.norms, nodes))) }
    if result.findings.count > shown { lines.append("  " + texts(.listMore, texts.number(result.findings.count - shown))) }
    return lines + rows()
  }

  private func nobodyAsked(_ result: CoverageResult) -> String {
    let day = result.day.description
    return result.selector.map { texts(.coverageNoneSelected, texts.brief($0.text), day) } ?? texts(.coverageNobodyAsked, day)
  }

  private func byType(_ type: String, _ count: PlaceTally.Count) -> String {
    texts(
      .coverageByType, texts.brief(texts.type(type), room: 40), texts.number(count.broken), texts.number(count.asked),
      texts.percent(count.share))
  }

  /// What is left of a screen of 24 lines, but always some.
  func listLength(after lines: Int) -> Int { max(4, min(Self.listLength, 22 - lines - network.rows.count)) }

  /// A table for each kind of place, from the top of the tree down.
  func levels(_ tally: PlaceTally, _ nodes: NodeLists) throws -> [String] {
    let kinds = nodes.kinds(tally.places)
    var lines: [String] = []
    for (kind, places) in kinds.suffix(3) {
      // Only the few that are shown are put in order.
      let most = kinds.count > 2 ? 3 : Self.levelLength
      let least = Self.largest(most, of: places.lazy.map(\.count.broken)).last ?? 0
      let widest = places.filter { $0.count.broken >= max(1, least) }.sorted { a, b in
        let (one, other) = (a.count, b.count)
        if one.broken != other.broken { return one.broken > other.broken }
        return one.share != other.share ? one.share > other.share : a.place < b.place
      }.prefix(most)
      if widest.isEmpty { continue }
      lines.append(texts.heading(texts(.levelTable, kind.isEmpty ? texts(.noPlaceLevel) : texts.brief(texts.kind(kind), room: 40))))
      let names = try widest.map { try nodes.label(of: $0.place) }
      let width = min(32, names.map(TextWidth.of).max() ?? 0)
      for ((_, count), name) in zip(widest, names) {
        lines.append(
          "  "
            + texts(
              .levelRow, TextWidth.padded(texts.brief(name, room: 40), to: width), texts.number(count.broken), texts.number(count.asked),
              texts.percent(count.share)))
      }
    }
    return lines
  }

  /// The `count` largest numbers, descending.
  ///
  /// - Complexity: O(numbers x count) at worst, O(numbers) in the order of few.
  private static func largest(_ count: Int, of numbers: some Sequence<Int>) -> [Int] {
    var result: [Int] = []
    for number in numbers where result.count < count || number > result[result.count - 1] {
      result.insert(number, at: result.firstIndex { $0 < number } ?? result.count)
      if result.count > count { result.removeLast() }
    }
    return result
  }

  // MARK: Overload

  public func overload(_ result: OverloadResult) throws -> [String] {
    let day = result.day.description
    let spread = result.distribution
    // Norms of memberships or visits ask others than those who help by pairings.
    let isOfPairings = result.check.map { $0.norms.contains { $0.norm.linkType == "pairing" && !$0.norm.isOfEdges } } ?? true
    guard spread.count > 0 || result.bounded > 0 else { return [texts(.overloadNobody, day)] + rows() }
    var lines: [String] = []
    if result.bounded == 0 {
      lines += [texts(.overloadNoBound, day), texts(.overloadHowToBound)]
    } else if result.findings.isEmpty {
      lines.append(texts(.overloadNone, texts.number(result.bounded), day))
    } else {
      lines.append(texts(.overloadHeadline, texts.number(result.findings.count), texts.number(result.bounded), day))
    }
    if isOfPairings, spread.count > 0 { lines += distribution(spread) }
    if !result.findings.isEmpty { lines.append(texts.heading(texts(.listOverloaded))) }
    let nodes = NodeLists(network)
    for finding in result.findings.prefix(Self.listLength) {
      let (has, bound) = (finding.has.description, finding.bound.description)
      guard result.check == nil else {
        lines.append("  " + trimmed(try line(finding, result.norms, nodes)))
        continue
      }
      let name = texts.brief(try nodes.label(of: finding.subject))
      let path = texts.brief(try nodes.path(of: finding.subject), room: 120)
      lines.append("  " + trimmed(texts(.overloadRow, texts.brief(try nodes.id(of: finding.subject)), name, has, bound, path)))
    }
    let more = result.findings.count - Self.listLength
    if more > 0 { lines.append("  " + texts(.listMore, texts.number(more))) }
    return lines + rows()
  }

  /// How loads are spread.
  private func distribution(_ spread: LoadDistribution) -> [String] {
    [
      texts(
        .distribution, texts.number(spread.count), String(spread.minimum), String(spread.lowerQuartile), String(spread.median),
        String(spread.upperQuartile), String(spread.percentile90), String(spread.percentile99), String(spread.maximum),
        texts.decimal(spread.mean), texts.decimal(spread.gini)), texts(.distributionIdle, texts.number(spread.idle)),
    ]
  }

  // MARK: Summary

  public func summary(_ summary: NetworkSummary) -> [String] {
    let edges = summary.edges.reduce(0) { $0 + $1.count }
    var lines = [texts(.summaryHeadline, network.name, texts.number(network.nodeCount), texts.number(edges), network.day.description)]
    lines.append(texts.heading(texts(.summaryNodes)))
    for type in summary.nodes { lines.append(typeLine(texts.type(type.type), type)) }
    lines.append(texts.heading(texts(.summaryEdges)))
    let words: [String: TextKey] = ["pairing": .pairing, "member": .member, "link": .link]
    for type in summary.edges { lines.append(typeLine(words[type.type].map { texts($0) } ?? type.type, type)) }
    lines.append(texts(.summaryIsolated, texts.number(summary.isolated)))
    lines.append(texts(.summaryComponents, texts.number(summary.components), texts.number(summary.largestComponent)))
    let degrees = summary.degrees
    lines.append(
      texts(.summaryDegrees, String(degrees.minimum), String(degrees.median), String(degrees.maximum), texts.decimal(degrees.mean)))
    for (key, term) in [
      (TextKey.summaryPairings, summary.pairings), (.summaryMemberships, summary.memberships), (.summaryLinks, summary.links),
    ]
    where term != NetworkSummary.Term() || key == .summaryPairings {
      lines.append(texts(key, texts.number(term.past), texts.number(term.alive), texts.number(term.toCome)))
    }
    if summary.overlapping > 0 { lines.append(texts(.summaryOverlapping, texts.number(summary.overlapping))) }
    if summary.visits + summary.adjacent + summary.costs > 0 {
      lines.append(texts(.summaryEvents, texts.number(summary.visits), texts.number(summary.adjacent), texts.number(summary.costs)))
    }
    return lines + rows()
  }

  private func typeLine(_ word: String, _ type: NetworkSummary.TypeCount) -> String {
    let named = type.kinds.filter { !$0.kind.isEmpty }
    var kinds = named.prefix(6).map { "\(texts.brief(texts.kind($0.kind), room: 40)) \(texts.number($0.count))" }
    let rest = named.dropFirst(6).reduce(0) { $0 + $1.count }
    if rest > 0 { kinds.append("… \(texts.number(rest))") }
    let empty = type.kinds.first { $0.kind.isEmpty }
    if let empty, !named.isEmpty { kinds.append("\(texts(.noKind)) \(texts.number(empty.count))") }
    return "  " + texts(.summaryTypeLine, texts.brief(word, room: 40), texts.number(type.count))
      + (kinds.isEmpty ? "" : ": " + kinds.joined(separator: ", "))
  }

  // MARK: Rows

  func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// What became of the rows of every table read.
  func rows() -> [String] {
    let lines = network.rows.map {
      "  "
        + texts(
          .rowsLine, $0.file, texts.number($0.read), texts.number($0.used), texts.number($0.merged), texts.number($0.rejected),
          texts.rejectedLines($0.rejectedLines))
    }
    let rejected = network.rejected.count
    return [texts.heading(texts(.rowsTitle))] + lines
      + (rejected > 0 ? [texts(.rejectedNote, texts.number(rejected), texts.rejectedLines(network.rejected.manyLines()))] : [])
  }

  /// What staff should know besides the result: references that lead nowhere, files that were not read.
  ///
  /// - Parameter asksOtherNorms: the dataset's own were replaced, which is no warning but a note.
  public func warnings(asksOtherNorms: Bool = false) -> [String] {
    network.unknownReferences.map {
      texts(.unknownReference, $0.file, texts.number($0.count), $0.column, texts.brief($0.example), String($0.line))
    }
      + network.nearColumns.map { texts(.nearColumn, $0.file, texts.brief($0.column), $0.nearest) }
      + network.missingInDrawing.map { texts(.missingInDrawing, $0.file, texts.number($0.count)) }
      + network.unreadFiles.filter { !asksOtherNorms || !TableSpec.otherFiles.contains($0.file) }.map { file in
        if TableSpec.otherFiles.contains(file.file) { return texts(.normsNotRead) }
        let name = texts.shown(file.file)
        return file.nearest.map { texts(.unreadFileNearest, name, $0) } ?? texts(.unreadFile, name)
      }
  }

  /// The rejected rows in words: the first ten of each kind and table, and how many more there are.
  public func rejections() -> [String] { texts.rejections(network.rejected) }

  /// Tables that are not plainly UTF-8 with commas.
  public func notes(asksOtherNorms: Bool = false) -> [String] {
    let replaced = asksOtherNorms && network.unreadFiles.contains { TableSpec.otherFiles.contains($0.file) }
    return network.forms.filter { !$0.isPlain }.map { texts.note(on: $0) } + (replaced ? [texts(.normsReplaced)] : [])
  }
}

extension Texts {
  /// How many lines of the file rejected rows have, behind their number; empty for 0.
  public func rejectedLines(_ count: Int) -> String { count == 0 ? "" : self(.rejectedLines, number(count)) }

  /// The rejected rows in words: the first ten of each kind and table, and how many more there are.
  public func rejections(_ log: DiagnosticLog) -> [String] {
    var lines: [String] = []
    var listed: [String: Int] = [:]
    for entry in log.entries {
      let kind = "\(entry.file) \(entry.problem.rawValue)"
      listed[kind, default: 0] += 1
      guard listed[kind, default: 0] <= 10 else { continue }
      let column = entry.column.isEmpty ? "–" : brief(entry.column)
      lines.append(
        self(
          .rejectedRow, shown(entry.file), String(entry.line), String(entry.byte), column, entry.problem.rawValue,
          shown(advice(on: entry))))
    }
    for (file, problem, count) in log.counted where count > 10 {
      lines.append(self(.moreRejected, number(count - 10), problem.rawValue, shown(file)))
    }
    return lines
  }
}

/// Nodes as lines of a list.
struct NodeLists {
  private let network: Network
  private let texts: NodeTexts

  init(_ network: Network) {
    self.network = network
    texts = NodeTexts(network)
  }

  func id(of node: Int) throws -> String { String(decoding: try texts.id(of: node), as: UTF8.self) }
  func label(of node: Int) throws -> String { try texts.label(of: node) }
  func path(of node: Int) throws -> String { String(decoding: try texts.placePath(of: node), as: UTF8.self) }

  func kind(of node: Int) -> String {
    let table = network.table(of: node)
    guard let kinds = table.codes["kind"] else { return (try? texts.string("kind", of: node)) ?? "" }
    return String(decoding: kinds.texts[Int(kinds.codes[node - Int(table.first)])], as: UTF8.self)
  }

  /// Counted places by their kind, the kinds by how near to the top of the tree they begin.
  func kinds(_ places: [(place: Int, count: PlaceTally.Count)]) -> [(kind: String, places: [(place: Int, count: PlaceTally.Count)])] {
    var depths = PlaceDepths(network)
    // Table and code of a kind, or the place itself -> its number: texts are made once for each.
    var numbers: [UInt64: Int] = [:]
    var kinds: [String: Int] = [:]
    var groups: [(kind: String, depth: Int, places: [(place: Int, count: PlaceTally.Count)])] = []
    var lastCode = (code: UInt64.max, group: -1)
    let tables = network.nodeTables.map { (codes: $0.codes["kind"], first: Int($0.first)) }
    for counted in places {
      let table = network.tableIndex(of: counted.place)
      let own = tables[table].codes.map { UInt64($0.codes[counted.place - tables[table].first]) }
      let code = UInt64(table) << 33 | (own ?? 1 << 32 | UInt64(counted.place))
      if lastCode.code != code {
        let group =
          numbers[code]
          ?? {
            let kind = kind(of: counted.place)
            let group = kinds[kind] ?? groups.count
            if group == groups.count { groups.append((kind, .max, [])) }
            (kinds[kind], numbers[code]) = (group, group)
            return group
          }()
        lastCode = (code, group)
      }
      groups[lastCode.group].places.append(counted)
      groups[lastCode.group].depth = min(groups[lastCode.group].depth, depths.depth(of: counted.place))
    }
    return groups.sorted { ($0.depth, $0.kind) < ($1.depth, $1.kind) }.map { ($0.kind, $0.places) }
  }

  func line(_ node: Int, _ words: Texts) throws -> String {
    let kind = kind(of: node)
    let what = kind.isEmpty ? words.type(network.type(of: node)) : words.kind(kind)
    let (id, name, path) = (words.brief(try id(of: node)), words.brief(try label(of: node)), words.brief(try path(of: node), room: 120))
    return "\(id)  \(name) (\(words.brief(what, room: 40)))  \(path)"
  }
}

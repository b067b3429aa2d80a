/// A check in words.
extension Reports {
  /// Per norm a line, per level of places a table, and the first findings.
  public func check(_ result: CheckResult) throws -> [String] {
    let asked = result.norms.filter { $0.isInForce && !$0.norm.isInfo }
    var lines = [headline(result, asked)]
    let width = min(32, result.norms.map { TextWidth.of(texts.brief($0.norm.id, room: 30)) }.max() ?? 0)
    for fared in result.norms { lines.append("  " + line(fared, width: width)) }
    let nodes = NodeLists(network)
    lines += try levels(result.places, nodes)
    if result.findings.isEmpty { return lines + rows() }
    lines.append(texts.heading(texts(.checkFindings)))
    let shown = listLength(after: lines.count)
    let norms = result.norms.map(\.norm)
    for finding in result.findings.prefix(shown) { lines.append("  " + trimmed(try line(finding, norms, nodes))) }
    if result.findings.count > shown { lines.append("  " + texts(.listMore, texts.number(result.findings.count - shown))) }
    return lines + rows()
  }

  private func headline(_ result: CheckResult, _ asked: [CheckResult.NormResult]) -> String {
    let day = result.day.description
    if asked.isEmpty { return texts(.checkNoNorms, day) }
    if asked.allSatisfy({ $0.asked == 0 }) { return texts(.checkNobodyAsked, texts.number(asked.count), day) }
    let broken = asked.count { $0.below + $0.above > 0 }
    if let from = result.from {
      if broken == 0 { return texts(.checkAllMetFrom, texts.number(asked.count), day, from.description) }
      return texts(.checkHeadlineFrom, texts.number(broken), texts.number(asked.count), day, from.description)
    }
    if broken == 0 { return texts(.checkAllMet, texts.number(asked.count), day) }
    return texts(.checkHeadline, texts.number(broken), texts.number(asked.count), day)
  }

  private func line(_ fared: CheckResult.NormResult, width: Int) -> String {
    let id = TextWidth.padded(texts.brief(fared.norm.id, room: 30), to: width)
    let title = texts.brief(fared.norm.title.isEmpty ? texts.sentence(fared.norm) : fared.norm.title)
    if !fared.isInForce { return texts(.checkNotInForce, id, title) }
    if !fared.selectsAny || fared.asked == 0 { return texts(.checkSelectsNothing, id, title) }
    var line = texts(
      .checkNormLine, id, title, texts.number(fared.asked), texts.number(fared.met), texts.percent(fared.share), texts.number(fared.below),
      texts.number(fared.above))
    if let first = fared.periods.first, let last = fared.periods.last {
      line += texts(.checkPeriods, String(fared.periods.count), first.first.description, last.last.description)
    }
    return fared.norm.isInfo ? line + " (" + texts(fared.isAudit ? .checkAudit : .checkInfo) + ")" : line
  }

  /// A finding as a line of a list.
  func line(_ finding: Finding, _ norms: [Norm], _ nodes: NodeLists) throws -> String {
    let norm = norms[finding.norm]
    if norm.place.isEmpty, norms.count == 1, finding.isBelow { return try nodes.line(finding.subject, texts) }
    let period = finding.period.map { " \($0.description)" } ?? ""
    let subject: String
    if norm.isOfEdges {
      let type = norm.subject?.type ?? ""
      let edges = EdgeTexts(network, NodeTexts(network))
      let lines = try EdgeLines(norms, [finding], in: network)
      subject = "\(lines.id(norm, finding.subject)) \(texts.brief(try edges.name(type, finding.subject)))"
    } else {
      subject = trimmed(try nodes.line(finding.subject, texts))
    }
    return texts(
      finding.isBelow ? .checkFinding : .checkFindingAbove, texts.brief(norm.id, room: 30) + period, subject, finding.has.description,
      finding.bound.description)
  }

  /// What is strange about the norms themselves: those that nobody is asked by or that count nothing, and those that cannot all hold.
  public func warnings(on result: CheckResult) throws -> [String] {
    let nodes = NodeLists(network)
    let conflicts = try result.conflicts.prefix(20).map { conflict in
      let subject = try conflict.example.map { try name(ofSubject: $0.subject, of: conflict.least, nodes) } ?? ""
      return texts.describe(conflict, subject: subject)
    }
    let more = result.conflicts.count - conflicts.count
    return result.idle.map { texts(.normSelectsNothing, texts.brief($0.id), texts.brief($0.subject?.text ?? "*")) }
      + result.norms.filter(\.isInForce).flatMap { fared in
        fared.missingLevels.map { texts(.normMissingLevel, texts.brief(fared.norm.id), texts.brief($0)) }
      }
      + result.withoutLinks.map { texts(.normSelectsNoLinks, texts.brief($0.id), texts.brief($0.relation?.text ?? "")) }
      + texts.conflicts(of: result.norms.map(\.norm)) + conflicts + (more > 0 ? [texts(.normConflictsMore, texts.number(more))] : [])
  }

  /// What a finding is about: a node by its id and name, an edge by its line and both ends.
  private func name(ofSubject subject: Int, of norm: Norm, _ nodes: NodeLists) throws -> String {
    guard norm.isOfEdges else { return trimmed("\(texts.brief(try nodes.id(of: subject))) \(texts.brief(try nodes.label(of: subject)))") }
    let finding = Finding(subject: subject, isBelow: true, has: 0, bound: 0)
    let lines = try EdgeLines([norm], [finding], in: network)
    let name = try EdgeTexts(network, NodeTexts(network)).name(norm.subject?.type ?? "", subject)
    return "\(lines.id(norm, subject)) \(texts.brief(name))"
  }
}

/// Norms and what is wrong with them, in words.
extension Texts {
  /// A pack that cannot be used: every fault with its place.
  func describe(_ error: NormPackError) -> String {
    ([heading(self(.errorNormPack))] + error.faults.prefix(50).map { describe($0) }).joined(separator: "\n  ")
      + (error.faults.count > 50 ? "\n  " + self(.listMore, number(error.faults.count - 50)) : "")
  }

  /// One fault: file, line, byte, column, and what to do.
  public func describe(_ fault: NormFault) -> String {
    let place = self(.atPlace, shown(fault.file), String(fault.line), String(fault.byte), fault.column.isEmpty ? "–" : fault.column)
    return "\(place): \(advice(fault))"
  }

  private func advice(_ fault: NormFault) -> String {
    let value = brief(fault.value)
    return switch fault.kind {
    case .emptyID: self(.faultEmptyID)
    case .duplicateID(let first): self(.faultDuplicateID, value, String(first))
    case .emptySubject: self(.faultEmptySubject)
    case .badSelector(let error): describe(error).replacing("\n", with: "\n  ")
    case .unknownRelation: self(.faultUnknownRelation, value)
    case .missingRelation: self(.faultMissingRelation)
    case .unknownValue(let allowed): self(.faultUnknownValue, value, list(allowed))
    case .unknownMeasure: self(.faultUnknownMeasure, value)
    case .measureNeedsVisits: self(.faultMeasureNeedsVisits, value)
    case .lengthNeedsEdge: self(.faultLengthNeedsEdge, value)
    case .partnerSumOfEdge: self(.faultPartnerSumOfEdge)
    case .noBound: self(.faultNoBound)
    case .badBound: self(.faultBadBound, value)
    case .boundTooLarge: self(.faultBoundTooLarge, value)
    case .sumTooLarge: self(.faultSumTooLarge, value)
    case .textColumn(let table, let example): self(.faultTextColumn, value, table, brief(example))
    case .minAboveMax: self(.faultMinAboveMax, value)
    case .badPeriod: self(.faultBadPeriod, value)
    case .termNeedsEdge: self(.faultTermNeedsEdge)
    case .partnerOfEdge: self(.faultPartnerOfEdge)
    case .sideOfEdge: self(.faultSideOfEdge)
    case .inheritedLoad: self(.faultInheritedLoad)
    case .inheritOfEdge: self(.faultInheritOfEdge)
    case .visitAsSubject: self(.faultVisitAsSubject)
    case .badDate: self(.faultBadDate, value)
    case .untilBeforeSince: self(.faultUntilBeforeSince, value)
    case .malformed(let problem, let details):
      advice(on: Diagnostic(file: fault.file, line: fault.line, byte: fault.byte, column: "", problem: problem, details: details, raw: []))
    case .sideNeeded: self(.faultSideNeeded)
    case .unknownColumn(let names): self(.faultUnknownColumn, value, list(names))
    }
  }

  /// Two norms that cannot both hold, or one that cannot.
  ///
  /// - Parameter subject: of a conflict that the data show, the name of the first subject.
  public func describe(_ conflict: NormConflict, subject: String = "") -> String {
    let (least, most) = (brief(conflict.least.id), brief(conflict.most.id))
    guard let example = conflict.example else {
      return self(
        .normConflict, least, most, conflict.least.min.map { words(of: $0) } ?? "", conflict.most.max.map { words(of: $0) } ?? "")
    }
    let (min, max) = (example.min.description, example.max.description)
    if conflict.least.id == conflict.most.id { return self(.normConflictAlone, least, number(example.count), subject, min, max) }
    return self(.normConflictOfSome, least, most, number(example.count), subject, min, max)
  }

  /// Norms that cannot both hold, as far as their numbers show: the first ones, and how many more there are.
  public func conflicts(of norms: [Norm]) -> [String] {
    let (listed, count) = NormConflict.find(norms)
    let more = count - listed.count
    return listed.map { describe($0) } + (more > 0 ? [self(.normConflictsMore, number(more))] : [])
  }

  /// A pack in plain words: two lines for each norm.
  public func describe(_ pack: NormPack) -> [String] {
    var lines = [self(.normsHeadline, shown(pack.file), number(pack.norms.count), number(pack.faults.count))]
    for norm in pack.norms { lines += describe(norm) }
    return lines
  }

  /// Notes on columns of a pack that mean nothing.
  public func unknownColumns(of pack: NormPack) -> [String] {
    pack.unknownColumns.map { column, nearest in
      let (file, name) = (shown(pack.file), brief(column))
      return nearest.map { self(.normUnknownColumnNearest, file, name, $0) } ?? self(.normUnknownColumn, file, name)
    }
  }

  func describe(_ norm: Norm) -> [String] {
    let level = self(norm.isInfo ? .normLevelInfo : .normLevelMust)
    let title = norm.title.isEmpty ? "" : "  \(brief(norm.title))"
    var notes = [level]
    if norm.since != nil || norm.until != nil {
      notes.append(self(.normInForce, norm.since?.description ?? self(.normOpen), norm.until?.description ?? self(.normOpen)))
    }
    if !norm.source.isEmpty { notes.append(self(.normSource, brief(norm.source, room: 200))) }
    return ["\(brief(norm.id))\(title)", "  " + sentence(norm), "  " + joined(notes)]
  }

  /// What a norm asks: “each household[kind=脱贫户]: at least 1 distinct helpers over pairing, on the day”.
  func sentence(_ norm: Norm) -> String {
    let subject = norm.subject.map { self(.normEach, brief($0.text, room: 200)) } ?? self(.normEvery)
    let partner = norm.partner.map { self(.normPartnerOnly, brief($0.text, room: 200)) } ?? ""
    return self(
      .normSentence, subject, bounds(norm), measure(norm), partner, period(norm), norm.inherits ? self(.normInherits) : "")
  }

  private func words(of bound: Norm.Bound) -> String {
    switch bound {
    case .number(let value): Quantity(value).description
    case .column(let column): self(.normOwn, brief(column))
    }
  }

  private func bounds(_ norm: Norm) -> String {
    switch (norm.min, norm.max) {
    case (let min?, let max?) where min == max: self(.normExactly, words(of: min))
    case (let min?, let max?): self(.normBetween, words(of: min), words(of: max))
    case (let min?, nil): self(.normAtLeast, words(of: min))
    case (nil, let max?): self(.normAtMost, words(of: max))
    case (nil, nil): ""
    }
  }

  private func measure(_ norm: Norm) -> String {
    let relation = brief(norm.relation?.text ?? norm.subject?.text ?? "", room: 200)
    switch norm.measure {
    case .count where norm.isOfOwnEdge: return self(.normIsSome, relation)
    case .count: return self(norm.side == .helps ? .normHelped : norm.side == .helped ? .normHelpers : .normPartners, relation)
    case .events: return self(.normVisits, relation)
    case .days: return norm.isOfOwnEdge ? self(.normLength) : self(.normDays, relation)
    case .sum(let column): return self(.normSum, relation, brief(column))
    case .sumOfPartners(let column): return self(.normSumOfPartners, relation, brief(column))
    }
  }

  private func period(_ norm: Norm) -> String {
    switch norm.every {
    case nil: self(norm.linkType == "visit" ? .normUpToDay : .normOnDay)
    case .week: self(.normWeek)
    case .halfMonth: self(.normHalfMonth)
    case .months(1): self(.normMonth)
    case .months(3): self(.normQuarter)
    case .months(6): self(.normHalfYear)
    case .months(12): self(.normYear)
    case .months(let count): self(.normMonths, String(count))
    case .term: self(.normTerm)
    }
  }
}

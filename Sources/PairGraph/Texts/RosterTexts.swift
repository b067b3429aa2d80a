/// Rosters and their import in words.
extension Texts {
  func describe(_ error: RosterError) -> String {
    let file = shown(error.file)
    let place = error.line.map { "\(file):\($0)" } ?? file
    let detail = { (index: Int) in index < error.details.count ? self.shown(error.details[index]) : "" }
    switch error.problem {
    case .noHeader: return self(.errorNoHeader, place, detail(0))
    case .rowsAboveHeader, .otherHeader:
      let key = error.problem == .otherHeader ? TextKey.errorOtherHeader : .errorRowsAboveHeader
      let texts = error.details.map { brief($0, room: 200) } + ["", "", ""]
      return self(key, place, texts[0], texts[1], texts[2])
    case .noNames: return self(.errorNoNames, place, detail(0))
    case .badMapping:
      let known = detail(1).isEmpty ? "" : " (\(detail(1)))"
      return error.file == "--map" ? self(.errorBadMapOption, detail(0), known) : self(.errorBadMapping, place, detail(0))
    case .badMappingColumn: return self(.errorBadMappingColumn, place, detail(0))
    case .badMappingGroup: return self(.errorBadMappingGroup, place, detail(0))
    case .contradiction:
      return error.file == "--map"
        ? self(.errorMapTwice, detail(0), detail(1), detail(2))
        : self(.errorMappingContradiction, place, detail(0), detail(1), detail(2), detail(3))
    case .unknownRoster: return self(.errorUnknownRoster, detail(0), detail(1), list(Array(error.details.dropFirst(2))))
    case .manyRosters: return self(.errorManyRosters, detail(0), detail(1), list(Array(error.details.dropFirst(2))))
    case .wouldReplace: return self(.errorWouldReplace, file, list(error.details))
    case .ambiguous:
      let lines = error.questions.map {
        let others = $0.candidates.dropFirst().joined(separator: ", ")
        return "  " + self(.errorAmbiguousColumn, String($0.column), shown($0.header), Self.quoted(shown($0.option)), others)
      }
      return ([heading(self(.errorAmbiguousHeader, place))] + lines).joined(separator: "\n")
    }
  }

  /// An argument as a shell takes it.
  private static func quoted(_ argument: String) -> String {
    let isPlain = argument.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || "@=_./:".unicodeScalars.contains($0)
    }
    return isPlain ? argument : "'\(argument.replacing("'", with: "'\\''"))'"
  }

  func describe(_ kind: ImportNote.Kind) -> String {
    switch kind {
    case .merged: self(.noteMerged)
    case .keptApart: self(.noteKeptApart)
    case .unclear: self(.noteUnclear)
    case .nameAlone: self(.noteNameAlone)
    case .otherName: self(.noteOtherName)
    case .twoHouseholds: self(.noteTwoHouseholds)
    case .damagedID: self(.noteDamagedID)
    case .damagedNumber: self(.noteDamagedNumber)
    case .sharedNumber: self(.noteSharedNumber)
    case .badID: self(.noteBadID)
    case .phoneApart: self(.notePhoneApart)
    case .badPhone: self(.noteBadPhone)
    case .datesApart: self(.noteDatesApart)
    case .namesApart: self(.noteNamesApart)
    case .namesUnclear: self(.noteNamesUnclear)
    case .nobody: self(.noteNobody)
    case .unknownState: self(.noteUnknownState)
    case .helperAbove: self(.noteHelperAbove)
    case .leftOut: self(.noteLeftOut)
    case .differs: self(.noteDiffers)
    case .unplaced: self(.noteUnplaced)
    case .noRow: self(.noteNoRow)
    }
  }

  private func line(_ kind: String, _ count: String) -> String {
    switch RosterLine(rawValue: kind) {
    case .title: self(.lineTitle, count)
    case .header: self(.lineHeader, count)
    case .unitRow: self(.lineUnitRow, count)
    case .repeatedHeader: self(.lineRepeatedHeader, count)
    case .subtotal: self(.lineSubtotal, count)
    case .note: self(.lineNote, count)
    default: self(.lineBlank, count)
    }
  }

  // MARK: Reports

  /// What every column of rosters is taken for.
  public func explanation(_ sheets: [RosterSheet]) -> [String] {
    sheets.flatMap { sheet -> [String] in
      var lines = [heading(self(.explainSource, shown(sheet.file), sheet.encoding, sheet.delimiterName))]
      lines += sheet.lines.map { "  " + self(.explainLine, String($0.line), line($0.kind, "").trimmed) }
      let width = min(32, sheet.columns.map { TextWidth.of(shown($0.header)) }.max() ?? 0)
      for column in sheet.columns {
        let helper = column.isShared ? RosterMapping.allHelpers : String(column.group)
        let field = column.isShared || (column.group > 0 && sheet.hasGroups) ? "\(column.field).\(helper)" : column.field
        let why = column.evidence.isEmpty ? column.how : "\(column.how): \(column.evidence)"
        let what =
          column.field == RosterField.ignore.rawValue && column.how != "given"
          ? self(.explainUnused) : self(.explainBinding, field, shown(why))
        let number = String(repeating: " ", count: max(0, 3 - String(column.number).count)) + String(column.number)
        lines.append("  " + self(.explainColumn, number, TextWidth.padded(shown(column.header), to: width), what))
      }
      return lines
    }
  }

  /// What became of rosters.
  public func report(_ result: RosterResult, folder: String) -> [String] {
    let tables = result.tables.map { self(.importTable, $0.file, number($0.count)) }.joined(separator: ", ")
    let read = result.rows.reduce(0) { $0 + $1.read }
    let kept = result.kept.isEmpty ? [] : [self(.importStays, number(result.kept.count), firstFew(result.kept.map(shown)))]
    return [self(.importHeadline, number(read), shown(folder), tables.isEmpty ? self(.importNoTable) : tables)] + kept
      + rosterRows(result) + notes(result)
  }

  /// Rows and lines of rosters.
  public func rosterRows(_ result: RosterResult) -> [String] {
    var lines = [heading(self(.importFiles))]
    for (rows, sheet) in zip(result.rows, result.sheets) {
      lines.append("  " + self(.explainSource, shown(sheet.file), sheet.encoding, sheet.delimiterName))
      lines.append(
        "  "
          + self(
            .importRows, shown(rows.file), number(rows.read), number(rows.used), number(rows.merged), number(rows.rejected),
            rejectedLines(rows.rejectedLines)))
      let others = rows.lines.map { line($0.kind, number($0.count)) }.joined(separator: ", ")
      if !others.isEmpty { lines.append("    " + self(.importLines, others)) }
      lines += columns(sheet).map { "    " + $0 }
      if rows.filled > 0 { lines.append("    " + self(.importFilled, number(rows.filled))) }
      if rows.nobody > 0 { lines.append("    " + self(.importNobody, number(rows.nobody))) }
    }
    if result.joinedPlaces > 0 { lines.append("  " + self(.importJoined, number(result.joinedPlaces))) }
    return lines
  }

  /// Rosters of which no row was read: there is nothing below the header, or nothing that is a row; and people who may be several.
  public func warnings(_ result: RosterResult) -> [String] {
    let names = result.namesTakenForOne
    return result.rows.filter { $0.read == 0 }.map { self(.importNothing, shown($0.file)) }
      + (names.isEmpty ? [] : [self(.importNamesOnly, number(names.count), firstFew(names.map(shown)))])
  }

  /// Columns that are no field: what became of them.
  private func columns(_ sheet: RosterSheet) -> [String] {
    let all = [
      (TextKey.importShared, sheet.columns.filter(\.isShared).map(\.header)), (.importKept, sheet.attributes),
      (.importNumbers, sheet.headers(of: RosterField.rowNumber.rawValue)),
      (.importIgnored, sheet.headers(of: RosterField.ignore.rawValue)),
    ]
    return all.filter { !$0.1.isEmpty }.map { self($0.0, number($0.1.count), firstFew($0.1)) }
  }

  /// The first eight names; how many there are stands before them.
  private func firstFew(_ names: [String]) -> String { list(Array(names.prefix(8))) + (names.count > 8 ? " …" : "") }

  /// What staff should look at, counted.
  ///
  /// - Parameter isWritten: `merges.csv` lists it; it is not there for a roster that was only read.
  public func notes(_ result: RosterResult, isWritten: Bool = true) -> [String] {
    if result.notes.isEmpty { return [] }
    return [heading(self(isWritten ? .importNotes : .importNotesUnwritten))]
      + result.noteCounts.map { "  \(describe($0.kind)): \(number($0.count))" }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension RosterSheet {
  /// The delimiter as people read it.
  var delimiterName: String { delimiter == "\t" ? "Tab" : delimiter }
  var hasGroups: Bool { columns.contains { $0.group > 1 } }
}

internal import TableIO

extension Texts {
  /// What to do about a rejected row.
  public func advice(on diagnostic: Diagnostic) -> String {
    // Places are told whole, values of cells as far as one can see which they are.
    let detail = { (index: Int) in index < diagnostic.details.count ? brief(diagnostic.details[index], room: index == 0 ? 80 : 200) : "" }
    return switch diagnostic.problem {
    case .invalidUTF8: self(.adviceInvalidUTF8, detail(0))
    case .invalidEncoding: self(.adviceInvalidEncoding, detail(0), detail(1))
    case .controlCharacter: self(.adviceControlCharacter, detail(1))
    case .nulByte: self(.adviceNulByte)
    case .fieldTooLong: self(.adviceFieldTooLong, detail(1), detail(2))
    case .swallowedRows: self(.adviceSwallowedRows, detail(1))
    case .textAfterQuote: self(.adviceTextAfterQuote)
    case .tooFewFields: self(.adviceTooFewFields, detail(0), detail(1))
    case .tooManyFields: self(.adviceTooManyFields, detail(0), detail(1))
    case .emptyID: self(.adviceEmptyID)
    case .duplicateID: self(.adviceDuplicateID, detail(0), detail(1))
    case .unknownEnd:
      detail(0).isEmpty
        ? self(.adviceEmptyEnd)
        : diagnostic.details.count > 1 ? self(.adviceUnknownEndNearest, detail(0), detail(1)) : self(.adviceUnknownEnd, detail(0))
    case .parentCycle: diagnostic.details.count > 1 ? self(.adviceParentCycle, detail(0), detail(1)) : self(.adviceOwnParent, detail(0))
    case .badDate where diagnostic.details.count > 1:
      detail(1).isEmpty ? self(.adviceWholeDate, detail(0)) : self(.adviceTwoEnds, detail(0), detail(1))
    case .badDate where !detail(0).isEmpty && diagnostic.file == TableSpec.visits.file: self(.adviceWholeDate, detail(0))
    case .badDate: detail(0).isEmpty ? self(.adviceEmptyDate) : self(.adviceBadDate, detail(0))
    case .untilBeforeSince: self(.adviceUntilBeforeSince, detail(0), detail(1))
    case .badNumber: self(badNumber(diagnostic), detail(0))
    case .noName: self(.adviceNoName)
    case .noHousehold: self(.adviceNoHousehold)
    case .endedWithoutDate: self(.adviceEndedWithoutDate, detail(0))
    case .ditto: self(.adviceDitto, detail(0))
    }
  }

  /// Advice by what the column holds.
  private func badNumber(_ diagnostic: Diagnostic) -> TextKey {
    let spec = (TableSpec.nodeTables + TableSpec.edgeTables).first { $0.file == diagnostic.file }
    if diagnostic.column == "weight", spec?.column("weight")?.meaning == .quantity {
      let value = DecimalText.value(of: Array((diagnostic.details.first ?? "").utf8))
      return value.map { $0 > 0 && $0 < 1 } ?? false ? .adviceBadSmallWeight : .adviceBadWeight
    }
    if spec?.column(diagnostic.column)?.meaning != .bound, let value = DecimalText.value(of: Array((diagnostic.details.first ?? "").utf8)),
      abs(value) > Quantity.largest
    {
      return .adviceLargeNumber
    }
    switch (diagnostic.column, spec?.column(diagnostic.column)?.meaning) {
    case (_, .bound): return .adviceBadBound
    case (_, .quantity): return .adviceBadQuantity
    case ("lat", _): return .adviceBadLatitude
    case ("lon", _): return .adviceBadLongitude
    default: return .adviceBadNumber
    }
  }

  /// An error as people read it, with its place and advice.
  public func describe(_ error: any Error) -> String {
    switch error {
    case let error as LoadError: describe(error)
    case let error as TableError: describe(LoadError(error, folder: ""))
    case let error as SelectorError: describe(error)
    case let error as RosterError: describe(error)
    case let error as NormPackError: describe(error)
    case let error as RegionFault: describe(error)
    case let error as WouldReplace where error.isPlan: self(.errorWouldReplacePlan, shown(error.folder), list(error.files))
    case let error as WouldReplace: self(.errorWouldReplaceGenerated, shown(error.folder), list(error.files))
    case let error as OutputError:
      self(.errorOutput, error.path == "-" ? self(.standardOutput) : error.path, reason(error.reason))
    default: self(.errorUnexpected, String(describing: error))
    }
  }

  private func describe(_ error: LoadError) -> String {
    let path = shown(error.path)
    let place = error.line.map { self(.atPlace, path, String($0), String(error.byte ?? 0), error.column.map { brief($0) } ?? "–") } ?? path
    return switch error.code {
    case "unclosed-quote": self(.errorUnclosedQuote, place)
    case "record-too-long": self(.errorRecordTooLong, place)
    case "header-too-long": self(.errorHeaderTooLong, place)
    case "missing-column": missingColumn(error, place)
    case "duplicate-column": self(.errorDuplicateColumn, place, brief(error.column ?? ""))
    case "empty-file": self(.errorEmptyFile, place)
    case "workbook": self(.errorWorkbook, path)
    case "other-encoding" where error.detail == "UTF-16": self(.errorUTF16, place)
    case "other-encoding", "invalid-utf8": self(.errorOtherEncoding, place)
    case "text-after-quote": "\(place): \(self(.adviceTextAfterQuote))"
    case "changed-while-read": self(.errorChanged, path)
    case "no-dataset": self(.errorNoDataset, path, reason(error.detail))
    case "not-a-folder": self(.errorNotAFolder, path)
    case "no-tables": self(.errorNoTables, path)
    case "no-dot": self(.usageSVG)
    case "dot-failed": self(.usageDotFailed)
    case "too-many-nodes": self(.errorTooManyNodes, path)
    default: self(.errorUnreadable, path, reason(error.detail))
    }
  }

  /// Names the columns there are, or the sign that separates them where it is not a comma.
  private func missingColumn(_ error: LoadError, _ place: String) -> String {
    let others = [(";", ";"), ("\t", "Tab"), ("，", "，"), ("|", "|")]
    if !error.detail.contains(","), let (_, name) = others.first(where: { error.detail.contains($0.0) }) {
      return self(.errorOtherDelimiter, place, error.column ?? "", name)
    }
    return self(.errorMissingColumn, place, error.column ?? "", brief(error.detail, room: 400))
  }

  /// A selector with a caret under the fault.
  func describe(_ error: SelectorError) -> String {
    let message =
      switch error.fault {
      case .missingType: self(.selectorMissingType)
      case .missingBracket: self(.selectorMissingBracket)
      case .missingComparison: self(.selectorMissingComparison)
      case .missingColumn: self(.selectorMissingColumn)
      case .missingValue: self(.selectorMissingValue)
      case .missingQuote: self(.selectorMissingQuote)
      case .severalValues: self(.selectorSeveralValues)
      case .unknownComparison: self(.selectorUnknownComparison)
      case .unknownColumn: self(.selectorUnknownColumn, list(error.names))
      case .unknownType: unknownType(error)
      case .strayCharacter: self(.selectorStray)
      case .tooManySteps: self(.selectorTooManySteps, String(SelectorParser.longestPath))
      case .unknownLevel: unknownLevel(error)
      case .noDate: self(.selectorNoDate)
      }
    // Of a long one, what is around the fault.
    let start = max(0, error.position - 60)
    let before = (start > 0 ? "…" : "") + shown(String(error.text.dropFirst(start).prefix(error.position - start)))
    let behind = brief(String(error.text.dropFirst(error.position)))
    return "\(message)\n  \(before)\(behind)\n  \(String(repeating: " ", count: TextWidth.of(before)))^"
  }

  /// The kind of place that is nearest to what was written.
  private func unknownLevel(_ error: SelectorError) -> String {
    let level = String(error.text.dropFirst(error.position).prefix { !" ;；|｜]］\"".contains($0) })
    let known = level.utf8.count > 100 ? [] : (error.names + PlaceLevels.designed).filter { $0.utf8.count <= 100 }
    let near = known.map { (level: $0, steps: EditDistance.between($0, level)) }.min { $0.steps < $1.steps }
    guard let near, near.steps <= 2, near.steps < level.count else { return self(.selectorUnknownLevel, list(error.names)) }
    return self(.selectorUnknownLevelNearest, list(error.names), brief(near.level))
  }

  private func unknownType(_ error: SelectorError) -> String {
    let type = String(error.text.dropFirst(error.position).prefix { !" [".contains($0) })
    // Of a type as long as a page nobody wants the nearest.
    let known = type.utf8.count > 100 ? [] : (error.names + TableSpec.nodeTypes).filter { $0.utf8.count <= 100 }
    let near = known.map { (type: $0, steps: EditDistance.between($0, type)) }.min { $0.steps < $1.steps }
    guard let near, near.steps <= 2, near.steps < type.count else { return self(.selectorUnknownType, list(error.names)) }
    return self(.selectorUnknownTypeNearest, list(error.names), brief(near.type))
  }

  /// Names one behind the other; a table may have a hundred thousand columns.
  public func list(_ names: [String]) -> String {
    let sign = language == .english ? ", " : "、"
    return names.isEmpty ? "–" : names.prefix(40).map { brief($0, room: 40) }.joined(separator: sign) + (names.count > 40 ? sign + "…" : "")
  }

  /// Text from a file or a command line as a message quotes it: its beginning, where it is longer than `room` characters.
  public func brief(_ text: String, room: Int = 80) -> String {
    let scalars = text.unicodeScalars
    let isLong = scalars.dropFirst(room).first != nil
    return isLong ? shown(String(String.UnicodeScalarView(scalars.prefix(room - 1)))) + "…" : shown(text)
  }

  /// Text from a file or a command line, without what a terminal would obey.
  public func shown(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || 0x7f...0x9f ~= $0.value ? "\u{fffd}" : $0 }))
  }
}

/// How many columns of a terminal a text takes.
public enum TextWidth {
  /// Wide characters (East Asian Width W and F, the blocks that occur in names) take two columns.
  public static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) } }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60,
      0xffe0...0xffe6, 0x1f300...0x1faff, 0x20000...0x3fffd:
      true
    default: false
    }
  }

  /// The text filled with blanks up to a width.
  public static func padded(_ text: String, to width: Int) -> String { text + String(repeating: " ", count: max(0, width - of(text))) }
}

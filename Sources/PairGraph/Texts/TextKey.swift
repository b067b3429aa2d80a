/// Everything the package says to people, by name. A new text is a case here and a line in each language's file.
public enum TextKey: String, CaseIterable, Sendable {
  // Results.
  case coverageHeadline, coverageAllCovered, coverageNobodyAsked, coverageNoneSelected, coverageByType
  case levelTable, levelRow, listUncovered, listOverloaded, listMore, noPlaceLevel
  case overloadHeadline, overloadNone, overloadNoBound, overloadHowToBound, overloadRow, overloadNobody
  case distribution, distributionIdle
  case rowsTitle, rowsLine, datedOn, rejectedNote, rejectedLines
  case summaryHeadline, summaryNodes, summaryEdges, summaryIsolated, summaryComponents, summaryPairings, summaryTypeLine
  case summaryMemberships, summaryLinks, summaryEvents, summaryOverlapping, summaryDegrees
  case drawHeadline, drawTooLarge, drawLongIDs, drawDeepBoxes, drawnByQuotient
  // Words.
  case place, unit, branch, cadre, household, committee, node, pairing, member, link, visit, adjacent, cost
  case noKind, noPlace, noUnit, noCommittee
  // Drawing.
  case legendTitle, legendUncovered, legendBelow, legendAbove, legendMarked, legendOverloaded, legendPairing, legendMembership, legendOther,
    legendAdjacency, legendGroup,
    legendWeight
  case pictureTitle, quotientTitle, labelHas, labelAtLeast, labelAtMost, labelDays, labelUncovered, labelBelow, labelAbove,
    labelBrokenEdges, labelUncoveredOf, labelNodes, labelTypes, labelAllCovered, labelOverloaded, labelInside,
    labelOutside,
    labelLoad
  // Warnings.
  case warning, unknownReference, unreadFile, unreadFileNearest, nearColumn, selectsNothing, missingInDrawing, normsNotRead, moreRejected,
    rejectedSummary
  case formFound, formGiven, cleanHeadline, cleanRepeatedNames, cleanTitles, cleanTitle, cleanRepeatedHeaders, cleanHeaderRows,
    cleanKeptTitle
  case rejectedRow, rejectedHowToList, outputsIncomplete, progressReading, progressComputing, progressWriting
  // Advice on rows.
  case adviceControlCharacter, adviceNulByte, adviceFieldTooLong, adviceSwallowedRows, adviceInvalidEncoding
  case adviceInvalidUTF8, adviceTextAfterQuote, adviceTooFewFields, adviceTooManyFields, adviceEmptyID, adviceDuplicateID
  case adviceUnknownEnd, adviceUnknownEndNearest, adviceEmptyEnd, adviceParentCycle, adviceOwnParent, adviceBadDate, adviceWholeDate,
    adviceLargeNumber,
    adviceEmptyDate,
    adviceUntilBeforeSince,
    adviceBadNumber
  case adviceBadBound, adviceBadQuantity, adviceBadWeight, adviceBadSmallWeight, adviceBadLatitude, adviceBadLongitude
  // Errors.
  case error, atPlace, errorUnclosedQuote, errorRecordTooLong, errorHeaderTooLong, errorMissingColumn, errorOtherDelimiter,
    errorDuplicateColumn,
    errorEmptyFile, errorWorkbook
  case errorOtherEncoding, errorUTF16, errorUnreadable, errorChanged, errorNoDataset, errorNotAFolder, errorNoTables, errorTooManyNodes
  case errorOutput, errorTooMuchMemory, errorUnexpected
  case selectorMissingType, selectorMissingBracket, selectorMissingComparison, selectorMissingColumn, selectorUnknownComparison
  case selectorUnknownColumn, selectorStray, selectorUnknownType, selectorUnknownTypeNearest,
    selectorMissingValue, selectorMissingQuote, selectorSeveralValues, selectorTooManySteps, selectorNoDate, selectorUnknownLevel,
    selectorUnknownLevelNearest
  case usageTwoDashes, usageMaxRejects, usageDate, usageLanguage, usageNotNegative, usageAtMost, usageAtLeastOne, usageNoSuchNode,
    usageManyNodes
  case standardOutput, usageTable, usageFolder, usageEncoding, usageDelimiter, usageCleanItself
  case usageDrawNothing, usageNoLevel, usageSameFile, usageHops, usageByAndAround, usageSVG, usageDotFailed
  // Norms.
  case checkHeadline, checkHeadlineFrom, checkAllMet, checkAllMetFrom, checkNoNorms, checkNormLine, checkPeriods, checkInfo,
    checkNotInForce, checkSelectsNothing, checkNobodyAsked, checkFinding, checkFindingAbove, checkFindings, normSelectsNothing,
    normConflict,
    normConflictsMore, normConflictAlone, normConflictOfSome, normMissingLevel, normSelectsNoLinks, normsReplaced,
    normUnknownColumn, normUnknownColumnNearest, normsHeadline, normsBuiltIn, normLevelMust, normLevelInfo, normEvery, normEach,
    normAtLeast, normAtMost, normExactly, normBetween, normOwn, normHelpers, normHelped, normPartners, normVisits, normDays,
    normLength, normSum, normSumOfPartners, normIsSome, normPartnerOnly, normWeek, normHalfMonth, normMonth, normMonths, normQuarter,
    normHalfYear, normYear, normTerm, normOnDay, normUpToDay, normInherits, normInForce, normOpen, normSource, normSentence, faultEmptyID,
    faultDuplicateID, faultEmptySubject, faultUnknownRelation, faultMissingRelation, faultUnknownValue, faultUnknownMeasure,
    faultMeasureNeedsVisits, faultLengthNeedsEdge, faultPartnerSumOfEdge, faultNoBound, faultBadBound, faultBoundTooLarge, faultSumTooLarge,
    faultTextColumn, faultMinAboveMax,
    faultBadPeriod, faultTermNeedsEdge, faultPartnerOfEdge, faultSideOfEdge, faultInheritedLoad, faultInheritOfEdge,
    faultVisitAsSubject, faultBadDate, faultUntilBeforeSince, faultSideNeeded, faultUnknownColumn, errorNormPack,
    helpCheck, helpNorms, helpNormsFile, helpNormsOption, helpFrom, usageFromAfterOn, usagePack
  case auditSamePhone, auditSameName, auditDeclaredSize, auditHouseholdKinds, auditOutsideVillage, auditGoneHelper, auditLapsedCover,
    checkAudit, helpAudit
  // Groups and measures.
  case clusterHeadline, clusterModularity, clusterPotts, clusterSizes, clusterLargest, clusterRow, clusterCoreRow, clusterCrowded,
    clusterNothing, tiesWeightless, groupsTitle, groupBox, groupCoreBox, groupSize, groupsRest, groupsAlone, groupsAloneDrawn, legendTie,
    legendTies, legendTieWeight, legendCut, legendBridge,
    labelCore, labelCuts, methodLeiden, methodComponents, methodCores
  case metricsHeadline, metricsCores, metricsExact, metricsSample, metricsCuts, metricsNoCuts, metricsCutRow, metricsLong,
    metricsOnlyHelpers, metricsOnlyRow
  case helpCluster, helpWeights, helpMethod, helpClusterOf, helpTies, helpQuality, helpResolution, helpClusterSeed, helpIterations,
    helpRestarts
  case helpMetrics, helpAllCuts, helpBridges, helpSample, helpSampleSeed, usageOneOf, usageResolution, usageOnlyWith, usageSeed, usageWhole,
    usageDecimal
  // Contiguous groups.
  case methodRegions, methodEvaluate, regionHeadline, regionEvaluated, regionRatio, regionSizes, regionPrinciples, regionIslands,
    regionLeftOut, regionComparison, regionRow, regionList, regionBorder, regionWide, regionAreas, bordersDelaunay, bordersNearest
  case regionNothingAsked, regionNoAreas, regionNoColumn, regionNoNumber, regionNegative, regionManyValues, regionNoNeighbours,
    regionNoCommittees, regionImpossible, regionUndecided, regionAllLeftOut, regionBelow, regionInSeveral, regionNoSecretary,
    regionUnplaced,
    regionUnknown, bordersUnknown, regionMore, helpReplacePlan, usagePlanFolder, reasonAboveCap, reasonBelowFloor, reasonNoNumber,
    reasonGroupCount, errorWouldReplacePlan, usageSeconds, regionFiguresOf, regionWeightless, regionProven, reasonNoPartition,
    reasonNoPartitionInto, regionKnownOf
  case regionCompared, regionReadNumbers, regionReadText, regionReadAlike, regionLikeNumbers, regionNoNumberWrite, regionTooLarge,
    regionSumTooLarge, regionAlike, regionNothingCompared, regionJoined, regionCannotJoin, regionOneSpot, regionNoRowsOfNeighbours,
    regionEmptyTable, regionEmptyCells, regionKnownBound, regionUnknownCells, regionOnlyCaps, regionNoLevel, regionMoves, regionMove,
    regionLeadsSeveral, regionLeads, reasonCutAboveCap, usageRepeated
  case helpWithin, helpRegionBy, helpGroups, helpSizes, helpFloor, helpCap, helpComplement, helpNeighbours, helpIslands, helpSeconds,
    helpEvaluate, helpPlan, usageNotBoth, usageSizes, usageColumnNumber
  // Rosters.
  case importHeadline, importTable, importNoTable, importRows, importLines, importFilled, importNobody, importNotes, importNotesUnwritten,
    importJoined,
    importFiles,
    importKept, importShared, importNamesOnly, importStays,
    importNumbers, importIgnored, importNothing
  case explainSource, explainLine, explainColumn, explainBinding, explainUnused
  case noteMerged, noteKeptApart, noteUnclear, noteNameAlone, noteOtherName, noteTwoHouseholds, noteDamagedID, noteBadID, notePhoneApart
  case noteBadPhone, noteDatesApart, noteNamesApart, noteNamesUnclear, noteLeftOut, noteUnplaced, noteDiffers, noteNoRow
  case noteDamagedNumber, noteSharedNumber, noteNobody, noteUnknownState, noteHelperAbove
  case lineTitle, lineHeader, lineUnitRow, lineRepeatedHeader, lineSubtotal, lineNote, lineBlank
  case adviceNoName, adviceNoHousehold, adviceEndedWithoutDate, adviceDitto, adviceTwoEnds
  case errorNoHeader, errorRowsAboveHeader, errorOtherHeader, errorAmbiguousHeader, errorAmbiguousColumn, errorNoNames, errorBadMapping,
    errorBadMapOption, errorWouldReplace, errorUnknownRoster, errorManyRosters, errorBadMappingColumn, errorBadMappingGroup,
    errorMappingContradiction, errorMapTwice
  case usageNoOutput
  case helpImport, helpRosters, helpFolder, helpMapping, helpMap, helpExplain, helpReplace
  // Generated networks.
  case generateHeadline, generateInvented, generateAnswers, generateAnswer
  case errorWouldReplaceGenerated, helpReplaceGenerated, usageProfile, usageProfileNearest, usageScale, usageGenerateDate
  case helpGenerate, helpGenerateDiscussion, helpProfile, helpSeed, helpFaults, helpGenerateOn, helpScale
  // Help.
  case helpClean, helpFile, helpOutput, helpEncoding, helpDelimiter, helpCleanRejects, helpUnmaskRejects
  case helpCommand, helpSummary, helpCoverage, helpOverload, helpDraw, helpDiscussion
  case helpData, helpCSV, helpDOT, helpJSON, helpRejects, helpMaxRejects, helpOn, helpLang, helpJobs, helpQuiet, helpUnmask, helpLimit
  case helpOf, helpInherit, helpMax, helpAround, helpHops, helpBy, helpSVG, helpEstimate
  case estimateTitle, estimateLine, estimateTotal, estimateWithoutGroups
}

/// A language that people read.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"

  /// The language of a locale such as `zh_CN.UTF-8`; English when it is no other.
  public init(locale: String) { self = locale.lowercased().hasPrefix("zh") ? .chinese : .english }
}

/// The texts of one language.
public struct Texts: Sendable {
  public let language: Language

  public init(_ language: Language) { self.language = language }

  /// A text with `{0}`, `{1}`, … replaced; `{0:row|rows}` is the first word where the argument is 1, else the second.
  public func callAsFunction(_ key: TextKey, _ arguments: String...) -> String { fill(template(key), arguments) }

  func template(_ key: TextKey) -> String {
    switch language {
    case .english: key.english
    case .chinese: key.chinese
    }
  }

  private func fill(_ template: String, _ arguments: [String]) -> String {
    guard !arguments.isEmpty else { return template }
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let field = rest[rest.index(after: open)..<close].split(separator: ":", maxSplits: 1)
      if let index = field.first.flatMap({ Int($0) }), index < arguments.count {
        let words = field.count > 1 ? field[1].split(separator: "|") : []
        result += words.count == 2 ? String(words[arguments[index] == "1" ? 0 : 1]) : arguments[index]
      } else {
        result += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// A share in percent with one decimal.
  public func percent(_ share: Double) -> String {
    // Never 0.0 % of something and never 100.0 % of not all.
    let tenths = Int((share * 1000).rounded())
    let shown = share > 0 && tenths == 0 ? 1 : (share < 1 && tenths == 1000 ? 999 : tenths)
    return "\(shown / 10).\(shown % 10) %"
  }

  /// A number with blanks between thousands.
  public func number(_ value: Int) -> String {
    var digits = String(abs(value))
    var groups: [String] = []
    while digits.count > 3 {
      groups.append(String(digits.suffix(3)))
      digits.removeLast(3)
    }
    groups.append(digits)
    let separator = language == .chinese ? "," : " "
    return (value < 0 ? "-" : "") + groups.reversed().joined(separator: separator)
  }

  /// A number with two decimals.
  public func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let fraction = abs(hundredths) % 100
    return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  /// The word for a node type; a type of `nodes.csv` stands for itself.
  public func type(_ type: String) -> String { Self.words[type].map { self($0) } ?? type }

  /// The word for a kind of place; a kind that the design does not name stands for itself.
  public func kind(_ kind: String) -> String { language == .english ? kind : ChineseKinds.names[kind] ?? kind }

  /// A line that introduces a list.
  public func heading(_ text: String) -> String { text + (language == .english ? ":" : "：") }

  /// Whether a type comes from `nodes.csv` alone.
  static func isOtherType(_ type: String) -> Bool { words[type] == nil || type == "node" }

  private static let words: [String: TextKey] = [
    "place": .place, "unit": .unit, "branch": .branch, "cadre": .cadre, "household": .household, "committee": .committee, "node": .node,
  ]

  /// The heading of a column of a table.
  func column(_ name: String) -> String { language == .english ? name : ChineseColumns.names[name] ?? name }
}

import Foundation
import Testing

@testable import PairGraph

struct TextsTests {
  static func hasHan(_ text: String) -> Bool { text.unicodeScalars.contains { 0x4e00...0x9fff ~= $0.value } }

  private static func placeholders(_ text: String) -> Set<String> {
    Set(text.matches(of: /\{([^}:]*)(:[a-z ]+\|[a-z ]+)?\}/).map { "{\($0.1)}" })
  }

  /// Texts that are only layout around what is filled in.
  private static func isLayout(_ text: String) -> Bool {
    !text.replacing(/\{\d(:[a-z |]+)?\}/, with: "").unicodeScalars.contains { $0.properties.isAlphabetic }
  }

  @Test(arguments: TextKey.allCases)
  func bothLanguagesSayTheSame(key: TextKey) {
    let (english, chinese) = (key.english, key.chinese)
    #expect(!english.isEmpty && !chinese.isEmpty)
    let placeholders = Self.placeholders(english)
    #expect(placeholders == Self.placeholders(chinese), "\(key)")
    // Numbered from 0 without a gap, so that no argument is lost.
    #expect(placeholders == Set((0..<placeholders.count).map { "{\($0)}" }), "\(key)")
    if !Self.isLayout(english) {
      #expect(Self.hasHan(chinese) && english != chinese, "\(key)")
    }
    // Examples in English texts may hold Chinese values of columns; nothing else does.
    #expect(!Self.hasHan(english.replacing("脱贫户", with: "")), "\(key)")
  }

  /// An example for every option that a text names would go wrong unseen: options are the same in both languages.
  @Test(arguments: TextKey.allCases)
  func bothNameTheSameOptions(key: TextKey) {
    let options = { (text: String) in Set(text.matches(of: /--[a-z-]+[a-z]/).map { String($0.output) }) }
    #expect(options(key.english) == options(key.chinese), "\(key)")
  }

  @Test func argumentsAreFilledInOnce() {
    let english = Texts(.english)
    #expect(english(.levelRow, "{1}", "a", "b{0}", "{9}") == "{1}  a of b{0}  {9}")
    #expect(english(.levelRow, "x") == "x  {1} of {2}  {3}")
    #expect(english(.adviceDuplicateID, "{", "}").contains("`{`"))
  }

  // MARK: Advice and errors

  /// Each kind of number has its own advice, with its limits.
  @Test func adviceOnNumbers() {
    let advice = { (file: String, column: String) in
      Texts(.english).advice(
        on: Diagnostic(file: file, line: 1, byte: 0, column: column, problem: .badNumber, details: ["x"], raw: []))
    }
    #expect(advice("households.csv", "need") == "`x` is not a whole number from 0 to 2 147 483 647: write one such as 3")
    #expect(advice("cadres.csv", "capacity") == advice("households.csv", "need"))
    #expect(advice("costs.csv", "capacity") == "`x` is not a number from 0: write one such as 12.5")
    #expect(advice("costs.csv", "cost") == advice("costs.csv", "capacity"))
    for file in ["edges.csv", "adjacent.csv"] {
      #expect(advice(file, "weight").contains("write 0 (which ties nothing) or a number from 1e-100"))
    }
    #expect(advice("places.csv", "lat").contains("latitude") && advice("nodes.csv", "lon").contains("longitude"))
    for (file, column) in [("households.csv", "size"), ("pairings.csv", "amount"), ("branches.csv", "members")] {
      #expect(advice(file, column) == "`x` is no number: write one such as 12.5")
    }
  }

  /// What this system says when something common goes wrong is known.
  @Test func whatTheSystemSays() {
    for code in [ENOENT, EACCES, EPERM, EISDIR, ENOTDIR, ENOSPC, EDQUOT, EFBIG, EROFS, EIO, ENAMETOOLONG, EMFILE, ELOOP, EBUSY] {
      let text = unsafe String(cString: strerror(code))
      #expect(Self.hasHan(Texts(.chinese).reason(text)) && Texts(.english).reason(text) == text, "\(text)")
    }
    #expect(Texts(.chinese).reason("something else") == "something else")
  }

  @Test(arguments: Problem.allCases, Language.allCases)
  func everyProblemHasAdvice(problem: Problem, language: Language) {
    let texts = Texts(language)
    for details in [["VALUE", "OTHER"], ["VALUE"], ["", ""], []] {
      let diagnostic = Diagnostic(file: "f", line: 1, byte: 0, column: "c", problem: problem, details: details, raw: [])
      let advice = texts.advice(on: diagnostic)
      #expect(!advice.isEmpty && !advice.contains("{") && Self.hasHan(advice) == (language == .chinese), "\(advice)")
    }
    // Where a value is wrong, the advice shows it.
    let value = Diagnostic(file: "f", line: 1, byte: 0, column: "c", problem: problem, details: ["VALUE", "OTHER"], raw: [])
    let showsNothing: Set<Problem> = [
      .textAfterQuote, .emptyID, .controlCharacter, .nulByte, .fieldTooLong, .swallowedRows, .noName, .noHousehold,
    ]
    #expect(texts.advice(on: value).contains("VALUE") == !showsNothing.contains(problem), "\(problem)")
  }

  @Test(arguments: Language.allCases)
  func everyErrorIsDescribed(language: Language) throws {
    let texts = Texts(language)
    for fault in SelectorError.Fault.allCases {
      let lines = texts.describe(SelectorError(fault, in: "place[名=x", at: 7, names: ["id", "name"])).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 3 && lines[1] == "  place[名=x" && lines[2] == "  " + String(repeating: " ", count: 8) + "^")
      #expect(!lines[0].contains("{") && Self.hasHan(String(lines[0]).replacing("脱贫户", with: "")) == (language == .chinese))
    }
    for (files, word) in Self.brokenDatasets {
      let folder = try ScratchFolder(files)
      let error = try #require(throws: LoadError.self) { try folder.network() }
      let text = texts.describe(error)
      #expect(text.contains(word) && !text.contains("{0}") && Self.hasHan(text) == (language == .chinese), "\(text)")
    }
    let missing = try #require(throws: LoadError.self) { try Network(contentsOf: "/nonexistent/folder") }
    #expect(missing.code == "no-dataset" && texts.describe(missing).contains("/nonexistent/folder"))
  }

  /// Files that cannot be read at all, and what the message must name.
  private static let brokenDatasets: [([String: String], String)] = [
    ([:], "csv"), (["notes.csv": "a\n"], "csv"), (["households.csv": ""], "households.csv"), (["households.csv": "head\nx\n"], "id"),
    (["households.csv": "id,id\n"], "id"), (["pairings.csv": "from,two\n"], "to"), (["visits.csv": "from,to\n"], "date"),
    (["households.csv": "id,head\nh,\"x\n"], "2"), (["households.csv": "PK\u{3}\u{4}zip"], "households.csv"),
    (["households.xlsx": "x"], "households.xlsx"),
    (["places.csv": "id\n", "cadres.xls": "x"], "cadres.xls"), (["households.csv": "id|head\n1|2\n"], "|"),
  ]

  @Test func wordsFollowNumbers() {
    let texts = Texts(.english)
    #expect(texts(.drawHeadline, "1", "0", "D") == "Drawn: 1 node, 0 edges on D")
    #expect(texts(.overloadHeadline, "1", "2", "D") == "1 of 2 nodes with a bound is overloaded on D")
    #expect(texts(.rejectedSummary, "1", "0", "") == "1 row rejected, more than --max-rejects 0 allows")
    #expect(texts(.rejectedSummary, "1 001", "0", texts.rejectedLines(2002)).hasPrefix("1 001 rows rejected (2 002 lines), more"))
  }

  @Test func longTextsAreCut() {
    let texts = Texts(.english)
    #expect(texts.brief("a\u{7}b") == "a\u{fffd}b" && texts.brief(String(repeating: "x", count: 80)).count == 80)
    #expect(texts.brief(String(repeating: "x", count: 81)) == String(repeating: "x", count: 79) + "…")
    #expect(texts.brief("e" + String(repeating: "\u{301}", count: 5000)).unicodeScalars.count == 80)
    #expect(texts.list((1...50).map { "\($0)" }).hasSuffix("39, 40, …") && texts.list([]) == "–")
    let selector = SelectorError(.unknownComparison, in: "place[" + String(repeating: "长", count: 500) + "<=1]", at: 506)
    let lines = texts.describe(selector).split(separator: "\n")
    let caret = lines[2].count - 1
    #expect(TextWidth.of(String(lines[1].prefix { $0 != "<" })) == caret && lines[1].count < 140 && lines[1].hasPrefix("  …"))
  }

  /// Whatever reads a table again names the file with its folder.
  @Test func aFileThatChangesIsNamedWithItsFolder() throws {
    let files = ["households.csv": "id,head,kind\nh1,A,a\nh2,B,b\n"]
    let reads: [(Network) throws -> Any] = [
      { try JSONExport($0).coverage(CoverageCheck().run(on: $0)) }, { try $0.ids(of: [0]) }, { try $0.nodes(named: "A") },
      { try CoverageCheck(of: Selector("household[head=A]")).run(on: $0) },
      { try NetworkDrawing($0, in: .english).whole() }, { try Reports($0, in: .english).coverage(CoverageCheck().run(on: $0)) },
    ]
    for (index, read) in reads.enumerated() {
      let folder = try ScratchFolder(files)
      let network = try folder.network()
      try folder.truncate("households.csv")
      let error = try #require(throws: LoadError.self, "\(index)") { _ = try read(network) }
      #expect(error.code == "changed-while-read" && error.path == folder.path + "/households.csv")
    }
  }

  /// What a terminal would obey does not reach it.
  @Test func textsOfOthersAreHarmless() {
    let texts = Texts(.english)
    #expect(texts.shown("a\u{1b}[31m\r\n\u{7}村") == "a\u{fffd}[31m\u{fffd}\u{fffd}\u{fffd}村")
  }

  // MARK: Numbers and words

  @Test func numbers() {
    let (english, chinese) = (Texts(.english), Texts(.chinese))
    #expect([0, 12, 999, 1000, 1_234_567, -1234].map { english.number($0) } == ["0", "12", "999", "1 000", "1 234 567", "-1 234"])
    #expect(chinese.number(1_234_567) == "1,234,567")
    #expect([0, 0.00001, 0.125, 0.9999, 1].map { english.percent($0) } == ["0.0 %", "0.1 %", "12.5 %", "99.9 %", "100.0 %"])
    #expect([0, 0.005, 1.5, -0.25, 12.345].map { english.decimal($0) } == ["0.00", "0.01", "1.50", "-0.25", "12.35"])
  }

  @Test(arguments: [
    ("zh_CN.UTF-8", Language.chinese), ("zh", .chinese), ("ZH_TW", .chinese), ("en_US.UTF-8", .english), ("C", .english), ("", .english),
  ])
  func languageOfALocale(locale: String, language: Language) { #expect(Language(locale: locale) == language) }

  @Test func wordsForTypes() {
    for language in Language.allCases {
      let texts = Texts(language)
      for type in ["place", "unit", "branch", "cadre", "household", "committee", "node"] {
        #expect(texts.type(type) == texts(TextKey(rawValue: type) ?? .error))
      }
      #expect(texts.type("生产队") == "生产队")
    }
    #expect(Texts.isOtherType("node") && Texts.isOtherType("x") && !Texts.isOtherType("place"))
  }

  @Test func widthOnATerminal() {
    #expect(
      TextWidth.of("a村（1）") == 8 && TextWidth.of("") == 0 && TextWidth.padded("村", to: 4) == "村  "
        && TextWidth.padded("abc", to: 2) == "abc")
  }
}

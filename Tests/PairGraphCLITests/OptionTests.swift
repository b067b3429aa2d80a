import Testing

/// The options that all commands share.
struct OptionTests {
  private let work: Workdir

  init() throws { work = try Workdir(data: Sample.villages) }

  // MARK: Wrong usage: 64, nothing on standard output, nothing written

  /// All commands have them from one place; each is given some of them here.
  private static let wrong = [
    ["--bogus"], ["--csv"], ["--jobs", "0"], ["--jobs", "-1"], ["--jobs", "two"], ["--limit", "0"], ["--limit=-5"], ["extra"],
    ["--on", "2021-13"], ["--on", "2021-02-30"], ["--on", "2021-5-1"], ["--on", "20210501"], ["--on", "today"], ["--on", ""],
    ["--on", "0000-01-01"], ["--lang", "fr"], ["--lang", "ZH"], ["--max-rejects", "x"], ["--max-rejects", "101%"],
    ["--max-rejects=-1"], ["--max-rejects", "%"], ["--max-rejects", "nan%"], ["--max-rejects", "1.5"],
  ]

  @Test(arguments: wrong.indices)
  func wrongUsage(index: Int) throws {
    let options = Self.wrong[index]
    for command in Extent.isFull ? Outputs.commands : [Outputs.commands[index % Outputs.commands.count]] {
      let run = try work.run([command, "data", "--dot", "t.dot"] + options)
      #expect(run.status == 64 && run.out == "" && run.error.hasPrefix("Error: "), "\(command) \(options)")
      #expect(run.error.contains("Usage: pairgraph \(command)"))
    }
    #expect(try work.names() == ["data"])
  }

  @Test(arguments: [
    ["--max", "-1"], ["--max=-1"], ["--max", "x"], ["--max", "1.5"], ["--max", "99999999999999999999"], ["--of", "cadre"],
  ])
  func wrongUsageOfOverload(options: [String]) throws {
    let run = try work.run(["overload", "data", "--csv", "t.csv"] + options)
    #expect(run.status == 64 && run.out == "" && run.error.hasPrefix("Error: "))
    #expect(try work.names() == ["data"])
  }

  @Test func noDatasetAndNoCommand() throws {
    for command in Outputs.commands { #expect(try work.run(command).status == 64) }
    #expect(try work.run("sumary", "data").status == 64)
    #expect(try work.run("--csv", "-").status == 64)
  }

  /// What is wrong with a value is said in the language of the user, with the forms that are right.
  @Test func adviceOnValues() throws {
    let values = [
      ("--on", "1.5.2021", "--on is a date: 2021-05-01, 2021-05 or 2021", "--on 是日期：2021-05-01、2021-05 或 2021"),
      ("--lang", "de", "--lang is en or zh", "--lang 是 en 或 zh"),
      (
        "--max-rejects", "few", "--max-rejects is a number of rows or a percentage, e.g. 10 or 0.5%",
        "--max-rejects 是行数或百分比，例如 10 或 0.5%"
      ),
      ("--jobs", "0", "--jobs must be at least 1", "--jobs 至少是 1"),
      ("--limit", "0", "--limit must be at least 1", "--limit 至少是 1"),
    ]
    for (option, value, english, chinese) in values {
      let run = try work.run("coverage", "data", option, value)
      #expect(run.status == 64 && run.error.contains(english), "\(option)")
      #expect(try work.run("coverage", "data", option, value, locale: "zh_CN.UTF-8").error.contains(chinese), "\(option)")
    }
  }

  /// Every pair of `--csv -`, `--dot -`, `--json -` and `--rejects -` is refused.
  @Test func twoTablesOnStandardOutput() throws {
    let options = ["--csv", "--dot", "--json", "--rejects"]
    for first in options {
      for second in options where first < second {
        let run = try work.run("summary", "data", first, "-", second, "-")
        #expect(run.status == 64 && run.out == "" && run.error.contains("can be -"), "\(first) \(second)")
      }
    }
  }

  // MARK: --on

  /// An unfinished date is its first day; pairings of 2021 end on its last.
  @Test(
    arguments: [
      ("2021", "2021-01-01"), ("2021-05", "2021-05-01"), ("2021-05-01", "2021-05-01"), ("2024-02-29", "2024-02-29"),
      ("9999-12-31", "9999-12-31"), ("0001", "0001-01-01"),
    ])
  func days(given: String, meant: String) throws {
    let byGiven = try work.run("coverage", "data", "--on", given)
    #expect(byGiven.status == 0 && byGiven.out.contains(" on \(meant) "))
    #expect(byGiven.out == (try work.run("coverage", "data", "--on", meant).out))
    for command in Outputs.commands.dropLast() { #expect(try work.run(command, "data", "--on", given).out.contains(meant)) }
  }

  /// `until` is the last day that counts, and an unfinished one means the last day of its year or month.
  @Test func ends() throws {
    let work = try Workdir(data: [
      "households.csv": "id\na\nb\nc\nd\n", "cadres.csv": "id\ng\n",
      "pairings.csv": "from,to,since,until\ng,a,2020,2020\ng,b,2020-02,2020-02\ng,c,2020-02-29,2020-02-29\ng,d,,\n",
    ])
    let covered = { (day: String) in
      let uncovered = try work.run("coverage", "data", "--on", day, "--csv", "-").out.split(separator: "\n").dropFirst()
      return Set(["a", "b", "c", "d"]).subtracting(uncovered.map { String($0.split(separator: ",")[1]) }).sorted()
    }
    #expect(try covered("2019-12-31") == ["d"] && covered("2020-01-01") == ["a", "d"] && covered("2020-02-01") == ["a", "b", "d"])
    #expect(try covered("2020-02-29") == ["a", "b", "c", "d"] && covered("2020-03-01") == ["a", "d"])
    #expect(try covered("2020-12-31") == ["a", "d"] && covered("2021-01-01") == ["d"])
  }

  @Test func todayWithoutIt() throws {
    let day = try work.shell("date +%F; \"$PAIRGRAPH\" summary data | head -1; date +%F").out.split(separator: "\n")
    #expect(day[1].hasSuffix(" on \(day[0])") || day[1].hasSuffix(" on \(day[2])"))
  }

  // MARK: --lang

  /// Column names follow the command line alone; what people read follows the locale, too.
  @Test func columnNames() throws {
    let english = "type,id,name,kind,place,place_path,norm,has,min,missing\nhousehold,"
    let chinese = "类型,编号,名称,类别,地区编号,所在地区,口径,现有,下限,缺额\n农户,"
    let run = { (options: [String], locale: String) in
      try work.run(["coverage", "data", "--on", "2021-05-01", "--csv", "-"] + options, locale: locale).out
    }
    for locale in ["C", "zh_CN.UTF-8", "", "en_US.UTF-8"] {
      #expect(try run([], locale).hasPrefix(english), "\(locale)")
      #expect(try run(["--lang", "en"], locale).hasPrefix(english), "\(locale)")
      #expect(try run(["--lang", "zh"], locale).hasPrefix(chinese), "\(locale)")
    }
    #expect(
      try work.run("overload", "data", "--on", "2021-05-01", "--csv", "-", "--lang", "zh").out
        .hasPrefix("类型,编号,名称,单位,职责,职级,地区编号,所在地区,口径,现有,上限,超额\n干部,"))
    #expect(try work.run("coverage", "data", "--rejects", "-", "--lang", "zh").out == "文件,行,字节,列,问题,建议,原文\n")
    #expect(try work.run("summary", "data", "--csv", "-", "--lang", "zh").out.hasPrefix("项目,类型,类别,数量\n"))
  }

  @Test func theLocaleDecidesTheRest() throws {
    for locale in ["zh_CN.UTF-8", "zh_TW", "ZH"] { #expect(try work.run("coverage", "data", locale: locale).out.contains("未覆盖")) }
    for locale in ["C", "POSIX", "de_DE.UTF-8", ""] { #expect(try work.run("coverage", "data", locale: locale).out.contains("uncovered")) }
    #expect(try work.run("coverage", "data", "--lang", "en", locale: "zh_CN.UTF-8").out.contains("uncovered"))
    // LC_ALL, else LC_MESSAGES, else LANG.
    let shell = { (setting: String) in try work.shell("\(setting) \"$PAIRGRAPH\" coverage data").out.contains("未覆盖") }
    #expect(try shell("unset LC_ALL; LANG=zh_CN.UTF-8") && shell("unset LC_ALL; LC_MESSAGES=zh_CN.UTF-8 LANG=en_US"))
    #expect(try !shell("unset LC_ALL; LC_MESSAGES=en_US LANG=zh_CN.UTF-8") && !shell("LC_ALL=C LANG=zh_CN.UTF-8"))
    #expect(try work.run("coverage", "nowhere", locale: "zh_CN.UTF-8").error.hasPrefix("错误：nowhere"))
  }

  // MARK: --quiet

  /// Nothing but errors and what was asked for.
  @Test func quiet() throws {
    try work.file("data/housholds.csv", "id\n")
    try work.file("data/pairings.csv", "from,to\ng1,h1\ng9,h1\n")
    for command in Outputs.commands {
      let run = try work.run(command, "data", "--quiet", "--max-rejects", "1", "--limit", "2", "--dot", "t.dot")
      #expect(run.out == "" && run.error == "" && run.status == 0, "\(command)")
    }
    #expect(try work.run("coverage", "data", "--quiet", "--max-rejects", "1", "--csv", "-").out.hasPrefix("type,"))
    let failed = try work.run("coverage", "nowhere", "--quiet")
    #expect(failed.status == 2 && failed.error.hasPrefix("error: "))
    let rejected = try work.run("coverage", "data", "--quiet")
    #expect(rejected.status == 3 && rejected.out == "" && rejected.complaints.count == 1)
  }

  // MARK: --estimate

  @Test func estimate() throws {
    for command in Outputs.commands {
      let run = try work.run(command, "data", "--estimate", "--dot", "t.dot")
      #expect(run.status == 0 && run.error == "" && run.out.hasPrefix("Memory, estimated before reading:\n  places.csv: about 4 rows, "))
    }
    #expect(try work.names() == ["data"])
    #expect(try work.run("summary", "nowhere", "--estimate").status == 2)
  }
}

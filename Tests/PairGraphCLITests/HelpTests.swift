import PairGraph
import Testing

/// The help of every command, to the letter: it is the command's interface.
struct HelpTests {
  /// What the reader of the command line says is Chinese, too.
  @Test(arguments: [
    (["coverage", "x", "--csvv", "t"], "错误：没有选项“--csvv”"), (["coverage"], "错误：缺少参数“<data>”"), (["draw", "x"], "错误：请给出 --dot"),
    (["coverage", "x", "--jobs", "many"], "错误：“many”不能作为“--jobs <n>”的值"), (["coverage", "x", "--csv"], "错误：“--csv <file>”缺少值"),
  ])
  func wrongUsageInChinese(arguments: [String], start: String) throws {
    let run = try Workdir().run(arguments, locale: "zh_CN.UTF-8")
    #expect(run.status == 64 && run.error.hasPrefix(start), "\(run.error)")
    #expect(run.error.contains("\n用法：") && !run.error.contains("Error") && !run.error.contains("Usage"))
  }

  private let work: Workdir

  init() throws { work = try Workdir() }

  @Test func theCommandItself() throws {
    let help = """
      OVERVIEW: Analyses pairing networks: who is not covered, who carries too much,
      what hangs together.

      DATA is a folder of CSV tables: places, units, branches, cadres, households,
      committees, members, pairings … Any may be missing. Exit codes: 0 done, 1 a
      norm that must hold is broken (check) or the groups asked for cannot be or were
      not found (cluster --method regions), 2 input unusable or output unwritable, 3
      more rows rejected than --max-rejects allows, 64 wrong usage.

      USAGE: pairgraph <subcommand>

      OPTIONS:
        --version               Show the version.
        -h, --help              Show help information.

      SUBCOMMANDS:
        summary                 Counts nodes, edges, components, and what was merged
                                and rejected.
        coverage                Finds who has fewer helpers than needed.
        overload                Finds who helps more than they may, and how loads are
                                spread.
        check                   Checks all norms: the pack of the dataset, or those
                                given.
        norms                   Says in plain words what a norm pack asks, and what
                                is wrong with it.
        cluster                 Finds groups that act together: communities,
                                components, cores.
        metrics                 Measures every node, and finds single points of
                                failure.
        draw                    Draws the network, the surroundings of a node, or a
                                summary, as Graphviz DOT.
        import                  Makes a dataset folder of rosters as spreadsheets
                                save them.
        clean                   Turns any CSV table into a tidy one in UTF-8, and
                                lists its bad rows.
        generate                Makes a network with the figures of a source
                                document, with its norms and, if asked, planted
                                faults and their answers.

        See 'pairgraph help <subcommand>' for detailed help.

      """
    for arguments in [[], ["--help"], ["-h"], ["help"]] {
      let run = try work.run(arguments)
      #expect(run.out == help && run.error == "" && run.status == 0, "\(arguments)")
    }
  }

  @Test func summary() throws {
    try expect("summary", "Counts nodes, edges, components, and what was merged and rejected.", "")
  }

  @Test func coverage() throws {
    try expect(
      "coverage", "Finds who has fewer helpers than needed.",
      """
        --of <selector>         Ask these nodes instead of those with a need, e.g.
                                place[kind=village].
        --inherit               A helper of a place counts for everything inside it.

      """)
  }

  @Test func overload() throws {
    try expect(
      "overload", "Finds who helps more than they may, and how loads are spread.",
      """
        --max <n>               Bound for every node without a capacity.

      """)
  }

  @Test func check() throws {
    try expect(
      "check", "Checks all norms: the pack of the dataset, or those given.",
      """
        --norms <file>          Ask the norms of this pack instead of the dataset's;
                                may be given several times.
        --from <date>           First day of the time asked: norms with periods are
                                checked in each whole one up to --on.
        --audit                 Also look for what registers get wrong: one phone of
                                two helpers, helpers who left, sizes that differ …;
                                it breaks no norm.

      """)
  }

  /// What both commands say of weights.
  private let weights =
    "A tie weighs what the column `weight` of edges.csv says, 1 where it is empty. A\n"
    + "weight of 0 ties nothing, for groups and measures alike; one below 0 is a bad\n"
    + "row."

  @Test func cluster() throws {
    try expect(
      "cluster", "Finds groups that act together: communities, components, cores.\n\n" + weights,
      """
        --method <name>         How groups are found: leiden (communities), regions
                                (contiguous), components, or cores. (default: leiden)
        --of <selector>         Group these nodes by what they share, e.g.
                                place[kind=village].
        --ties <name>           What ties the nodes of --of: shared (helpers, units,
                                committees) or adjacent. (default: shared)
        --quality <name>        What leiden makes as large as it can: modularity or
                                cpm. (default: modularity)
        --resolution <x>        The larger, the smaller the communities. (default: 1)
        --seed <n>              Seed of the search: the same seed gives the same
                                groups. (default: 1)
        --iterations <n>        How often the search goes on from what it has found;
                                0: until nothing is gained. (default: 2)
        --restarts <n>          Searches with seeds of their own, the best of which
                                is kept. (default: up to 20 in small networks, else 1)
        --by <columns>          Columns that groups are to be alike in, e.g.
                                industry,income. May be repeated.
        --within <kind>         Groups cross no border of such places, e.g. township.
        --groups <k>            How many groups; without it as many as the floors
                                allow.
        --sizes <n...n>         How many places a group has, e.g. 4...8 or 4...
        --floor <column=n>      The least sum of a column in each group, e.g.
                                population=5000. May be repeated.
        --cap <column=n>        The greatest sum of a column in each group, e.g.
                                households=800. May be repeated.
        --complement <cond>     Each group holds at least one of these, e.g.
                                strong=yes. May be repeated.
        --neighbours <n>        Neighbours are the N nearest by coordinates.
        --islands <what>        Places that border on none, and pieces below a floor:
                                keep (a group each), join (to the nearest), or drop.
                                (default: keep)
        --seconds <n>           Go on searching for N seconds.
        --evaluate              Judge the committees there are instead.
        --plan <folder>         Write the plan to FOLDER: committees.csv,
                                members.csv, plan.csv and the tables they need.
        --replace               Replace a plan in the folder that has been edited or
                                is another.

      """)
  }

  @Test func metrics() throws {
    try expect(
      "metrics", "Measures every node, and finds single points of failure.\n\n" + weights,
      """
        --bridges <file>        Write the ties that nothing replaces to FILE, or to
                                standard output with -.
        --sample <n>            Estimate the betweenness along the paths from N nodes.
        --seed <n>              Seed that chooses the nodes of --sample. (default: 1)
        --all                   List all cut vertices in the JSON, not only the first
                                100.

      """)
  }

  @Test func draw() throws {
    try expect(
      "draw", "Draws the network, the surroundings of a node, or a summary, as\nGraphviz DOT.",
      """
        --around <id>           Draw the surroundings of the node with this id or
                                name.
        --hops <n>              How many edges away the surroundings reach (default:
                                1).
        --by <level>            Draw a summary: a node for each village, township or
                                other kind of place, or for each unit or committee.
        --svg <file>            Also draw the picture with Graphviz's dot, as SVG.

      """)
  }

  private func expect(_ command: String, _ overview: String, _ options: String) throws {
    let help = """
      OVERVIEW: \(overview)

      USAGE: pairgraph \(command) [<options>] <data>

      ARGUMENTS:
        <data>                  Folder of the dataset, or a roster.

      OPTIONS:
        --csv <file>            Write the table to FILE, or to standard output with -.
        --dot <file>            Write a Graphviz drawing to FILE, or to standard
                                output with -.
        --json <file>           Write the result as JSON to FILE, or to standard
                                output with -.
        --rejects <file>        Write the rejected rows to FILE, or to standard
                                output with -.
        --max-rejects <n|p%>    Rows, or percent of the rows read, that may be
                                rejected before the exit code is 3. (default: 0)
        --on <date>             Day that decides which pairings are alive (default:
                                today).
        --lang <en|zh>          Language of everything people read: en or zh
                                (default: the locale's). Given here, it also applies
                                to column names.
        --jobs <n>              Threads. (default: \(LoadOptions.processors))
        --quiet                 Say nothing but errors.
        --unmask                Show resident ids, phone numbers, and in drawings the
                                names of householders in full.
        --estimate              Print how many bytes of memory each table needs, and
                                stop.
        --limit <n>             The most nodes a drawing may have; above it a summary
                                is drawn. (default: 400)
        --mapping <file>        What columns mean: the mapping.csv of an earlier
                                import.
        --map <column=field>    What one column means, e.g. PHONE@6=helper_phone; in
                                one of several rosters, a.csv:PHONE@6=helper_phone.
        --encoding <name>       utf-8, utf-16le, utf-16be or gb18030 (also gbk,
                                gb2312); found from the bytes without it.
        --delimiter <sign>      What separates fields: , ; ， or tab; found from the
                                bytes without it.
      \(options)  --version               Show the version.
        -h, --help              Show help information.


      """
    for arguments in [[command, "--help"], [command, "-h"], ["help", command]] {
      let run = try work.run(arguments)
      #expect(run.out == help && run.error == "" && run.status == 0, "\(arguments)")
    }
  }

  @Test func version() throws {
    for arguments in [["--version"]] + Outputs.commands.map({ [$0, "--version"] }) {
      let run = try work.run(arguments)
      #expect(run.out == "0.1.0\n" && run.status == 0)
    }
  }

  // MARK: Chinese

  /// By locale, and by `--lang` before or behind `--help`.
  @Test func helpIsChineseWhereTheUserIs() throws {
    for command in Outputs.commands {
      let byLocale = try work.run(command, "--help", locale: "zh_CN.UTF-8")
      for arguments in [[command, "--help", "--lang", "zh"], [command, "--lang=zh", "--help"]] {
        #expect(try work.run(arguments).out == byLocale.out)
      }
      #expect(try work.run(command, "--help", "--lang", "en", locale: "zh_CN.UTF-8").out == (try work.run(command, "--help").out))
    }
    #expect(try work.run("--help", locale: "zh_CN.UTF-8").out.contains("分析结对帮扶网络"))
  }

  /// Every option says what it does in Chinese; what the argument parser adds itself stays English.
  @Test(arguments: Outputs.commands) func everyOptionIsChinese(command: String) throws {
    let help = try work.run(command, "--help", locale: "zh_CN.UTF-8").out
    let english = try work.run(command, "--help").out
    #expect(isChinese(help.split(separator: "\n").first ?? ""))
    let names = english.matches(of: /\n {2}(--[a-z-]+|<data>)/).map { String($0.1) }.filter { $0 != "--version" }
    #expect(names.count >= 12)
    for name in names {
      let line = help.split(separator: "\n").first { $0.hasPrefix("  \(name) ") }
      #expect(isChinese(line ?? ""), "\(command) \(name)")
    }
  }

  private func isChinese(_ text: some StringProtocol) -> Bool { text.unicodeScalars.contains { 0x4e00...0x9fff ~= $0.value } }
}

extension Texts {
  /// What `generate` wrote.
  public func report(_ result: GenerationResult, of generator: NetworkGenerator, folder: String) -> [String] {
    let tables = result.tables.map { self(.importTable, $0.file, number($0.rows)) }.joined(separator: language == .english ? ", " : "、")
    var lines = [
      self(.generateHeadline, generator.profile, String(generator.seed), generator.day.description, shown(folder), tables),
      self(.generateInvented),
    ]
    if generator.plantsFaults {
      lines.append(heading(self(.generateAnswers)))
      lines += result.answers.map {
        "  " + self(.generateAnswer, $0.fault.rawValue, number($0.findings), number($0.diagnostics))
      }
    }
    return lines
  }

  /// Names the profiles there are, and the one that was perhaps meant.
  public func describe(_ error: UnknownProfile) -> String {
    let all = list(NetworkGenerator.profiles)
    return error.nearest.map { self(.usageProfileNearest, brief(error.name), all, $0) } ?? self(.usageProfile, brief(error.name), all)
  }
}

extension TextKey {
  /// Texts about generated networks.
  var englishOfGenerator: String? {
    switch self {
    case .generateHeadline: "{0}, seed {1}, on {2}, written to {3}: {4}"
    case .generateInvented:
      "Counts are those of the source document as far as it has them. Everything else is invented: names, places, dates, pairings, and norms whose source says that they are examples"
    case .generateAnswers: "Planted, with answers in answers.csv"
    case .generateAnswer: "{0}: {1} {1:finding|findings}, {2} bad {2:row|rows}"
    case .errorWouldReplaceGenerated:
      "{0} holds files that would be written otherwise, edited or of another seed, day or profile: {1}. It is as it was. Write to another folder, or say --replace to lose what stands there"
    case .helpReplaceGenerated: "Replace files in the folder that would be written otherwise."
    case .usageProfile: "there is no profile `{0}`; there are: {1}"
    case .usageProfileNearest: "there is no profile `{0}`; did you mean {2}? There are: {1}"
    case .usageScale: "--scale is a number from 0.01 to 10"
    case .usageGenerateDate: "--on is a date from 1950 to 2900: 2021-05-01, 2021-05 or 2021"
    case .helpGenerate:
      "Makes a network with the figures of a source document, with its norms and, if asked, planted faults and their answers."
    case .helpGenerateDiscussion:
      """
      PROFILE is anding, chengxiang, suifenhe, wanyuan, liupanshui, shanghai, huanggang, province or nation. Counts are those of the \
      documents as far as they have them; shanghai, province and nation have none. All else is invented: names of people, places and firms, \
      positions, dates, amounts, who is paired with whom, and norms whose source says that they are examples. The same profile, seed, day, scale and \
      faults give the same bytes on every machine. DIR is whole or not there; only a folder of an earlier generate is replaced, with --replace where its files would differ.
      """
    case .helpProfile: "Which network."
    case .helpSeed: "Another seed gives another network with the same counts."
    case .helpFaults: "Plant faults, and write what must be found to answers.csv."
    case .helpGenerateOn: "Day that the network is of (default: today)."
    case .helpScale: "Counts beside those of the document, 0.01 to 10."
    default: nil
    }
  }

  var chineseOfGenerator: String? {
    switch self {
    case .generateHeadline: "{0}，种子 {1}，截至 {2}，已写入 {3}：{4}"
    case .generateInvented: "数量取自来源文件（文件有的）；其余都是虚构的：姓名、地名、日期、结对关系，以及来源注明“示例”的口径"
    case .generateAnswers: "已埋入的问题，答案见 answers.csv"
    case .generateAnswer: "{0}：检查发现 {1} 条，坏行 {2} 行"
    case .errorWouldReplaceGenerated:
      "{0} 里有些文件会被写成另外的内容（改动过，或种子、日期、网络不同）：{1}。文件夹保持原样。请写到别的文件夹，或用 --replace 放弃原有内容"
    case .helpReplaceGenerated: "替换文件夹里会被写成另外内容的文件。"
    case .usageProfile: "没有名为“{0}”的网络；可选：{1}"
    case .usageProfileNearest: "没有名为“{0}”的网络；是不是 {2}？可选：{1}"
    case .usageScale: "--scale 是 0.01 到 10 之间的数"
    case .usageGenerateDate: "--on 是 1950 到 2900 年之间的日期：2021-05-01、2021-05 或 2021"
    case .helpGenerate: "按来源文件的数量生成网络，带口径；可埋入问题并给出答案。"
    case .helpGenerateDiscussion:
      """
      PROFILE 是下列之一：
      anding（安定）、chengxiang（城厢）、suifenhe（绥芬河）、wanyuan（万源）、
      liupanshui（六盘水）、shanghai（上海）、huanggang（黄冈）、province（省）、
      nation（全国）。
      数量取自来源文件（文件有的；shanghai、province、nation 没有）。其余都是虚构的：
      人名、地名、企业名、位置、日期、金额、结对关系，以及来源注明“示例”的口径。
      网络、种子、日期、规模和问题相同，在任何机器上输出的字节都相同。
      DIR 要么完整，要么没有；只替换以前生成的文件夹，内容会变时要加 --replace。
      """
    case .helpProfile: "哪个网络。"
    case .helpSeed: "换一个种子，数量不变，内容不同。"
    case .helpFaults: "埋入问题，并把应当发现的写入 answers.csv。"
    case .helpGenerateOn: "网络截至哪一天（默认今天）。"
    case .helpScale: "数量是文件的几倍，0.01 到 10。"
    default: nil
    }
  }
}

/// What the reader of the command line writes in English, in Chinese.
public enum ParserWords {
  /// Beginnings of lines, and what stands for them.
  private static let starts = [
    ("Error: ", "错误："), ("Usage: ", "用法："), ("Help:  ", "说明："), ("OVERVIEW: ", "概述："), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："),
    ("OPTIONS:", "选项："), ("SUBCOMMANDS:", "命令："),
  ]

  /// Sentences around what the user wrote: `$` stands for that.
  private static let sentences = [
    ("  See '$' for more information.", "  详见“$”。"), ("  See '$' for detailed help.", "  各命令的说明见“$”。"),
    ("Missing expected argument '$'", "缺少参数“$”"), ("Missing value for '$'", "“$”缺少值"),
    ("Unknown option '$'. Did you mean '$'?", "没有选项“$”；是不是“$”？"),
    ("Unknown option '$'", "没有选项“$”"), ("Unexpected argument '$'", "多余的参数“$”"), ("$ unexpected arguments: $", "$ 个多余的参数：$"),
    ("The value '$' is invalid for '$': $", "“$”不能作为“$”的值：$"), ("The value '$' is invalid for '$'", "“$”不能作为“$”的值"),
    ("Value to be set with flag '$' had already been set with flag '$'", "“$”与“$”只能给出一个"),
  ]

  private static let words = [
    ("Show the version.", "显示版本。"), ("Show help information.", "显示帮助。"), ("Show subcommand help information.", "显示命令的帮助。"),
    ("(default: ", "（默认 "),
  ]

  /// The text of an error or of the help; sentences that are not known stay as they are.
  public static func chinese(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { chinese(line: String($0)) }.joined(separator: "\n")
  }

  private static func chinese(line: String) -> String {
    let start = starts.first { line.hasPrefix($0.0) }
    var rest = start.map { String(line.dropFirst($0.0.count)) } ?? line
    if let said = sentences.lazy.compactMap({ fill($0.1, match(rest, $0.0)) }).first { rest = said }
    for (english, chinese) in words { rest = rest.replacing(english, with: chinese) }
    return (start?.1 ?? "") + rest
  }

  /// What stands at each `$` of a pattern; nil where the text is another.
  private static func match(_ text: String, _ pattern: String) -> [String]? {
    let parts = pattern.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
    guard text.hasPrefix(parts[0]) else { return nil }
    var rest = text.dropFirst(parts[0].count)
    var found: [String] = []
    for part in parts.dropFirst().dropLast() {
      guard let range = rest.firstRange(of: part) else { return nil }
      found.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    let last = parts[parts.count - 1]
    guard rest.hasSuffix(last) else { return nil }
    return found + [String(rest.dropLast(last.count))]
  }

  private static func fill(_ pattern: String, _ values: [String]?) -> String? {
    guard var rest = values?[...] else { return nil }
    return pattern.map { $0 == "$" ? rest.popFirst() ?? "" : String($0) }.joined()
  }
}

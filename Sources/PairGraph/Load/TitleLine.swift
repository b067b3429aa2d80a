/// A line above the header of a table: its title, who filled it in, or nothing at all.
public struct TitleLine: Sendable, Equatable {
  /// Physical line on which it starts; the first line of the file is 1.
  public var line: Int
  /// What its cells say, with blanks between them.
  public var text: String
}

extension Texts {
  /// The first line that stays the header although it may be a title; nil without.
  public func note(onKept title: TitleLine?, of file: String) -> String? {
    title.map { self(.cleanKeptTitle, shown(file), String($0.line), brief($0.text)) }
  }

  /// The rows of a header of several rows as one; nil where it has one.
  ///
  /// - Parameter names: those that are put together of several cells.
  public func note(onHeaderRows count: Int, _ names: [String], of file: String) -> String? {
    if count < 2 { return nil }
    let shown = names.prefix(5).map { brief($0) } + (names.count > 5 ? ["…"] : [])
    return self(.cleanHeaderRows, self.shown(file), number(count), shown.joined(separator: language == .english ? ", " : "，"))
  }

  /// The lines above the header of a table; nil without.
  public func note(on titles: [TitleLine], of file: String) -> String? {
    if titles.isEmpty { return nil }
    let shown = titles.filter { !$0.text.isEmpty }.prefix(3).map { self(.cleanTitle, String($0.line), brief($0.text)) }
    let all = shown + (shown.count < titles.count ? ["…"] : [])
    return self(.cleanTitles, self.shown(file), number(titles.count), all.joined(separator: language == .english ? ", " : "，"))
  }
}

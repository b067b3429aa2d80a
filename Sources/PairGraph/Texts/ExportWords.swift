/// The program's own words in tables and JSON: names of columns, types, and what `summary` counts.
struct ExportWords: Sendable {
  /// nil for the canonical English words.
  private let texts: Texts?

  init(_ language: Language?) { texts = language.flatMap { $0 == .english ? nil : Texts($0) } }

  /// The name of a column or of a member of an object.
  func column(_ name: String) -> String { texts?.column(name) ?? name }

  /// The member of an object with the first day of the time asked: not the end of an edge, which is called the same.
  var firstDay: String { texts?.column("from_date") ?? "from" }

  /// A type of nodes or edges; a type of `nodes.csv` stands for itself.
  func type(_ type: String) -> String { texts.map { texts in Self.edges[type].map { texts($0) } ?? texts.type(type) } ?? type }

  func word(_ word: String) -> String { texts == nil ? word : ChineseColumns.words[word] ?? word }

  /// What stands between the parts of a text.
  var semicolon: String { Texts.semicolon(texts?.language ?? .english) }

  private static let edges: [String: TextKey] = ["pairing": .pairing, "member": .member, "link": .link]
}

extension Texts {
  static func semicolon(_ language: Language) -> String { language == .english ? "; " : "；" }

  /// Sentences in a row.
  public func joined(_ parts: [String]) -> String { parts.joined(separator: Self.semicolon(language)) }
}

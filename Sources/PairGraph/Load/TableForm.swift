internal import TableIO

/// How a table was written: its encoding and what separates its fields.
public struct TableForm: Sendable, Equatable {
  public var file: String
  /// `UTF-8`, `UTF-16LE`, `UTF-16BE` or `GB18030`.
  public var encoding: String
  public var encodingWasGiven: Bool
  /// The sign itself.
  public var delimiter: String
  public var delimiterWasGiven: Bool

  /// UTF-8 with commas, about which nothing has to be said.
  public var isPlain: Bool { encoding == "UTF-8" && delimiter == "," }

  init(_ table: DecodedTable) {
    file = table.original.name
    (encoding, encodingWasGiven) = (table.encoding.rawValue, table.encodingWasGiven)
    (delimiter, delimiterWasGiven) = (table.delimiter.rawValue, table.delimiterWasGiven)
  }

  /// The canonical name of an encoding as `--encoding` takes it; nil when there is none.
  public static func encoding(named name: String) -> String? { TextEncoding(name: name)?.rawValue }

  /// The sign that `--delimiter` means: itself, or `comma`, `semicolon`, `tab`.
  public static func delimiter(named name: String) -> String? { TableDelimiter(name: name)?.rawValue }
}

extension Texts {
  /// What was found of a table's encoding and delimiter.
  public func note(on form: TableForm) -> String {
    let sign = form.delimiter == "\t" ? "Tab" : form.delimiter
    let given = form.encodingWasGiven && form.delimiterWasGiven
    return self(given ? .formGiven : .formFound, shown(form.file), form.encoding, sign)
  }
}

/// What can be wrong with a table or one of its records. The raw value is the fixed English code that reports print.
package enum TableProblem: String, Sendable, CaseIterable {
  // A record is bad: it is left out, counted and kept with its text.
  case invalidUTF8 = "invalid-utf8"
  case textAfterQuote = "text-after-quote"
  case tooFewFields = "too-few-fields"
  case tooManyFields = "too-many-fields"
  // The file is bad: reading it stops.
  case unclosedQuote = "unclosed-quote"
  case recordTooLong = "record-too-long"
  case headerTooLong = "header-too-long"
  case missingColumn = "missing-column"
  case duplicateColumn = "duplicate-column"
  case emptyFile = "empty-file"
  case workbook = "workbook"
  case otherEncoding = "other-encoding"
  case unreadable = "unreadable"
  case changedWhileRead = "changed-while-read"
}

/// One bad record, with everything needed to find it in the file.
package struct RowFault: Sendable, Equatable {
  package var problem: TableProblem
  /// Byte offsets of the record in the file, without its line end.
  package var start: Int
  package var end: Int
  /// Physical line on which the record starts; the first line of the file is 1.
  package var line: Int
  /// Byte offset of the offending field in the file, or of the record.
  package var byte: Int
  /// Field number from 0, or nil when the whole record is meant.
  package var field: Int?
  /// How many fields the record has; only for a wrong number of fields.
  package var fieldCount: Int

  package init(problem: TableProblem, start: Int, end: Int, line: Int, byte: Int, field: Int?, fieldCount: Int = 0) {
    self.problem = problem
    self.start = start
    self.end = end
    self.line = line
    self.byte = byte
    self.field = field
    self.fieldCount = fieldCount
  }
}

/// A table cannot be read at all.
package struct TableError: Error, Sendable, Equatable {
  package var problem: TableProblem
  /// The file as the user named it.
  package var file: String
  package var line: Int?
  package var byte: Int?
  /// Column name, or number from 1 where there is no name.
  package var column: String?
  /// What the system said, or the names of the columns that exist.
  package var detail: String

  package init(
    _ problem: TableProblem, file: String, line: Int? = nil, byte: Int? = nil, column: String? = nil, detail: String = ""
  ) {
    self.problem = problem
    self.file = file
    self.line = line
    self.byte = byte
    self.column = column
    self.detail = detail
  }
}

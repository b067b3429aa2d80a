import TableIO
import Testing

/// A published input and the records it means; the first is the header.
struct PublishedCase: Sendable, CustomTestStringConvertible {
  var name: String
  var input: String
  var records: [[String]]
  var testDescription: String { name }

  init(_ name: String, _ input: String, _ records: [[String]]) { (self.name, self.input, self.records) = (name, input, records) }
}

/// Answers that others have published, so that the dialect is not only what we say it is.
struct PublishedCasesTests {
  /// csv-spectrum, https://github.com/max-mapper/csv-spectrum (commit d30e80f), BSD-2-Clause. Left out: location_coordinates,
  /// whose published answer is wrong.
  static let spectrum: [PublishedCase] = [
    PublishedCase(
      "comma_in_quotes", "first,last,address,city,zip\nJohn,Doe,120 any st.,\"Anytown, WW\",08123",
      [["first", "last", "address", "city", "zip"], ["John", "Doe", "120 any st.", "Anytown, WW", "08123"]]),
    PublishedCase("empty", "a,b,c\n1,\"\",\"\"\n2,3,4", [["a", "b", "c"], ["1", "", ""], ["2", "3", "4"]]),
    PublishedCase("empty_crlf", "a,b,c\r\n1,\"\",\"\"\r\n2,3,4", [["a", "b", "c"], ["1", "", ""], ["2", "3", "4"]]),
    PublishedCase("escaped_quotes", "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n", [["a", "b"], ["1", "ha \"ha\" ha"], ["3", "4"]]),
    PublishedCase(
      "json", "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n",
      [["key", "val"], ["1", "{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"]]),
    PublishedCase(
      "newlines", "a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n",
      [["a", "b", "c"], ["1", "2", "3"], ["Once upon \na time", "5", "6"], ["7", "8", "9"]]),
    PublishedCase(
      "newlines_crlf", "a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n",
      [["a", "b", "c"], ["1", "2", "3"], ["Once upon \r\na time", "5", "6"], ["7", "8", "9"]]),
    PublishedCase("quotes_and_newlines", "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n", [["a", "b"], ["1", "ha \n\"ha\" \nha"], ["3", "4"]]),
    PublishedCase("simple", "a,b,c\n1,2,3\n", [["a", "b", "c"], ["1", "2", "3"]]),
    PublishedCase("simple_crlf", "a,b,c\r\n1,2,3\r\n", [["a", "b", "c"], ["1", "2", "3"]]),
    PublishedCase("utf8", "a,b,c\n1,2,3\n4,5,ʤ", [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "ʤ"]]),
  ]

  private static let abc = [["a", "b", "c"]]
  private static let abcxyz = [["a", "b", "c"], ["x", "y", "z"]]
  private static let abxymn = [["a", "b"], ["x", "y"], ["m", "n"]]

  /// rust-csv, csv-core/src/reader.rs, tests `parses_to!`, https://github.com/BurntSushi/rust-csv (commit 4a3997e), MIT OR
  /// Unlicense: the cases of the plain dialect, without those that have no record at all.
  static let rust: [PublishedCase] = [
    PublishedCase("one_row_one_field", "a", [["a"]]),
    PublishedCase("one_row_many_fields", "a,b,c", abc),
    PublishedCase("one_row_trailing_comma", "a,b,", [["a", "b", ""]]),
    PublishedCase("one_row_one_field_lf", "a\n", [["a"]]),
    PublishedCase("one_row_many_fields_lf", "a,b,c\n", abc),
    PublishedCase("one_row_trailing_comma_lf", "a,b,\n", [["a", "b", ""]]),
    PublishedCase("one_row_one_field_crlf", "a\r\n", [["a"]]),
    PublishedCase("one_row_many_fields_crlf", "a,b,c\r\n", abc),
    PublishedCase("one_row_trailing_comma_crlf", "a,b,\r\n", [["a", "b", ""]]),
    PublishedCase("one_row_one_field_cr", "a\r", [["a"]]),
    PublishedCase("one_row_many_fields_cr", "a,b,c\r", abc),
    PublishedCase("one_row_trailing_comma_cr", "a,b,\r", [["a", "b", ""]]),
    PublishedCase("many_rows_one_field", "a\nb", [["a"], ["b"]]),
    PublishedCase("many_rows_many_fields", "a,b,c\nx,y,z", abcxyz),
    PublishedCase("many_rows_trailing_comma", "a,b,\nx,y,", [["a", "b", ""], ["x", "y", ""]]),
    PublishedCase("many_rows_one_field_lf", "a\nb\n", [["a"], ["b"]]),
    PublishedCase("many_rows_many_fields_lf", "a,b,c\nx,y,z\n", abcxyz),
    PublishedCase("many_rows_trailing_comma_lf", "a,b,\nx,y,\n", [["a", "b", ""], ["x", "y", ""]]),
    PublishedCase("many_rows_one_field_crlf", "a\r\nb\r\n", [["a"], ["b"]]),
    PublishedCase("many_rows_many_fields_crlf", "a,b,c\r\nx,y,z\r\n", abcxyz),
    PublishedCase("many_rows_trailing_comma_crlf", "a,b,\r\nx,y,\r\n", [["a", "b", ""], ["x", "y", ""]]),
    PublishedCase("many_rows_one_field_cr", "a\rb\r", [["a"], ["b"]]),
    PublishedCase("many_rows_many_fields_cr", "a,b,c\rx,y,z\r", abcxyz),
    PublishedCase("many_rows_trailing_comma_cr", "a,b,\rx,y,\r", [["a", "b", ""], ["x", "y", ""]]),
    PublishedCase("trailing_lines_no_record", "\n\n\na,b,c\nx,y,z\n\n\n", abcxyz),
    PublishedCase("trailing_lines_no_record_cr", "\r\r\ra,b,c\rx,y,z\r\r\r", abcxyz),
    PublishedCase("trailing_lines_no_record_crlf", "\r\n\r\n\r\na,b,c\r\nx,y,z\r\n\r\n\r\n", abcxyz),
    PublishedCase("empty_lines_interspersed", "\n\na,b\n\n\nx,y\n\n\nm,n\n", abxymn),
    PublishedCase("empty_lines_interspersed_crlf", "\r\n\r\na,b\r\n\r\n\r\nx,y\r\n\r\n\r\nm,n\r\n", abxymn),
    PublishedCase("empty_lines_interspersed_mixed", "\n\r\na,b\r\n\n\r\nx,y\r\n\n\r\nm,n\r\n", abxymn),
    PublishedCase("empty_lines_interspersed_cr", "\r\ra,b\r\r\rx,y\r\r\rm,n\r", abxymn),
    PublishedCase("bom_at_start", "\u{feff}a", [["a"]]),
    PublishedCase("bom_in_field", "a\u{feff}", [["a\u{feff}"]]),
    PublishedCase("bom_at_field_start", "a,\u{feff}b", [["a", "\u{feff}b"]]),
    PublishedCase("quote_empty", "\"\"", [[""]]),
    PublishedCase("quote_lf", "\"\"\n", [[""]]),
    PublishedCase("quote_space", "\" \"", [[" "]]),
    PublishedCase("quote_inner_space", "\" a \"", [[" a "]]),
    PublishedCase("quote_outer_space", "  \"a\"  ", [["  \"a\"  "]]),
    PublishedCase("extra_record_crlf_1", "foo\n1\n", [["foo"], ["1"]]),
    PublishedCase("extra_record_crlf_2", "foo\r\n1\r\n", [["foo"], ["1"]]),
  ]

  @Test(arguments: spectrum + rust, [1, 2, 7, 512 << 10])
  func recordsAreThePublishedOnes(of published: PublishedCase, partSize: Int) throws {
    let names = try tableReader(published.input).header.names
    // Names lose the blanks around them; the cases know no header.
    #expect(names == published.records[0].map { $0.filter { $0 != " " } })
    #expect(try records(published.input, partSize) == Array(published.records.dropFirst()))
    // Under a header of ours the first record is a row like the others. A mark in front is one only where the file starts.
    guard published.name != "bom_at_start" else { return }
    let header = (1...published.records[0].count).map { "h\($0)" }.joined(separator: ",")
    #expect(try records(header + "\n" + published.input, partSize) == published.records)
  }

  /// Of rust-csv: empty, empty_lines, empty_lines_crlf, empty_lines_mixed, empty_lines_cr.
  @Test(arguments: ["", "\n\n\n\n", "\r\n\r\n\r\n\r\n", "\r\n\n\r\n\n", "\r\r\r\r"])
  func noRecordMeansNoHeader(input: String) throws {
    #expect(throws: TableError(.emptyFile, file: "t.csv", line: 1, byte: 0)) { try tableReader(input) }
    #expect(try records("h\n" + input, 2) == [])
  }

  /// rust-csv takes quote_no_escapes for the text `a\b"`. Here text behind a closing quote is a fault: nobody knows what was meant.
  @Test func textBehindAClosingQuoteIsAFault() throws {
    let seen = SeenTable(Array("h\n\"a\\\"b\"".utf8), partSize: 512, jobs: 1)
    #expect(seen.rows == [])
    #expect(seen.faults == [RowFault(problem: .textAfterQuote, start: 2, end: 8, line: 2, byte: 2, field: 0)])
  }

  private func records(_ input: String, _ partSize: Int) throws -> [[String]] {
    let seen = SeenTable(Array(input.utf8), partSize: partSize, jobs: 2)
    #expect(seen.faults == [] && seen.failure == nil)
    return seen.rows.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } }
  }
}

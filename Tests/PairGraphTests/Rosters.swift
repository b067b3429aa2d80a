import Foundation
import TableIO

@testable import PairGraph

/// A table that an import wrote has a row with too few or too many cells.
struct UnevenTable: Error {
  var header: [String]
  var row: [String]
}

/// Rosters in a folder of their own, imported; tables are lists of rows by column name.
struct ImportedRosters {
  let folder: ScratchFolder
  let result: RosterResult
  let tables: [String: [[String: String]]]

  init(_ files: [(name: String, bytes: [UInt8])], map: [String] = [], jobs: Int = 1) throws {
    folder = try ScratchFolder()
    for file in files { try folder.write(file.name, file.bytes) }
    var rosters = RosterImport()
    for option in map { try rosters.mapping.add(option: option) }
    rosters.jobs = jobs
    let path = folder.path
    let found = try rosters.tables(files.map { path + "/" + $0.name })
    result = found.result
    tables = try found.tables.mapValues { source in
      let rows = CSVText.rows(try source.bytes(at: 0, count: source.size))
      // A table that is loaded again loses a row that has another number of cells.
      for row in rows where row.count != rows[0].count { throw UnevenTable(header: rows[0], row: row) }
      return rows.dropFirst().map { row in
        Dictionary(zip(rows[0], row), uniquingKeysWith: { first, _ in first })
      }
    }
  }

  init(_ text: String, map: [String] = []) throws { try self.init([("台账.csv", Array(text.utf8))], map: map) }

  func rows(_ table: String) -> [[String: String]] { tables["\(table).csv"] ?? [] }

  /// A column of a table.
  func column(_ table: String, _ name: String) -> [String] { rows(table).map { $0[name] ?? "–" } }

  /// A node's value.
  func value(_ table: String, _ id: String, _ name: String) -> String { rows(table).first { $0["id"] == id }?[name] ?? "–" }

  func path(of place: String) -> String {
    guard let row = rows("places").first(where: { $0["id"] == place }) else { return "" }
    let above = path(of: row["parent"] ?? "")
    return above.isEmpty ? row["name"] ?? "" : above + "/" + (row["name"] ?? "")
  }

  /// Helper → household, since and until, sorted.
  var pairings: [String] {
    rows("pairings").map { row in
      let from = row["from"] ?? ""
      let helper = from.hasPrefix("U") ? value("units", from, "name") : value("cadres", from, "name")
      let to = row["to"] ?? ""
      let helped = to.hasPrefix("P") ? path(of: to) : value("households", to, "head")
      return "\(helper)→\(helped) \(row["since"] ?? "")..\(row["until"] ?? "")"
    }.sorted()
  }

  var problems: [String] { result.rejected.entries.map { "\($0.line) \($0.column) \($0.problem.rawValue)" } }
  func notes(_ kind: ImportNote.Kind) -> [String] { result.notes.filter { $0.kind == kind }.map { "\($0.line) \($0.name) \($0.basis)" } }
  func lines(_ kind: String) -> Int { result.rows.reduce(0) { $0 + ($1.lines.first { $0.kind == kind }?.count ?? 0) } }
}

extension CSVText {
  /// The slow, obvious reader of what the writer writes.
  static func rows(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isQuoted {
        if byte == 0x22, index + 1 < bytes.count, bytes[index + 1] == 0x22 {
          cell.append(byte)
          index += 1
        } else if byte == 0x22 {
          isQuoted = false
        } else {
          cell.append(byte)
        }
      } else if byte == 0x22 {
        isQuoted = true
      } else if byte == 0x2c || byte == 0x0a {
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
        if byte == 0x0a {
          rows.append(row)
          row = []
        }
      } else {
        cell.append(byte)
      }
      index += 1
    }
    return rows
  }
}

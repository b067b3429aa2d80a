/// The names under which columns of the user's own stand in the tables.
extension HeaderMap {
  /// What a dataset means something by, or a table has already.
  private static let reserved: Set<String> = Set(
    [
      "id", "place", "head", "kind", "size", "need", "capacity", "name", "unit", "branch", "role", "rank", "since", "until", "household",
      "parent", "lat", "lon", "level", "members", "from", "to", "amount", "agreement", "id_number", "phone", "helper",
    ])
  private static let canonical = Set(RosterField.allCases.map(\.rawValue))

  /// index = column, value = its header, with the number of the column where another has that name, or a dataset means something by it;
  /// empty for what is no column of the user's own. No two of the user's are equal.
  ///
  /// - Complexity: O(columns) expected.
  static func attributeNames(_ columns: [RosterColumn], _ bindings: [Binding]) -> [String] {
    var result = [String](repeating: "", count: columns.count)
    var known: Set<String> = []
    var numbered: Set<String> = []
    var plain: [Int] = []
    for index in columns.indices where bindings[index].field == .attribute {
      let header = CellText.folded(columns[index].header)
      result[index] = header
      if header.isEmpty || !known.insert(header).inserted || Self.canonical.contains(header) || Self.reserved.contains(header.lowercased())
      {
        result[index] = Self.numbered(header, index)
        numbered.insert(result[index])
      } else {
        plain.append(index)
      }
    }
    // A header may look like the name another column got: `need_3`. It gets a number, too, until none does.
    while let index = plain.first(where: { numbered.contains(result[$0]) }) {
      plain.removeAll { $0 == index }
      result[index] = Self.numbered(result[index], index)
      numbered.insert(result[index])
    }
    return result
  }

  /// No two of these are equal: each ends with the number of its column.
  private static func numbered(_ header: String, _ index: Int) -> String { "\(header.isEmpty ? "column" : header)_\(index + 1)" }
}

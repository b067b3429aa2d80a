/// Finds columns that were perhaps meant to be another: `Need` for `need`, `untill` for `until`.
enum NearColumns {
  /// - Complexity: O(columns x columns of the table's description).
  static func find(_ spec: TableSpec, _ names: [String]) -> [(file: String, column: String, nearest: String)] {
    var known = spec.columns.map(\.name)
    if spec.isNodes { known += [spec.nameColumn, "kind"] }
    let missing = known.filter { !names.contains($0) }
    return names.filter { !known.contains($0) && !$0.isEmpty }.compactMap { name in
      // A name may be a megabyte.
      guard name.utf8.count <= 100 else { return nil }
      let folded = name.lowercased()
      // Short words are near to many others: one step must be small beside the whole.
      let near = missing.first { $0 == folded || ($0.count >= 4 && EditDistance.between($0, folded) == 1) }
      return near.map { (spec.file, name, $0) }
    }
  }
}

internal import TableIO

/// `mapping.csv`: what every column was taken for.
enum MappingFile {
  static func table(_ maps: [(file: String, map: HeaderMap)]) -> [UInt8] {
    var writer = CSVWriter(.machine)
    writer.row(["file", "column", "header", "field", "group", "how", "evidence"])
    for (file, map) in maps {
      for (column, binding) in zip(map.columns, map.bindings) {
        writer.text(file)
        writer.number(column.index + 1)
        writer.text(column.header)
        writer.text(binding.field.rawValue)
        if binding.group > 0 {
          writer.number(binding.group)
        } else if binding.isShared {
          writer.text(RosterMapping.allHelpers)
        } else {
          writer.empty()
        }
        writer.text(binding.reason.rawValue)
        writer.text(binding.evidence)
        writer.endRow()
      }
    }
    return writer.bytes
  }
}

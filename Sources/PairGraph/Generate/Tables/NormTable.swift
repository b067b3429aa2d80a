/// `norms.csv`: the norms that a generated network keeps, but for what is planted.
enum NormTable {
  static let columns = [
    "id", "title", "level", "subject", "relation", "side", "partner", "measure", "min", "max", "every", "inherit", "since", "until",
    "source",
  ]

  static func table(_ norms: [Profile.NormRow]) -> GeneratedTable {
    GeneratedTable(
      "norms.csv", columns,
      [
        GeneratedTable.Section(count: norms.count) { index, bytes in
          let norm = norms[index]
          bytes.text(
            [
              norm.id, norm.title, norm.level, norm.subject, norm.relation, norm.side, norm.partner, norm.measure, norm.min, norm.max,
              norm.every, norm.inherit, "", "", norm.source,
            ].joined(separator: ","))
        }
      ])
  }
}

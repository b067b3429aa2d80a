/// The lines of a drawing as a table: of a quotient, how many pairings tie which two.
extension TableExport {
  /// `drawing.csv`: from, from_name, to, to_name, relation (pairing, member, link), count.
  public func drawing(_ picture: Picture) -> [[UInt8]] {
    var writer = header(["from", "from_name", "to", "to_name", "relation", "count"])
    for edge in picture.edges {
      for end in [picture.nodes[edge.from], picture.nodes[edge.to]] {
        writer.text(end.id)
        writer.text(end.name)
      }
      writer.text(words.word(edge.style.relation))
      writer.number(Int(edge.weight))
      writer.endRow()
    }
    return [writer.bytes]
  }
}

extension JSONExport {
  /// The nodes and lines of a drawing.
  public func drawing(_ picture: Picture) -> JSON {
    object([
      ("command", .string("draw")), ("data", .string(network.name)), ("on", .string(network.day.description)),
      (
        "nodes",
        .array(
          picture.nodes.map {
            object([
              ("id", .string($0.id)), ("name", .string($0.name)), ("type", .string(words.type($0.type))),
              ("details", .string($0.details.joined(separator: words.semicolon))),
            ])
          })
      ),
      (
        "edges",
        .array(
          picture.edges.map {
            object([
              ("from", .string(picture.nodes[$0.from].id)), ("to", .string(picture.nodes[$0.to].id)),
              ("relation", .string(words.word($0.style.relation))), ("count", .int(Int($0.weight))),
            ])
          })
      ), ("rows", rows),
    ])
  }
}

extension Picture.EdgeStyle {
  /// The canonical word for what the edge is.
  fileprivate var relation: String {
    switch self {
    case .pairing: "pairing"
    case .membership: "member"
    case .other: "link"
    case .adjacency: "adjacent"
    }
  }
}

/// What a set of norms needs of the tables besides what coverage and overload need: nothing else is read.
struct NormDemand: Sendable, Equatable {
  /// Columns of nodes that selectors compare.
  var nodeAttributes: Set<String> = []
  /// Columns of nodes that hold numbers: bounds, and what is summed of partners. A cell that is no number is a bad row.
  var nodeNumbers: Set<String> = []
  /// Columns of edges that selectors compare.
  var edgeAttributes: Set<String> = []
  /// Columns of edges that are summed, or hold bounds.
  var edgeNumbers: Set<String> = []
  /// Files of the edge tables that are read.
  var edges: Set<String> = []
  /// Columns of references that are followed, besides places.
  var references: Set<String> = []
  /// The dates of edges are needed, not only whether they are alive.
  var terms = false
  /// Visits are read as they are counted, not kept.
  var streamsVisits = false

  init() {}

  /// What audits need.
  mutating func addAudit() {
    terms = true
    references.insert("unit")
    edges.insert(TableSpec.members.file)
    nodeAttributes.formUnion(["kind", "phone", "household", "size", "id_number", "until"])
  }

  /// - Complexity: O(norms).
  init(_ norms: [Norm]) {
    for norm in norms {
      for selector in [norm.subject, norm.relation, norm.partner].compactMap({ $0 }) {
        if selector.isOfEdges {
          edgeAttributes.formUnion(selector.attributes)
          edges.insert(TableSpec.edges(ofType: selector.type).file)
        } else {
          nodeAttributes.formUnion(selector.attributes)
          // Else their table would be read again for each selector.
          references.formUnion(selector.conditions.compactMap(\.steps.first).filter { $0 == "unit" || $0 == "branch" })
        }
      }
      for case .column(let column)? in [norm.min, norm.max] {
        if norm.isOfEdges { edgeNumbers.insert(column) } else { nodeNumbers.insert(column) }
      }
      switch norm.measure {
      case .sum(let column):
        edgeNumbers.insert(column)
        terms = true
      case .sumOfPartners(let column): nodeNumbers.insert(column)
      default: break
      }
      if norm.isOfEdges || norm.linkType != "visit" && norm.every != nil { terms = true }
      if norm.linkType == "visit" { streamsVisits = true }
    }
  }
}

extension TableSpec {
  /// The table of edges of a type that norms count.
  static func edges(ofType type: String) -> TableSpec {
    switch type {
    case "member": .members
    case "visit": .visits
    default: .pairings
    }
  }
}

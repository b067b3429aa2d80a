internal import TableIO

/// Looks for what registers get wrong about people: each audit is a bound like any other, which nobody wrote down as a norm.
///
/// Audits tell; they break nothing. A new one is a file with a type like these and a line in `all`.
public struct Audit: Sendable {
  /// The language of the titles; nil for English.
  public var language: Language?

  public init(language: Language? = nil) { self.language = language }

  /// What one audit asks and finds.
  struct Result: Sendable {
    var norm: Norm
    var asked: Int
    var findings: [Finding]
  }

  /// - Returns: in a fixed order; findings by row.
  /// - Complexity: O(nodes + edges) expected, and a reading of each table for the columns compared.
  func run(on network: Network) throws -> [Result] {
    try Self.all.map { audit in
      var result = try audit.run(on: network)
      result.norm.title = Texts(language ?? .english)(audit.title)
      return result
    }
  }

  private static let all: [any AuditRule] = [
    SamePhoneAudit(), SameNameAudit(), DeclaredSizeAudit(), HouseholdKindsAudit(), OutsideVillageAudit(), GoneHelperAudit(),
    LapsedCoverAudit(),
  ]
}

/// One audit.
protocol AuditRule: Sendable {
  /// What it asks, in words.
  var title: TextKey { get }
  func run(on network: Network) throws -> Audit.Result
}

extension AuditRule {
  /// A norm that stands for an audit in tables.
  func norm(_ id: String, of subject: String, min: Double? = nil, max: Double? = nil) -> Norm {
    var norm = Norm(id: "audit:\(id)")
    norm.subject = try? Selector(subject)
    (norm.min, norm.max) = (min.map { .number($0) }, max.map { .number($0) })
    norm.isInfo = true
    norm.place = "audit"
    return norm
  }

  /// The nodes that share something with others which is one's own: a phone number, a name.
  func shared(_ owners: some Sequence<[Int]>) -> [Finding] {
    var most: [Int: Int] = [:]
    for nodes in owners where nodes.count > 1 { for node in nodes { most[node] = max(most[node] ?? 0, nodes.count) } }
    return most.keys.sorted().map { above($0, most[$0] ?? 0, 1) }
  }

  func above(_ subject: Int, _ has: Int, _ max: Int) -> Finding {
    Finding(subject: subject, isBelow: false, has: Quantity(has), bound: Quantity(max))
  }

  func below(_ subject: Int, _ has: Int, _ min: Int) -> Finding {
    Finding(subject: subject, isBelow: true, has: Quantity(has), bound: Quantity(min))
  }
}

extension Network {
  /// The nodes of a type, with their tables.
  func tables(of type: String) -> [(table: NodeTable, rows: [Int])] {
    nodeTables.compactMap { table in
      if table.spec.type == type { return (table, Array(0..<table.count)) }
      guard table.spec.type.isEmpty, let kinds = table.codes["kind"], let code = kinds.code(of: Array(type.utf8)) else { return nil }
      return (table, kinds.codes.indices.filter { kinds.codes[$0] == code })
    }
  }

  /// A column of a table; nil where it has none.
  func column(_ name: String, of table: NodeTable) throws -> CodedColumn? {
    try LoadError.naming(self.name) { try table.values(in: name, jobs: jobs) }
  }
}

extension CodedColumn {
  /// The text of a row.
  func text(_ row: Int) -> [UInt8] { texts[Int(codes[row])] }
}

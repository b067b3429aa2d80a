/// What the columns of a dataset's tables mean. A new table is one entry here.
struct TableSpec: Sendable {
  /// What a column holds, and so how its values are checked and kept.
  enum Meaning: Sendable, Equatable {
    case id
    /// An end of an edge: any node.
    case end
    /// A node of one of these tables; an unknown one is a warning, not a fault.
    case reference([String])
    /// A whole number that norms ask for: need, capacity.
    case bound
    /// Any number.
    case number
    /// A number from 0, neither endless nor next to nothing (`TableSpec.quantities`): cost, capacity of a cost, weight.
    case quantity
    /// A date; an unfinished one means its first or its last day.
    case firstDay, lastDay
    /// A whole date: the day something happened.
    case day
  }

  struct Column: Sendable {
    var name: String
    var meaning: Meaning
    var isRequired = false
  }

  /// File name.
  let file: String
  /// Type of the nodes; empty for edges.
  let type: String
  /// The columns whose values mean something; all others are text.
  let columns: [Column]
  /// The column with a node's name.
  let nameColumn: String

  /// Quantities that are not 0 lie between these: sums of their products can be trusted.
  static let quantities = 1e-100...1e100

  var isNodes: Bool { columns.contains { $0.meaning == .id } }

  func column(_ name: String) -> Column? { columns.first { $0.name == name } }

  private static func nodes(_ file: String, _ type: String, name: String = "name", _ columns: [Column]) -> TableSpec {
    let bounds = [Column(name: "need", meaning: .bound), Column(name: "capacity", meaning: .bound)]
    return TableSpec(
      file: file, type: type, columns: [Column(name: "id", meaning: .id, isRequired: true)] + columns + bounds, nameColumn: name)
  }

  private static func edges(_ file: String, ends: (String, String), _ columns: [Column]) -> TableSpec {
    let both = [ends.0, ends.1].map { Column(name: $0, meaning: .end, isRequired: true) }
    return TableSpec(file: file, type: "", columns: both + columns, nameColumn: "")
  }

  private static let places = ["places.csv", "nodes.csv"]
  private static let place = Column(name: "place", meaning: .reference(places))
  private static let unit = Column(name: "unit", meaning: .reference(["units.csv", "nodes.csv"]))
  private static let branch = Column(name: "branch", meaning: .reference(["branches.csv", "nodes.csv"]))
  private static let term = [Column(name: "since", meaning: .firstDay), Column(name: "until", meaning: .lastDay)]

  private static func number(_ name: String) -> Column { Column(name: name, meaning: .number) }

  /// The node tables, in the order in which ids are first come, first served.
  static let nodeTables: [TableSpec] = [
    nodes("places.csv", "place", [Column(name: "parent", meaning: .reference(places)), number("lat"), number("lon")]),
    nodes("units.csv", "unit", [Column(name: "parent", meaning: .reference(["units.csv", "nodes.csv"])), place]),
    nodes("branches.csv", "branch", [unit, place, number("members")]),
    nodes("cadres.csv", "cadre", [unit, branch, place] + term),
    nodes("households.csv", "household", name: "head", [place, number("size")]),
    nodes("committees.csv", "committee", [place]),
    nodes(
      "nodes.csv", "", [Column(name: "parent", meaning: .reference(places)), place, unit, branch, number("lat"), number("lon")]),
  ]

  /// The types that the design names; `nodes.csv` may have others.
  static let nodeTypes = nodeTables.map { $0.type.isEmpty ? "node" : $0.type }

  static let pairings = edges("pairings.csv", ends: ("from", "to"), term + [number("amount")])
  static let members = edges("members.csv", ends: ("committee", "member"), term)
  static let visits = edges(
    "visits.csv", ends: ("from", "to"), [Column(name: "date", meaning: .day, isRequired: true)])
  static let adjacent = edges("adjacent.csv", ends: ("a", "b"), [Column(name: "weight", meaning: .quantity)])
  static let costs = edges("costs.csv", ends: ("from", "to"), ["cost", "capacity"].map { Column(name: $0, meaning: .quantity) })
  static let links = edges("edges.csv", ends: ("from", "to"), term + [Column(name: "weight", meaning: .quantity)])

  /// The edge tables, in the order in which they are reported.
  static let edgeTables = [pairings, members, links, visits, adjacent, costs]

  /// Files of a dataset that are no table of nodes or edges.
  static let otherFiles = ["norms.csv"]

  /// Files that an import writes beside the tables.
  static let importFiles = ["mapping.csv", "merges.csv", "rejects.csv"]

  /// Files that a generator writes beside the tables.
  static let generatorFiles = ["answers.csv", "generated.csv"]

  /// Files that a plan of joint committees has beside the tables.
  static let planFiles = ["plan.csv"]
}

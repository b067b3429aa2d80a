/// What a network to be generated is made of: counts, who is paired with whom, and the norms it keeps.
///
/// The counts are those of the document that describes the system; names, positions, attributes, dates, who is paired with whom and every count
/// that the document leaves open are invented. A profile is data: how rows are made of it is in `Tables`, how they are spoilt in `Faults`.
struct Profile: Sendable {
  var name: String
  /// Of the place at the top, where there is one.
  var top = ""
  /// From the top down; the last are villages.
  var levels: [Level]
  /// Marks of villages, e.g. which are poor.
  var marks: [Mark] = []
  /// Townships, from the first, that take part in a programme.
  var programme: (name: String, townships: Int)?
  /// Inhabitants of all villages.
  var population: Int?
  /// Households of the first villages that a document gives, which have no rows of their own.
  var firstHouseholds: (villages: Int, households: Int)?
  /// The north-western corner, in 100 000ths of a degree.
  var corner: (lat: Int, lon: Int)
  var units: [UnitGroup] = []
  var branches: Branches?
  var cadres: [CadreGroup] = []
  var households: Households?
  var committees: [CommitteeGroup] = []
  var links: [LinkRule] = []
  var norms: [NormRow]
}

extension Profile {
  struct Level: Sendable {
    /// `county`, `township`, …
    var kind: String
    var count: Int
    /// What names end with.
    var endings: [String]
  }

  /// A column of places that says `yes` for some villages and `no` for the others.
  ///
  /// Villages have an order of their own for this (`ByRank`); marks with ranks apart are on different villages.
  struct Mark: Sendable {
    var column: String
    var ranks: Range<Int>
  }

  struct UnitGroup: Sendable {
    var kind: String
    var level: String
    var count: Int
    /// What names end with; without, they are departments of a place.
    var ending: String?
  }

  struct Branches: Sendable {
    var count: Int
    var members: Int
    /// The last ones are away with those who work elsewhere.
    var away = 0
  }

  struct CadreGroup: Sendable {
    var role: String
    var count: Int
    /// Ranks with how often each occurs in ten.
    var ranks: [(rank: String, share: Int)]
    /// Where they work: a group of units, or nodes that are places.
    var units: String?
    var places: Nodes
    /// They may help so many households; of all profiles the norm of ranks is that of Fengshan (87654).
    var hasCapacity = false
  }

  struct Households: Sendable {
    var count: Int
    /// Kinds with their numbers; the others have the last kind.
    var kinds: [(kind: String, count: Int)]
    var otherKind: String
  }

  struct CommitteeGroup: Sendable {
    var kind: String
    var count: Int
    /// Where they sit, spread evenly.
    var places: Nodes
    /// What the document calls their composition, e.g. 5+2.
    var pattern = ""
    /// Of the first one, where a document has it.
    var firstName: String?
  }

  /// Nodes that take part in something, in a fixed order.
  enum Nodes: Sendable {
    /// Places of a level, by its kind, all or some of them.
    case places(String, Range<Int>? = nil)
    /// Villages in order of their marks.
    case byRank(Range<Int>)
    /// Units of a kind.
    case units(String)
    case branches(Range<Int>)
    /// Cadres of a role, all or some of them.
    case cadres(String, Range<Int>? = nil)
    case allCadres
    case households
    /// Households of the first kind that is counted.
    case householdsOfFirstKind
    /// Committees of a kind, all or some of them.
    case committees(String, Range<Int>? = nil)
  }

  /// A row of `norms.csv`; empty cells are left out.
  struct NormRow: Sendable {
    var id: String
    var title: String
    var level = "must"
    var subject: String
    var relation: String
    var side = ""
    var partner = ""
    var measure = ""
    var min = ""
    var max = ""
    var every = ""
    var inherit = ""
    var source: String

    /// Every household has somebody who helps it.
    static func everyHousehold(source: String) -> NormRow {
      NormRow(
        id: "包户", title: "户户有帮扶责任人", subject: "household", relation: "pairing[kind=包户]", side: "helped", min: "1", source: source)
    }

    /// Nobody has more households than his capacity.
    static func caseloads(of subject: String) -> NormRow {
      NormRow(
        id: "包户上限", title: "帮扶责任人不超额", subject: subject, relation: "pairing[kind=包户]", side: "helps", max: "capacity",
        source: Profile.invented)
    }
  }

  /// Norms that nobody's document has.
  static let invented = "示例，并非文件规定"
}

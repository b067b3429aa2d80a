/// Who is paired with whom, or sits in which committee, and which norms that keeps.
///
/// One side has one link each, the other has the rest: households have one helper, a helper has several households. Who gets which is dealt.
struct LinkRule: Sendable {
  /// Where the links are written.
  enum Table: String, Sendable { case pairings = "pairings.csv", members = "members.csv" }

  /// Which side has several.
  enum Many: Sendable { case from, to }

  /// Kind of the pairings, role of the members.
  var kind: String
  var table = Table.pairings
  var from: Profile.Nodes
  var to: Profile.Nodes
  var many = Many.from
  var skew = Deal.Skew.mild
  var least = 1
  /// The most that one of the many side has; nil is what its `capacity` says.
  var most: Int? = .max
  /// What the first of the many side has.
  var first: Int?
  /// Rules that deal alike have one name.
  var deal: String?
  /// Each so-many-th helper also takes over the first household of the next one; 0 is none.
  var second = 0
  /// Each so-many-th link had another helper before; 0 is none.
  var past = 0
  /// All of them are over.
  var isPast = false
  /// Rows are in no order.
  var isScattered = false
  /// They end, and are renewed, with terms of three years.
  var hasTerm = false
  var hasAgreement = false
  /// Yuan a year that each of the helped gets at least, written as rows of a kind of their own.
  var money: Money?
  var visits: [Visits] = []

  /// Each of `to` has at least `least` of `from`.
  var covers: (norm: String, least: Int)?
  /// `covers` counts for all villages inside, with a norm of its own; but villages of these ranks are not asked about when theirs is gone.
  var inherited: (norm: String, except: Range<Int>)?
  /// Each of `to` has at most one of `from`.
  var coversOnce: String?
  /// Each of `from` has at least this many of `to`.
  var engages: (norm: String, least: Int)?
  /// Each of `from` has at most `most` of `to`.
  var bounds: String?

  struct Money: Sendable {
    var kind: String
    var least: Int
    var norm: String
  }

  /// Each pair meets so often.
  struct Visits: Sendable {
    enum Subject: Sendable { case from, to, pairing }

    var kind: String
    var every: Period
    var times = 1
    /// The norm that asks it, and of whom.
    var norm: String
    var subject: Subject
  }

  enum Period: String, Sendable {
    case week = "P7D"
    case halfMonth = "P15D"
    case month = "P1M"
    case quarter = "P3M"
    case year = "P1Y"
    /// That of the pairing itself; visits are at its beginning.
    case term
  }
}

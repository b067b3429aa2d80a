/// A bound on how many links a node, or an edge, has: “every 脱贫户 has at least one helper”, “nobody helps more than five”.
///
/// A norm is data, never code; it is read from a norm pack (`NormPack`). Two are built in: `need` and `capacity`.
public struct Norm: Sendable, Equatable {
  /// What is counted of the links.
  public enum Measure: Sendable, Equatable {
    /// Distinct partners.
    case count
    /// Visits.
    case events
    /// Distinct days of visits; of an edge as subject, its length in days.
    case days
    /// The sum of a column of the links.
    case sum(String)
    /// The sum of a column of the distinct partners.
    case sumOfPartners(String)
  }

  /// The least or the most that is allowed.
  public enum Bound: Sendable, Equatable {
    case number(Double)
    /// A column of the subject. An empty cell asks nothing; an empty `need` of a household is 1.
    case column(String)
  }

  /// The end of the links at which the subject stands.
  public enum Side: String, Sendable, CaseIterable { case helps, helped, either }

  public var id: String
  public var title = ""
  /// A share to know, never a reason to fail.
  public var isInfo = false
  /// Who is asked; nil asks every node.
  public var subject: Selector?
  /// The links that count; nil counts none (the length or a column of an edge is asked).
  public var relation: Selector?
  /// nil where only one end can be the subject.
  public var side: Side?
  /// Links to these nodes count; nil counts all.
  public var partner: Selector?
  public var measure = Measure.count
  public var min: Bound?
  public var max: Bound?
  /// The bound holds in each whole one of these; nil: on the day.
  public var every: Period.Length?
  /// Links of the places around a node count for it.
  public var inherits = false
  /// The first and last day on which the norm is in force.
  public var since: Day?
  public var until: Day?
  /// Document, place and year.
  public var source = ""
  /// File and physical line it was read from.
  public var place = ""
  /// Column of the pack -> offset of its field from 0, for complaints that only the data show.
  var bytes: [String: Int] = [:]

  init(id: String) { self.id = id }

  /// Whether it is in force on a day.
  func isInForce(on day: Day) -> Bool { (since ?? .distantPast) <= day && day <= (until ?? .distantFuture) }

  /// Every node meets its need.
  static func need(of: Selector? = nil, inherits: Bool = false) -> Norm {
    var norm = Norm(id: of == nil ? "need" : "of")
    (norm.subject, norm.side, norm.min, norm.inherits) = (of, .helped, .column("need"), inherits)
    norm.relation = try? Selector("pairing")
    return norm
  }

  /// Nobody exceeds his capacity.
  static func capacity() -> Norm {
    var norm = Norm(id: "capacity")
    (norm.side, norm.max) = (.helps, .column("capacity"))
    norm.relation = try? Selector("pairing")
    return norm
  }

  /// Whether edges are asked, not nodes.
  public var isOfEdges: Bool { subject?.isOfEdges ?? false }

  /// The table of edges that holds its links; of an edge without a relation its own.
  var linkType: String { relation?.type ?? subject?.type ?? "pairing" }

  /// Whether an edge is asked about itself: its length, a column, whether it is one of some.
  var isOfOwnEdge: Bool { isOfEdges && linkType == subject?.type }
}

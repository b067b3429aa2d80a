/// What can be planted in a generated network.
public enum PlantedFault: String, Sendable, CaseIterable {
  /// A pairing that a norm asks for is missing.
  case uncovered
  /// Somebody has more than a norm allows.
  case overloaded
  /// Visits that a norm asks for are missing.
  case unvisited
  /// Less money than a norm asks for.
  case underpaid
  /// A pairing is over that a norm asks for.
  case lapsed
  /// An id that is there already; also rows equal in every column, which is no fault and has no answer.
  case duplicate
  /// An end that is no node.
  case dangling
  /// A date that is none, or an end before the beginning.
  case misdated
}

/// A row of `answers.csv`: what must be found.
struct Answer: Sendable {
  enum Channel: String, Sendable { case finding, diagnostic }

  var fault: PlantedFault
  var file: String
  var place: TableEdits.Place
  /// Id of the node; nil for an edge, which is known by its line.
  var id: [UInt8]?
  var channel: Channel
  var norm = ""

  static let columns = ["fault", "table", "line", "id", "channel", "norm"]
}

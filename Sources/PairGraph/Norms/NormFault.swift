/// What is wrong with a row, or the header, of a norm pack.
public struct NormFault: Error, Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case emptyID, duplicateID(first: Int), emptySubject, badSelector(SelectorError)
    /// A relation that is no type of edges.
    case unknownRelation, missingRelation
    /// A value that is none of those allowed.
    case unknownValue(allowed: [String])
    case unknownMeasure, measureNeedsVisits, lengthNeedsEdge, partnerSumOfEdge
    case noBound, badBound, boundTooLarge, minAboveMax, badPeriod, termNeedsEdge, partnerOfEdge, sideOfEdge, inheritedLoad, inheritOfEdge,
      visitAsSubject
    case badDate, untilBeforeSince
    /// A record that is none, with what its advice is about.
    case malformed(Problem, details: [String])
    /// Found when the norm is asked: a subject at both ends of one link.
    case sideNeeded
    /// Found when the norm is asked: it comes to more than can be added up exactly.
    case sumTooLarge
    /// Found when the norm is asked: the column holds no number, but such texts.
    case textColumn(table: String, example: String)
    /// Found when the norm is asked: no table of the subject, or of its links, has the column.
    case unknownColumn(names: [String])
  }

  /// The file as the user named it.
  public var file: String
  /// Physical line; 0 for the built-in norms.
  public var line: Int
  /// Offset of the field from 0.
  public var byte: Int
  public var column: String
  /// Id of the norm, as far as it has one.
  public var norm: String
  public var value: String
  public var kind: Kind
}

/// All that is wrong with a pack: it cannot be used.
public struct NormPackError: Error, Sendable, Equatable {
  public var faults: [NormFault]
}

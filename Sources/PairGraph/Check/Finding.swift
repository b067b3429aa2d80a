/// A node that a norm finds too few or too many links at. Findings are data, never errors.
public struct Finding: Sendable, Equatable {
  /// Number of the node in its network.
  public var node: Int
  /// Id of the norm: `need`, `of` or `capacity`.
  public var norm: String
  /// Distinct partners it has.
  public var has: Int
  /// The bound it breaks: the least it must have, or the most it may have.
  public var bound: Int

  /// How far it is from the bound.
  public var gap: Int { abs(bound - has) }
}

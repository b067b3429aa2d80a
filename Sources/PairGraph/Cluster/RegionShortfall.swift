internal import GraphAlgorithms

/// A connected piece that is a group by itself although it is below a floor: no group could have held more of it.
public struct RegionShortfall: Sendable, Equatable {
  /// The column that is summed up, the condition of `complement`; empty for the number of areas.
  public let column: String
  /// Its nodes.
  public let nodes: [Int]
  public let has: Double
  public let floor: Double
  /// Cells of it are empty and count as 0: it may be none.
  let isOpen: Bool

  /// Each floor that each of some pieces is below, by piece, then by bound.
  ///
  static func all(_ pieces: [[Int]], _ map: RegionMap, _ limits: RegionLimits) -> [RegionShortfall] {
    let (bounds, names) = (limits.bounds, limits.names)
    return pieces.flatMap { areas in
      bounds.indices.compactMap { bound in
        let has = areas.reduce(0) { $0 + bounds[bound].amounts[$1] }
        if has >= bounds[bound].floor * (1 - 1e-12) { return nil }
        return RegionShortfall(
          column: names[bound], nodes: areas.map { map.nodes[$0] }, has: has, floor: bounds[bound].floor, isOpen: limits.isOpen(areas))
      }
    }
  }

  /// The same as a proof that there are no groups.
  func reason(_ network: Network) throws -> RegionReason {
    .pieceBelowFloor(ids: try network.ids(of: Array(nodes.prefix(3))), areas: nodes.count, column: column, has: has, floor: floor)
  }
}

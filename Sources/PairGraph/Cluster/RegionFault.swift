/// Why no groups can be given.
public enum RegionFault: Error, Sendable, Equatable {
  /// Neither a number of groups nor a floor.
  case nothingAsked
  /// Only upper bounds: each area by itself keeps them.
  case onlyCaps
  /// The selector chooses none; the kinds of places there are.
  case noAreas(selector: String, kinds: [String])
  /// No table of the areas has the column; the columns there are.
  case noColumn(String, columns: [String])
  /// A cell of a column of numbers that is none, or below 0 where it is summed up.
  case noNumber(column: String, id: String, text: String)
  case negative(column: String, id: String, text: String)
  /// A cell, or the sum of a column, beyond which sums are not exact.
  case tooLarge(column: String, id: String, text: String)
  case sumTooLarge(column: String)
  /// A text column with so many values that it tells nothing.
  case tooManyValues(column: String, count: Int)
  /// No area lies in a place of this kind; the kinds there are.
  case noLevel(String, kinds: [String])
  /// No table of neighbours, and no coordinates.
  case noNeighbours
  /// The same, though there is a table of neighbours: it has no row between these areas.
  case noRowsOfNeighbours
  /// No table of neighbours, and all coordinates are the same.
  case oneSpot(areas: Int)
  /// Areas that border on none and are to be joined to the nearest, which nothing tells.
  case cannotJoin(ids: [String], areas: Int)
  /// No committee has two of the areas among its members.
  case noCommittees
  /// Every area borders on none, and such are to be left out.
  case allLeftOut(areas: Int)
  /// The bounds cannot hold, and why.
  case impossible([RegionReason])
  /// The search found no groups that keep the bounds, and no proof that there are none.
  case undecided(broken: Int, groups: Int)
  /// No groups were found, with empty cells of a floor counted as 0: there may be some with the true numbers.
  case unknownCells(columns: [String], cells: Int)
}

/// Why bounds cannot hold: a proof by arithmetic, or by trying everything.
public enum RegionReason: Sendable, Equatable {
  /// One area alone is above a cap. `column` is empty for the number of areas.
  case areaAboveCap(id: String, column: String, has: Double, cap: Double)
  /// All areas of a connected piece together are below a floor.
  case pieceBelowFloor(ids: [String], areas: Int, column: String, has: Double, floor: Double)
  /// The caps ask for at least `fewest` groups in a connected piece, the floors allow at most `most`.
  case noNumber(ids: [String], areas: Int, fewest: Int, most: Int)
  /// Parts of the map that hang on one area alone, each below a floor by itself, are together with it above a cap.
  case cutAboveCap(id: String, areas: Int, column: String, has: Double, cap: Double)
  /// Every way to divide a connected piece was tried, and none keeps the bounds.
  case noPartition(ids: [String], areas: Int)
  /// Every way to divide all of them into so many groups was tried.
  case noPartitionInto(asked: Int, areas: Int)
  /// Another number of groups was asked for than can be.
  case groupCount(asked: Int, fewest: Int, most: Int)
}

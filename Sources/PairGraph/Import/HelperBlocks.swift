/// Blocks of rows of one place of which only the first names a helper, as a merged cell for the helper leaves them.
///
/// Only place cells are filled from above: such rows have no helper, and it has to be said.
struct HelperBlocks: Sendable {
  private var place = PlaceTree.none
  private var isMerged = false
  private var rows = 0
  private var first: UInt32 = 0
  /// Blocks with several rows, and those of them that a merged cell may have made; and the rows below the first ones of these.
  private var (blocks, merged, below) = (0, 0, 0)
  private var firstBelow: UInt32?

  /// - Parameters:
  ///   - row: rows come in the order of the roster.
  ///   - isBlank: no cell of the row says anything of a helper.
  mutating func add(_ row: UInt32, _ place: UInt32, hasHelper: Bool, isBlank: Bool) {
    if place != self.place || rows == 0 {
      endBlock()
      (self.place, isMerged, rows) = (place, hasHelper && place != PlaceTree.none, 1)
      return
    }
    if rows == 1 { first = row }
    rows += 1
    isMerged = isMerged && isBlank
  }

  private mutating func endBlock() {
    guard rows > 1 else { return }
    blocks += 1
    guard isMerged else { return }
    merged += 1
    below += rows - 1
    firstBelow = firstBelow ?? first
  }

  /// The first row below a helper, and how many there are; none where too few blocks are so that it could be chance.
  mutating func end() -> (row: UInt32, rows: Int) {
    endBlock()
    rows = 0
    guard let firstBelow, below > 1, merged * 2 >= blocks else { return (0, 0) }
    return (firstBelow, below)
  }
}

/// Where townships and villages are: townships on a grid, the villages of each on a finer one, all a little out of line.
///
/// Townships with consecutive numbers are neighbours, and so are villages, as an ox ploughs.
struct VillageGrid: Sendable {
  private let layout: Layout
  private let width: Int
  /// Side of a township, in 100 000ths of a degree.
  private static let side = 9000
  private let random: SeededStream

  init(_ layout: Layout) {
    self.layout = layout
    random = layout.stream("positions")
    let townships = layout.levels.count > 1 ? layout.levels[layout.levels.count - 2].count : 1
    width = Self.root(townships)
  }

  func township(_ index: Int) -> (lat: Int, lon: Int) {
    let (row, column) = Self.cell(index, width)
    return (layout.profile.corner.lat - row * Self.side - Self.side / 2, layout.profile.corner.lon + column * Self.side + Self.side / 2)
  }

  func village(_ index: Int) -> (lat: Int, lon: Int) {
    let place = layout.villages.lowerBound + index
    let township = layout.parent(of: place) ?? 0
    let inside = layout.children(of: township)
    let width = Self.root(inside.count)
    let (townRow, townColumn) = Self.cell(township - townships.lowerBound, self.width)
    let (row, column) = Self.cell(place - inside.lowerBound, width)
    let side = Self.side / width
    let shift = { (number: Int) in random.below(max(1, side / 2), index * 2 + number) + side / 4 }
    return (
      layout.profile.corner.lat - townRow * Self.side - row * side - shift(0),
      layout.profile.corner.lon + townColumn * Self.side + column * side + shift(1)
    )
  }

  private var townships: Range<Int> { layout.levels[layout.levels.count - 2] }

  /// Pairs of villages, as rows of places, that touch: in the rows and columns of a township, and across the borders of townships.
  ///
  /// - Complexity: O(villages).
  func neighbours() -> [(Int, Int)] {
    var result: [(Int, Int)] = []
    for township in 0..<townships.count {
      let inside = block(township)
      for row in 0..<inside.rows {
        for column in 0..<inside.width {
          guard let village = inside.village(row, column) else { continue }
          if let right = inside.village(row, column + 1) { result.append((village, right)) }
          if let below = inside.village(row + 1, column) { result.append((village, below)) }
        }
      }
      let (row, column) = Self.cell(township, width)
      if column + 1 < width, let right = block(row, column + 1) { Self.join(inside.edge(\.last), right.edge(\.first), &result) }
      if let below = block(row + 1, column) { Self.join(inside.side(inside.rows - 1), below.side(0), &result) }
    }
    return result
  }

  /// The villages of a township by row and column.
  private struct Block {
    let villages: Range<Int>
    let width: Int
    var rows: Int { (villages.count + width - 1) / width }

    func village(_ row: Int, _ column: Int) -> Int? {
      guard 0..<width ~= column, row >= 0 else { return nil }
      let index = row * width + (row % 2 == 0 ? column : width - 1 - column)
      return index < villages.count ? villages.lowerBound + index : nil
    }

    func side(_ row: Int) -> [Int] { (0..<width).compactMap { village(row, $0) } }

    /// The outermost village of each row.
    func edge(_ end: KeyPath<[Int], Int?>) -> [Int] { (0..<rows).compactMap { side($0)[keyPath: end] } }
  }

  private func block(_ township: Int) -> Block {
    let villages = layout.children(of: townships.lowerBound + township)
    return Block(villages: villages, width: Self.root(villages.count))
  }

  private func block(_ row: Int, _ column: Int) -> Block? {
    let index = row * width + (row % 2 == 0 ? column : width - 1 - column)
    return index < townships.count ? block(index) : nil
  }

  /// Two borders of different lengths: each village touches what is opposite.
  private static func join(_ a: [Int], _ b: [Int], _ result: inout [(Int, Int)]) {
    var last = (-1, -1)
    for step in 0..<max(a.count, b.count) where !a.isEmpty && !b.isEmpty {
      let pair = (a[step * a.count / max(a.count, b.count)], b[step * b.count / max(a.count, b.count)])
      if pair != last { result.append(pair) }
      last = pair
    }
  }

  private static func cell(_ index: Int, _ width: Int) -> (row: Int, column: Int) {
    let row = index / width
    return (row, row % 2 == 0 ? index % width : width - 1 - index % width)
  }

  /// The smallest width of a square that has room.
  private static func root(_ count: Int) -> Int {
    var width = 1
    while width * width < count { width += 1 }
    return width
  }
}

/// A map on a sheet of A4: where its areas are drawn, and how large the text in them can be.
struct RegionSheet {
  /// index = area, in points; nil for one whose place is not known.
  private(set) var positions: [SIMD2<Double>?]
  /// Width and height in inches.
  private(set) var width = 7.5
  private(set) var height = 11.0
  /// Size of the text in points.
  private(set) var font = largest

  static let largest = 12.0
  /// Smaller text nobody reads; a map that needs it is larger than a sheet.
  static let smallest = 6.5
  /// What title and legend take of the height, in points.
  private static let head = 90.0
  /// Of the sheet as much is covered by areas: more could not be parted without pushing them far from where they are.
  private static let covered = 0.55
  /// How much more a map may be stretched one way than the other.
  private static let stretch = 1.6

  /// - Parameters:
  ///   - places: index = area, x to the right and y upwards, in any unit.
  ///   - labels: index = area, value = the width of its text, in sizes of the text; one line each.
  /// - Complexity: O(areas log areas).
  init(_ places: [SIMD2<Double>?], labels: [Double]) {
    positions = places
    let known = places.compactMap { $0 }
    guard let first = known.first else { return }
    let (low, high) = known.reduce((first, first)) { (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1)) }
    let extent = pointwiseMax(high - low, SIMD2(repeating: 1e-9))
    let text = labels.isEmpty ? 4 : labels.sorted()[(labels.count - 1) * 9 / 10]
    var best = 0.0
    for isWide in [false, true] {
      let (paperWidth, paperHeight) = isWide ? (11.0, 7.5) : (7.5, 11.0)
      let room = SIMD2(paperWidth * 72, paperHeight * 72 - Self.head)
      var factor = room / extent
      factor.x = min(factor.x, factor.y * Self.stretch)
      factor.y = min(factor.y, factor.x * Self.stretch)
      let drawn = extent * factor
      // A row of areas fills but a strip.
      let space = max(drawn.x, room.x / 8) * max(drawn.y, room.y / 8) / Double(places.count)
      let size = Self.size(filling: space * Self.covered, text)
      if size <= best { continue }
      best = size
      (width, height, font) = (paperWidth, paperHeight, max(Self.smallest, min(Self.largest, (size * 2).rounded(.down) / 2)))
      let enlarged = factor * max(1, Self.smallest / size)
      positions = places.map { $0.map { ($0 - low) * enlarged } }
    }
    part(labels)
  }

  /// Moves areas that overlap apart, each by as little as can be, until none do: each is then near where it is, and the text is as large as was
  /// reckoned.
  ///
  /// - Complexity: O(areas²) for each of up to some hundred rounds; a map of more areas than a sheet can hold is parted by who draws it.
  private mutating func part(_ labels: [Double]) {
    let known = positions.indices.filter { positions[$0] != nil }
    if known.count > 1000 { return }
    var places = known.map { positions[$0] ?? SIMD2(0, 0) }
    let halves = known.map { SIMD2((labels[$0] * font + 8) / 2, (1.7 * font + 3) / 2) }
    for round in 0..<400 {
      var isParted = true
      for a in places.indices {
        for b in 0..<a {
          let apart = places[a] - places[b]
          let missing = halves[a] + halves[b] - SIMD2(abs(apart.x), abs(apart.y))
          if missing.x <= 0.01 || missing.y <= 0.01 { continue }
          isParted = false
          // Up and down first: text is wide. Two in one place go different ways by their number.
          let isSideways = missing.x < missing.y * 1.5
          let share =
            isSideways ? SIMD2((apart.x >= 0 ? missing.x : -missing.x) / 2, 0) : SIMD2(0, (apart.y >= 0 ? missing.y : -missing.y) / 2)
          places[a] += share
          places[b] -= share
        }
      }
      if isParted { break }
      // Where they push each other round in circles, there is too little room.
      if round % 20 == 19 { for area in places.indices { places[area] *= 1.02 } }
    }
    for (index, area) in known.enumerated() { positions[area] = places[index] }
  }

  /// The size of text of a width, in sizes, with which a box takes so many square points.
  private static func size(filling space: Double, _ text: Double) -> Double {
    // (text s + 6) (1.7 s + 2) = space
    let (a, b, c) = (1.7 * text, 2 * text + 10.2, 12 - space)
    return c >= 0 ? 0.1 : ((b * b - 4 * a * c).squareRoot() - b) / (2 * a)
  }
}

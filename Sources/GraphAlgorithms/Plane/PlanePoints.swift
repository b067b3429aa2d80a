/// Points of the plane on a grid of at most 2^30 cells across their extent: fine enough for any map, coarse enough for sums of products to be
/// exact in 128 bits.
package struct PlanePoints: Sendable {
  /// index = point, value = column and row of the grid, from 0 to 2^30.
  package let x: [Int64]
  package let y: [Int64]

  package var count: Int { x.count }

  /// - Parameters:
  ///   - x, y: index = point, value = finite number, in one unit of length.
  package init(x: [Double], y: [Double]) {
    let (left, bottom) = (x.min() ?? 0, y.min() ?? 0)
    let extent = max((x.max() ?? 0) - left, (y.max() ?? 0) - bottom)
    let scale = extent > 0 ? 0x1p26 / extent : 0
    // Of coordinates so large that the extent overflows nothing is left; they are no map's.
    self.x = x.map { Self.cell(($0 - left) * scale) }
    self.y = y.map { Self.cell(($0 - bottom) * scale) }
  }

  /// Positions in degrees, where a degree of longitude is `aspect` as long as one of latitude.
  ///
  /// The grid is of decimal parts of a degree, as fine as fits (a millionth across 16 degrees), stretched by whole numbers: places that lie
  /// on one line as they are written lie on one line here, which a projection with fractions would bend.
  ///
  /// - Parameters:
  ///   - longitude, latitude: index = point, value = finite number.
  ///   - aspect: from 0 to 1; kept to a 64th.
  package init(longitude: [Double], latitude: [Double], aspect: Double) {
    let (left, bottom) = (longitude.min() ?? 0, latitude.min() ?? 0)
    let extent = max((longitude.max() ?? 0) - left, (latitude.max() ?? 0) - bottom)
    var parts = 1e7
    while parts > 1, !(extent * parts <= 0x1p24) { parts /= 10 }
    let across = min(64, max(1, Int64((aspect * 64).rounded())))
    func cells(_ degrees: [Double], from first: Double) -> [Int64] {
      let first = (first * parts).rounded()
      return degrees.map { degree in
        let value = (degree * parts).rounded() - first
        return value.isFinite ? Int64(min(max(0, value), 0x1p24)) : 0
      }
    }
    x = cells(longitude, from: left).map { $0 * across }
    y = cells(latitude, from: bottom).map { $0 * 64 }
  }

  /// Points that stand on the grid already.
  init(gridX: [Int64], gridY: [Int64]) {
    x = gridX
    y = gridY
  }

  private static func cell(_ value: Double) -> Int64 { value.isFinite ? Int64(min(max(0, value), 0x1p26).rounded()) : 0 }

  /// Positive where a, b, c turn left, negative where they turn right, 0 on a line; exact.
  @inline(__always)
  func turn(_ a: Int, _ b: Int, _ c: Int) -> Int64 { (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a]) }

  /// Whether d is inside the circle through a, b, c, which turn left; exact.
  func isInCircle(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Bool {
    let (ax, ay, bx, by, cx, cy) = (x[a] - x[d], y[a] - y[d], x[b] - x[d], y[b] - y[d], x[c] - x[d], y[c] - y[d])
    let first = Int128(ax * ax + ay * ay) * Int128(bx * cy - by * cx)
    let second = Int128(bx * bx + by * by) * Int128(ax * cy - ay * cx)
    let third = Int128(cx * cx + cy * cy) * Int128(ax * by - ay * bx)
    return first - second + third > 0
  }

  @inline(__always)
  func squaredDistance(_ a: Int, _ b: Int) -> Int64 { (x[a] - x[b]) * (x[a] - x[b]) + (y[a] - y[b]) * (y[a] - y[b]) }
}

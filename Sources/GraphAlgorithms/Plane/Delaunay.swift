/// The Delaunay triangulation of points: two are joined where a circle through both holds no other.
///
/// Divide and conquer over quad-edges (Guibas and Stolfi 1985) with exact predicates: points on one line or one circle are no special
/// case. Of several triangulations (four points of one circle) it is one, the same each time. Points that coincide are joined in a chain.
package struct Delaunay: Sendable {
  /// Whether edges of the hull that pass close by a point between their ends are left out: villages along a river border on the next ones,
  /// not on those at the other end. The ends stay joined over that point.
  package let isTrimmed: Bool

  package init(isTrimmed: Bool = false) { self.isTrimmed = isTrimmed }

  /// - Returns: pairs of points, each once, the smaller first, in ascending order.
  /// - Complexity: O(n log n) time, about 100 bytes per point.
  package func run(on points: PlanePoints) -> [(UInt32, UInt32)] {
    let order = (0..<points.count).sorted { (points.x[$0], points.y[$0], $0) < (points.x[$1], points.y[$1], $1) }
    var distinct: [Int] = []
    var edges: [(UInt32, UInt32)] = []
    for (index, point) in order.enumerated() {
      if index > 0, points.squaredDistance(order[index - 1], point) == 0 {
        edges.append(Self.pair(order[index - 1], point))
      } else {
        distinct.append(point)
      }
    }
    if distinct.count > 1 {
      var mesh = QuadEdges(points)
      _ = mesh.build(distinct[...])
      if isTrimmed { mesh.trim() }
      edges += mesh.edges.map { Self.pair($0, $1) }
    }
    return edges.sorted { $0 < $1 }
  }

  private static func pair(_ a: Int, _ b: Int) -> (UInt32, UInt32) { (UInt32(min(a, b)), UInt32(max(a, b))) }
}

/// The subdivision of the plane while it is being built: four directed edges for each edge, two of them of its dual.
private struct QuadEdges {
  let points: PlanePoints
  /// index = directed edge, value = the next one around its origin, anticlockwise.
  private var next: [Int32] = []
  /// index = directed edge, value = the point it starts at; nothing for edges of the dual.
  private var origins: [Int32] = []
  /// index = edge, value = whether it has been taken out again.
  private var isDead: [Bool] = []

  init(_ points: PlanePoints) { self.points = points }

  /// The ends of the edges that are left.
  var edges: [(Int, Int)] { isDead.indices.filter { !isDead[$0] }.map { (origin(4 * $0), destination(4 * $0)) } }

  // MARK: Moving about

  private func rotated(_ edge: Int) -> Int { edge & ~3 | (edge + 1) & 3 }
  private func rotatedBack(_ edge: Int) -> Int { edge & ~3 | (edge + 3) & 3 }
  private func reversed(_ edge: Int) -> Int { edge ^ 2 }
  private func origin(_ edge: Int) -> Int { Int(origins[edge]) }
  private func destination(_ edge: Int) -> Int { Int(origins[edge ^ 2]) }
  private func around(_ edge: Int) -> Int { Int(next[edge]) }
  private func aroundBack(_ edge: Int) -> Int { rotated(around(rotated(edge))) }
  private func leftNext(_ edge: Int) -> Int { rotated(around(rotatedBack(edge))) }
  private func rightPrevious(_ edge: Int) -> Int { around(reversed(edge)) }

  private func isLeft(_ point: Int, of edge: Int) -> Bool { points.turn(point, origin(edge), destination(edge)) > 0 }
  private func isRight(_ point: Int, of edge: Int) -> Bool { points.turn(point, destination(edge), origin(edge)) > 0 }

  // MARK: Changing

  private mutating func makeEdge(_ from: Int, _ to: Int) -> Int {
    let edge = next.count
    next += [Int32(edge), Int32(edge + 3), Int32(edge + 2), Int32(edge + 1)]
    origins += [Int32(from), -1, Int32(to), -1]
    isDead.append(false)
    return edge
  }

  private mutating func splice(_ a: Int, _ b: Int) {
    let (alpha, beta) = (rotated(around(a)), rotated(around(b)))
    next.swapAt(a, b)
    next.swapAt(alpha, beta)
  }

  /// A new edge from the end of one to the start of another, with one face to their left.
  private mutating func connect(_ a: Int, _ b: Int) -> Int {
    let edge = makeEdge(destination(a), origin(b))
    splice(edge, leftNext(a))
    splice(reversed(edge), b)
    return edge
  }

  private mutating func remove(_ edge: Int) {
    splice(edge, aroundBack(edge))
    splice(reversed(edge), aroundBack(reversed(edge)))
    isDead[edge / 4] = true
  }

  /// Takes out edges of the hull that a point lies close to: where both their ends are seen from it at more than about 170 degrees.
  ///
  /// - Complexity: O(edges): each is looked at when it is new to the hull.
  mutating func trim() {
    var waiting = isDead.indices.map { 4 * $0 }
    while let edge = waiting.popLast() {
      if isDead[edge / 4] { continue }
      let (left, right) = (apex(of: edge), apex(of: reversed(edge)))
      guard (left == nil) != (right == nil), let inner = left == nil ? right : left else { continue }
      let inside = left == nil ? reversed(edge) : edge
      let (a, b) = (origin(inside), destination(inside))
      let (ax, ay) = (points.x[a] - points.x[inner], points.y[a] - points.y[inner])
      let (bx, by) = (points.x[b] - points.x[inner], points.y[b] - points.y[inner])
      // The tangent of what is missing to a straight line is below a sixth.
      let (along, across) = (ax * bx + ay * by, ax * by - ay * bx)
      if along >= 0 || across.magnitude >= along.magnitude / 6 { continue }
      let next = leftNext(inside)
      waiting += [next, leftNext(next)]
      remove(edge)
    }
  }

  /// The third point of the triangle to the left of an edge; nil where there is none.
  private func apex(of edge: Int) -> Int? {
    let second = leftNext(edge)
    if leftNext(leftNext(second)) != edge { return nil }
    let point = destination(second)
    return points.turn(origin(edge), destination(edge), point) > 0 ? point : nil
  }

  // MARK: Building

  /// Triangulates points sorted by column, then row.
  ///
  /// - Returns: the hull's edge anticlockwise from the first point, and the one clockwise from the last.
  mutating func build(_ sites: ArraySlice<Int>) -> (Int, Int) {
    let first = sites.startIndex
    if sites.count == 2 {
      let edge = makeEdge(sites[first], sites[first + 1])
      return (edge, reversed(edge))
    }
    if sites.count == 3 { return triangle(sites[first], sites[first + 1], sites[first + 2]) }
    let middle = first + sites.count / 2
    var (leftOut, leftIn) = build(sites[..<middle])
    var (rightIn, rightOut) = build(sites[middle...])
    // The lower common tangent of both.
    while true {
      if isLeft(origin(rightIn), of: leftIn) {
        leftIn = leftNext(leftIn)
      } else if isRight(origin(leftIn), of: rightIn) {
        rightIn = rightPrevious(rightIn)
      } else {
        break
      }
    }
    let base = connect(reversed(rightIn), leftIn)
    if origin(leftIn) == origin(leftOut) { leftOut = reversed(base) }
    if origin(rightIn) == origin(rightOut) { rightOut = base }
    zip(upFrom: base)
    return (leftOut, rightOut)
  }

  private mutating func triangle(_ a: Int, _ b: Int, _ c: Int) -> (Int, Int) {
    let (one, two) = (makeEdge(a, b), makeEdge(b, c))
    splice(reversed(one), two)
    let turn = points.turn(a, b, c)
    if turn == 0 { return (one, reversed(two)) }
    let three = connect(two, one)
    return turn > 0 ? (one, reversed(two)) : (reversed(three), three)
  }

  /// Joins two halves by edges across, from the lower tangent up.
  private mutating func zip(upFrom tangent: Int) {
    var base = tangent
    while true {
      var left = around(reversed(base))
      if isRight(destination(left), of: base) {
        while points.isInCircle(destination(base), origin(base), destination(left), destination(around(left))) {
          let other = around(left)
          remove(left)
          left = other
        }
      }
      var right = aroundBack(base)
      if isRight(destination(right), of: base) {
        while points.isInCircle(destination(base), origin(base), destination(right), destination(aroundBack(right))) {
          let other = aroundBack(right)
          remove(right)
          right = other
        }
      }
      let (goesLeft, goesRight) = (isRight(destination(left), of: base), isRight(destination(right), of: base))
      if !goesLeft && !goesRight { return }
      if !goesLeft || goesRight && points.isInCircle(destination(left), origin(left), origin(right), destination(right)) {
        base = connect(right, reversed(base))
      } else {
        base = connect(reversed(base), reversed(left))
      }
    }
  }
}

import TestSupport
import Testing

@testable import GraphAlgorithms

@Suite struct PlaneTests {
  /// Points of a small grid: many on one line, on one circle, and at one place.
  private func points(_ count: Int, side: Int64, seed: UInt64) -> PlanePoints {
    var generator = SplitMix64(seed: seed)
    func coordinates() -> [Int64] { (0..<count).map { _ in Int64.random(in: 0...side, using: &generator) } }
    return PlanePoints(gridX: coordinates(), gridY: coordinates())
  }

  /// Whether some circle through a and b has no point inside: the centres on the bisector that each point leaves are a half-line.
  private func isDelaunay(_ points: PlanePoints, _ a: Int, _ b: Int) -> Bool {
    let (dx, dy) = (Double(points.x[b] - points.x[a]), Double(points.y[b] - points.y[a]))
    var (low, high) = (-Double.infinity, Double.infinity)
    for p in 0..<points.count where points.squaredDistance(p, a) > 0 && points.squaredDistance(p, b) > 0 {
      let (px, py) = (Double(points.x[p] - points.x[a]), Double(points.y[p] - points.y[a]))
      // The centre is the middle + t (-dy, dx): p is outside where |p|² - p·d >= 2 t (dx py - dy px).
      let (side, rest) = (2 * (dx * py - dy * px), px * px + py * py - px * dx - py * dy)
      if side > 0 { high = min(high, rest / side) } else if side < 0 { low = max(low, rest / side) } else if rest < 0 { return false }
    }
    return low <= high + 1e-9
  }

  /// Every edge has an empty circle, no two cross, and there are as many as a triangulation has: 3n - 3 - points on the hull.
  @Test func everyEdgeHasAnEmptyCircle() {
    for seed in 0..<300 as Range<UInt64> {
      let points = points(2 + Int(seed % 29), side: [2, 5, 20, 1 << 26][Int(seed % 4)], seed: seed)
      let edges = Delaunay().run(on: points).map { (Int($0.0), Int($0.1)) }
      let straight = edges.filter { points.squaredDistance($0.0, $0.1) > 0 }
      #expect(straight.allSatisfy { isDelaunay(points, $0.0, $0.1) }, "seed \(seed)")
      for (index, (a, b)) in straight.enumerated() {
        for (c, d) in straight[..<index] {
          let crosses =
            points.turn(a, b, c).signum() * points.turn(a, b, d).signum() < 0
            && points.turn(c, d, a).signum() * points.turn(c, d, b).signum() < 0
          #expect(!crosses, "seed \(seed)")
        }
      }
      let places = Set((0..<points.count).map { [points.x[$0], points.y[$0]] }).count
      // On the hull: some line through the point has nothing on one side.
      let firsts = (0..<points.count).filter { p in !(0..<p).contains { points.squaredDistance(p, $0) == 0 } }
      let onHull = firsts.filter { p in
        places < 3 || firsts.contains { q in q != p && firsts.allSatisfy { points.turn(p, q, $0) >= 0 } }
          || firsts.contains { q in q != p && firsts.allSatisfy { points.turn(p, q, $0) <= 0 } }
      }
      let isLine = firsts.allSatisfy { p in firsts.count < 2 || points.turn(firsts[0], firsts[1], p) == 0 }
      #expect(straight.count == (isLine ? places - 1 : 3 * places - 3 - onHull.count), "seed \(seed)")
      #expect(edges.count - straight.count == points.count - places)
      let reached = Components().run(nodeCount: points.count, edges: edges.map { (UInt32($0.0), UInt32($0.1)) })
      #expect(reached.sizes.count == 1, "seed \(seed): in pieces")
    }
  }

  @Test func nearestAgreeWithSortingAll() {
    for seed in 0..<100 as Range<UInt64> {
      let points = points(Int(seed % 40), side: 12, seed: seed)
      let count = Int(seed % 5)
      var expected: Set<[Int]> = []
      for a in 0..<points.count {
        let others = (0..<points.count).filter { $0 != a }.sorted {
          (points.squaredDistance(a, $0), $0) < (points.squaredDistance(a, $1), $1)
        }
        for b in others.prefix(count) { expected.insert([min(a, b), max(a, b)]) }
      }
      let found = NearestPoints(count: count).run(on: points).map { [Int($0.0), Int($0.1)] }
      #expect(Set(found) == expected && found.count == expected.count, "seed \(seed)")
    }
  }

  @Test func theGridKeepsTheShape() {
    let points = PlanePoints(x: [100, 105, 100, 102.5], y: [20, 20, 24, 20])
    #expect(points.x == [0, 1 << 26, 0, 1 << 25] && points.y[2] == Int64((Double(1 << 26) * 0.8).rounded()))
    #expect(PlanePoints(x: [7, 7], y: [1, 1]).x == [0, 0])
    #expect(PlanePoints(x: [-1e308, 1e308], y: [0, 0]).count == 2)
  }

  /// Places on a line as they are written border on the next ones alone, and so do those nearly on a line at the edge of the map.
  @Test func linesStayLines() {
    for (count, step, aspect) in [(6, 1.0, 0.84), (7, 0.01, 0.866), (40, 0.000_1, 0.7), (9, 0.000_013, 1)] {
      for slope in [0.0, 1, -1, 3] {
        let longitude = (0..<count).map { 110.01 + Double($0) * step }
        let latitude = (0..<count).map { 30.01 + Double($0) * step * slope }
        let points = PlanePoints(longitude: longitude, latitude: latitude, aspect: aspect)
        let edges = Delaunay().run(on: points)
        #expect(
          edges.map(\.0) == (0..<UInt32(count - 1)).map { $0 } && edges.map(\.1) == (1..<UInt32(count)).map { $0 }, "\(step) \(slope)")
      }
    }
    let river = PlanePoints(
      longitude: (0..<9).map { 110 + Double($0) * 0.01 }, latitude: (0..<9).map { 30 + Double($0 * $0) * 0.000_05 }, aspect: 0.87)
    #expect(Delaunay(isTrimmed: true).run(on: river).count == 8)
  }

  /// What trimming leaves is part of the triangulation, in one piece, and nothing is left to trim.
  @Test func trimmingKeepsThePiece() {
    for seed in 0..<120 as Range<UInt64> {
      let points = points(3 + Int(seed % 40), side: [5, 60, 1 << 26][Int(seed % 3)], seed: seed)
      let all = Set(Delaunay().run(on: points).map { [$0.0, $0.1] })
      let edges = Delaunay(isTrimmed: true).run(on: points)
      #expect(all.isSuperset(of: edges.map { [$0.0, $0.1] }), "seed \(seed)")
      #expect(Components().run(nodeCount: points.count, edges: edges).sizes.count == 1, "seed \(seed)")
    }
  }
}

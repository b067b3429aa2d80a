internal import GraphAlgorithms

/// The connected pieces of a map, and those that need a decision: areas that border on none, and pieces below a floor.
struct RegionPieces {
  private(set) var map: RegionMap
  private let bounds: [RegionBound]
  /// Pairs of areas that may be of one group although they do not border; what was to be joined stands first.
  private(set) var joined: [(Int, Int)] = []
  /// Areas that were to be joined to the nearest, of which nothing tells which that is.
  private(set) var unjoined: [Int] = []
  /// The areas that needed a decision at first.
  let named: [Int]
  private var pieces: [[Int]]

  init(_ map: RegionMap, _ bounds: [RegionBound]) {
    (self.map, self.bounds) = (map, bounds)
    pieces = Self.pieces(map)
    let (all, bounds) = (pieces, bounds)
    named = all.filter { $0.count == 1 && map.nodes.count > 1 || Self.isSmall($0, bounds) }.flatMap { $0 }.sorted()
  }

  private static func pieces(_ map: RegionMap) -> [[Int]] {
    RegionProblem(areaCount: map.nodes.count, edges: map.edges + map.joins, attributes: [], groupCount: nil).components().areas
  }

  /// Whether all of a piece is below a floor.
  private static func isSmall(_ areas: [Int], _ bounds: [RegionBound]) -> Bool {
    bounds.contains { bound in areas.reduce(0) { $0 + bound.amounts[$1] } < bound.floor * (1 - 1e-12) }
  }

  /// Pieces that are groups by themselves, whatever the floors: index = piece, value = its areas.
  var lonely: [[Int]] { pieces.filter { Self.isSmall($0, bounds) } }

  /// The areas that are grouped.
  func kept(_ policy: RegionPlanning.Islands) -> [Int] {
    switch policy {
    case .join: map.nodes.indices.map { $0 }
    case .keep: pieces.filter { !Self.isSmall($0, bounds) }.flatMap { $0 }.sorted()
    case .drop: pieces.filter { !Self.isSmall($0, bounds) && ($0.count > 1 || map.nodes.count == 1) }.flatMap { $0 }.sorted()
    }
  }

  /// Joins each such piece to the nearest area of its unit, by coordinates.
  ///
  /// - Complexity: O(areas of the piece · areas of its unit) for each of them.
  mutating func join() {
    var byUnit: [UInt32: [Int]] = [:]
    for area in map.nodes.indices { byUnit[map.units[area], default: []].append(area) }
    var sets = UnionFind(count: map.nodes.count)
    for (a, b) in map.edges { sets.union(a, b) }
    for area in named {
      // What has become part of something larger meanwhile needs nothing more.
      let unit = byUnit[map.units[area]] ?? []
      while true {
        let root = sets.find(UInt32(area))
        let piece = unit.filter { sets.find(UInt32($0)) == root }
        let isWhole = piece.count > 1 && !Self.isSmall(piece, bounds)
        if isWhole || piece.count == unit.count { break }
        var best: (distance: Double, a: Int, b: Int)?
        for a in piece where map.coordinates[a] != nil {
          for b in unit where sets.find(UInt32(b)) != root {
            guard let far = map.distance(a, b) else { continue }
            if best.map({ (far, a, b) < $0 }) ?? true { best = (far, a, b) }
          }
        }
        guard let best else {
          unjoined.append(area)
          break
        }
        map.joins.append((UInt32(min(best.a, best.b)), UInt32(max(best.a, best.b))))
        joined.append((best.a, best.b))
        sets.union(UInt32(best.a), UInt32(best.b))
      }
    }
    pieces = Self.pieces(map)
  }
}

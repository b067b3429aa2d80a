internal import GraphAlgorithms

/// Where the borders between areas are from.
public enum RegionBorders: String, Sendable, CaseIterable {
  /// Rows of `adjacent.csv`, of `edges.csv`.
  case adjacent, edges
  /// The Delaunay triangulation of the coordinates, the nearest by coordinates.
  case delaunay, nearest
}

/// Areas and who borders on whom.
struct RegionMap {
  /// index = area, value = node; ascending.
  let nodes: [Int]
  /// nil where nothing tells.
  let borders: RegionBorders?
  /// Pairs of areas that border, of one unit each; the smaller first, each once, ascending.
  let edges: [(UInt32, UInt32)]
  /// Pairs that do not border and may be of one group all the same: what `join` does with islands.
  var joins: [(UInt32, UInt32)] = []
  /// The same of areas of two units.
  let crossing: [(UInt32, UInt32)]
  /// Rows that weigh 0: those are no borders.
  let weightless: Int
  /// There is a table of neighbours, but no row of it is between these areas.
  let hasEmptyTable: Bool
  /// index = area, value = the place whose borders its group does not cross; all the same without such a level.
  let units: [UInt32]
  /// index = area, value = longitude and latitude, where they are known.
  let coordinates: [(lon: Double, lat: Double)?]

  init(_ network: Network, of selector: Selector, within: String?, neighbours: Int?, needsBorders: Bool = true) throws {
    let isChosen = try selector.select(in: network)
    let nodes = isChosen.indices.filter { isChosen[$0] }
    if nodes.isEmpty { throw RegionFault.noAreas(selector: selector.text, kinds: PlaceLevels(network).kinds) }
    self.nodes = nodes
    units = try Self.units(network, nodes, within)
    coordinates = try Self.coordinates(network, nodes)
    let set = NodeSet(nodes, below: network.nodeCount)
    var weightless = 0
    func rows(_ spec: TableSpec) -> [(UInt32, UInt32)] {
      let table = network.edges(spec)
      let weights = table.weights
      return (0..<table.count).compactMap { row in
        let (from, to) = (Int(table.from[row]), Int(table.to[row]))
        guard table.alive[row], set.contains(from), set.contains(to) else { return nil }
        if weights?[row] == 0 {
          weightless += 1
          return nil
        }
        return (UInt32(set.number(of: from)), UInt32(set.number(of: to)))
      }
    }
    var found = neighbours == nil ? rows(.adjacent) : []
    var borders: RegionBorders? = .adjacent
    hasEmptyTable = neighbours == nil && found.isEmpty && network.edges(.adjacent).reader != nil
    if found.isEmpty && neighbours == nil {
      (found, borders) = (rows(.links), .edges)
    }
    self.weightless = weightless
    if found.isEmpty {
      borders = neighbours == nil ? .delaunay : .nearest
      found = Self.fromCoordinates(coordinates, neighbours)
    }
    // Without any border every area is an island: nothing could be joined. One area alone needs none.
    if found.isEmpty && nodes.count > 1 {
      if needsBorders { throw Self.noBorders(coordinates, hasEmptyTable) }
      borders = nil
    }
    self.borders = borders
    let units = units
    let pairs = found.filter { $0 != $1 }.map { UInt64(min($0, $1)) << 32 | UInt64(max($0, $1)) }.sorted()
    var inside: [(UInt32, UInt32)] = []
    var crossing: [(UInt32, UInt32)] = []
    for (index, pair) in pairs.enumerated() where index == 0 || pairs[index - 1] != pair {
      let (a, b) = (UInt32(pair >> 32), UInt32(pair & 0xffff_ffff))
      if units[Int(a)] == units[Int(b)] { inside.append((a, b)) } else { crossing.append((a, b)) }
    }
    (edges, self.crossing) = (inside, crossing)
  }

  private static func units(_ network: Network, _ nodes: [Int], _ within: String?) throws -> [UInt32] {
    guard let within else { return [UInt32](repeating: 0, count: nodes.count) }
    let levels = PlaceLevels(network)
    let places = levels.places(of: within)
    let units = nodes.map { places[$0] }
    if units.allSatisfy({ $0 == Network.none }) { throw RegionFault.noLevel(within, kinds: levels.kinds) }
    return units
  }

  private static func coordinates(_ network: Network, _ nodes: [Int]) throws -> [(lon: Double, lat: Double)?] {
    let columns = RegionColumns(network, nodes)
    guard let lon = try columns.figures("lon"), let lat = try columns.figures("lat") else { return nodes.map { _ in nil } }
    return zip(lon, lat).map { lon, lat in
      guard let lon, let lat, abs(lon) <= 180, abs(lat) <= 90 else { return nil }
      return (lon, lat)
    }
  }

  /// Positions in the plane: a degree of longitude is shorter by the cosine of the latitude.
  static func plane(_ places: [(lon: Double, lat: Double)]) -> (x: [Double], y: [Double]) {
    let shrink = aspect(places)
    return (places.map { $0.lon * shrink }, places.map(\.lat))
  }

  private static func aspect(_ places: [(lon: Double, lat: Double)]) -> Double {
    let middle = places.reduce(0) { $0 + $1.lat } / Double(max(1, places.count)) * 0.017453292519943295
    return max(0.01, cosine(middle))
  }

  /// Of an angle within half a turn, to six digits: a map needs no more, and is the same on every machine.
  private static func cosine(_ angle: Double) -> Double {
    let square = angle * angle
    return 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56)))
  }

  private static func fromCoordinates(_ coordinates: [(lon: Double, lat: Double)?], _ neighbours: Int?) -> [(UInt32, UInt32)] {
    let known = coordinates.indices.filter { coordinates[$0] != nil }
    let places = known.compactMap { coordinates[$0] }
    // Of one spot, who is beside whom nobody can say.
    if isOneSpot(places) { return [] }
    let points = PlanePoints(longitude: places.map(\.lon), latitude: places.map(\.lat), aspect: aspect(places))
    let pairs = neighbours.map { NearestPoints(count: $0).run(on: points) } ?? Delaunay(isTrimmed: true).run(on: points)
    return pairs.map { (UInt32(known[Int($0.0)]), UInt32(known[Int($0.1)])) }
  }

  private static func isOneSpot(_ places: [(lon: Double, lat: Double)]) -> Bool {
    places.count > 1 && places.allSatisfy { $0 == places[0] }
  }

  private static func noBorders(_ coordinates: [(lon: Double, lat: Double)?], _ hasEmptyTable: Bool) -> RegionFault {
    let places = coordinates.compactMap { $0 }
    return isOneSpot(places) ? .oneSpot(areas: places.count) : hasEmptyTable ? .noRowsOfNeighbours : .noNeighbours
  }

  /// How far two areas are apart, as far as coordinates tell; squared, in degrees.
  func distance(_ a: Int, _ b: Int) -> Double? {
    guard let first = coordinates[a], let second = coordinates[b] else { return nil }
    let (x, y) = Self.plane([first, second])
    return (x[0] - x[1]) * (x[0] - x[1]) + (y[0] - y[1]) * (y[0] - y[1])
  }
}

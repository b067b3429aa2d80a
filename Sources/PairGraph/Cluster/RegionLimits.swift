internal import GraphAlgorithms

/// The bounds that groups are to keep, and the cells they rest on that are empty.
struct RegionLimits {
  private(set) var bounds: [RegionBound] = []
  private(set) var readings: [RegionLimit] = []
  /// index = bound, then area: whether its cell is empty and counts as 0; empty where no cell is.
  private var unknown: [[Bool]] = []

  /// index = bound, value = what it is on, as `RegionLimit.column`.
  var names: [String] { readings.map(\.column) }

  init(_ planning: RegionPlanning, _ columns: RegionColumns, _ map: RegionMap, _ network: Network) throws {
    if planning.fewest > 1 || planning.most < .max {
      let ones = [Double](repeating: 1, count: map.nodes.count)
      let cap = planning.most == .max ? .infinity : Double(planning.most)
      add("", RegionBound(amounts: ones, floor: Double(planning.fewest), cap: cap))
    }
    for (sums, isFloor) in [(planning.floors, true), (planning.caps, false)] {
      for sum in sums {
        let (amounts, isEmpty) = try columns.amounts(sum.column)
        let bound = isFloor ? RegionBound(amounts: amounts, floor: sum.value) : RegionBound(amounts: amounts, cap: sum.value)
        let first = try isEmpty.firstIndex(of: true).map { try columns.place($0) }
        add(sum.column, bound, isEmpty, first: first)
      }
    }
    for condition in planning.complements {
      let type = try planning.selector ?? Selector(RegionPlanning.usual)
      let holds = try Selector("\(type.type)[\(condition)]").select(in: network)
      add(condition, RegionBound(amounts: map.nodes.map { holds[$0] ? 1 : 0 }, floor: 1))
    }
  }

  private mutating func add(_ column: String, _ bound: RegionBound, _ isEmpty: [Bool] = [], first: (file: String, line: Int)? = nil) {
    bounds.append(bound)
    let count = isEmpty.count { $0 }
    unknown.append(count > 0 ? isEmpty : [])
    readings.append(
      RegionLimit(
        column: column, floor: bound.floor > 0 ? bound.floor : nil, cap: bound.cap < .infinity ? bound.cap : nil, empty: count,
        of: bound.amounts.count, file: first?.file, line: first?.line))
  }

  /// Whether a floor counts a cell as 0 that is empty, among some areas or all.
  func isOpen(_ areas: [Int]? = nil) -> Bool {
    bounds.indices.contains { bound in
      bounds[bound].floor > 0 && !unknown[bound].isEmpty && (areas?.contains { unknown[bound][$0] } ?? true)
    }
  }

  /// What says that groups were not found, and why that proves nothing.
  var openFault: RegionFault {
    let open = readings.filter { $0.floor != nil && $0.empty > 0 }
    return .unknownCells(columns: open.map(\.column), cells: open.reduce(0) { $0 + $1.empty })
  }

  /// Whether a proof holds whatever stands in the cells that are empty: sums only grow with them, which a floor may need and no cap forgives.
  ///
  /// - Parameter kept: the areas that the proof numbers.
  func holds(_ obstacle: RegionObstacle, _ kept: [Int]) -> Bool {
    switch obstacle {
    case .areaAboveCap: true
    case .componentBelowFloor(let areas, let bound, _): unknown[bound].isEmpty || !areas.contains { unknown[bound][kept[$0]] }
    case .noNumber(let areas, _, _), .noPartition(let areas): !isOpen(areas.map { kept[$0] })
    case .groupCount(let asked, _, _): asked > kept.count || !isOpen()
    case .noPartitionInto, .cutAboveCap: !isOpen()
    }
  }
}

/// A bound, as it was asked for and read.
public struct RegionLimit: Sendable, Equatable {
  /// The column that is summed up, the condition of which one must hold; empty for the number of areas.
  public let column: String
  public let floor: Double?
  public let cap: Double?
  /// Areas whose cell is empty and counts as 0, of how many.
  public let empty: Int
  public let of: Int
  /// Where the first empty cell is.
  public let file: String?
  public let line: Int?
}

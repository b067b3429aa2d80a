/// Judges the committees there are as planned ones are judged.
public struct RegionEvaluation: Sendable {
  /// The areas.
  public var selector: Selector?
  /// Columns that groups should be alike in; without any there is no ratio.
  public var by: [String]
  /// Borders on the nearest so many, by coordinates, whatever tables there are.
  public var neighbours: Int?

  public init(by: [String] = []) { self.by = by }

  /// - Errors: `RegionFault` when there are no committees, or columns, `SelectorError`, `LoadError`.
  /// - Note: needs a network loaded with the detail `full`.
  public func run(on network: Network) throws -> RegionResult {
    let start = ContinuousClock.now
    let map = try RegionMap(
      network, of: selector ?? Selector(RegionPlanning.usual), within: nil, neighbours: neighbours, needsBorders: false)
    let committees = try RegionCommittees(network, map.nodes)
    if committees.nodes.isEmpty { throw RegionFault.noCommittees }
    let attributes = try RegionAttributes(by, RegionColumns(network, map.nodes))
    let islands = map.borders == nil ? [] : RegionPieces(map, []).named
    var result = try RegionResult(
      network, map: map, labels: committees.labels, attributes: attributes, islands: islands, seconds: 0, committees: committees)
    result.method = "evaluate"
    result.asked = RegionPlanning(by: by)
    result.asked.selector = selector
    result.asked.neighbours = neighbours
    result.seconds = (ContinuousClock.now - start).inSeconds
    return result
  }
}

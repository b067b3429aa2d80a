/// Groups as a map: areas where their coordinates put them, their borders as thin lines, colour, pattern and number for the group.
extension NetworkDrawing {
  /// With more than `limit` areas, a node for each group in the middle of its areas.
  ///
  /// - Complexity: O(areas + borders).
  public func regions(_ result: RegionResult) throws -> Result {
    let isSmall = result.nodes.count <= limit
    var picture = isSmall ? try areas(result) : quotient(result)
    if !unmasked { picture.maskNumbers() }
    return Result(picture: picture, level: isSmall ? nil : "group", wanted: result.nodes.count)
  }

  private func emptyPicture(_ result: RegionResult) -> Picture {
    var legend = legend
    legend.adjacency = texts(.regionBorder)
    legend.weight = texts(.regionWide)
    legend.types.append(("group", texts(.legendGroup)))
    return Picture(title: texts(.groupsTitle, network.title, texts.method(result.method), network.day.description), legend: legend)
  }

  private func areas(_ result: RegionResult) throws -> Picture {
    var picture = emptyPicture(result)
    let nodeTexts = NodeTexts(network)
    let places = positions(result)
    for (area, node) in result.nodes.enumerated() {
      picture.nodes.append(
        Picture.Node(
          id: String(decoding: try nodeTexts.id(of: node), as: UTF8.self), name: try nodeTexts.label(of: node),
          type: network.type(of: node),
          mark: result.groups[area].map { .group($0) } ?? .none, position: places[area]))
    }
    // Without a map, groups are boxes.
    if places.contains(where: { $0 == nil }) {
      picture.clusters = result.sizes.enumerated().map { group, size in
        Picture.Cluster(id: "group \(group + 1)", name: texts(.groupBox, String(group + 1), texts.number(size)))
      }
      for (area, group) in result.groups.enumerated() { picture.nodes[area].cluster = group.map { $0 - 1 } }
    }
    picture.edges = result.map.edges.map { a, b in
      let isInside = result.groups[Int(a)] != nil && result.groups[Int(a)] == result.groups[Int(b)]
      return Picture.Edge(from: Int(a), to: Int(b), style: .adjacency, weight: isInside ? 16 : 1, directed: false)
    }
    picture.edges += result.map.crossing.map { Picture.Edge(from: Int($0), to: Int($1), style: .adjacency, directed: false) }
    return picture
  }

  /// index = area, value = where it is drawn: the map fits a sheet of A4 for about forty areas, and grows with their number.
  private func positions(_ result: RegionResult) -> [SIMD2<Double>?] {
    let known = result.map.coordinates.compactMap { $0 }
    let (x, y) = RegionMap.plane(known)
    guard let left = x.min(), let right = x.max(), let bottom = y.min(), let top = y.max() else {
      return [SIMD2<Double>?](repeating: nil, count: result.nodes.count)
    }
    let scale = max(1, Double(result.nodes.count) / 40).squareRoot()
    let factor = min(720 / max(1e-9, right - left), 480 / max(1e-9, top - bottom)) * scale
    var next = 0
    let placed: [SIMD2<Double>?] = result.map.coordinates.map { place in
      if place == nil { return nil }
      defer { next += 1 }
      return SIMD2((x[next] - left) * factor, (y[next] - bottom) * factor)
    }
    // What has no coordinates stands amid its neighbours, else in a row below the map.
    var sums: [Int: (sum: SIMD2<Double>, count: Double)] = [:]
    for (a, b) in result.map.edges + result.map.crossing {
      for (one, other) in [(Int(a), Int(b)), (Int(b), Int(a))] where placed[one] == nil {
        guard let place = placed[other] else { continue }
        let known = sums[one] ?? (SIMD2(0, 0), 0)
        sums[one] = (known.sum + place, known.count + 1)
      }
    }
    var row = 0.0
    return placed.indices.map { area in
      if let place = placed[area] { return place }
      if let known = sums[area] { return known.sum / known.count }
      row += 1
      return SIMD2(row * 90 - 90, -60)
    }
  }

  private func quotient(_ result: RegionResult) -> Picture {
    var picture = emptyPicture(result)
    let places = positions(result)
    let shown = result.sizes.count <= limit ? result.sizes.count : limit - 1
    for (group, areas) in result.members.prefix(shown).enumerated() {
      let known = areas.compactMap { places[$0] }
      let middle = known.isEmpty ? nil : known.reduce(SIMD2(0, 0), +) / Double(known.count)
      picture.nodes.append(
        Picture.Node(
          id: "group \(group + 1)", name: texts(.groupBox, String(group + 1), texts.number(areas.count)), type: "group",
          mark: .group(group + 1), position: middle))
    }
    if shown < result.sizes.count {
      for index in picture.nodes.indices { picture.nodes[index].position = nil }
      let rest = result.sizes[shown...].reduce(0, +)
      picture.nodes.append(
        Picture.Node(id: "groups", name: texts(.groupsRest, texts.number(result.sizes.count - shown), texts.number(rest)), type: "group"))
    }
    var pairs: [UInt64: Int] = [:]
    for (a, b) in result.map.edges + result.map.crossing {
      guard let one = result.groups[Int(a)], let other = result.groups[Int(b)] else { continue }
      let (first, second) = (min(shown, min(one, other) - 1), min(shown, max(one, other) - 1))
      if first == second { continue }
      let key = UInt64(first) << 32 | UInt64(second)
      if let known = pairs[key] {
        picture.edges[known].weight += 1
      } else {
        pairs[key] = picture.edges.count
        picture.edges.append(Picture.Edge(from: first, to: second, style: .adjacency, directed: false))
      }
    }
    return picture
  }
}

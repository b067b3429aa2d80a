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
    let isMap = !places.contains { $0 == nil }
    for (area, node) in result.nodes.enumerated() {
      let name = try nodeTexts.label(of: node)
      var drawn = Picture.Node(
        id: String(decoding: try nodeTexts.id(of: node), as: UTF8.self), name: isMap ? name.withoutVillage : name,
        type: network.type(of: node),
        mark: result.groups[area].map { .group($0) } ?? .none, position: places[area])
      if isMap { drawn.headline = result.groups[area].map { String($0) } ?? "–" }
      picture.nodes.append(drawn)
    }
    // Without a map, groups are boxes.
    if !isMap {
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
    picture.looks = looks(result)
    if isMap { fit(&picture) }
    return picture
  }

  private func looks(_ result: RegionResult) -> [GroupLook] {
    GroupLook.looks(
      result.sizes.count,
      neighbours: (result.map.edges + result.map.crossing).lazy.compactMap { a, b in
        guard let one = result.groups[Int(a)], let other = result.groups[Int(b)] else { return nil }
        return (one - 1, other - 1)
      })
  }

  /// Puts a map on a sheet, with text as large as the sheet has room for.
  private func fit(_ picture: inout Picture) {
    // Latin characters are three of five units wide; what is large is so in width, too.
    let labels = picture.nodes.map { node in
      let name = node.details.isEmpty ? DOTLines.lines(of: node.name).map { DOTLines.width(of: $0) }.max() ?? 0 : 25
      return Double(name) / 5 + Double(DOTLines.width(of: node.headline)) / 5 * DOTLook.headlineShare + 0.3
    }
    let sheet = RegionSheet(picture.nodes.map(\.position), labels: labels)
    for index in picture.nodes.indices { picture.nodes[index].position = sheet.positions[index] }
    picture.sheet = (sheet.font, sheet.width, sheet.height)
  }

  /// index = area, value = where it is on the map, in no unit of its own; nil without coordinates.
  private func positions(_ result: RegionResult) -> [SIMD2<Double>?] {
    let known = result.map.coordinates.compactMap { $0 }
    let (x, y) = RegionMap.plane(known)
    guard let left = x.min(), let right = x.max(), let bottom = y.min(), let top = y.max() else {
      return [SIMD2<Double>?](repeating: nil, count: result.nodes.count)
    }
    let factor = min(720 / max(1e-9, right - left), 480 / max(1e-9, top - bottom))
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
    picture.legend.weight = texts(.legendWeight)
    let shown = result.sizes.count <= limit ? result.sizes.count : limit - 1
    for (group, areas) in result.members.prefix(shown).enumerated() {
      let known = areas.compactMap { places[$0] }
      let middle = known.isEmpty ? nil : known.reduce(SIMD2(0, 0), +) / Double(known.count)
      picture.nodes.append(
        Picture.Node(
          id: "group \(group + 1)", name: texts(.groupSize, texts.number(areas.count)), type: "group",
          mark: .group(group + 1), position: middle))
      picture.nodes[group].headline = String(group + 1)
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
    picture.looks = GroupLook.looks(shown, neighbours: picture.edges.lazy.map { ($0.from, $0.to) })
    if picture.nodes.allSatisfy({ $0.position != nil }) { fit(&picture) }
    return picture
  }
}

extension String {
  /// A village's name without the word for a village, which all of them have.
  fileprivate var withoutVillage: String {
    for ending in ["村村民委员会", "村村委会", "村民委员会", "村委会", "村"] where hasSuffix(ending) && count > ending.count + 1 {
      return String(dropLast(ending.count))
    }
    return self
  }
}

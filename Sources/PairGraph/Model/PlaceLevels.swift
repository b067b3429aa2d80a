/// The place of a kind that every node is in.
struct PlaceLevels {
  /// The kinds that the design names, from the top down; there may be others.
  static let designed = ["province", "prefecture", "county", "district", "township", "village", "group"]

  private let network: Network

  init(_ network: Network) { self.network = network }

  /// The kinds of places that occur, sorted.
  var kinds: [String] {
    var result: Set<String> = []
    for table in network.nodeTables where table.spec.type == "place" || table.spec.type.isEmpty {
      guard let kinds = table.codes["kind"] else { continue }
      for code in Set(kinds.codes) where !kinds.texts[Int(code)].isEmpty {
        result.insert(String(decoding: kinds.texts[Int(code)], as: UTF8.self))
      }
    }
    return result.sorted()
  }

  /// index = node, value = the nearest place of the kind among the node itself and the places around it.
  ///
  /// - Complexity: O(nodes), for any depth of the tree.
  func places(of kind: String) -> [UInt32] {
    let unknown = Network.none - 1
    var result = [UInt32](repeating: unknown, count: network.nodeCount)
    for table in network.nodeTables where table.spec.type == "place" || table.spec.type.isEmpty {
      guard let kinds = table.codes["kind"], let code = kinds.code(of: Array(kind.utf8)) else { continue }
      for (row, own) in kinds.codes.enumerated() where own == code { result[Int(table.first) + row] = table.first + UInt32(row) }
    }
    var way: [Int] = []
    for start in result.indices {
      way.removeAll(keepingCapacity: true)
      var node = start
      while result[node] == unknown {
        way.append(node)
        guard let place = network.place(of: node) else { break }
        node = place
      }
      let found = result[node] == unknown ? Network.none : result[node]
      for node in way { result[node] = found }
    }
    return result
  }
}

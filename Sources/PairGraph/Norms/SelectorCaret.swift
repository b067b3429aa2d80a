extension SelectorError {
  /// Runs a selection whose dates are looked at first; a column that does not exist is then named with its own place, or with that of the first reference on the way to it
  /// that no table has.
  ///
  /// - Complexity: that of the body; on an error O(steps x tables) besides.
  static func pointing<Result>(_ selector: Selector, _ network: Network, _ body: () throws -> Result) throws -> Result {
    do {
      try selector.checkDates(in: network)
      return try body()
    } catch let error as SelectorError where error.fault == .unknownColumn {
      guard let condition = selector.conditions.first(where: { $0.position == error.position }) else { throw error }
      throw error.moved(to: selector.firstMissingStep(of: condition, in: network) ?? error.position)
    }
  }

  private func moved(to position: Int) -> SelectorError { SelectorError(fault, in: text, at: position, names: names) }
}

extension Selector {
  /// Where the first step stands that leads on from no table.
  fileprivate func firstMissingStep(of condition: Condition, in network: Network) -> Int? {
    var tables = network.nodeTables.filter { isOfEdges || $0.spec.type == type || $0.spec.type.isEmpty }
    for (step, position) in zip(condition.steps, condition.stepPositions) where !(isOfEdges && ["from", "to"].contains(step)) {
      tables = network.tables(behind: step, of: tables)
      if tables.isEmpty { return position }
    }
    return nil
  }
}

extension Network {
  /// The tables that a column of references leads to.
  func tables(behind step: String, of tables: [NodeTable]) -> [NodeTable] {
    let files = tables.flatMap { table -> [String] in
      let name = step == "place" && table.spec.type == "place" ? "parent" : step
      guard table.reader.header.column(name) != nil, case .reference(let files)? = table.spec.column(name)?.meaning else { return [] }
      return files
    }
    return nodeTables.filter { files.contains($0.spec.file) }
  }
}

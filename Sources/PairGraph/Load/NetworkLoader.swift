internal import TableIO

extension Network {
  /// Loads a dataset: a folder of CSV tables.
  ///
  /// Rows that are bad are left out, counted and kept in `rejected`; references that lead nowhere are counted in `unknownReferences`.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - options: the day, how much is read, threads.
  /// - Complexity: O(bytes) expected time. Memory: 4 to 30 bytes per node and 8 to 14 per pairing, plus ids that are no numbers.
  /// - Errors: `LoadError` when a table cannot be read at all.
  /// - Note: the result does not depend on the number of threads.
  public init(contentsOf path: String, options: LoadOptions = LoadOptions()) throws { try self.init(Dataset(at: path), options: options) }

  /// Loads a dataset as it was opened.
  ///
  /// - Complexity: see `init(contentsOf:options:)`; tables that `MemoryEstimate` had opened are not opened again.
  /// - Errors: `LoadError` when a table cannot be read at all, or was written to since it was opened.
  /// - Note: the result does not depend on the number of threads.
  public init(_ dataset: Dataset, options: LoadOptions = LoadOptions()) throws {
    let folder = dataset.folder
    do {
      var loader = NetworkLoader(folder: folder, options: options)
      let network = try loader.run()
      // Large tables were judged by samples; where rows are no UTF-8 after all, every byte is looked at.
      if network.rejected.count(of: .invalidUTF8) > 0, try loader.wasMisled() {
        var thorough = NetworkLoader(folder: folder.lookedAtThoroughly, options: options)
        self = try thorough.run()
      } else {
        self = network
      }
    } catch let error as TableError {
      throw LoadError(error, folder: folder.path)
    }
  }

  init(folder: DatasetFolder, options: LoadOptions) throws {
    var loader = NetworkLoader(folder: folder, options: options)
    self = try loader.run()
  }
}

/// The order in which a dataset is loaded: node tables, references, nodes that cannot stay, edges.
private struct NetworkLoader {
  private let folder: DatasetFolder
  private let options: LoadOptions
  private var network: Network
  private var readCounts: [String: Int] = [:]
  private var merged: [String: Int] = [:]
  private var duplicates: [NodeRemoval.Duplicate] = []
  private var unknown: [UnknownReference] = []
  private let seed = UInt64.random(in: .min ... .max)

  init(folder: DatasetFolder, options: LoadOptions) {
    self.folder = folder
    self.options = options
    network = Network(name: folder.path, day: options.day, jobs: options.jobs)
    network.rejected = DiagnosticLog(limit: options.keptRejections)
    network.unreadFiles = folder.unreadFiles.filter { !options.asksOwnNorms || !TableSpec.otherFiles.contains($0.file) }
  }

  /// Whether a table that was read as UTF-8 is something else.
  func wasMisled() throws -> Bool {
    for spec in TableSpec.nodeTables + TableSpec.edgeTables where network.rejected.count(in: spec.file) > 0 {
      guard let table = try folder.reader(spec)?.table, table.encoding == .utf8 else { continue }
      if try TextEncoding.detect(table.original, isThorough: true) != .utf8 { return true }
    }
    return false
  }

  mutating func run() throws -> Network {
    let readers = try TableSpec.nodeTables.map { ($0, try folder.reader($0)) }
    for (spec, reader) in readers { if let reader { try loadNodes(spec, reader) } }
    try resolveLaterReferences()
    try removeNodes()
    for spec in TableSpec.edgeTables where options.reads(spec) {
      if let reader = try folder.reader(spec) { try loadEdges(spec, reader) }
    }
    finish()
    return network
  }

  // MARK: Nodes

  private mutating func loadNodes(_ spec: TableSpec, _ reader: TableReader) throws {
    let loader = NodeLoader(spec: spec, reader: reader, options: options, known: network.ids, targets: targets(of: spec))
    var loaded = try loader.run()
    let base = network.nodeCount
    guard base + loaded.table.count < Int(Int32.max) else { throw LoadError(code: "too-many-nodes", path: folder.path) }
    loaded.table.first = UInt32(base)
    let (index, repeated) = IDIndex.build(loaded.keys, jobs: options.jobs, seed: seed)
    duplicates += repeated.map { NodeRemoval.Duplicate(node: base + Int($0.row), first: base + Int($0.first)) }
    for (other, start) in zip(network.ids.tables, network.ids.bases) {
      duplicates += index.shared(with: other, keys: loaded.keys).map {
        NodeRemoval.Duplicate(node: base + Int($0.row), first: Int(start) + Int($0.first))
      }
    }
    network.ids.append(index, base: UInt32(base))
    network.nodeTables.append(loaded.table)
    network.rejected.append(loaded.log)
    readCounts[spec.file] = loaded.readCount
    unknown += loaded.unknown.values.sorted { $0.column < $1.column }
  }

  /// The references that can be resolved while the table is read: those to tables before it.
  private func targets(of spec: TableSpec) -> [String: [Range<UInt32>]] {
    var result: [String: [Range<UInt32>]] = [:]
    for column in wantedReferences(spec) where column.name != "parent" { result[column.name] = ranges(column) }
    return result
  }

  private func wantedReferences(_ spec: TableSpec) -> [TableSpec.Column] {
    spec.columns.filter {
      guard case .reference = $0.meaning else { return false }
      // The parents of units are nobody's question but the summary's.
      if $0.name == "parent" { return options.detail == .full || spec.type != "unit" }
      return options.detail != .bounds || $0.name == "place" || options.norms.references.contains($0.name)
    }
  }

  private func ranges(_ column: TableSpec.Column) -> [Range<UInt32>] {
    guard case .reference(let files) = column.meaning else { return [] }
    return network.nodeTables.filter { files.contains($0.spec.file) }.map { $0.first..<$0.first + UInt32($0.count) }
  }

  /// Parents, which name rows of their own table, and references into `nodes.csv`, which is read last.
  private mutating func resolveLaterReferences() throws {
    let hasOtherNodes = network.nodeTables.contains { $0.spec.file == "nodes.csv" }
    for index in network.nodeTables.indices {
      let table = network.nodeTables[index]
      for column in wantedReferences(table.spec) where table.reader.header.column(column.name) != nil {
        let isOpen = hasOtherNodes && unknown.contains { $0.file == table.spec.file && $0.column == column.name }
        guard column.name == "parent" || isOpen else { continue }
        let pass = ReferencePass(
          table: table, column: column.name, ids: network.ids, targets: ranges(column), options: options)
        let (nodes, left) = try pass.run()
        network.nodeTables[index].references[column.name] = NodeColumn(nodes)
        unknown.removeAll { $0.file == table.spec.file && $0.column == column.name }
        if let left { unknown.append(left) }
      }
    }
  }

  private mutating func removeNodes() throws {
    var removal = NodeRemoval(network.nodeTables, limit: options.keptRejections)
    // Of the tables before, the first that has the id counts.
    duplicates.sort { ($0.node, $0.first) < ($1.node, $1.first) }
    try removal.remove(duplicates)
    let duplicateCount = removal.removed.count
    for column in ["parent", "place"] where column == "parent" || fillPlaces() {
      let parents = parents(without: removal.removed, of: column)
      try removal.removeCycles(ParentCycles.latestMembers(parents), parents: parents, column: column)
    }
    network.rejected.append(removal.log)
    merged = removal.merged
    if removal.removed.isEmpty { return }
    let shrunk = network.nodeTables.filter { table in removal.removed.contains { table.nodes.contains($0) } }.map(\.spec.file)
    renumber(without: removal.removed)
    try recountUnknown(shrunk: shrunk, lostTargets: removal.removed.count > duplicateCount)
  }

  /// A row of `nodes.csv` may have both a place and a parent; without a place of its own it is in its parent.
  private mutating func fillPlaces() -> Bool {
    guard let index = network.nodeTables.firstIndex(where: { $0.spec.type.isEmpty }) else { return false }
    guard let places = network.nodeTables[index].references["place"] else { return false }
    if let parents = network.nodeTables[index].references["parent"] {
      network.nodeTables[index].references["place"] = NodeColumn(zip(places.all, parents.all).map { $0 == Network.none ? $1 : $0 })
    }
    return true
  }

  /// Warnings are about rows that stay, and count what names a row that was taken out.
  ///
  /// - Parameters:
  ///   - shrunk: files of tables that lost rows.
  ///   - lostTargets: rows were taken out whose id no other row has.
  private mutating func recountUnknown(shrunk: [String], lostTargets: Bool) throws {
    for table in network.nodeTables {
      let file = table.spec.file
      for column in wantedReferences(table.spec) {
        let mayBeFewer = shrunk.contains(file) && unknown.contains { $0.file == file && $0.column == column.name }
        guard lostTargets || mayBeFewer else { continue }
        let pass = ReferencePass(table: table, column: column.name, ids: network.ids, targets: ranges(column), options: options)
        let left = try pass.run().unknown
        unknown.removeAll { $0.file == file && $0.column == column.name }
        if let left { unknown.append(left) }
      }
    }
  }

  /// index = node, value = parent, or for rows of `nodes.csv` what `column` names; a node that was taken out has none. As long as the
  /// last table with parents.
  private func parents(without removed: Set<Int>, of column: String) -> [UInt32] {
    let links = { (table: NodeTable) in table.references[table.spec.type.isEmpty ? column : "parent"] }
    let tables = network.nodeTables.filter { links($0) != nil }
    var parents = [UInt32](repeating: Network.none, count: tables.map(\.nodes.upperBound).max() ?? 0)
    for table in tables {
      guard let own = links(table) else { continue }
      for (row, parent) in own.all.enumerated()
      where parent != Network.none && Int(parent) < parents.count && !removed.contains(Int(table.first) + row)
        && !removed.contains(Int(parent))
      {
        parents[Int(table.first) + row] = parent
      }
    }
    return parents
  }

  private mutating func renumber(without removed: Set<Int>) {
    let isKept = (0..<network.nodeCount).map { !removed.contains($0) }
    var newNumbers = [UInt32](repeating: Network.none, count: isKept.count)
    var next: UInt32 = 0
    for node in isKept.indices where isKept[node] {
      newNumbers[node] = next
      next += 1
    }
    for index in network.nodeTables.indices {
      let old = network.nodeTables[index]
      network.nodeTables[index].keep(Array(isKept[old.nodes]))
      let first = UInt32(network.nodeTables[..<index].reduce(0) { $0 + $1.count })
      network.nodeTables[index].first = first
      let rows = old.nodes.map { newNumbers[$0] == Network.none ? IDIndex.noRow : newNumbers[$0] - first }
      network.ids.renumber(table: index, base: first, rows: rows)
      for (column, nodes) in network.nodeTables[index].references {
        network.nodeTables[index].references[column] = nodes.mapNodes { $0 == Network.none ? $0 : newNumbers[Int($0)] }
      }
    }
  }

  // MARK: Edges

  private mutating func loadEdges(_ spec: TableSpec, _ reader: TableReader) throws {
    if options.norms.streamsVisits, spec.file == TableSpec.visits.file {
      network.edgeTables[spec.file] = EdgeTable(spec: spec, reader: reader)
      return
    }
    let loader = EdgeLoader(spec: spec, reader: reader, options: options, ids: network.ids, nodeCount: network.nodeCount)
    var loaded = try loader.run()
    let counter = loaded.takePairs()
    let pairs =
      try loaded.table.packed.map { try counter.finish($0, jobs: options.jobs) } ?? counter.finish(loaded.table, jobs: options.jobs)
    let equal = try EqualEdges.find(loaded.table, loader: loader, repeated: pairs.repeated)
    merged[spec.file] = equal.count
    // Equal rows change no count of distinct partners; taking them out is left to readings that keep more.
    if options.keepsTerms, !equal.isEmpty { loaded.table.remove(equal) }
    if spec.file == TableSpec.pairings.file {
      network.partnerCounts[.to] = pairs.helped
      network.partnerCounts[.from] = pairs.helps
    }
    network.edgeTables[spec.file] = loaded.table
    if options.isForDrawingAlone(spec) {
      if loaded.log.count > 0 { network.missingInDrawing.append((spec.file, loaded.log.count)) }
      return
    }
    readCounts[spec.file] = loaded.readCount
    network.rejected.append(loaded.log)
  }

  private mutating func finish() {
    network.finishNodes()
    let readers = network.nodeTables.map(\.reader) + TableSpec.edgeTables.compactMap { network.edgeTables[$0.file]?.reader }
    network.forms = readers.compactMap { $0.table.map { TableForm($0) } }
    let files = (TableSpec.nodeTables + TableSpec.edgeTables).map(\.file)
    network.unknownReferences = files.flatMap { file in unknown.filter { $0.file == file }.sorted { $0.column < $1.column } }
    network.nearColumns = network.nodeTables.flatMap { NearColumns.find($0.spec, $0.reader.header.names) }
    network.nearColumns += TableSpec.edgeTables.flatMap { spec in
      network.edgeTables[spec.file]?.reader.map { NearColumns.find(spec, $0.header.names) } ?? []
    }
    network.rejected.sort(files: files)
    network.rejected.suggest(NearestID(network.ids))
    for file in files {
      guard let read = readCounts[file] else { continue }
      let (merged, rejected) = (merged[file] ?? 0, network.rejected.count(in: file))
      network.rows.append(
        TableRows(
          file: file, read: read, used: read - merged - rejected, merged: merged, rejected: rejected,
          rejectedLines: network.rejected.manyLines(in: file)))
    }
  }
}

extension DiagnosticLog {
  /// Adds the nearest known id to rows with an unknown end; a thousand of them, since each takes some hundred look-ups.
  mutating func suggest(_ nearest: NearestID) {
    var known: [String: String] = [:]
    for index in entries.indices where entries[index].problem == .unknownEnd {
      guard let id = entries[index].details.first else { continue }
      if known[id] == nil, known.count < 1000 { known[id] = nearest.nearest(to: id) ?? "" }
      if let found = known[id], !found.isEmpty { add(detail: found, to: index) }
    }
  }
}

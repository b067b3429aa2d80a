internal import TableIO

/// Reads visits once, adding each to what its norms count: no visit is kept, so memory does not depend on their number.
struct VisitPass {
  private let network: Network
  private let plans: [NormPlan]
  /// The first day of the time asked; nil: from the beginning.
  private let from: Day?

  /// What became of the table.
  struct Result: Sendable {
    var tallies: [PlanTally]
    var rows: TableRows
    var rejected: DiagnosticLog
  }

  private struct State: Sendable {
    var tallies: [PlanTally]
    var read = 0
    var merged = 0
    var log: DiagnosticLog
  }

  private struct Part: Sendable {
    var tallies: [PlanTally.Part]
    var rows: BatchRows
  }

  init(_ plans: [NormPlan], in network: Network, from: Day?) {
    (self.network, self.plans, self.from) = (network, plans, from)
  }

  /// - Returns: nil when there are no visits.
  /// - Complexity: O(bytes) expected time. Memory: what `LinkTally` says.
  func run(keptRejections: Int, demand: NormDemand, progress: (@Sendable (String, Int, Int) -> Void)?) throws -> Result? {
    let spec = TableSpec.visits
    guard let reader = network.edges(spec).reader else { return nil }
    var options = LoadOptions(day: network.day, detail: .bounds, jobs: network.jobs)
    options.keptRejections = keptRejections
    options.norms = demand
    options.norms.terms = true
    options.progress = progress
    let loader = EdgeLoader(spec: spec, reader: reader, options: options, ids: network.ids, nodeCount: network.nodeCount)
    let needsHashes = plans.contains { PlanTally.tellsRowsApart($0) }
    let tallies = plans.map { PlanTally($0, in: network, from: from) }
    let start = State(tallies: tallies, log: DiagnosticLog(limit: keptRejections))
    let window = (from ?? .distantPast).number...network.day.number
    let end = try LoadError.naming(network.name) {
      try reader.reduce(
        into: start, jobs: network.jobs, progress: options.progress(of: spec.file, size: reader.source.size),
        parse: { batch in
          let part = try loader.part(batch)
          let links = LinkBatch(
            rows: EdgeRows(from: part.from, to: part.to, codes: part.codes), alive: part.since.map { window.contains($0) },
            since: part.since, until: [], numbers: part.numbers, hashes: needsHashes ? part.rows.kept(batch.rowHashes()) : [])
          return Part(tallies: tallies.map { $0.part(of: links) }, rows: part.rows)
        },
        merge: { state, part, firstLine in
          var repeated: Set<UInt32> = []
          for (index, own) in part.tallies.enumerated() {
            let rows = state.tallies[index].add(own)
            if PlanTally.tellsRowsApart(state.tallies[index].plan) { repeated.formUnion(rows) }
          }
          state.merged += repeated.count
          state.read += part.rows.readCount
          state.log.append(part.rows.log(firstLine: firstLine))
        })
    }
    var log = end.log
    log.sort(files: [spec.file])
    log.suggest(NearestID(network.ids))
    let rows = TableRows(
      file: spec.file, read: end.read, used: end.read - end.merged - log.count, merged: end.merged, rejected: log.count,
      rejectedLines: log.manyLines())
    return Result(tallies: end.tallies, rows: rows, rejected: log)
  }
}

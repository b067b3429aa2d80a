import ArgumentParser
import PairGraph

/// Wrong usage that shows only when the data are known: no such node, no such level.
struct UsageError: Error {
  let message: String
}

/// One run of a command: outputs are tried before the work starts and written whole after it; messages go where they belong.
struct Session {
  let options: CommonOptions
  let texts: Texts
  private let csv: Output?
  private let dot: Output?
  private let json: Output?
  private let rejects: Output?
  private let progress: ProgressLine?
  private let pending = PendingWrites()
  private let ending = Ending()

  /// What is left to do when all outputs are in place, and what was read is given back meanwhile.
  private final class Ending {
    var lines: [String] = []
    var error: String?
    var code: ExitCode?
    /// Fails where a table has changed since it was read; asked before anything that was made of it gets out.
    var checkTables: () throws -> Void = {}
  }

  /// Runs a command and turns what happens into messages and an exit code.
  ///
  /// - Errors: `ExitCode` 2 when the input is unusable or an output cannot be written, 3 when too many rows were rejected.
  static func run(_ options: CommonOptions, _ body: (inout Session) throws -> Void) throws {
    let texts = Texts(options.language)
    Console.isUnmasked = options.unmask
    let progress = options.quiet ? nil : ProgressLine(texts)
    defer { progress?.clear() }
    try guarded(texts, progress) {
      var session = try Session(options, progress)
      // Whatever happens: nothing is half written when the process ends.
      defer { try? session.pending.settle() }
      try body(&session)
      try session.settle()
    }
  }

  /// Waits for the outputs, prints the summary, and ends with the exit code that is due.
  private func settle() throws {
    try pending.settle()
    progress?.clear()
    if !ending.lines.isEmpty { try Console.print(ending.lines) }
    if let error = ending.error { Console.error(error) }
    if let code = ending.code { throw code }
  }

  /// Turns what is thrown into a message and an exit code.
  static func guarded(_ texts: Texts, _ progress: ProgressLine? = nil, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let exit as ExitCode {
      throw exit
    } catch let error as UsageError {
      progress?.clear()
      Console.error(texts(.error, error.message))
      throw ExitCode.validationFailure
    } catch let error as SelectorError {
      progress?.clear()
      Console.error(texts(.error, texts.describe(error)))
      throw ExitCode.validationFailure
    } catch let error as RosterError where error.isWrongUsage {
      progress?.clear()
      Console.error(texts(.error, texts.describe(error)))
      throw ExitCode.validationFailure
    } catch {
      progress?.clear()
      Console.error(texts(.error, texts.describe(error)))
      throw ExitCode(2)
    }
  }

  private init(_ options: CommonOptions, _ progress: ProgressLine?) throws {
    self.options = options
    self.progress = progress
    texts = Texts(options.language)
    csv = try options.csv.map { try Output($0) }
    dot = try options.dot.map { try Output($0) }
    json = try options.json.map { try Output($0) }
    rejects = try options.rejects.map { try Output($0) }
  }

  /// Loads the dataset, telling of progress, rejected rows and what else staff should know.
  ///
  /// - Parameters:
  ///   - norms: they are to be checked.
  ///   - asksOtherNorms: they are not the dataset's own, which are named as not read.
  ///   - ties: what is to be grouped or measured is tied by.
  ///   - work: what is then done.
  ///   - then: checks them; what it finds of rows is told with what loading found.
  func load(
    _ detail: LoadOptions.Detail, attributes: Set<String> = [], counts: LoadOptions.Side = .helped, norms: [Norm] = [],
    audit: Bool = false, asksOtherNorms: Bool = false, ties: TieGraph.Ties? = nil, work: LoadOptions.Work = .communities,
    then: (Network) throws -> CheckResult.Streamed? = { _ in nil }
  ) throws -> Network {
    var load = LoadOptions(day: options.day, detail: detail, jobs: options.jobs)
    load.attributes = attributes
    load.ties = ties
    load.work = work
    load.counts = counts
    load.serve(norms, audit: audit)
    // Who groups or measures judges nobody: a pack that is not read is no news.
    load.asksOwnNorms = ties != nil || norms.contains { !$0.place.isEmpty && $0.place.hasPrefix(options.data) }
    if detail == .bounds, dot != nil {
      load.detail = .graph
      load.alsoDraws = true
    }
    load.keptRejections = keptRejections
    if Network.isRoster(options.data) {
      let network = try loadRoster(load)
      ending.checkTables = { try network.checkUnchanged() }
      _ = try then(network)
      return network
    }
    let dataset = try Dataset(at: options.data)
    try checkMemory(MemoryEstimate(of: dataset, options: load))
    if let progress { load.progress = { progress.reading($0, $1, $2) } }
    var network = try Network(dataset, options: load)
    progress?.computing()
    network = network.including(try then(network))
    ending.checkTables = { [network] in try network.checkUnchanged() }
    progress?.clear()
    if !options.quiet {
      let reports = Reports(network, in: texts.language)
      for line in reports.notes(asksOtherNorms: asksOtherNorms) { Console.error(line) }
      for line in reports.warnings(asksOtherNorms: asksOtherNorms) { Console.error(texts(.warning, line)) }
      for line in reports.rejections() { Console.error(line) }
    }
    progress?.computing()
    return network
  }

  /// Imports a roster in memory.
  private func loadRoster(_ load: LoadOptions) throws -> Network {
    var load = load
    var rosters = try options.roster.makeImport()
    try checkMemory(MemoryEstimate(ofRoster: options.data, rosters, options: load))
    if let progress {
      load.progress = { progress.reading($0, $1, $2) }
      rosters.progress = load.progress
    }
    let (network, result) = try Network.ofRoster(options.data, rosters, options: load)
    progress?.clear()
    if !options.quiet {
      for line in texts.warnings(result) { Console.error(texts(.warning, line)) }
      for line in texts.rosterRows(result) + texts.notes(result, isWritten: false) { Console.error(line) }
      for line in Reports(network, in: texts.language).rejections() { Console.error(line) }
    }
    return network
  }

  /// Prints the estimate and stops when it is asked for; refuses what cannot fit.
  private func checkMemory(_ estimate: MemoryEstimate) throws {
    let (total, machine) = (texts.number(estimate.total), texts.number(MemoryEstimate.machine))
    if options.estimate {
      var lines = [texts.heading(texts(.estimateTitle))]
      lines += estimate.tables.map { "  " + texts(.estimateLine, $0.file, texts.number($0.rows), texts.number($0.bytes)) }
      lines.append(texts(.estimateTotal, total, machine))
      if let most = estimate.totalWithoutGroups { lines.append(texts(.estimateWithoutGroups, texts.number(most))) }
      try Console.print(lines)
      throw ExitCode(0)
    }
    if estimate.total > MemoryEstimate.machine {
      Console.error(texts(.error, texts(.errorTooMuchMemory, options.data, total, machine)))
      throw ExitCode(2)
    }
  }

  /// How many rejected rows of each kind and table are kept with their text.
  var keptRejections: Int { rejects == nil ? 10 : .max }

  /// Told how far reading has come.
  var reading: (@Sendable (String, Int, Int) -> Void)? {
    guard let progress else { return nil }
    return { progress.reading($0, $1, $2) }
  }

  func warn(_ text: String) {
    if options.quiet { return }
    progress?.clear()
    Console.error(texts(.warning, text))
    progress?.computing()
  }

  /// Writes what a function makes, while the progress line says so.
  private func write(_ path: String, _ output: Output, _ make: () throws -> [[UInt8]]) throws {
    let parts = try make()
    try ending.checkTables()
    if output.isStandardOutput { progress?.clear() } else { progress?.writing(path) }
    if output.isStandardOutput || options.jobs == 1 { try output.write(parts) } else { pending.start(parts, to: output) }
    progress?.computing()
  }

  private func export(_ output: Output, writer: OutputWriter? = nil) -> TableExport {
    TableExport(
      for: output.isStandardOutput ? .program : .people, language: options.columnLanguage, unmasked: options.unmask, writer: writer)
  }

  /// Writes a table of a command's own.
  func write(_ path: String, _ output: Output, table make: (TableExport) throws -> [[UInt8]]) throws {
    try write(path, output) { try make(export(output)) }
  }

  func writeCSV(_ make: (TableExport) throws -> [[UInt8]]) throws {
    guard let csv, let path = options.csv else { return }
    // What went out to standard output cannot be taken back.
    if csv.isStandardOutput { return try write(path, csv) { try make(export(csv)) } }
    progress?.writing(path)
    let writer = try csv.writer()
    for part in try make(export(csv, writer: writer)) { try writer.write(part) }
    try ending.checkTables()
    if options.jobs == 1 { try writer.finish() } else { pending.finish(writer) }
    progress?.computing()
  }

  func writeDOT(_ make: () throws -> [UInt8]) throws {
    if let dot, let path = options.dot { try write(path, dot) { [try make()] } }
  }

  func writeJSON(_ network: Network, _ make: (JSONExport) throws -> JSON) throws {
    guard let json, let path = options.json else { return }
    try write(path, json) { [try make(JSONExport(network, language: options.columnLanguage)).bytes(unmasked: options.unmask)] }
  }

  /// Writes the rejected rows, and settles what is printed and the exit code: the last that a command does.
  ///
  /// - Parameter hasOutput: something else was written to standard output.
  ///   - isBroken: a norm that must hold is broken.
  func finish(_ network: Network, hasOutput: Bool = false, isBroken: Bool = false, summary: () throws -> [String]) throws {
    if let rejects, let path = options.rejects {
      try write(path, rejects) { export(rejects).rejects(network.rejected, advice: texts) }
    }
    try ending.checkTables()
    let outputs = [csv, dot, json, rejects].compactMap { $0 }
    if !options.quiet, !hasOutput, !outputs.contains(where: \.isStandardOutput) {
      ending.lines = try summary()
      try ending.checkTables()
    }
    // What was read is given back while the disk has the outputs.
    ending.checkTables = {}
    if isBroken { ending.code = ExitCode(1) }
    let read = network.rows.reduce(0) { $0 + $1.read }
    if options.rejectLimit.allows(network.rejected.count, of: read) { return }
    ending.code = ExitCode(3)
    ending.error = texts.joined(
      [
        texts(
          .error,
          texts(
            .rejectedSummary, texts.number(network.rejected.count), options.maxRejects,
            texts.rejectedLines(network.rejected.manyLines())))
      ]
        + (rejects == nil ? [texts(.rejectedHowToList)] : []) + (outputs.isEmpty ? [] : [texts(.outputsIncomplete)]))
  }
}

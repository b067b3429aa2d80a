import Dispatch
import Synchronization

/// Reads a table in parts, on several threads, and gives the parts back in order.
///
/// Parallel is split, compute, merge in order; one thread takes the same path. A worker guesses that the first line end in its part
/// ends a record. That is wrong only inside a quoted line break; the merge, which knows where the part before ended, sees it
/// and has the part read again from there.
package struct TableReader: Sendable {
  package let source: ByteSource
  /// How the table was opened, when it was not as the file itself.
  package let table: DecodedTable?
  package let header: TableHeader
  /// Bytes a part has; small in tests.
  private let partSize: Int

  package init(_ source: ByteSource, delimiter: UInt8 = 0x2c, partSize: Int = 512 << 10) throws(TableError) {
    self.source = source
    table = nil
    header = try TableHeader(of: source, delimiter: delimiter)
    self.partSize = partSize
  }

  /// Reads the records behind a header that is known.
  ///
  /// - Parameter partSize: bytes of a batch; what is made of them should fit into a processor's own memory beside them.
  package init(_ table: DecodedTable, header: TableHeader, partSize: Int = 512 << 10) {
    (self.table, self.partSize, self.header) = (table, partSize, header)
    source = table.source
  }

  /// - Parameters:
  ///   - allowsRepeatedNames: two columns may have one name.
  ///   - skipping: how many records stand above the header.
  package init(
    _ table: DecodedTable, partSize: Int = 512 << 10, allowsRepeatedNames: Bool = false, skipping: Int = 0
  ) throws(TableError) {
    (self.table, self.partSize) = (table, partSize)
    source = table.source
    do throws(TableError) {
      header = try TableHeader(of: source, delimiter: table.delimiterByte, allowsRepeatedNames: allowsRepeatedNames, skipping: skipping)
    } catch { throw try table.inFile(error) }
  }

  /// About how many rows the table has, a little more rather than less.
  ///
  /// - Parameter firstPart: rows of the first batch of `reduce`.
  package func estimatedRows(firstPart rows: Int) -> Int {
    let bytes = source.size - header.dataStart
    return bytes <= partSize ? rows : Int(Double(rows) * Double(bytes) / Double(partSize) * 1.03) + 64
  }

  /// About how many rows the table has, judged by rows from its start and its middle.
  package func sampledRows() throws -> Int {
    let bytes = source.size - header.dataStart
    let batch = RowBatch(columnCount: header.names.count, delimiter: header.delimiter)
    let window = 32 << 10
    try batch.fill(
      from: source, range: header.dataStart..<max(header.dataStart + 1, min(source.size, header.dataStart + window)),
      known: header.dataStart)
    var (rows, seen) = (batch.rowCount, batch.next - batch.start)
    if bytes > 4 * window {
      let middle = header.dataStart + bytes / 2
      try batch.fill(from: source, range: middle..<middle + window, known: nil)
      rows += batch.rowCount
      seen += batch.next - batch.start
    }
    return seen == 0 ? 0 : Int(Double(rows) * Double(bytes) / Double(seen))
  }

  /// Reads every record once.
  ///
  /// - Parameters:
  ///   - state: what `merge` adds to.
  ///   - jobs: threads.
  ///   - givesUpText: a text that was converted into memory is freed as it is merged, and cannot be read again.
  ///   - progress: called with the number of bytes done, one call at a time.
  ///   - parse: makes a value of a batch; runs on several threads. It must keep nothing of the batch.
  ///   - merge: adds a value to the state, in file order; `firstLine` is the physical line on which the batch starts.
  /// - Complexity: O(bytes). Memory: a buffer of about `partSize` for each thread.
  /// - Errors: what `parse` and `merge` throw, and `unclosedQuote`, `recordTooLong`, `changedWhileRead`, `unreadable`.
  package func reduce<State: Sendable, Part: Sendable>(
    into state: State, jobs: Int, givesUpText: Bool = false, progress: (@Sendable (Int) -> Void)? = nil,
    parse: @escaping @Sendable (RowBatch) throws -> Part,
    merge: @escaping @Sendable (inout State, Part, _ firstLine: Int) throws -> Void
  ) throws -> State {
    let count = max(1, (source.size - header.dataStart + partSize - 1) / partSize)
    let run = TableRun(
      reader: self, partSize: partSize, givesUpText: givesUpText, state: state, progress: progress, parse: parse, merge: merge)
    let workers = max(1, min(jobs, count))
    run.makeRoom(for: max(64, 2 * workers))
    if workers == 1 {
      run.work(parts: count)
    } else {
      DispatchQueue.concurrentPerform(iterations: workers) { _ in run.work(parts: count) }
    }
    let result = try run.finish(parts: count)
    try checkUnchanged()
    return result
  }
}

/// One run of `TableReader.reduce`, shared by its workers.
private final class TableRun<State: Sendable, Part: Sendable>: Sendable {
  struct Done: Sendable {
    var start: Int
    var next: Int
    var lineCount: Int
    var fatal: RowFault?
    var part: Part?
    /// What `parse` threw; counts only if the part turns out to start where it was guessed.
    var failure: (any Error)?
  }
  /// Parts that were read and wait for those before them.
  ///
  /// One worker at a time merges. It stops in the same breath in which it finds nothing more to merge, so no part that is handed in is
  /// left to nobody.
  struct Queue: Sendable {
    private var waiting: [Int: Done] = [:]
    private(set) var nextPart = 0
    private var isMerging = false
    var failure: (any Error)?

    /// Hands in a part; returns the one that whoever did so must merge, if nobody is at it and it is there.
    mutating func add(_ part: Int, _ done: Done) -> (number: Int, done: Done)? {
      waiting[part] = done
      return isMerging ? nil : takeNext()
    }

    /// The part that whoever merged the last one must merge now; nil when it is not there yet.
    mutating func takeNext() -> (number: Int, done: Done)? {
      let done = failure == nil ? waiting.removeValue(forKey: nextPart) : nil
      isMerging = done != nil
      guard let done else { return nil }
      defer { nextPart += 1 }
      return (nextPart, done)
    }
  }
  struct Merged: Sendable {
    var state: State
    var start: Int
    var line: Int
  }

  let reader: TableReader
  let partSize: Int
  let givesUpText: Bool
  let progress: (@Sendable (Int) -> Void)?
  let parse: @Sendable (RowBatch) throws -> Part
  let merge: @Sendable (inout State, Part, Int) throws -> Void
  private let nextPart = Atomic<Int>(0)
  private let stopped = Atomic<Bool>(false)
  private let queue = Mutex(Queue())
  /// Held while a part is merged.
  private let merged: Mutex<Merged>
  /// Free places for parts that are read and not merged: a part that takes long must not let all others pile up behind it.
  ///
  /// Who takes a part has a place first, so the part that all wait for has one, too. Made with none, as one must not go with fewer than it
  /// was made with.
  private let room = DispatchSemaphore(value: 0)

  init(
    reader: TableReader, partSize: Int, givesUpText: Bool, state: State, progress: (@Sendable (Int) -> Void)?,
    parse: @escaping @Sendable (RowBatch) throws -> Part, merge: @escaping @Sendable (inout State, Part, Int) throws -> Void
  ) {
    self.reader = reader
    self.partSize = partSize
    self.givesUpText = givesUpText
    self.progress = progress
    self.parse = parse
    self.merge = merge
    merged = Mutex(Merged(state: state, start: reader.header.dataStart, line: reader.header.firstLine))
  }

  /// Lets as many parts be read and not merged.
  func makeRoom(for parts: Int) { for _ in 0..<parts { room.signal() } }

  func work(parts: Int) {
    let batch = RowBatch(columnCount: reader.header.names.count, delimiter: reader.header.delimiter)
    while true {
      room.wait()
      let part = stopped.load(ordering: .relaxed) ? parts : nextPart.wrappingAdd(1, ordering: .relaxed).oldValue
      guard part < parts else {
        room.signal()
        return
      }
      do {
        try settle(part, readAhead(part, with: batch), with: batch)
      } catch {
        queue.withLock { $0.failure = $0.failure ?? error }
        stopped.store(true, ordering: .relaxed)
        room.signal()
      }
    }
  }

  /// Reads a part before it is known where it starts.
  ///
  /// One that cannot be read is said to start nowhere: it is read again, and its error thrown, when it is its turn, so that the error that is
  /// told is the first in the file and not the first in time.
  private func readAhead(_ part: Int, with batch: RowBatch) -> Done {
    do {
      return try read(part, known: part == 0 ? reader.header.dataStart : nil, with: batch)
    } catch { return Done(start: -1, next: -1, lineCount: 0) }
  }

  private func read(_ part: Int, known: Int?, with batch: RowBatch) throws -> Done {
    let start = reader.header.dataStart + part * partSize
    try batch.fill(from: reader.source, range: start..<min(start + partSize, max(start + 1, reader.source.size)), known: known)
    var done = Done(start: batch.start, next: batch.next, lineCount: batch.lineCount, fatal: batch.fatal)
    do { done.part = batch.fatal == nil ? try parse(batch) : nil } catch { done.failure = error }
    return done
  }

  /// Hands in a part, and merges what can be merged unless another thread is at it.
  private func settle(_ part: Int, _ done: Done, with batch: RowBatch) throws {
    var next = queue.withLock { $0.add(part, done) }
    while let (number, done) = next {
      try merged.withLock { try merge(number, done, into: &$0, with: batch) }
      room.signal()
      next = queue.withLock { $0.takeNext() }
    }
  }

  private func merge(_ number: Int, _ done: Done, into merged: inout Merged, with batch: RowBatch) throws {
    var done = done
    if done.start != merged.start { done = try read(number, known: merged.start, with: batch) }
    if let fatal = done.fatal { throw try error(fatal, line: merged.line) }
    if let failure = done.failure { throw failure }
    if let value = done.part { try merge(&merged.state, value, merged.line) }
    merged.start = done.next
    merged.line += done.lineCount
    // Whoever reads the next part begins with the byte before it.
    if givesUpText { reader.table?.giveUp(before: min(done.next, reader.header.dataStart + (number + 1) * partSize - 1)) }
    progress?(done.next)
  }

  private func error(_ fault: RowFault, line: Int) throws(TableError) -> TableError {
    TableError(
      fault.problem, file: reader.source.name, line: line + fault.line, byte: try reader.originalOffset(of: fault.byte),
      column: fault.field.map { $0 < reader.header.names.count ? reader.header.names[$0] : String($0 + 1) })
  }

  /// - Parameter parts: as many were read.
  func finish(parts: Int) throws -> State {
    let (failure, mergedParts) = queue.withLock { ($0.failure, $0.nextPart) }
    if let failure { throw failure }
    precondition(mergedParts == parts, "parts of a table were left out")
    return merged.withLock { $0.state }
  }
}

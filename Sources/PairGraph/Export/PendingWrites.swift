import Dispatch
import Synchronization

/// Outputs that are written while the work goes on: to wait until a disk has a file takes as long as to find the words of a summary.
public final class PendingWrites: Sendable {
  private let group = DispatchGroup()
  /// What the first write that failed said.
  private let failure = Mutex<(any Error)?>(nil)

  public init() {}

  /// Starts to write all parts, one behind the other; the output is whole when `settle` has returned.
  public func start(_ parts: [[UInt8]], to output: Output) { start { try output.write(parts) } }

  /// Starts to put an output in place that is written.
  public func finish(_ writer: OutputWriter) { start { try writer.finish() } }

  private func start(_ work: @escaping @Sendable () throws -> Void) {
    DispatchQueue.global().async(group: group) {
      do { try work() } catch { self.failure.withLock { $0 = $0 ?? error } }
    }
  }

  /// Waits until everything is written.
  ///
  /// - Errors: that of the first write that failed, as `Output.write`; told once.
  public func settle() throws {
    group.wait()
    let failure = failure.withLock { failure in
      defer { failure = nil }
      return failure
    }
    if let failure { throw failure }
  }
}

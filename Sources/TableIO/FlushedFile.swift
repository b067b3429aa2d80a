import Dispatch
import Synchronization

/// An open file that is written part by part, one call at a time: the system puts it on its disk while more of it is made, so that there is little
/// to wait for at the end. What failed is the last error of the thread that is told so.
final class FlushedFile: Sendable {
  private struct State {
    /// Bytes written since the last flush began.
    var waiting = 0
    var isRunning = false
    /// The number of the first error: the system tells one only once.
    var failure: Int32?
  }
  private let descriptor: Int32
  /// A device or pipe has no disk.
  private let isOnDisk: Bool
  private let state = Mutex(State())
  private let group = DispatchGroup()
  /// Bytes that are worth a flush of their own.
  private static let enough = 4 << 20

  init(_ descriptor: Int32, isOnDisk: Bool = true) { (self.descriptor, self.isOnDisk) = (descriptor, isOnDisk) }

  /// - Returns: false on failure.
  func write(_ bytes: [UInt8]) -> Bool {
    if !SystemCalls.write(bytes, to: descriptor) { return false }
    if !isOnDisk { return true }
    let begins = state.withLock { state in
      state.waiting += bytes.count
      if state.isRunning || state.waiting < Self.enough { return false }
      (state.waiting, state.isRunning) = (0, true)
      return true
    }
    if begins { DispatchQueue.global().async(group: group) { self.beginFlush() } }
    return true
  }

  private func beginFlush() {
    let error = SystemCalls.flush(descriptor) ? nil : SystemCalls.lastErrorNumber
    state.withLock { state in
      state.isRunning = false
      state.failure = state.failure ?? error
    }
  }

  /// Waits until everything is on the disk.
  ///
  /// - Returns: false where it is not.
  func flush() -> Bool {
    group.wait()
    if let failure = state.withLock({ $0.failure }) {
      SystemCalls.lastErrorNumber = failure
      return false
    }
    return !isOnDisk || SystemCalls.flush(descriptor)
  }

  /// Closes the file, once nothing is under way; the last call.
  ///
  /// - Returns: false on failure.
  func close() -> Bool {
    group.wait()
    return SystemCalls.closeFile(descriptor)
  }
}

import Dispatch
import Synchronization

/// Has the system put a growing file on its disk while more of it is made, so that there is little to wait for at the end.
final class EarlyFlush: Sendable {
  private struct State {
    /// Bytes written since the last flush began.
    var waiting = 0
    var isRunning = false
    /// The number of the first error: the system tells one only once.
    var failure: Int32?
  }
  private let state = Mutex(State())
  private let group = DispatchGroup()
  /// Less is on the disk before the next part is made.
  private static let enough = 4 << 20

  /// Notes that as many bytes more were written.
  func note(_ count: Int, _ descriptor: Int32) {
    let begins = state.withLock { state in
      state.waiting += count
      if state.isRunning || state.waiting < Self.enough { return false }
      (state.waiting, state.isRunning) = (0, true)
      return true
    }
    if !begins { return }
    DispatchQueue.global().async(group: group) {
      let error = SystemCalls.flush(descriptor) ? nil : SystemCalls.lastErrorNumber
      self.state.withLock { state in
        state.isRunning = false
        state.failure = state.failure ?? error
      }
    }
  }

  /// Waits until nothing is under way, without which a descriptor must not be closed.
  ///
  /// - Returns: false where a flush failed; the number of the error is then that of this thread's last one.
  func settle() -> Bool {
    group.wait()
    guard let failure = state.withLock({ $0.failure }) else { return true }
    SystemCalls.lastErrorNumber = failure
    return false
  }
}

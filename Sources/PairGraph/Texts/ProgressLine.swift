import Synchronization

/// One line on a terminal's standard error that tells how far a long reading is. Silent for the first second, and where nobody looks.
public final class ProgressLine: Sendable {
  private struct State {
    var lastShown: ContinuousClock.Instant
    var isShown = false
  }

  private let texts: Texts
  private let isTerminal: Bool
  private let state: Mutex<State>

  public init(_ texts: Texts) {
    self.texts = texts
    isTerminal = Console.errorIsTerminal
    state = Mutex(State(lastShown: ContinuousClock.now + .milliseconds(800)))
  }

  /// Shows how many bytes of a table are done, five times a second at most.
  public func show(_ table: String, _ done: Int, _ total: Int) {
    guard isTerminal else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      guard now - state.lastShown > .milliseconds(200) else { return }
      state.lastShown = now
      state.isShown = true
      Console.raw("\r\u{1b}[K" + texts(.progressReading, table, texts.number(done / 1_000_000), texts.number(total / 1_000_000)))
    }
  }

  /// Takes the line away.
  public func clear() {
    state.withLock { state in
      if state.isShown { Console.raw("\r\u{1b}[K") }
      state.isShown = false
    }
  }
}

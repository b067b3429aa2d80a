import Dispatch
import Synchronization

/// One line on a terminal's standard error that tells what a long run is at. Silent for the first second, and where nobody looks.
public final class ProgressLine: Sendable {
  private enum Phase {
    case none
    case reading(table: String, done: Int, total: Int)
    case other(TextKey, String)
  }

  private struct State {
    var phase = Phase.none
    var isShown = false
  }

  private let texts: Texts
  private let state = Mutex(State())
  private let write: @Sendable (String) -> Void
  private let isTerminal: Bool

  public convenience init(_ texts: Texts) {
    self.init(texts, isTerminal: Console.errorIsTerminal, delay: .seconds(1)) { Console.raw($0) }
  }

  init(_ texts: Texts, isTerminal: Bool, delay: DispatchTimeInterval, write: @escaping @Sendable (String) -> Void) {
    self.texts = texts
    self.write = write
    self.isTerminal = isTerminal
    if isTerminal { draw(after: delay) }
  }

  /// Draws the line again and again, whatever the work is at, as long as somebody has it.
  private func draw(after delay: DispatchTimeInterval) {
    DispatchQueue.global().asyncAfter(deadline: .now() + delay) { [weak self] in
      self?.draw()
      self?.draw(after: .milliseconds(200))
    }
  }

  /// How many bytes of a table are read.
  public func reading(_ table: String, _ done: Int, _ total: Int) { enter(.reading(table: table, done: done, total: total)) }

  /// The network is being looked at.
  public func computing() { enter(.other(.progressComputing, "")) }

  /// A result is being written to a file, or to a pipe.
  public func writing(_ path: String) { enter(.other(.progressWriting, path)) }

  private func enter(_ phase: Phase) { if isTerminal { state.withLock { $0.phase = phase } } }

  private func draw() {
    state.withLock { state in
      let line: String
      switch state.phase {
      case .none: return
      case .reading(let table, let done, let total):
        line = texts(.progressReading, table, texts.number(done / 1_000_000), texts.number(total / 1_000_000))
      case .other(let key, let path): line = texts(key, texts.shown(path))
      }
      state.isShown = true
      write("\r\u{1b}[K" + line)
    }
  }

  /// Takes the line away, until the next phase.
  public func clear() {
    state.withLock { state in
      if state.isShown { write("\r\u{1b}[K") }
      state = State()
    }
  }
}

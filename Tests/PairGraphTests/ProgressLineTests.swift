import Dispatch
import Synchronization
import Testing

@testable import PairGraph

struct ProgressLineTests {
  private final class Screen: Sendable {
    let lines = Mutex<[String]>([])
    var seen: [String] { lines.withLock { $0 } }
  }

  private func line(_ screen: Screen, isTerminal: Bool = true) -> ProgressLine {
    ProgressLine(Texts(.english), isTerminal: isTerminal, delay: .milliseconds(20)) { text in screen.lines.withLock { $0.append(text) } }
  }

  private func wait(_ screen: Screen, for text: String) -> Bool {
    for _ in 0..<500 {
      if screen.seen.contains(where: { $0.hasSuffix(text) }) { return true }
      DispatchQueue.global().sync { _ = DispatchSemaphore(value: 0).wait(timeout: .now() + 0.01) }
    }
    return false
  }

  /// Every phase is told, even one that never reports again.
  @Test func everyPhase() {
    let screen = Screen()
    let line = line(screen)
    line.reading("households.csv", 12_000_000, 40_000_000)
    #expect(wait(screen, for: "reading households.csv: 12 of 40 MB"))
    line.computing()
    #expect(wait(screen, for: "computing …"))
    line.writing("t.csv")
    #expect(wait(screen, for: "writing t.csv"))
    line.clear()
    #expect(screen.seen.last == "\r\u{1b}[K")
  }

  @Test func nobodyLooks() {
    let screen = Screen()
    let line = line(screen, isTerminal: false)
    line.computing()
    #expect(DispatchSemaphore(value: 0).wait(timeout: .now() + 0.3) == .timedOut)
    line.clear()
    #expect(screen.seen.isEmpty)
  }
}

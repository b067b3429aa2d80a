import Dispatch
import Synchronization

/// Pieces of work for threads, with their results in order.
enum Concurrent {
  /// - Parameters:
  ///   - count: pieces 0 ..< count; which pieces there are must not depend on `jobs`, where the results do.
  ///   - jobs: threads.
  /// - Returns: index = piece, value = its result.
  static func map<Result: Sendable>(_ count: Int, jobs: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    if jobs < 2 || count < 2 { return (0..<count).map(body) }
    let results = Mutex([Result?](repeating: nil, count: count))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard piece < count else { return }
        let result = body(piece)
        results.withLock { $0[piece] = result }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  /// Cuts 0 ..< count into `pieces` ranges of nearly one length.
  static func ranges(_ count: Int, pieces: Int) -> [Range<Int>] {
    (0..<pieces).map { count * $0 / pieces..<count * ($0 + 1) / pieces }
  }
}

import Dispatch
import Synchronization

/// Work over a range of numbers, cut into parts for threads, results in order.
enum Parallel {
  /// - Parameters:
  ///   - count: numbers 0 ..< count.
  ///   - grain: the smallest part worth a thread.
  /// - Returns: the results of the parts, in order of the parts.
  /// - Errors: the first that a part throws, in order of the parts.
  static func map<Result: Sendable>(
    _ count: Int, jobs: Int, grain: Int = 4096, _ body: @Sendable (Range<Int>) throws -> Result
  ) throws -> [Result] {
    let parts = max(1, min(jobs * 4, count / grain))
    let ranges = (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }
    if jobs < 2 || parts < 2 { return try ranges.map(body) }
    let results = Mutex([Swift.Result<Result, any Error>?](repeating: nil, count: parts))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, parts)) { _ in
      while true {
        let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard part < parts else { return }
        let result = Swift.Result { try body(ranges[part]) }
        results.withLock { $0[part] = result }
      }
    }
    return try results.withLock { try $0.compactMap { try $0?.get() } }
  }

  /// Pieces of work whose results are taken in their order, each as soon as those before it are: few of them wait at a time.
  ///
  /// - Parameters:
  ///   - count: pieces 0 ..< count; which there are must not depend on `jobs`.
  ///   - state: what `take` adds to.
  ///   - take: called by one thread at a time.
  /// - Errors: what a piece or `take` throws.
  static func inOrder<Result: Sendable, State: Sendable>(
    _ count: Int, jobs: Int, into state: State, _ body: @Sendable (Int) throws -> Result,
    take: @Sendable (inout State, Result) throws -> Void
  ) throws -> State {
    let done = Mutex(Taken<Result, State>(state: state))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard piece < count else { return }
        let result = Swift.Result { try body(piece) }
        let goesOn = done.withLock { done in
          done.waiting[piece] = result
          return done.take(take)
        }
        if !goesOn { return }
      }
    }
    return try done.withLock { done in
      if let failure = done.failure { throw failure }
      return done.state
    }
  }

  /// Results that wait for those before them.
  private struct Taken<Result: Sendable, State: Sendable>: Sendable {
    var state: State
    var waiting: [Int: Swift.Result<Result, any Error>] = [:]
    var next = 0
    var failure: (any Error)?

    /// - Returns: false where something failed.
    mutating func take(_ take: (inout State, Result) throws -> Void) -> Bool {
      while failure == nil, let result = waiting.removeValue(forKey: next) {
        next += 1
        do { try take(&state, result.get()) } catch { failure = error }
      }
      return failure == nil
    }
  }
}

extension Array {
  /// The parts' elements one after the other.
  func inOneArray<Each>() -> [Each] where Element == [Each] {
    if count == 1 { return self[0] }
    var all: [Each] = []
    all.reserveCapacity(reduce(0) { $0 + $1.count })
    for part in self { all.append(contentsOf: part) }
    return all
  }
}

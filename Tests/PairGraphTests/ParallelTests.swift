import Synchronization
import Testing

@testable import PairGraph

struct ParallelTests {
  @Test(arguments: [(0, 1), (1, 8), (7, 3), (100, 2), (1000, 5), (1000, 0), (1000, -1)])
  func resultsStandInOrder(count: Int, jobs: Int) throws {
    for grain in [1, 3, 4096] {
      let parts = try Parallel.map(count, jobs: jobs, grain: grain) { Array($0) }
      #expect(Array(parts.joined()) == Array(0..<count))
    }
  }

  struct Failed: Error, Equatable { var at: Int }

  /// Whichever thread is faster: the first part that fails is the one that is told.
  @Test func theFirstErrorIsThrown() throws {
    for _ in 0..<20 {
      let error = try #require(throws: Failed.self) {
        try Parallel.map(1000, jobs: 4, grain: 1) { range in
          if range.upperBound > 300 { throw Failed(at: range.lowerBound) }
          return range.lowerBound
        }
      }
      #expect(error.at <= 300)
    }
  }

  /// Each result is taken once, behind those before it; nothing is taken behind a piece that failed.
  @Test(arguments: [(0, 2), (1, 8), (7, 1), (300, 2), (300, 5), (300, 0)])
  func resultsAreTakenInOrder(count: Int, jobs: Int) throws {
    let all = try Parallel.inOrder(count, jobs: jobs, into: [Int]()) { piece in
      (0..<piece % 7 * 100).reduce(piece) { $0 &+ $1 &* 0 }
    } take: {
      $0.append($1)
    }
    #expect(all == Array(0..<count))
    let taken = Mutex<[Int]>([])
    let failing = count / 2
    let error =
      count == 0
      ? nil
      : #expect(throws: Failed.self) {
        _ = try Parallel.inOrder(count, jobs: jobs, into: 0) { piece in
          if piece >= failing { throw Failed(at: piece) }
          return piece
        } take: { _, piece in
          taken.withLock { $0.append(piece) }
        }
      }
    #expect(error?.at == (count == 0 ? nil : failing) && taken.withLock { $0 } == Array(0..<failing))
  }

  /// Threads are a matter of speed only, however many are asked for.
  @Test(arguments: [-1, 0, 1, 2, 7, 64]) func anyNumberOfThreads(jobs: Int) throws {
    let rows = (0..<6000).map { "h\($0),\($0 % 3)" }.joined(separator: "\n")
    let small = try SmallNetwork(["households.csv": "id,need\n" + rows], jobs: jobs)
    #expect(try CoverageCheck().run(on: small.network).findings.map(\.subject) == (0..<6000).filter { $0 % 3 > 0 })
  }

  /// How far reading has come never goes back and ends at the end, for every table that is read.
  @Test func progressOfReading() throws {
    let folder = try ScratchFolder([
      "places.csv": "id\np\n",
      "households.csv": "id,note\n" + (0..<3000).map { "h\($0),\(String(repeating: "x", count: 400))" }.joined(separator: "\n"),
    ])
    let calls = Mutex<[(table: String, done: Int, total: Int)]>([])
    var options = LoadOptions(day: try testDay("2024-01-01"), detail: .bounds, jobs: 2)
    options.progress = { table, done, total in calls.withLock { $0.append((table, done, total)) } }
    _ = try Network(contentsOf: folder.path + "/", options: options)
    for table in ["places.csv", "households.csv"] {
      let own = calls.withLock { $0.filter { $0.table == table } }
      #expect(own.last.map { $0.done == $0.total } ?? false, "\(table)")
      #expect(zip(own, own.dropFirst()).allSatisfy { $0.done < $1.done && $0.total == $1.total })
    }
    #expect(calls.withLock { $0.count } > 3)
  }
}

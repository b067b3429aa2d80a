import Synchronization
import TableIO
import Testing

/// What `TableReader.reduce` promises besides the rows: order, errors, progress.
struct ReaderTests {
  private struct Odd: Error, Equatable {
    var text: String
  }

  /// A part that starts inside a quoted field is guessed wrongly and read again; what its false rows did to `parse` must not count.
  @Test(arguments: [1, 2, 3, 5, 16, 64], [1, 2])
  func errorsOfWrongGuessesDoNotCount(partSize: Int, jobs: Int) throws {
    let text = "id,note\n" + (0..<40).map { "\($0),\"said\nodd,x\nodd,\"\n" }.joined()
    let rows = try tableReader(text, partSize: partSize).reduce(into: 0, jobs: jobs, parse: Self.count) { rows, part, _ in rows += part }
    #expect(rows == 40)
  }

  /// A thread that hands in a part while another is done with merging must not leave it to that one.
  @Test(arguments: [2, 3, 8]) func nothingIsLeftOut(jobs: Int) throws {
    for run in 0..<300 {
      let rows = 60 + run
      let text = "id,note\n" + (0..<rows).map { "row\($0),x\n" }.joined()
      let read = try tableReader(text, partSize: 7).reduce(into: 0, jobs: jobs, parse: Self.count) { rows, part, _ in rows += part }
      #expect(read == rows)
    }
  }

  /// Parts that wait for one that takes long are as many as there is room for; then all come in order, or all stop with the error.
  @Test(arguments: [2, 5], [false, true]) func partsWaitForOneThatTakesLong(jobs: Int, fails: Bool) throws {
    let text = "id,note\n" + (0..<400).map { "row\($0),x\n" }.joined()
    let others = Atomic<Int>(0)
    let read = {
      try tableReader(text, partSize: 10).reduce(
        into: [String](), jobs: jobs,
        parse: { batch in
          let names = (0..<batch.rowCount).map { batch.string(row: $0, column: 0) }
          if names.first == "row0" {
            // All the room but its own is taken by then, unless no other thread is to be had.
            var looks = 0
            while others.load(ordering: .relaxed) < 63, looks < 1_000_000 { looks += 1 }
            if fails { throw Odd(text: "late") }
          }
          others.add(1, ordering: .relaxed)
          return names
        }, merge: { all, part, _ in all += part })
    }
    if fails {
      #expect(throws: Odd(text: "late")) { try read() }
    } else {
      #expect(try read() == (0..<400).map { "row\($0)" })
    }
  }

  /// Whichever thread is first, the error is that of the first bad part in the file.
  @Test(arguments: [1, 2, 4]) func theFirstErrorInTheFileIsThrown(jobs: Int) throws {
    for bad in [0, 1, 17, 98] {
      let text = "id,note\n" + (0..<100).map { "\($0 < bad ? "row" : $0 == bad ? "odd" : "odd later"),x\n" }.joined()
      for _ in 0..<20 {
        #expect(throws: Odd(text: "odd")) {
          try tableReader(text, partSize: 16).reduce(into: 0, jobs: jobs, parse: Self.count) { rows, part, _ in rows += part }
        }
      }
      // What `parse` threw behind a quote that never closes is no concern of anybody's.
      let unclosed = "id,note\nrow,\"x\n" + (0..<100).map { _ in "odd,x\n" }.joined()
      #expect(throws: TableError(.unclosedQuote, file: "t.csv", line: 2, byte: 12, column: "note")) {
        try tableReader(unclosed, partSize: 16).reduce(into: 0, jobs: jobs, parse: Self.count) { rows, part, _ in rows += part }
      }
    }
  }

  @Sendable private static func count(_ batch: RowBatch) throws -> Int {
    for row in 0..<batch.rowCount {
      let text = batch.string(row: row, column: 0)
      if text.hasPrefix("odd") { throw Odd(text: text) }
    }
    return batch.rowCount
  }

  @Test(arguments: [1, 2]) func anErrorOfMergeStopsTheRun(jobs: Int) throws {
    let text = "id\n" + String(repeating: "1\n", count: 2000)
    let merges = Mutex(0)
    #expect(throws: Odd(text: "full")) {
      try tableReader(text, partSize: 100).reduce(into: 0, jobs: jobs, parse: { $0.rowCount }) { rows, part, _ in
        merges.withLock { $0 += 1 }
        rows += part
        if rows >= 100 { throw Odd(text: "full") }
      }
    }
    #expect(merges.withLock(\.self) == 2)
  }

  /// Parts come in file order with the physical line they start on, and progress only grows, up to the size of the file.
  @Test(arguments: [-1, 0, 1, 2, 7, 1000], [3, 64, 999, 512 << 10])
  func partsComeInOrder(jobs: Int, partSize: Int) throws {
    let text = "id,note\r\n" + (0..<300).map { "\($0),\"x\n\($0)\"\r\n\($0 % 3 == 0 ? "\n" : "")" }.joined()
    let progress = Mutex([Int]())
    let lines = try tableReader(text, partSize: partSize).reduce(
      into: [Int](), jobs: jobs, progress: { done in progress.withLock { $0.append(done) } },
      parse: { batch in (0..<batch.rowCount).map { (batch.string(row: $0, column: 0), batch.place(row: $0, column: nil).line) } },
      merge: { lines, part, firstLine in
        for (id, line) in part {
          if id == String(lines.count) { lines.append(firstLine + line) }
        }
      })
    #expect(lines == (0..<300).map { 2 + 2 * $0 + ($0 + 2) / 3 })
    let told = progress.withLock(\.self)
    #expect(told == told.sorted() && told.last == text.utf8.count)
  }

  /// An estimate from two places of the file: exact for a small table, near for a large one of even rows.
  @Test func rowsAreEstimated() throws {
    #expect(try tableReader("id,note\n").sampledRows() == 0)
    #expect(try tableReader("id,note\n1,a\n\"2\",\"b\nc\"\n3,d").sampledRows() == 3)
    let even = "id,note\n" + (10_000..<60_000).map { "\($0),\"a\nb\"\n" }.joined()
    let estimate = try tableReader(even).sampledRows()
    #expect(49_000...51_000 ~= estimate)
  }

  @Test func otherDelimitersSeparateFields() throws {
    for (delimiter, text) in [(UInt8(0x09), "a\tb\n1,2\t\"3\t4\"\n"), (0x3b, "a;b\n1,2;\"3;4\"\n")] {
      let reader = try TableReader(ByteSource(bytes: Array(text.utf8), name: "t.csv"), delimiter: delimiter, partSize: 4)
      #expect(reader.header.names == ["a", "b"])
      let fields = try reader.reduce(
        into: [], jobs: 1,
        parse: { batch in (0..<batch.rowCount).flatMap { row in [0, 1].map { batch.string(row: row, column: $0) } } },
        merge: { all, part, _ in all += part })
      #expect(fields == ["1,2", text.contains(";") ? "3;4" : "3\t4"])
    }
  }
}

import Foundation
import TableIO
import Testing

/// Files as they are: missing, no files at all, or changed by somebody else while they are read.
struct SourceTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test func aFileReadsAsItsBytesDo() throws {
    let bytes = NastyTables.table(seed: 4, size: 30_000)
    let path = try folder.file("a.csv", bytes)
    let source = try ByteSource(path: path, name: "t.csv")
    #expect(source.size == bytes.count)
    #expect(try source.bytes(at: 0, count: .max / 2) == bytes)
    #expect(try source.bytes(at: bytes.count - 3, count: 10) == Array(bytes.suffix(3)))
    #expect(try source.bytes(at: bytes.count, count: 10) == [])
    let rows = try count(TableReader(source, partSize: 1000))
    #expect(rows == ObviousScanner.read(bytes).rows.count)
  }

  @Test func aMissingFileIsUnreadable() throws {
    let error = #expect(throws: TableError.self) { try ByteSource(path: folder.path("none.csv"), name: "none.csv") }
    #expect(error?.problem == .unreadable)
    #expect(error?.file == "none.csv")
    #expect(error?.detail.isEmpty == false)
  }

  @Test func aFolderIsNoTable() {
    #expect(throws: TableError(.unreadable, file: "x", detail: "not a regular file")) { try ByteSource(path: folder.path, name: "x") }
  }

  /// Opening a pipe that nobody writes to must not wait for ever.
  @Test(.timeLimit(.minutes(1))) func aNamedPipeIsNoTable() throws {
    let maker = Process()
    maker.executableURL = URL(fileURLWithPath: "/usr/bin/mkfifo")
    maker.arguments = [folder.path("pipe")]
    try maker.run()
    maker.waitUntilExit()
    #expect(throws: TableError(.unreadable, file: "x", detail: "not a regular file")) {
      try ByteSource(path: folder.path("pipe"), name: "x")
    }
  }

  @Test func anEmptyFileHasNoHeader() throws {
    let path = try folder.file("empty.csv", [])
    #expect(throws: TableError(.emptyFile, file: "empty.csv", line: 1, byte: 0)) {
      try TableReader(ByteSource(path: path, name: "empty.csv"))
    }
  }

  @Test(arguments: [1, 2]) func aFileThatShrinksHasChanged(jobs: Int) throws {
    let path = try folder.file("a.csv", Self.table)
    let reader = try TableReader(ByteSource(path: path, name: "a.csv"), partSize: 10_000)
    try writer(path).truncate(atOffset: 1000)
    let error = #expect(throws: TableError.self) { try count(reader, jobs: jobs) }
    #expect(error?.problem == .changedWhileRead)
    #expect(error?.byte == 1000)
  }

  /// Parts behind the end fail before the first part does; still the first error of the file is told.
  @Test(arguments: [1, 2]) func theFirstErrorIsTold(jobs: Int) throws {
    struct Stop: Error {}
    let path = try folder.file("a.csv", Self.table)
    let reader = try TableReader(ByteSource(path: path, name: "a.csv"), partSize: 10_000)
    let handle = try writer(path)
    #expect(throws: Stop.self) {
      try reader.reduce(
        into: 0, jobs: jobs,
        parse: { batch in
          guard batch.offset(row: 0) < 10 else { return }
          try handle.truncate(atOffset: 15_000)
          // Long enough for another thread, if there is one, to come to what is no longer there.
          Thread.sleep(forTimeInterval: 0.1)
          throw Stop()
        }, merge: { _, _, _ in })
    }
  }

  @Test func aFileThatShrinksBeforeItsHeaderIsReadHasChanged() throws {
    let path = try folder.file("a.csv", Self.table)
    let source = try ByteSource(path: path, name: "a.csv")
    try writer(path).truncate(atOffset: 0)
    #expect(throws: TableError(.changedWhileRead, file: "a.csv", byte: 0)) { try TableReader(source) }
  }

  /// Rows that were added are not read; still the file is not what was asked for.
  @Test func aFileThatGrowsHasChanged() throws {
    let path = try folder.file("a.csv", Self.table)
    let reader = try TableReader(ByteSource(path: path, name: "a.csv"))
    let handle = try writer(path)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("1,2\n".utf8))
    #expect(throws: TableError(.changedWhileRead, file: "a.csv")) { try count(reader) }
  }

  @Test func aFileWrittenOverHasChanged() throws {
    let path = try folder.file("a.csv", Self.table)
    // Long ago, so that no clock is too coarse to tell the two times apart.
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: path)
    let reader = try TableReader(ByteSource(path: path, name: "a.csv"))
    #expect(try count(reader) == 20_000)
    let handle = try writer(path)
    try handle.write(contentsOf: Data("xx".utf8))
    #expect(throws: TableError(.changedWhileRead, file: "a.csv")) { try count(reader) }
  }

  /// Programs that save carefully put a new file in the place of the old one: what was opened can be read to its end.
  @Test func aFileReplacedWhileReadIsStillTheOldOne() throws {
    let path = try folder.file("a.csv", Self.table)
    let reader = try TableReader(ByteSource(path: path, name: "a.csv"), partSize: 5000)
    try FileManager.default.removeItem(atPath: path)
    _ = try folder.file("a.csv", Array("other\n1\n".utf8))
    #expect(try count(reader, jobs: 2) == 20_000)
  }

  /// A report reads single rows again, long after.
  @Test func rowsThatAreNoLongerThereHaveChanged() throws {
    let path = try folder.file("a.csv", Self.table)
    let text = RowText(try TableReader(ByteSource(path: path, name: "a.csv")), windowSize: 64)
    #expect(try text.fields(at: 5).count == 2)
    let handle = try writer(path)
    try handle.seek(toOffset: 50_000)
    try handle.write(contentsOf: Data(",,,,\n,,,,\n".utf8))
    #expect(throws: TableError(.changedWhileRead, file: "a.csv", byte: 50_000)) { try text.fields(at: 50_000) }
    try handle.truncate(atOffset: 1000)
    #expect(throws: TableError(.changedWhileRead, file: "a.csv", byte: 60_000)) { try text.fields(at: 60_000) }
  }

  /// A header of five bytes and 20 000 rows of ten.
  private static let table = Array("a,b\r\n".utf8) + (0..<20_000).flatMap { _ in Array("1234,村\n\n".utf8) }

  private func writer(_ path: String) throws -> FileHandle { try #require(FileHandle(forWritingAtPath: path)) }

  private func count(_ reader: TableReader, jobs: Int = 1) throws -> Int {
    try reader.reduce(into: 0, jobs: jobs, parse: { $0.rowCount }, merge: { count, part, _ in count += part })
  }
}

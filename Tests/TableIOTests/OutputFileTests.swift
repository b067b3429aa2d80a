import TestSupport
import Foundation
import TableIO
import Testing

/// Output that is whole or not there.
struct OutputFileTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test func aNewFileAppearsWithAllItsParts() throws {
    let file = try OutputFile(path: folder.path("a.csv"))
    #expect(try folder.names() == [])
    try file.write([Array("one\n".utf8), [], Array("two\n".utf8)])
    #expect(folder.contents("a.csv") == Array("one\ntwo\n".utf8))
    try file.write([])
    #expect(folder.contents("a.csv") == [])
    #expect(try folder.names() == ["a.csv"])
  }

  @Test func aPrivateFileIsItsOwnersAlone() throws {
    try OutputFile(path: folder.path("a.csv")).write([[0x61]], isPrivate: true)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("a.csv"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  /// A link goes on pointing to the file, whose text is the new one.
  @Test func aLinkStaysALink() throws {
    _ = try folder.file("real.csv", [0x61])
    try FileManager.default.createSymbolicLink(atPath: folder.path("link.csv"), withDestinationPath: "real.csv")
    try OutputFile(path: folder.path("link.csv")).write([[0x62]])
    #expect(folder.contents("real.csv") == [0x62])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.csv")) == "real.csv")
    #expect(try folder.names() == ["link.csv", "real.csv"])
  }

  @Test func aBadPathFailsBeforeAnythingIsDone() throws {
    let missing = #expect(throws: OutputError.self) { try OutputFile(path: folder.path("no/such/a.csv")) }
    #expect(missing?.path == folder.path("no/such/a.csv") && missing?.reason.isEmpty == false)
    #expect(throws: OutputError(path: folder.path, reason: "is a folder")) { try OutputFile(path: folder.path) }
    #expect(try folder.names() == [])
  }

  /// When the last step fails the old file is as it was and nothing lies about.
  @Test func aFailedWriteLeavesNothingBehind() throws {
    let file = try OutputFile(path: folder.path("a.csv"))
    // Somebody makes a folder of that name meanwhile: the rename must fail.
    try FileManager.default.createDirectory(atPath: folder.path("a.csv/b"), withIntermediateDirectories: true)
    #expect(throws: OutputError.self) { try file.write([[0x61]]) }
    #expect(try folder.names() == ["a.csv"])
  }

  /// Part by part, with so much that the disk gets some of it before the end.
  @Test(arguments: [0, 100, 3 << 20]) func aGrowingFileIsThereWhenItIsFinished(part: Int) throws {
    _ = try folder.file("a.csv", [0x61])
    let file = try OutputFile(path: folder.path("a.csv"))
    let growing = try file.begun(isPrivate: true)
    for number in 0..<6 { try growing.append([UInt8](repeating: UInt8(number), count: part)) }
    #expect(folder.contents("a.csv") == [0x61])
    try growing.finish()
    #expect(folder.contents("a.csv") == (0..<6).flatMap { [UInt8](repeating: UInt8($0), count: part) })
    // Given up by a word, or because nobody holds it any more.
    let abandoned = try file.begun(isPrivate: true)
    try abandoned.append([UInt8](repeating: 0x62, count: 2 * part))
    abandoned.abandon()
    try file.begun(isPrivate: true).append([UInt8](repeating: 0x63, count: 2 * part))
    #expect(folder.contents("a.csv")?.count == 6 * part)
    #expect(try folder.names() == ["a.csv"])
  }

  /// A growing file that cannot be put in place leaves nothing behind.
  @Test func aGrowingFileThatFailsLeavesNothingBehind() throws {
    let growing = try OutputFile(path: folder.path("a.csv")).begun(isPrivate: true)
    try growing.append([UInt8](repeating: 0x61, count: 5 << 20))
    try FileManager.default.createDirectory(atPath: folder.path("a.csv/b"), withIntermediateDirectories: true)
    #expect(throws: OutputError.self) { try growing.finish() }
    #expect(try folder.names() == ["a.csv"])
  }

  @Test func aDeviceIsWrittenAsItIs() throws {
    try OutputFile(path: "/dev/null").write([[0x61]])
    #expect(FileManager.default.fileExists(atPath: "/dev/null"))
  }
}

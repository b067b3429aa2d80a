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

  @Test func aDeviceIsWrittenAsItIs() throws {
    try OutputFile(path: "/dev/null").write([[0x61]])
    #expect(FileManager.default.fileExists(atPath: "/dev/null"))
  }
}

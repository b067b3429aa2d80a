import Foundation
import Synchronization

/// The files of this package, for tests that are about them.
enum SourceTree {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  struct File: Sendable {
    /// Path within the package.
    var path: String
    var text: String
    /// The code without comments and texts.
    var code: String

    init(path: String, text: String) {
      (self.path, self.text) = (path, text)
      code = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        let bare = line.replacing(/"([^"\\]|\\.)*"/, with: "\"\"")
        return bare.range(of: "//").map { String(bare[..<$0.lowerBound]) } ?? String(bare)
      }.joined(separator: "\n")
    }

    var imports: [String] {
      code.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        return words.firstIndex(of: "import").flatMap { $0 < 3 && $0 + 1 < words.count ? String(words[$0 + 1]) : nil }
      }
    }
  }

  private static let files = Mutex([String: [File]]())

  /// All Swift files of a target, which are read once.
  static func swiftFiles(_ target: String) throws -> [File] {
    try files.withLock { files in
      let found = try files[target] ?? read(target)
      files[target] = found
      return found
    }
  }

  private static func read(_ target: String) throws -> [File] {
    let folder = root + "/Sources/" + target
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }.sorted()
    return try names.map { File(path: target + "/" + $0, text: try String(contentsOfFile: folder + "/" + $0, encoding: .utf8)) }
  }
}

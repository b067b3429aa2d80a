import Testing

/// Rules of the house that no compiler keeps.
struct SourceRulesTests {
  private static let targets = ["TableIO", "GraphAlgorithms", "PairGraph", "PairGraphCLI"]

  /// The one place in the whole package where memory is taken in hand.
  private static let mayBeUnsafe: Set<String> = [
    "TableIO/HugeBuffer.swift", "TableIO/SystemCalls.swift", "TableIO/ByteBlock.swift", "TableIO/RowBatch.swift",
    "TableIO/Fields.swift", "TableIO/TemporaryFiles.swift", "TableIO/TextConverter.swift",
  ]

  @Test(arguments: targets)
  func unsafeStaysWhereItIsNeeded(target: String) throws {
    let files = try SourceTree.swiftFiles(target)
    #expect(!files.isEmpty)
    for file in files {
      let found = file.code.firstMatch(of: /\bunsafe\b|Unsafe|\bunsafe(lyUnwrapped|BitCast|Downcast)\b|@unchecked/)
      #expect(found == nil || Self.mayBeUnsafe.contains(file.path), "\(file.path): \(found?.output.0 ?? "")")
      // Why it is there and what must hold, at the top.
      if Self.mayBeUnsafe.contains(file.path) {
        #expect(file.text.hasPrefix("// UNSAFE:") && file.text.contains("What must hold:"), "\(file.path)")
      }
    }
  }

  @Test func theListOfUnsafeFilesIsTrue() throws {
    let files = try SourceTree.swiftFiles("TableIO").filter { $0.code.contains(/\bunsafe\b/) }
    #expect(Set(files.map(\.path)) == Self.mayBeUnsafe)
  }

  /// Arrows only as drawn in the design; nobody needs Foundation.
  @Test(arguments: [
    ("TableIO", ["Dispatch", "Synchronization", "Glibc", "Musl", "Darwin", "ucrt", "WinSDK", "_Builtin_intrinsics.intel"]),
    ("GraphAlgorithms", ["Dispatch", "Synchronization"]),
    ("PairGraph", ["TableIO", "GraphAlgorithms", "Dispatch", "Synchronization"]), ("PairGraphCLI", ["PairGraph", "ArgumentParser"]),
  ])
  func importsAreThoseOfTheDesign(target: String, allowed: [String]) throws {
    for file in try SourceTree.swiftFiles(target) {
      #expect(Set(file.imports).isSubset(of: allowed), "\(file.path): \(file.imports)")
    }
  }

  /// What the library is built of stays its own business.
  @Test func leavesAreImportedInternally() throws {
    for file in try SourceTree.swiftFiles("PairGraph") {
      for line in file.code.split(separator: "\n") where line.contains(/import (TableIO|GraphAlgorithms)/) {
        #expect(line.hasPrefix("internal import "), "\(file.path): \(line)")
      }
    }
  }

  /// A village in the leaves would be an arrow that no import shows.
  @Test(arguments: ["TableIO", "GraphAlgorithms"])
  func leavesKnowNoVillage(target: String) throws {
    for file in try SourceTree.swiftFiles(target) {
      let found = file.code.firstMatch(of: /(?i)household|cadre|village|pairing|committee/)
      #expect(found == nil, "\(file.path): \(found?.output ?? "")")
    }
  }
}

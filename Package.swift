// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "pairgraph",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "PairGraph", targets: ["PairGraph"]),
    .executable(name: "pairgraph", targets: ["PairGraphCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // Bytes to rows and back: knows no graph and no village.
    .target(
      name: "TableIO", swiftSettings: settings, linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),
    // Numbers to numbers: knows no file and no village.
    .target(name: "GraphAlgorithms", swiftSettings: settings),
    // The pairing network, its norms and checks: the one library.
    .target(
      name: "PairGraph", dependencies: ["TableIO", "GraphAlgorithms"], resources: [.embedInCode("Import/headers.csv")],
      swiftSettings: settings),
    // One file per command. Not called `pairgraph`: on a case-insensitive disk that is the library's folder.
    .executableTarget(
      name: "PairGraphCLI",
      dependencies: ["PairGraph", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: settings),
    // What the tests of all targets share: seeded numbers, files.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(name: "TableIOTests", dependencies: ["TableIO", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "GraphAlgorithmsTests", dependencies: ["GraphAlgorithms", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "PairGraphTests", dependencies: ["PairGraph", "TableIO", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "PairGraphCLITests", dependencies: ["PairGraphCLI", "PairGraph", "TestSupport"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

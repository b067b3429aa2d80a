import Foundation

/// How much of the tests is run: enough for every change, or everything, with `PAIRGRAPH_FULL=1`.
enum Extent {
  static let isFull = ProcessInfo.processInfo.environment["PAIRGRAPH_FULL"] != nil

  static func of(_ usual: Int, full: Int) -> Int { isFull ? full : usual }
}

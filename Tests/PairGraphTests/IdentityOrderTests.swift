import TestSupport
import Foundation
import Testing

@testable import PairGraph

/// Who is who does not depend on the order of rows, and is what the slow rules say.
struct IdentityOrderTests {
  @Test(arguments: 0..<40)
  func theOrderOfRowsDecidesNothing(block: Int) throws {
    for seed in UInt64(block * 10)..<UInt64(block * 10 + (Extent.isFull ? 10 : 5)) {
      try check(RandomPeople(seed: seed, isWide: false), seed)
    }
  }

  /// `PAIRGRAPH_IDENTITY_SEEDS` says how many, `PAIRGRAPH_IDENTITY_SEED` from which on.
  @Test(arguments: 0..<8)
  func norWhereMoreShareANameAndLessIsKnown(block: UInt64) throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["PAIRGRAPH_IDENTITY_SEEDS"].flatMap(UInt64.init) ?? 80
    let first = environment["PAIRGRAPH_IDENTITY_SEED"].flatMap(UInt64.init) ?? 0
    for seed in first..<first + count where seed % 8 == block { try check(RandomPeople(seed: seed, isWide: true), seed) }
  }

  private func check(_ people: RandomPeople, _ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let first = Array(people.rows.indices)
    if try difference(people, [first] + (0..<3).map { _ in first.shuffled(using: &random) }) == nil { return }
    let small = try reduced(people)
    let rows = small.rows.map { String(describing: $0) }.joined(separator: "\n")
    Issue.record("seed \(seed), household: \(small.isHousehold)\n\(rows)\n\(try difference(small) ?? "only in another order")")
  }

  /// What the import and the slow rules say differently.
  private func difference(_ people: RandomPeople, _ orders: [[Int]]? = nil) throws -> String? {
    let rows = people.rows
    let oracle = IdentityOracle(rows, isHousehold: people.isHousehold)
    let other = IdentityOracle(rows, isHousehold: people.isHousehold, isReversed: true)
    let orders = orders ?? [Array(rows.indices), rows.indices.reversed()]
    let written = PeopleRosters(rows: rows, isHousehold: people.isHousehold)
    let found = try orders.map { order in
      let found = try ImportedRosters(written.files(order))
      return (written.partition(found), written.count(.unclear, in: found))
    }
    if let other = found.first(where: { $0 != found[0] }) { return "\(found[0]) and in another order \(other)" }
    // Where somebody is in several villages or units the rules leave open which is asked first; but it is no matter of rows.
    if other.partition != oracle.partition || other.unclear != oracle.unclear { return nil }
    let expected = (oracle.partition, oracle.unclear.count)
    return found[0] == expected ? nil : "\(found[0]), not \(expected)"
  }

  /// Fewer rows and cells that still make the difference.
  private func reduced(_ people: RandomPeople) throws -> RandomPeople {
    var best = people
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for smaller in best.smaller() where try difference(smaller) != nil {
        (best, isSmaller) = (smaller, true)
        break
      }
    }
    return best
  }
}

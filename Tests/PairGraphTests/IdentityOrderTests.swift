import Foundation
import Testing

@testable import PairGraph

/// Who is who does not depend on the order of rows, and is what the slow rules say.
struct IdentityOrderTests {
  @Test(arguments: 0..<40)
  func theOrderOfRowsDecidesNothing(block: Int) throws {
    for seed in UInt64(block * 10)..<UInt64(block * 10 + 10) { try check(RandomPeople(seed: seed, isWide: false), seed) }
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
    var order = Array(people.rows.indices)
    for turn in 0..<4 {
      if try difference(people, order) != nil {
        let small = try reduced(people)
        let rows = small.rows.map { String(describing: $0) }.joined(separator: "\n")
        Issue.record("seed \(seed), turn \(turn), household: \(small.isHousehold)\n\(rows)\n\(try difference(small, nil) ?? "order")")
        return
      }
      order.shuffle(using: &random)
    }
  }

  /// What the import and the slow rules say differently.
  private func difference(_ people: RandomPeople, _ order: [Int]?) throws -> String? {
    let rows = people.rows
    let oracle = IdentityOracle(rows, isHousehold: people.isHousehold)
    let other = IdentityOracle(rows, isHousehold: people.isHousehold, isReversed: true)
    let orders = order.map { [Array(rows.indices), $0] } ?? [Array(rows.indices), rows.indices.reversed()]
    let written = PeopleRosters(rows: rows, isHousehold: people.isHousehold)
    let found = try orders.map { order in
      let found = try ImportedRosters(written.files(order))
      return (written.partition(found), written.count(.unclear, in: found))
    }
    if found[0] != found[1] { return "\(found[0]) and in another order \(found[1])" }
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
      for smaller in best.smaller() where try difference(smaller, nil) != nil {
        (best, isSmaller) = (smaller, true)
        break
      }
    }
    return best
  }
}

import TestSupport
@testable import PairGraph

/// Rows about households or cadres who share names, at random: the same seed gives the same rows.
struct RandomPeople {
  let isHousehold: Bool
  private(set) var rows: [IdentityOracle.Row]

  static let goodIDs = [1, 2, 3, 4].map { ResidentID(number: 51_100_019_800_101_000 + UInt64($0)).text }
  static let phones = ["13800000001", "13800000002", "13800000003"]

  /// - Parameter isWide: more rows, names, villages and units, and each seed with troubles of its own and gaps of its own.
  init(seed: UInt64, isWide: Bool) {
    var random = SplitMix64(seed: seed)
    isHousehold = seed.isMultiple(of: 2)
    rows = isWide ? Self.wide(&random, isHousehold) : Self.narrow(&random, isHousehold)
  }

  private static func narrow(_ random: inout SplitMix64, _ isHousehold: Bool) -> [IdentityOracle.Row] {
    // A rare trouble more often than not hides the others.
    let ids = ["", "", "", ""] + (random.oneIn(2) ? goodIDs.prefix(2) : []) + (random.oneIn(3) ? ["E1234567", "5.10322E+17"] : [])
    let phones = ["", "", phones[0]] + (random.oneIn(2) ? [phones[1]] : [])
    return (0..<(2 + random.below(9))).map { _ in
      var row = IdentityOracle.Row(name: random.oneIn(8) ? "孙三" : "赵一", id: random.pick(ids), phone: random.pick(phones))
      row.village = random.pick(["", "甲村", "甲村", "乙村"])
      if isHousehold {
        if !row.village.isEmpty { row.group = random.pick(["", "1组", "1组", "2组"]) }
        row.register = random.oneIn(6) ? random.pick(["1", "2"]) : ""
      } else {
        row.unit = random.pick(["", "某局", "某局", "某局", "他局"])
      }
      return row
    }
  }

  /// Some of all values, each left out as often as the seed says.
  private struct Choice {
    let values: [String]
    let gap: Int

    init(_ all: [String], _ random: inout SplitMix64) {
      values = Array(all.prefix(1 + random.below(all.count)))
      gap = random.below(5)
    }

    func callAsFunction(_ random: inout SplitMix64) -> String { random.below(4) < gap ? "" : random.pick(values) }
  }

  private static func wide(_ random: inout SplitMix64, _ isHousehold: Bool) -> [IdentityOracle.Row] {
    let ids = Choice(goodIDs + (random.oneIn(2) ? ["E1234567", "E7654321"] : []), &random)
    let hasDamage = random.oneIn(4)
    let phone = Choice(phones, &random)
    let village = Choice(["甲村", "乙村", "丙村"], &random)
    let group = Choice(["1组", "2组", "3组"], &random)
    let register = Choice(["1", "2", "3"], &random)
    let unit = Choice(["某局", "他局", "三局"], &random)
    let names = Array(["赵一", "孙三", "李四"].prefix(1 + random.below(3)))
    let hasRegisters = random.oneIn(3)
    return (0..<(2 + random.below(15))).map { _ in
      var row = IdentityOracle.Row(name: random.pick(names), id: ids(&random), phone: phone(&random), village: village(&random))
      if hasDamage, random.oneIn(5) { row.id = "5.10322E+17" }
      if isHousehold {
        if !row.village.isEmpty { row.group = group(&random) }
        if hasRegisters { row.register = register(&random) }
      } else {
        row.unit = unit(&random)
      }
      return row
    }
  }

  /// The same with a row or a cell less.
  func smaller() -> [RandomPeople] {
    let cells: [WritableKeyPath<IdentityOracle.Row, String>] = [\.id, \.register, \.phone, \.group, \.village, \.unit]
    var result: [RandomPeople] = []
    for row in rows.indices {
      var own = self
      own.rows.remove(at: row)
      result.append(own)
    }
    for row in rows.indices {
      for cell in cells where !rows[row][keyPath: cell].isEmpty && !(cell == \.village && !rows[row].group.isEmpty) {
        var own = self
        own.rows[row][keyPath: cell] = ""
        result.append(own)
      }
    }
    return result
  }
}

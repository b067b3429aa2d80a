@testable import PairGraph

/// Rows about households or cadres who share names, and who is who by the rules: slow, pair by pair, without any order of rows.
struct IdentityOracle {
  struct Row: Sendable {
    var name = ""
    /// A resident id as it is written.
    var id = ""
    var register = ""
    var phone = ""
    var village = ""
    var group = ""
    var unit = ""
    /// A number in the register that rows with another resident id have, too: it identifies nobody.
    var shared = ""

    var state: ResidentID.State { ResidentID(cell: Array(id.utf8)[...]).state }
    /// A number that lost its digits is nobody's.
    var isLost: Bool { state == .damaged && register.isEmpty }
  }

  enum Fact: CaseIterable { case id, register, phone, village, group, unit }

  let rows: [Row]
  /// index = row, value = a row that stands for its set.
  private(set) var sets: [Int]
  /// Sets that fit several who are not one.
  private(set) var unclear: Set<Int> = []

  private let isReversed: Bool

  /// - Parameter isReversed: whether groups that agree in a key are settled from the last to the first: somebody with a resident id may
  ///   be in several.
  init(_ rows: [Row], isHousehold: Bool, isReversed: Bool = false) {
    self.rows = rows.map { row in
      let ids = Set(
        rows.filter { $0.register == row.register && $0.state == .good }.map { ResidentID(cell: Array($0.id.utf8)[...]).number })
      var own = row
      if ids.count > 1 { (own.register, own.shared) = ("", row.register) }
      return own
    }
    self.isReversed = isReversed
    sets = Array(rows.indices)
    let scope: @Sendable (Row) -> String = { isHousehold ? $0.village : $0.unit }
    let named: @Sendable (Row, [String]) -> [String]? = { $0.isLost || $1.contains("") ? nil : [$0.name, scope($0)] + $1 }
    join {
      $0.isLost && $0.shared.isEmpty && isHousehold
        ? nil : [$0.name, $0.id, $0.register + $0.shared, $0.phone, $0.village, $0.group, $0.unit]
    }
    join { $0.state == .good ? [$0.id] : nil }
    join { $0.register.isEmpty ? nil : [$0.register] }
    // Another document.
    settle(isHousehold ? [.register, .phone, .group] : [.phone]) { $0.state == .other ? named($0, [$0.id]) : nil }
    // Name, unit and phone.
    settle([.id, .register]) { $0.id.isEmpty ? named($0, [$0.phone]) : nil }
    let all = self.rows
    let phones = all.indices.map { values(.phone, sets[$0], among: []).sorted() }
    settle([.id, .register]) { row in phones[row].compactMap { named(all[row], [$0]) } }
    settle([.id, .register, isHousehold ? .village : .unit]) { $0.isLost || $0.phone.isEmpty ? nil : [$0.name, $0.phone] }
    // Name, unit and village.
    if isHousehold {
      settle([.id, .register, .phone]) { named($0, [$0.village, "/" + $0.group]) }
      settle([.id, .register, .phone, .group]) { named($0, [$0.village]) }
    } else {
      settle([.id, .phone]) { named($0, [$0.village]) }
      settle([.id, .phone], mustLackVillage: true) { named($0, [$0.unit]) }
    }
  }

  private mutating func unite(_ one: Int, _ other: Int) {
    let (one, other) = (sets[one], sets[other])
    sets = sets.map { $0 == other ? one : $0 }
  }

  private mutating func join(_ key: (Row) -> [String]?) {
    for one in rows.indices {
      for other in rows.indices where key(rows[one]) != nil && key(rows[one]) == key(rows[other]) { unite(one, other) }
    }
  }

  private func values(_ fact: Fact, _ set: Int, among members: [Int]) -> Set<String> {
    let own = (fact == .group ? members : Array(rows.indices)).filter { sets[$0] == set }
    let texts = own.map { index -> String in
      switch fact {
      case .id: rows[index].state == .damaged ? "" : rows[index].id
      case .register: rows[index].register
      case .phone: rows[index].phone
      case .village: rows[index].village
      case .group: rows[index].group
      case .unit: rows[index].unit
      }
    }
    return Set(texts).subtracting([""])
  }

  private mutating func settle(_ facts: [Fact], mustLackVillage: Bool = false, _ key: (Row) -> [String]?) {
    let keys = rows.map { row in key(row).map { [$0] } ?? [] }
    settle(facts, mustLackVillage: mustLackVillage) { keys[$0] }
  }

  private mutating func settle(_ facts: [Fact], mustLackVillage: Bool = false, keys: (Int) -> [[String]]) {
    let keyed = rows.indices.flatMap { row in keys(row).map { ($0, row) } }
    let groups = Dictionary(grouping: keyed) { $0.0 }
    let sorted = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) != isReversed }.map { $0.value.map(\.1) }
    for members in sorted where !mustLackVillage || members.contains(where: { rows[$0].village.isEmpty }) {
      settle(members, facts, mustLackVillage)
    }
  }

  /// All who agree in a key and do not contradict each other are one, those first who agree in more; who fits two that do stays by
  /// himself, and where he has a resident id those whom he fits do.
  private mutating func settle(_ members: [Int], _ facts: [Fact], _ mustLackVillage: Bool) {
    let before = Set(members.map { sets[$0] })
    if before.contains(where: { one in before.contains { $0 != one && isKnown(facts, one, $0, among: members) } }) {
      for fact in [Fact.id, .register, .phone, .village, .unit, .group] where facts.contains(fact) {
        let shared = members.map { values(fact, sets[$0], among: members) }
        for value in shared.reduce(Set<String>(), { $0.union($1) }).sorted() {
          let own = members.indices.filter { shared[$0].contains(value) }.map { members[$0] }
          settle(own, facts.filter { $0 != fact }, mustLackVillage)
        }
      }
    }
    let items = Set(members.map { sets[$0] }).sorted()
    let placeless = Set(members.filter { rows[$0].village.isEmpty }.map { sets[$0] })
    var fits: [Int: [Int]] = [:]
    for item in items { fits[item] = items.filter { $0 != item && !isKnown(facts, $0, item, among: members) } }
    let torn = items.filter { item in
      let all = fits[item] ?? []
      return all.contains { one in all.contains { $0 != one && isKnown(facts, $0, one, among: members) } }
    }
    let good = Set(rows.indices.filter { rows[$0].state == .good }.map { sets[$0] })
    let open = items.filter { torn.contains($0) || (fits[$0] ?? []).contains { torn.contains($0) && good.contains($0) } }
    var pairs: [(Int, Int)] = []
    for item in items where !open.contains(item) && !unclear.contains(item) {
      let all = [item] + (fits[item] ?? []).filter { !unclear.contains($0) && !open.contains($0) }
      if !mustLackVillage || all.contains(where: placeless.contains) { pairs += all.map { (item, $0) } }
    }
    unclear.formUnion(open.filter { !good.contains($0) })
    for (one, other) in pairs { unite(one, other) }
  }

  /// Whether some fact is known of both: those who say the same of it are joined before, if nothing keeps them apart.
  private func isKnown(_ facts: [Fact], _ one: Int, _ other: Int, among members: [Int]) -> Bool {
    facts.contains { !values($0, one, among: members).isEmpty && !values($0, other, among: members).isEmpty }
  }

  /// Rows of one household or cadre, each as its smallest row.
  var partition: [Int] { sets.map { set in sets.firstIndex(of: set) ?? 0 } }
}

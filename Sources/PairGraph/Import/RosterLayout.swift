/// The columns of the tables that rosters become: the same for all rosters of one run.
struct RosterLayout: Sendable {
  /// Names behind `id` and `place` of households, behind `id`, `unit`, `branch` and `place` of cadres, and so on.
  private(set) var households: [Slot] = []
  private(set) var cadres: [Slot] = []
  private(set) var units: [Slot] = []
  private(set) var people: [Slot] = []
  /// Columns of pairings behind since and until.
  private(set) var pairings: [Slot] = []

  /// One column of a table.
  struct Slot: Sendable, Equatable {
    var name: String
    var field: RosterField
    /// Header of an attribute.
    var header = ""
  }

  init(_ maps: [HeaderMap]) {
    let used = Set(maps.flatMap { $0.bindings.map(\.field) })
    let hasGroups = maps.contains { $0.helperGroups.count > 1 }
    households = [
      Slot(name: "head", field: .headName), Slot(name: "kind", field: .householdKind), Slot(name: "size", field: .householdSize),
    ]
    cadres = [Slot(name: "name", field: .helperName), Slot(name: "role", field: .helperPost), Slot(name: "rank", field: .rank)]
    units = [Slot(name: "name", field: .helperUnit), Slot(name: "kind", field: .unitKind), Slot(name: "level", field: .affiliation)]
    people = [Slot(name: "name", field: .personName), Slot(name: "relation", field: .relation)]
    let isPeople = used.contains(.personName)
    for field in RosterField.allCases where used.contains(field) && !Self.isPlaced(field) {
      let slot = Slot(name: Self.name(field), field: field)
      switch field.entity {
      case .helper: cadres.append(slot)
      case .unit: units.append(slot)
      case .person: people.append(slot)
      case .pairing: pairings.append(slot)
      case .household where isPeople && field.isOfPerson: people.append(slot)
      default: households.append(slot)
      }
    }
    if hasGroups { pairings.append(Slot(name: "helper", field: .ignore)) }
    addAttributes(maps)
  }

  private static func isPlaced(_ field: RosterField) -> Bool {
    switch field {
    case .headName, .householdKind, .householdSize, .helperName, .helperPost, .rank, .helperUnit, .helperBranch, .unitKind, .affiliation,
      .personName, .relation, .pairStart, .pairEnd, .pairRange, .dutyRange, .rowNumber, .ignore, .attribute, .jointCommittee, .visitDate,
      .visitor, .visitTitle:
      true
    default: RosterField.placeLevels.contains { $0.field == field }
    }
  }

  private static func name(_ field: RosterField) -> String {
    switch field {
    case .headIDNumber, .helperIDNumber, .personIDNumber: "id_number"
    case .householdPhone, .helperPhone, .personPhone: "phone"
    default: field.rawValue
    }
  }

  /// A column of one's own is kept under its header; with a household where there is one, else with the cadre; of units, with what they help
  /// or with themselves.
  private mutating func addAttributes(_ maps: [HeaderMap]) {
    var known: [WritableKeyPath<Self, [Slot]>: Set<String>] = [:]
    for map in maps {
      let table = Self.table(ofAttributes: map)
      for header in map.attributeNames where !header.isEmpty && known[table, default: []].insert(header).inserted {
        self[keyPath: table].append(Slot(name: header, field: .attribute, header: header))
      }
    }
  }

  private static func table(ofAttributes map: HeaderMap) -> WritableKeyPath<Self, [Slot]> {
    if map.bindings.contains(where: { $0.field == .personName }) { return \.people }
    if map.bindings.contains(where: { $0.field.namesHousehold }) { return \.households }
    if map.bindings.contains(where: { $0.field == .helperName }) { return \.cadres }
    return RosterField.placeLevels.contains { map.column($0.field) != nil } ? \.pairings : \.units
  }

  /// index = slot, value = column of the roster, or -1.
  static func columns(_ slots: [Slot], _ map: HeaderMap, group: Int = 0) -> [Int] {
    slots.map { slot in
      if slot.field == .attribute { return map.column(named: slot.header) ?? -1 }
      if slot.field == .ignore { return -1 }
      return map.column(slot.field, group: group) ?? (group > 0 ? map.column(slot.field, group: 0) : nil) ?? -1
    }
  }
}

extension RosterField {
  /// Says something of one person rather than of a household.
  var isOfPerson: Bool {
    [.gender, .ethnicity, .education, .birthDate, .schoolState, .health, .labour, .labourSkill, .workMonths].contains(self)
  }
}

/// Whose rows a roster has: what a list of cadres says of households would stand in no table.
struct FieldRows: Sendable {
  private let hasHouseholds, hasPeople, hasPlaces, hasVisits: Bool
  /// Groups with a helper, and those with the name of a cadre.
  private let helpers, cadres: Set<Int>

  init(_ bindings: [HeaderMap.Binding]) {
    let fields = Set(bindings.map(\.field))
    hasPeople = fields.contains(.personName)
    hasHouseholds = hasPeople || fields.contains { $0.namesHousehold }
    hasPlaces = RosterField.placeLevels.contains { fields.contains($0.field) }
    hasVisits = hasHouseholds && fields.contains(.visitDate)
    cadres = Set(bindings.filter { $0.field == .helperName }.map(\.group))
    helpers = cadres.union(bindings.filter { $0.field == .helperUnit }.map(\.group))
  }

  /// Whether a row of some table holds what a column says.
  ///
  /// - Complexity: O(1).
  func hold(_ binding: HeaderMap.Binding) -> Bool {
    let field = binding.field
    if RosterField.placeLevels.contains(where: { $0.field == field }) { return true }
    switch field {
    case .attribute, .ignore, .rowNumber, .helperUnit: return true
    case .jointCommittee: return hasPlaces
    case .visitDate, .visitor, .visitTitle: return hasVisits
    default: break
    }
    switch field.entity {
    case .helper: return isOf(binding, cadres)
    case .unit: return isOf(binding, helpers)
    case .pairing: return isOf(binding, helpers) && (hasHouseholds || hasPlaces)
    case .person: return hasPeople
    default: return hasHouseholds
    }
  }

  /// What belongs to no group is every helper's.
  private func isOf(_ binding: HeaderMap.Binding, _ groups: Set<Int>) -> Bool {
    binding.group == 0 ? !groups.isEmpty : groups.contains(binding.group)
  }
}

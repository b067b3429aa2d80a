/// One column on the way to its meaning.
struct HeaderStep {
  var column: RosterColumn
  var meaning: HeaderWords.Meaning
  var parent: (entity: RosterEntity, text: String)?
  var hasData: Bool
  var given: (field: RosterField, group: Int?)?
  /// A column further right can only be a helper's name.
  var hasHelperAhead = false
  /// A column under the same parent is or may be a helper's name.
  var parentHasName = false
  /// The table lists members of households.
  var hasRelation = false
}

/// The state of the walk from left to right: whose columns stand here.
struct HeaderWalk {
  private(set) var questions: [RosterError.Question] = []
  /// Whose columns stand to the left, and the header that says so.
  private var left: (entity: RosterEntity, header: String)?
  private var group = 0
  private var parentText = ""
  private var taken: Set<String> = []

  mutating func bind(_ step: HeaderStep) -> HeaderMap.Binding {
    if let given = step.given { return take(given.field, group: given.group, step, .given) }
    if step.column.path.isEmpty {
      return HeaderMap.Binding(field: step.hasData ? .attribute : .ignore, reason: step.hasData ? .unknown : .empty)
    }
    enter(step)
    var fields = step.meaning.fields
    if fields.isEmpty { return HeaderMap.Binding(field: .attribute, reason: .unknown) }
    if fields.count == 1 {
      let above = step.meaning.needsParent ? step.column.path.dropLast().last ?? "" : ""
      return take(fields[0], group: nil, step, above.isEmpty ? .exact : .parent, evidence: above)
    }
    if let parent = step.parent {
      let own = fields.filter { fits($0, parent.entity, step) }
      if own.count == 1 { return take(own[0], group: nil, step, .parent, evidence: parent.text) }
      if !own.isEmpty { fields = own }
    } else if let left {
      let own = fields.filter { fits($0, left.entity, step) }
      if own.count == 1 { return take(own[0], group: nil, step, .left, evidence: left.header) }
      if !own.isEmpty { fields = own }
    }
    return ask(step, fields)
  }

  /// A parent that names another helper begins a group.
  private mutating func enter(_ step: HeaderStep) {
    guard let parent = step.parent else { return }
    guard parent.text != parentText else { return }
    parentText = parent.text
    if parent.entity == .helper, step.meaning.ordinal == nil, step.parentHasName, taken.contains(key(.helperName, group)) {
      group = nextGroup(.helperName)
    }
    left = (parent.entity, parent.text)
  }

  /// In a list of members a household may be named by any of its people.
  private func fits(_ field: RosterField, _ entity: RosterEntity, _ step: HeaderStep) -> Bool {
    field.entity == entity || (entity == .household && step.hasRelation && field.entity == .person)
  }

  private func key(_ field: RosterField, _ group: Int) -> String { "\(field.rawValue).\(group)" }

  /// The next helper of whom nothing of the kind is known.
  private func nextGroup(_ field: RosterField) -> Int {
    var group = group + 1
    while taken.contains(key(field, group)) { group += 1 }
    return group
  }

  private mutating func take(
    _ field: RosterField, group wanted: Int?, _ step: HeaderStep, _ reason: HeaderMap.Reason, evidence: String = ""
  ) -> HeaderMap.Binding {
    var field = field
    var group = 0
    // What is said of all helpers changes nothing of whose columns stand here.
    if field.isOfHelpers, wanted != 0 {
      group = wanted ?? step.meaning.ordinal ?? self.group
      if field.entity == .helper { group = max(group, 1) }
      if step.meaning.ordinal == nil, wanted == nil, taken.contains(key(field, group)) {
        if field == .helperName || (field == .helperUnit && step.hasHelperAhead) { group = nextGroup(field) }
      }
      if field.entity == .helper { self.group = group } else if wanted == nil { self.group = max(group, self.group) }
    }
    if field.followsItsNeighbour, let left, left.entity == .helper, field != .politics { field = .attribute }
    if field != .attribute, field != .ignore, !taken.insert(key(field, group)).inserted {
      if field.isDecisive, !(field.entity == .place && left?.entity == .helper) {
        return ask(step, step.meaning.fields.isEmpty ? [field] : step.meaning.fields)
      }
      return HeaderMap.Binding(field: .attribute, group: group, reason: .also, evidence: field.rawValue)
    }
    if field.namesSomebody { left = (field.entity, step.column.header) }
    if field == .unitContact { left = (.unit, step.column.header) }
    return HeaderMap.Binding(field: field, group: group, reason: reason, evidence: evidence)
  }

  private mutating func ask(_ step: HeaderStep, _ fields: [RosterField]) -> HeaderMap.Binding {
    let names = fields.map(\.rawValue) + ["attribute", "ignore"]
    questions.append(
      RosterError.Question(
        header: step.column.header, column: step.column.index + 1, candidates: names,
        option: "\(step.column.address)=\(names[0])"))
    return HeaderMap.Binding(field: .ignore, reason: .unknown)
  }
}

/// What the columns of one roster mean.
struct HeaderMap: Sendable, Equatable {
  /// Why a column means what it does.
  enum Reason: String, Sendable {
    /// The header means nothing else.
    case exact
    /// The header above it decides.
    case parent
    /// The nearest helper or household to its left decides.
    case left
    /// It stands once before or behind several helpers, and holds for all of them.
    case shared
    /// The user said so.
    case given
    /// The header is not known: its column is kept under its own name.
    case unknown
    /// Another column holds that field already: this one is kept under its own name.
    case also
    /// The table has no rows that could hold that field: this column is kept under its own name.
    case noRow = "no-row"
    /// Nothing names the column, and nothing is in it.
    case empty
  }

  struct Binding: Sendable, Equatable {
    var field: RosterField
    /// Number of the helper, from 1; 0 for what is about no helper, or about all.
    var group = 0
    var reason: Reason
    /// The header that decided.
    var evidence = ""

    /// Says something of every helper of a row.
    var isShared: Bool { group == 0 && field.isOfHelpers }
  }

  /// index = column, value = what it means.
  private(set) var bindings: [Binding] = []
  private(set) var questions: [RosterError.Question] = []
  let columns: [RosterColumn]
  /// Field and group -> the first column with them.
  private var firsts: [Key: Int] = [:]

  /// index = column, value = the name it has in the tables; empty for what is no column of the user's own.
  private(set) var attributeNames: [String] = []
  /// Such a name -> its column.
  private var attributeColumns: [String: Int] = [:]

  private struct Key: Hashable {
    var field: RosterField
    var group: Int
  }

  /// Binds columns from left to right.
  ///
  /// - Parameters:
  ///   - hasData: index = column, value = whether anything is in it; matters for columns without a name.
  ///   - given: what the user says of a column; the group is 0 for all helpers, nil where nothing is said of it.
  /// - Complexity: O(columns) expected, and O(columns · helpers) where several helpers stand side by side.
  init(_ columns: [RosterColumn], hasData: [Bool], given: (RosterColumn) -> (field: RosterField, group: Int?)?) {
    self.columns = columns
    let meanings = columns.map { Self.meaning($0.path) }
    let parents = columns.map { Self.parent($0.path) }
    let said = columns.map(given)
    let hasRelation = columns.indices.contains { meanings[$0].fields == [.relation] || said[$0]?.field == .relation }
    let lastHelper = meanings.lastIndex { $0.fields == [.helperName] } ?? -1
    var withNames: Set<String> = []
    for (meaning, parent) in zip(meanings, parents) where meaning.fields.contains(.helperName) { withNames.insert(parent?.text ?? "") }
    var walk = HeaderWalk()
    for column in columns.indices {
      var step = HeaderStep(column: columns[column], meaning: meanings[column], parent: parents[column], hasData: hasData[column])
      step.given = said[column]
      step.hasHelperAhead = lastHelper > column
      step.parentHasName = withNames.contains(parents[column]?.text ?? "")
      step.hasRelation = hasRelation
      bindings.append(walk.bind(step))
    }
    questions = walk.questions
    shareIfAlone()
    var sides = HelperSides(bindings, columns)
    for column in columns.indices where meanings[column].ordinal != nil || said[column]?.group != nil { sides.decide(column) }
    sides.decide(parents: parents.map { $0?.entity == .helper ? $0?.text : nil })
    sides.settle()
    bindings = sides.bindings
    questions = (questions + sides.questions).sorted { $0.column < $1.column }
    // Who is meant by a column that is asked for decides whose rows there are.
    if questions.isEmpty {
      let rows = FieldRows(bindings)
      for index in bindings.indices where !rows.hold(bindings[index]) {
        let field = bindings[index].field.rawValue
        bindings[index] = Binding(field: .attribute, group: bindings[index].group, reason: .noRow, evidence: field)
      }
    }
    for (column, binding) in bindings.enumerated().reversed() { firsts[Key(field: binding.field, group: binding.group)] = column }
    attributeNames = Self.attributeNames(columns, bindings)
    for (column, name) in attributeNames.enumerated() where !name.isEmpty { attributeColumns[name] = column }
  }

  /// The column of the user's own with a name, as `attributeNames` has it.
  ///
  /// - Complexity: O(1) expected.
  func column(named name: String) -> Int? { attributeColumns[name] }

  /// - Complexity: O(1) expected.
  func column(_ field: RosterField, group: Int = 0) -> Int? { firsts[Key(field: field, group: group)] }

  /// Numbers of the helpers, ascending.
  ///
  /// - Complexity: O(columns), and O(n log n) of the helpers.
  var helperGroups: [Int] { Self.helperGroups(bindings) }

  static func helperGroups(_ bindings: [Binding]) -> [Int] {
    let all = bindings.lazy.filter { ($0.field == .helperName || $0.field == .helperUnit) && $0.group > 0 }
    return Set(all.map(\.group)).sorted()
  }

  var namesSomebody: Bool { bindings.contains { $0.field.namesSomebody } }

  /// Dates before the only helper are that helper's; the same once more behind the helper are kept under their own name.
  private mutating func shareIfAlone() {
    // A unit of all helpers is one where nobody else is.
    let groups = helperGroups.isEmpty && bindings.contains { $0.field == .helperUnit } ? [1] : helperGroups
    guard groups.count == 1, let only = groups.first else { return }
    var taken: Set<RosterField> = []
    for index in bindings.indices where bindings[index].field.isOfHelpers {
      if bindings[index].group == 0 { bindings[index].group = only }
      guard bindings[index].group == only, !taken.insert(bindings[index].field).inserted else { continue }
      bindings[index] = Binding(field: .attribute, group: only, reason: .also, evidence: bindings[index].field.rawValue)
    }
  }

  /// What a path says: its last text, else that text behind the one above it.
  private static func meaning(_ path: [String]) -> HeaderWords.Meaning {
    guard let leaf = path.last else { return HeaderWords.Meaning() }
    var own = HeaderWords.meaning(leaf)
    let above = path.dropLast().last ?? ""
    if own.fields.count != 1, !above.isEmpty {
      let joined = HeaderWords.meaning(above + leaf)
      if joined.fields.count == 1 { (own.fields, own.needsParent) = (joined.fields, true) }
    }
    let edge = HeaderWords.edge(path)
    if edge.count == 1 || own.fields.isEmpty, !edge.isEmpty { (own.fields, own.needsParent) = (edge, edge.count == 1) }
    own.ordinal = own.ordinal ?? path.dropLast().compactMap { HeaderWords.withoutOrdinal(HeaderWords.normalised($0))?.1 }.last
    return own
  }

  private static func parent(_ path: [String]) -> (entity: RosterEntity, text: String)? {
    for text in path.dropLast().reversed() { if let entity = HeaderWords.entity(ofParent: text) { return (entity, text) } }
    return nil
  }
}

/// Whose a column is that stands beside several helpers and names none of them.
///
/// What is said of a pairing (when it began, its state) and stands once, before or behind all helpers, holds for all of them. Any other
/// column is of the helper to its left, or of the one it stands right before; where helpers stand side by side and the column may be of
/// each, it is asked.
struct HelperSides {
  private(set) var bindings: [HeaderMap.Binding]
  private(set) var questions: [RosterError.Question] = []
  private let columns: [RosterColumn]
  /// Where each helper stands, from left to right.
  private let helpers: [(column: Int, group: Int)]
  /// index = column, value = whether a number, a parent or the user says whose it is.
  private var isDecided: [Bool]
  /// index = helper, value = whether columns of his own stand between him and the next one.
  private var hasBlock: [Bool]
  /// Field -> its columns, ascending.
  private var places: [RosterField: [Int]] = [:]

  /// - Complexity: O(columns) expected, and O(n log n) of the helpers.
  init(_ bindings: [HeaderMap.Binding], _ columns: [RosterColumn]) {
    (self.bindings, self.columns) = (bindings, columns)
    isDecided = [Bool](repeating: false, count: bindings.count)
    var firsts: [Int: (column: Int, isName: Bool)] = [:]
    for (column, binding) in bindings.enumerated() where binding.group > 0 {
      let isName = binding.field == .helperName
      guard isName || binding.field == .helperUnit else { continue }
      if let known = firsts[binding.group], known.isName || !isName { continue }
      firsts[binding.group] = (column, isName)
    }
    helpers = firsts.map { ($0.value.column, $0.key) }.sorted { $0.0 < $1.0 }
    hasBlock = [Bool](repeating: false, count: helpers.count)
    var last = -1
    for (column, binding) in bindings.enumerated() where binding.field.isOfHelpers {
      places[binding.field, default: []].append(column)
      while last + 1 < helpers.count, helpers[last + 1].column <= column { last += 1 }
      if last >= 0, helpers[last].column < column, binding.group == helpers[last].group { hasBlock[last] = true }
    }
  }

  /// Something says whose a column is.
  mutating func decide(_ column: Int) { isDecided[column] = true }

  /// A parent over one helper alone says whose its columns are.
  ///
  /// - Parameter parents: index = column, value = a header above it that names helpers.
  mutating func decide(parents: [String?]) {
    var start = 0
    while start < parents.count {
      var end = start + 1
      while end < parents.count, parents[end] == parents[start] { end += 1 }
      let own = Set(bindings[start..<end].filter { $0.field == .helperName }.map(\.group))
      if parents[start] != nil, own.count == 1 {
        for column in start..<end where own.contains(bindings[column].group) { isDecided[column] = true }
      }
      start = end
    }
  }

  /// Binds what is undecided.
  ///
  /// - Complexity: O(columns · helpers) where helpers stand side by side, else O(columns).
  mutating func settle() {
    guard helpers.count > 1, let first = helpers.first, let last = helpers.last else { return }
    for column in bindings.indices where isOpen(column) {
      let field = bindings[column].field
      let isAlone = places[field]?.count == 1
      if field.entity == .unit, followsUnit(column) { continue }
      if field.entity == .pairing, isAlone, column < first.column || column > last.column {
        share(column, helpers.map { columns[$0.column].header }.joined(separator: ", "))
        continue
      }
      let owners = owners(of: column)
      if owners.count > 1 { ask(column, owners) } else { bind(column, owners.first) }
    }
  }

  private func isOpen(_ column: Int) -> Bool {
    let binding = bindings[column]
    return binding.field.isOfHelpers && binding.field != .helperName && !isDecided[column]
      && !helpers.contains { $0.column == column }
  }

  /// The kind or contact of a unit goes with the unit.
  private mutating func followsUnit(_ column: Int) -> Bool {
    guard let unit = places[.helperUnit]?.last(where: { $0 < column }) else { return false }
    if bindings[unit].field == .helperUnit, bindings[unit].group == 0 { share(column, columns[unit].header) }
    return bindings[column].group == bindings[unit].group || bindings[unit].field != .helperUnit
  }

  private mutating func share(_ column: Int, _ evidence: String) {
    bindings[column].group = 0
    if bindings[column].reason == .given { return }
    (bindings[column].reason, bindings[column].evidence) = (.shared, evidence)
  }

  private mutating func bind(_ column: Int, _ group: Int?) {
    guard let group, let helper = helpers.first(where: { $0.group == group }) else { return }
    bindings[column].group = group
    if helper.column < column, bindings[column].reason == .exact {
      (bindings[column].reason, bindings[column].evidence) = (.left, columns[helper.column].header)
    }
  }

  /// The helpers that a column may be of, the nearest first.
  private func owners(of column: Int) -> [Int] {
    let field = bindings[column].field
    let others = places[field, default: []].filter { $0 != column }
    let own = bindings[column].group
    let taken = Set(others.map { bindings[$0].group })
    // What one column says of all is nothing another one says.
    if taken.contains(0), own > 0 { return [own] }
    let behind = helpers.firstIndex { $0.column > column } ?? helpers.count
    // One of several dates that stands before all helpers.
    if own == 0, !others.isEmpty { return helpers.map(\.group) }
    // 帮扶单位 may stand before its cadre.
    if own == 0 || helpers[behind...].contains(where: { $0.group == own }) {
      let next = others.first { $0 > column } ?? columns.count
      return helpers[behind...].prefix { $0.column < next }.map(\.group).filter { !taken.contains($0) }
    }
    var result = [own]
    for index in (0..<behind).reversed() {
      let group = helpers[index].group
      if index + 1 < behind, taken.contains(group) || (hasBlock[index] && field.entity != .pairing) { break }
      if group != own, !taken.contains(group) { result.append(group) }
    }
    return result
  }

  private mutating func ask(_ column: Int, _ owners: [Int]) {
    let field = bindings[column].field
    var names = owners.map { "\(field.rawValue).\($0)" }
    // Helpers mostly are of one unit, but have each a phone.
    if field.mayBeShared { names.insert("\(field.rawValue).all", at: field == .helperUnit ? 0 : names.count) }
    questions.append(
      RosterError.Question(
        header: columns[column].header, column: column + 1, candidates: names + ["attribute", "ignore"],
        option: "\(columns[column].address)=\(names[0])"))
    bindings[column] = HeaderMap.Binding(field: .ignore, reason: .unknown)
  }
}

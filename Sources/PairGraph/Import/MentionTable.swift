/// The mentions of one type of node.
struct MentionTable: Sendable {
  private(set) var mentions: [Mention] = []
  private var slots = HashSlots()
  /// Other ends of rows for mentions that came again: mention and fragment, in the order they came.
  private(set) var others: [(mention: UInt32, fragment: Fragment)] = []

  var count: Int { mentions.count }

  /// Brings near what inserting these will need, as `Interner.touch` does.
  ///
  /// - Returns: a sum of what was seen, so that no load is dropped.
  func touch(_ own: [Mention]) -> UInt64 {
    let found = own.map { slots.first(Self.hash($0)) }
    return found.reduce(0) { sum, number in number.map { sum &+ mentions[Int($0)].idNumber &+ UInt64(mentions[Int($0)].row) } ?? sum }
  }

  /// - Returns: the number of the mention, and whether it is new.
  /// - Complexity: O(1) expected.
  mutating func insert(_ mention: Mention) -> (UInt32, isNew: Bool) {
    let hash = Self.hash(mention)
    let (found, position) = slots.find(hash) { Self.isSame(mentions[Int($0)], mention) }
    if let found {
      mentions[Int(found)].rows += 1
      return (found, false)
    }
    mentions.append(mention)
    slots.add(hash, at: position) { Self.hash(mentions[$0]) }
    return (UInt32(mentions.count - 1), true)
  }

  /// - Parameter isEach: nearly every row names another; otherwise there may be few, and only room that costs nothing is made.
  mutating func reserve(_ rows: Int, isEach: Bool) {
    mentions.reserveCapacity(mentions.count + rows)
    if isEach { slots.reserve(mentions.count + rows) { Self.hash(mentions[$0]) } }
  }

  mutating func add(_ fragment: Fragment, to mention: UInt32) { others.append((mention, fragment)) }
  mutating func setFragment(_ fragment: Fragment, of mention: UInt32) { mentions[Int(mention)].fragment = fragment }
  mutating func setBranch(_ branch: UInt32, of mention: UInt32) { mentions[Int(mention)].branch = branch }

  mutating func settlePlaces(_ same: [UInt32]) {
    for index in mentions.indices where mentions[index].place != .max { mentions[index].place = same[Int(mentions[index].place)] }
  }

  private static func hash(_ mention: Mention) -> UInt64 {
    var hash = CellText.mixed(UInt64(mention.name) << 32 | UInt64(mention.place))
    hash = CellText.mixed(hash ^ mention.idNumber ^ UInt64(mention.idText) << 32)
    return CellText.mixed(hash ^ mention.phone ^ UInt64(mention.unit) << 32 ^ UInt64(mention.register))
  }

  private static func isSame(_ a: Mention, _ b: Mention) -> Bool {
    a.name == b.name && a.idNumber == b.idNumber && a.phone == b.phone && a.unit == b.unit && a.place == b.place && a.register == b.register
      && a.idText == b.idText && a.idState == b.idState
  }
}

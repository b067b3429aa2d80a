/// The mentions of one name and scope (of a household its village, of a cadre his unit) together, and which of them need a decision.
///
/// Needs nothing of what ids and phones decide, and is made beside it.
struct NameBuckets: Sendable {
  private let mentions: [Mention]
  private let isHousehold: Bool
  /// index = mention, value = village or unit.
  private let scopes: [UInt32]
  /// index = mention, value = the next one of its bucket.
  private var next: [UInt32]
  private var buckets: [(first: UInt32, last: UInt32)] = []
  /// The buckets in which there is something to decide: those of a scope first, and by what they say. Somebody with a resident id may be
  /// in several; which of them is asked first must not depend on the order of rows.
  private(set) var order: [Int] = []
  /// What `PairMap.touch` saw; means nothing.
  private var touched: UInt64 = 0

  static let none = UInt32.max

  /// Of no mentions.
  init() { (mentions, isHousehold, scopes, next) = ([], false, [], []) }

  /// - Complexity: O(mentions) expected, and O(n log n) of the buckets with something to decide.
  init(_ mentions: [Mention], isHousehold: Bool, places: PlaceTree, hashes: ContentHashes) {
    self.mentions = mentions
    self.isHousehold = isHousehold
    scopes = isHousehold ? Self.villages(mentions, places) : mentions.map(\.unit)
    next = [UInt32](repeating: Self.none, count: mentions.count)
    fill(noName: hashes.noName)
    order = buckets.indices.filter { hasSeekers($0) }.map { bucket in
      let first = Int(buckets[bucket].first)
      let isKnown = scopes[first] != Self.none
      let scope = isKnown ? hashes.ofScope(scopes[first], isHousehold: isHousehold) : 0
      return (isKnown ? 0 : 1, hashes.names[Int(mentions[first].name)], scope, bucket)
    }.sorted { $0 < $1 }.map(\.3)
  }

  private mutating func fill(noName: UInt32) {
    var map = PairMap(expecting: mentions.count)
    for block in Self.blocks(mentions.count) {
      touched &+= map.touch(block) { (UInt64(mentions[$0].name), UInt64(scopes[$0])) }
      for index in block where mentions[index].name != noName {
        let bucket = UInt32(buckets.count)
        let found = Int(map.insert(UInt64(mentions[index].name), UInt64(scopes[index]), bucket))
        if found == bucket {
          buckets.append((UInt32(index), UInt32(index)))
        } else {
          next[Int(buckets[found].last)] = UInt32(index)
          buckets[found].last = UInt32(index)
        }
      }
    }
  }

  /// index = mention, value = its village, else the place it has.
  static func villages(_ mentions: [Mention], _ places: PlaceTree) -> [UInt32] {
    let level = RosterField.placeLevels.firstIndex { $0.field == .village } ?? 0
    return mentions.map { mention in
      if mention.place == none { return none }
      let found = places.enclosing(mention.place, level: level)
      return found == none ? mention.place : found
    }
  }

  /// Numbers 0 ..< count, so many at a time that what is looked up for them is near when it is needed.
  static func blocks(_ count: Int) -> [Range<Int>] { stride(from: 0, to: count, by: 512).map { $0..<min($0 + 512, count) } }

  // MARK: Members

  var indices: Range<Int> { buckets.indices }

  func first(_ bucket: Int) -> UInt32 { buckets[bucket].first }

  func hasSeveral(_ bucket: Int) -> Bool { buckets[bucket].first != buckets[bucket].last }

  func members(_ bucket: Int) -> [UInt32] {
    var result = [buckets[bucket].first]
    while next[Int(result[result.count - 1])] != Self.none { result.append(next[Int(result[result.count - 1])]) }
    return result
  }

  /// Whether a bucket has such a member.
  @inline(__always)
  func contains(_ bucket: Int, where isSought: (UInt32) -> Bool) -> Bool {
    var member = buckets[bucket].first
    while member != Self.none {
      if isSought(member) { return true }
      member = next[Int(member)]
    }
    return false
  }

  private func isLost(_ mention: UInt32) -> Bool { mentions[Int(mention)].isLost(isHousehold: isHousehold) }

  private func hasSeekers(_ bucket: Int) -> Bool {
    hasSeveral(bucket) && contains(bucket) { mentions[Int($0)].idState != .good && !isLost($0) }
  }

  /// Those of a bucket whose identity may rest on their name; empty where there is nothing to decide.
  func seekers(_ bucket: Int) -> [UInt32] { hasSeekers(bucket) ? members(bucket).filter { !isLost($0) } : [] }
}

extension Mention {
  /// A number that lost its digits is nobody's: where nothing else decides, the row stays by itself.
  func isLost(isHousehold: Bool) -> Bool { idState == .damaged && (!isHousehold || register == .max) }
}

/// How many people a bad resident id may be of, where only the first few are listed.
///
/// They are those of its name in its village or unit: those whose number is not damaged, else those whose number is; of a cadre without any,
/// those of the name who help in the village. And how many share a name of which nothing else is known.
/// Who could be either of several has a list of them.
struct CandidateCounts: Sendable {
  private enum Pool { case clear, lost, village, name }

  private struct Key: Hashable {
    var pool: Pool
    var name: UInt32
    var area: UInt32
  }

  private var nodes: [Key: Set<UInt32>] = [:]
  /// index = list of candidates, value = their nodes; empty where no full note has the list.
  private var listed: [Set<UInt32>]
  private let table: MentionTable
  private let places: PlaceTree
  private let identity: Identity
  private let isHousehold: Bool

  /// - Complexity: O(mentions) where a list is full, else O(notes).
  init(_ identity: Identity, _ table: MentionTable, isHousehold: Bool, places: PlaceTree) {
    (self.table, self.places, self.identity, self.isHousehold) = (table, places, identity, isHousehold)
    listed = identity.candidates.map { _ in [] }
    for note in identity.notes where note.others.count >= SameNames.limit {
      guard let list = note.candidates, listed[list].isEmpty else { continue }
      listed[list] = Set(identity.candidates[list].map { identity.nodes[Int($0)] })
    }
    for note in identity.notes where Self.isFull(note) {
      for pool in Self.pools(of: note) { if let key = key(note.mention, pool) { nodes[key] = [] } }
    }
    if nodes.isEmpty { return }
    // Few names are asked about.
    var isAsked = [Bool](repeating: false, count: Int(table.mentions.lazy.map(\.name).max() ?? 0) + 1)
    for key in nodes.keys { isAsked[Int(key.name)] = true }
    for mention in 0..<UInt32(table.count) where isAsked[Int(table.mentions[Int(mention)].name)] {
      for pool in [isLost(mention) ? Pool.lost : .clear, .village, .name] {
        if let key = key(mention, pool) { nodes[key]?.insert(identity.nodes[Int(mention)]) }
      }
    }
  }

  private static func isFull(_ note: Identity.Note) -> Bool {
    [.damagedID, .damagedNumber, .badID, .nameAlone].contains(note.kind) && note.others.count >= SameNames.limit
  }

  private static func pools(of note: Identity.Note) -> [Pool] { note.kind == .nameAlone ? [.name] : [.clear, .lost, .village] }

  /// How many there are besides those of a note.
  func more(than note: Identity.Note) -> Int {
    let own = identity.nodes[Int(note.mention)]
    // Counted without its own, not copied: thousands of notes may share a set.
    let others = { (all: Set<UInt32>) in all.count - (all.contains(own) ? 1 : 0) }
    if let list = note.candidates { return max(0, others(listed[list]) - note.others.count) }
    guard Self.isFull(note) else { return 0 }
    let counts = Self.pools(of: note).lazy.compactMap { key(note.mention, $0).flatMap { nodes[$0] }.map(others) }
    return max(0, (counts.first { $0 > 0 } ?? 0) - note.others.count)
  }

  /// - Returns: nil where there is no such area.
  private func key(_ mention: UInt32, _ pool: Pool) -> Key? {
    let own = table.mentions[Int(mention)]
    if pool == .name { return Key(pool: pool, name: own.name, area: PlaceTree.none) }
    if pool != .village, !isHousehold { return Key(pool: pool, name: own.name, area: own.unit) }
    if pool == .village, isHousehold || own.place == PlaceTree.none { return nil }
    return Key(pool: pool, name: own.name, area: village(own.place))
  }

  private func village(_ place: UInt32) -> UInt32 {
    if place == PlaceTree.none { return place }
    let level = RosterField.placeLevels.firstIndex { $0.field == .village } ?? 0
    let found = places.enclosing(place, level: level)
    return found == PlaceTree.none ? place : found
  }

  private func isLost(_ mention: UInt32) -> Bool {
    let own = table.mentions[Int(mention)]
    return own.idState == .damaged && (!isHousehold || own.register == PlaceTree.none)
  }
}

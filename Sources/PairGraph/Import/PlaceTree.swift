/// The places of all rosters: a node for each name under each parent.
struct PlaceTree: Sendable {
  struct Place: Sendable {
    var parent: UInt32
    var level: UInt8
    var key: UInt32
    /// As it is written first.
    var name: [UInt8]
  }

  static let none = UInt32.max
  private(set) var places: [Place] = []
  private var map = PairMap()
  private var names = Interner()
  /// index = place, value = the place it is.
  private(set) var same: [UInt32] = []

  /// - Parameter name: as it is written; asked for where the place is new.
  /// - Complexity: O(1) expected.
  mutating func place(parent: UInt32, level: Int, key: Span<UInt8>, name: () -> ArraySlice<UInt8>) -> UInt32 {
    let key = names.number(of: key, hash: CellText.hash(key))
    let next = UInt32(places.count)
    let found = map.insert(UInt64(parent) << 8 | UInt64(level), UInt64(key), next)
    if found == next { places.append(Place(parent: parent, level: UInt8(level), key: key, name: CellText.trimmed(name()))) }
    return found
  }

  /// A roster without a column for the county names the same townships as one with it: a place without a parent is the one place
  /// of its level with its name, if there is exactly one.
  ///
  /// - Returns: how many were taken for another.
  mutating func settle() -> Int {
    same = places.indices.map { UInt32($0) }
    let top = places.map(\.level).min() ?? 0
    // (level, name) -> the place with a parent; `several` where there are more.
    let several = UInt32.max - 1
    var known = PairMap()
    for (index, place) in places.enumerated() where place.parent != Self.none {
      let other = known.insert(UInt64(place.level), UInt64(place.key), UInt32(index))
      if other != UInt32(index) { known.put(UInt64(place.level), UInt64(place.key), several) }
    }
    var count = 0
    var settled = PairMap()
    for level in 0..<RosterField.placeLevels.count {
      for index in places.indices where Int(places[index].level) == level {
        let place = places[index]
        if place.parent == Self.none, place.level > top {
          let found = known[UInt64(place.level), UInt64(place.key)]
          if found != PairMap.none, found != several {
            same[index] = same[Int(found)]
            count += 1
            continue
          }
        }
        let parent = place.parent == Self.none ? Self.none : same[Int(place.parent)]
        same[index] = settled.insert(UInt64(parent) << 8 | UInt64(level), UInt64(place.key), UInt32(index))
      }
    }
    return count
  }

  /// The place a place is in, after `settle`.
  func parent(of place: UInt32) -> UInt32 {
    let parent = places[Int(place)].parent
    return parent == Self.none ? Self.none : same[Int(parent)]
  }

  /// index = place, value = a hash of its path, after `settle`.
  ///
  /// - Complexity: O(places · levels).
  func hashes() -> [UInt64] {
    places.indices.map { index in
      var (result, place) = (UInt64(0), same[index])
      while place != Self.none {
        result = CellText.mixed(result ^ names.texts.hashes[Int(places[Int(place)].key)] &+ UInt64(places[Int(place)].level))
        place = parent(of: place)
      }
      return result
    }
  }

  /// The first of some places, or one inside it, and whether they are places apart; `none` among them says nothing.
  ///
  /// - Complexity: O(places).
  func joined(_ all: some Sequence<UInt32>) -> (place: UInt32, differs: Bool) {
    var (result, differs) = (Self.none, false)
    for place in all where place != Self.none && same[Int(place)] != result {
      let place = same[Int(place)]
      if result == Self.none || enclosing(place, level: Int(places[Int(result)].level)) == result {
        result = place
      } else if enclosing(result, level: Int(places[Int(place)].level)) != place {
        differs = true
      }
    }
    return (result, differs)
  }

  /// The names from the top down, after `settle`.
  func path(of place: UInt32) -> String {
    var (names, place) = ([String](), same[Int(place)])
    while place != Self.none {
      names.append(String(decoding: places[Int(place)].name, as: UTF8.self))
      place = parent(of: place)
    }
    return names.reversed().joined(separator: "/")
  }

  /// The enclosing place of a level, itself included.
  func enclosing(_ place: UInt32, level: Int) -> UInt32 {
    var place = place
    while place != Self.none {
      if Int(places[Int(place)].level) == level { return place }
      place = parent(of: place)
    }
    return Self.none
  }
}

/// Fills the merged place cells of one roster, row after row.
struct PlaceFill: Sendable {
  /// index = level, value = the name that stands above, folded; empty without.
  private var keys: [[UInt8]]
  /// The same as it is written.
  private var names: [[UInt8]]
  private var place = PlaceTree.none
  private var last: (tuple: Int32, isFilled: Bool) = (-1, false)
  /// What the row before had at each level: the number of its cell in the part, whether it was filled, and the place down to there. Levels
  /// with the same cells from the top are the same places.
  private var before: [(cell: Int32, isFilled: Bool, place: UInt32)] = []
  private let hasColumn: [Bool]
  /// The level from which on a rejected row hides what stands above; nil where nothing is hidden.
  private var hidden: Int?
  /// The last row asked for would have been filled from a row that was rejected.
  var isUnplaced: Bool { hidden != nil }
  /// Cells that were filled.
  private(set) var filled = 0

  init(_ columns: [Int]) {
    hasColumn = columns.map { $0 >= 0 }
    keys = columns.map { _ in [] }
    names = keys
  }

  /// A new batch: tuples are numbered anew.
  mutating func begin() { (last, before) = ((-1, false), []) }

  /// A row that is rejected makes no place, but what it names stands above the rows below it.
  mutating func pass(_ tuple: Int32, _ part: RosterPart) {
    guard tuple >= 0 else { return }
    var isSame = true
    for level in hasColumn.indices where hasColumn[level] {
      let own = part.places[part.placeCell(tuple, level)]
      if own.isEmpty, isSame { continue }
      show(own, at: level)
      if !own.elementsEqual(keys[level]) {
        isSame = false
        setName(own, part.placeNames[part.placeCell(tuple, level)], at: level)
      }
    }
    begin()
  }

  /// Whether a cell says what stands at a level.
  private func stands(_ cell: Int, _ part: RosterPart, at level: Int) -> Bool {
    let key = keys[level]
    return part.places.isEqual(cell, key.span)
  }

  /// What stands at a level from now on; in many rows it is another, and the room is kept.
  private mutating func setName(_ key: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>, at level: Int) {
    keys[level].replaceSubrange(keys[level].indices, with: key)
    names[level].replaceSubrange(names[level].indices, with: name)
  }

  /// A place is written where it was hidden, or another one above that: nothing is hidden any more.
  private mutating func show(_ own: ArraySlice<UInt8>, at level: Int) {
    guard let first = hidden, level <= first, !own.isEmpty else { return }
    if level == first || !own.elementsEqual(keys[level]) { hidden = nil }
  }

  /// A row that is rejected for its cells: where they seem to name another place than the row above, nobody knows which the rows below
  /// are in, and nothing is filled from there down until a place is written again.
  mutating func hide(_ tuple: Int32, _ part: RosterPart) {
    guard tuple >= 0 else { return }
    for level in hasColumn.indices where hasColumn[level] {
      let own = part.places[part.placeCell(tuple, level)]
      if own.isEmpty || own.elementsEqual(keys[level]) { continue }
      for lower in level..<keys.count { keys[lower] = [] }
      hidden = min(hidden ?? level, level)
      break
    }
    begin()
  }

  /// The lowest place of a row.
  ///
  /// An empty cell is filled from above as long as no level above it names another place than the row above.
  mutating func place(_ tuple: Int32, _ part: RosterPart, _ tree: inout PlaceTree) -> UInt32 {
    if tuple < 0 { return PlaceTree.none }
    if tuple == last.tuple {
      if last.isFilled { for level in before where level.isFilled { filled += 1 } }
      return place
    }
    if before.isEmpty { before = hasColumn.map { _ in (-1, false, PlaceTree.none) } }
    var (isUnchanged, isSame, isFilled) = (true, true, false)
    var parent = PlaceTree.none
    for level in hasColumn.indices where hasColumn[level] {
      let cell = part.placeCell(tuple, level)
      if isUnchanged, before[level].cell == Int32(truncatingIfNeeded: cell) {
        if before[level].isFilled { (filled, isFilled) = (filled + 1, true) }
        parent = before[level].place
        continue
      }
      isUnchanged = false
      let own = part.places.range(cell)
      if isUnplaced { show(part.places[cell], at: level) }
      let takesOver = own.isEmpty && isSame && !keys[level].isEmpty
      if takesOver {
        (filled, isFilled) = (filled + 1, true)
      } else if !stands(cell, part, at: level) {
        isSame = false
        setName(part.places[cell], part.placeNames[cell], at: level)
      }
      if !own.isEmpty {
        let key = part.places.bytes.span.extracting(own)
        parent = tree.place(parent: parent, level: level, key: key) { part.placeNames[cell] }
      } else if takesOver {
        let (key, name) = (keys[level], names[level])
        parent = tree.place(parent: parent, level: level, key: key.span) { name[...] }
      }
      before[level] = (Int32(truncatingIfNeeded: cell), takesOver, parent)
    }
    place = parent
    last = (tuple, isFilled)
    return parent
  }
}

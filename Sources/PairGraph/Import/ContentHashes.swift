/// Hashes of texts and places: numbers that do not depend on the order of rows, by which everything is put in order.
struct ContentHashes: Sendable {
  let names: [UInt64]
  let texts: [UInt64]
  let units: [UInt64]
  let places: [UInt64]
  /// The number of the empty name; nobody is looked for by it.
  let noName: UInt32

  /// - Parameter scope: of a household a place, of a cadre a unit.
  func ofScope(_ scope: UInt32, isHousehold: Bool) -> UInt64 { isHousehold ? places[Int(scope)] : units[Int(scope)] }

  init(_ book: RosterBook) {
    names = book.names.texts.hashes
    texts = book.texts.texts.hashes
    units = book.units.texts.hashes
    places = book.places.hashes()
    noName = (0..<UInt32(book.names.count)).first { book.names[$0].isEmpty } ?? .max
  }
}

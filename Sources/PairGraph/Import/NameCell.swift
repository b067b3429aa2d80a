/// A cell for the name of a helper: staff write several into it, or a phone number behind a name.
///
/// A sign (、 / ；) or a line break between two names tells that they are two people. A blank tells it only where each part is a whole
/// name that begins with a common surname: 张 三 is one name, and 欧阳 明月 may be. What is in doubt stays one name as it stands.
struct NameCell: Sendable {
  /// As they are compared.
  private(set) var names: [[UInt8]] = []
  /// The same names as they are written.
  private(set) var spellings: [[UInt8]] = []
  /// Numbers among the names.
  private(set) var phone = PhoneCell()
  /// It may hold other names than were read.
  private(set) var isDoubtful = false
  /// A part of it names nobody, and was left out.
  private(set) var hasNobody = false

  init() {}

  /// - Parameter cell: as it stands, for a line break is a sign.
  /// - Complexity: O(bytes).
  init(_ cell: ArraySlice<UInt8>) {
    if Self.isOne(cell) {
      if !cell.isEmpty { add(cell) }
      return
    }
    if CellText.isBlank(cell) { return }
    let folded = CellText.folded(cell)
    if folded.count(where: { $0 &- 0x30 < 10 }) >= 7 { readNumbers(folded[...], cell) } else { readNames(cell) }
  }

  private static let signs = Set("、，；,;/|".unicodeScalars)
  private static let lineEnds = Set("\n\r".unicodeScalars)

  /// A cell that is one name as it stands, or empty.
  static func isOne(_ cell: ArraySlice<UInt8>) -> Bool { CellText.isPlain(cell) && isName(cell.span) }

  /// No ASCII sign between names, and fewer digits than a phone number has.
  @inline(__always)
  static func isName(_ cell: Span<UInt8>) -> Bool {
    var digits = 0
    for index in cell.indices {
      let byte = cell[index]
      if byte == 0x2c || byte == 0x3b || byte == 0x2f || byte == 0x7c { return false }
      if byte &- 0x30 < 10 { digits += 1 }
    }
    return digits < 7
  }

  /// Parts of a cell with one number for each of several people.
  ///
  /// - Parameter text: folded.
  static func parts(_ text: ArraySlice<UInt8>) -> [[UInt8]] {
    String(decoding: text, as: UTF8.self).unicodeScalars.split { $0 == " " || signs.contains($0) }.map { Array(String($0).utf8) }
  }

  private mutating func add(_ name: ArraySlice<UInt8>) {
    names.append(CellText.name(name))
    spellings.append(CellText.trimmed(name))
  }

  /// What is in doubt stays as it stands.
  private mutating func keep(_ cell: ArraySlice<UInt8>) {
    add(cell)
    isDoubtful = true
  }

  // MARK: Names

  private mutating func readNames(_ cell: ArraySlice<UInt8>) {
    let scalars = String(decoding: cell, as: UTF8.self).unicodeScalars
    var parts = scalars.split { Self.signs.contains($0) || Self.lineEnds.contains($0) }.map { Array(String($0).utf8) }
    let count = parts.count
    parts.removeAll { NobodyCell.reading(CellText.folded($0[...])[...]) != .somebody }
    hasNobody = parts.count < count
    let folded = parts.map { CellText.folded($0[...]) }
    if parts.count > 1, !scalars.contains(where: Self.signs.contains), folded.contains(where: PersonName.isPartOfName) {
      // A name of two lines.
      return readParts(Array(parts.joined(separator: [0x20])))
    }
    if parts.count > 1, !folded.allSatisfy(PersonName.isPlausible) { return keep(cell) }
    for part in parts { readParts(part) }
  }

  /// Names between blanks.
  private mutating func readParts(_ part: [UInt8]) {
    let words = Self.words(CellText.folded(part[...]))
    if words.count(where: PersonName.mayStandAlone) < 2 {
      add(part[...])
    } else if words.allSatisfy(PersonName.isCertain) {
      for word in words { add(word[...]) }
    } else {
      keep(part[...])
    }
  }

  /// What stands between blanks; a dot holds what is around it together.
  private static func words(_ part: [UInt8]) -> [[UInt8]] {
    let dot = Array("·".utf8)
    return part.split(separator: 0x20).map { CellText.name($0) }.reduce(into: []) { words, word in
      if let last = words.last, last.ends(with: dot) || word.starts(with: dot) {
        words[words.count - 1] += word
      } else {
        words.append(word)
      }
    }
  }

  // MARK: Numbers

  private mutating func readNumbers(_ folded: ArraySlice<UInt8>, _ cell: ArraySlice<UInt8>) {
    let found = PhoneCell(cell: folded)
    let isRead = found.count > 0 && found.rest.isEmpty && found.since == nil && !folded.contains("·".utf8)
    let isSure =
      found.names.count == found.numbers.count
      ? found.names.allSatisfy { PersonName.isPlausible($0) && !PersonName.isPartOfName($0) } : found.names.allSatisfy(PersonName.isCertain)
    if isRead, isSure, !found.names.isEmpty {
      phone = found
      for name in found.names { add(name[...]) }
    } else {
      keep(cell)
    }
  }
}

/// Names cut to what a shape can hold.
enum DOTLines {
  /// A Chinese character is five units wide and a Latin one three: room for 24 of the one or 40 of the other.
  static let nameWidth = 120

  /// The text in one or two lines of about equal width, shortened by `…` to `room` units; none for a blank text.
  static func lines(of text: String, room: Int = nameWidth) -> [String] {
    let cells = shortened(trimmed(DOTText.visible(text)), room: room)
    guard width(of: cells) > room / 2 else { return cells.isEmpty ? [] : [String(cells)] }
    let cut = bestCut(cells)
    return [cells[..<cut], cells[cut...]].map { trimmed(String($0)) }.filter { !$0.isEmpty }
  }

  /// The text in one line, shortened by `…` to `room` units.
  static func line(of text: String, room: Int = nameWidth) -> String {
    String(shortened(trimmed(DOTText.visible(text)), room: room))
  }

  /// The text without blanks at its ends; empty if nothing in it can be seen.
  static func trimmed(_ text: String) -> String {
    let isVisible = text.unicodeScalars.contains { !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint }
    guard isVisible else { return "" }
    // By scalars: a blank that carries an accent is a visible character.
    var rest = text.unicodeScalars[...]
    while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
    while rest.last?.properties.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// How wide a text is, about.
  static func width(of text: some Sequence<Character>) -> Int { text.reduce(0) { $0 + width(of: $1) } }

  private static func shortened(_ text: String, room: Int) -> [Character] {
    var cells: [Character] = []
    var used = 0
    var keep = 0
    for character in text {
      used += width(of: character)
      guard used <= room else { return cells[..<keep] + ["…"] }
      cells.append(character)
      if used <= room - width(of: "…") { keep = cells.count }
    }
    return cells
  }

  /// Where the second line begins: near the middle, and not inside a Latin word if that can be had for a few characters.
  private static func bestCut(_ cells: [Character]) -> Int {
    let total = width(of: cells)
    var best = (cost: Int.max, cut: cells.count)
    var left = 0
    for cut in 1..<max(cells.count, 1) {
      left += width(of: cells[cut - 1])
      let insideWord = isWordPart(cells[cut - 1]) && isWordPart(cells[cut])
      let cost = max(left, total - left) + (insideWord ? 24 : 0)
      if cost < best.cost { best = (cost, cut) }
    }
    return best.cut
  }

  private static func isWordPart(_ character: Character) -> Bool {
    !character.isWhitespace && width(of: character) < 5
  }

  /// Marks that are stacked on a character count a little, so that no pile of them is longer than a line.
  private static func width(of character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
      width += width == 0 ? (isWide(scalar) ? 5 : 3) : 1
    }
    return width
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x1F300...0x1FAFF, 0x20000...0x3FFFF, 0x2026:
      true
    default: false
    }
  }
}

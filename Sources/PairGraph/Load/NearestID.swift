internal import TableIO

/// Finds the known id that an unknown one was perhaps meant to be.
struct NearestID: Sendable {
  private let ids: IDSpace
  private static let letters: [UInt8] = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".utf8)

  init(_ ids: IDSpace) { self.ids = ids }

  /// A known id one step away, the first in a fixed order: the same without blanks or in other case or width, two neighbours swapped,
  /// one character dropped, changed or added.
  ///
  /// - Complexity: O(64 x length) look-ups.
  func nearest(to id: String) -> String? {
    for candidate in folded(id) where candidate != id && isKnown(candidate) { return candidate }
    let characters = Array(id.unicodeScalars)
    // Short ids are all near to one another.
    guard 3...40 ~= characters.count else { return nil }
    for candidate in swaps(characters) + drops(characters) where !candidate.isEmpty && isKnown(candidate) { return candidate }
    return changes(characters)
  }

  private func isKnown(_ id: String) -> Bool { ids.node(of: Array(id.utf8)) != IDSpace.noNode }

  private func folded(_ id: String) -> [String] {
    let halfWidth = String(
      String.UnicodeScalarView(
        id.unicodeScalars.compactMap { scalar in
          switch scalar.value {
          case 0xff01...0xff5e: Unicode.Scalar(scalar.value - 0xfee0)
          case 0x20, 0x09, 0xa0, 0x3000, 0x200b, 0xfeff: nil
          default: scalar
          }
        }))
    return [halfWidth, halfWidth.uppercased(), halfWidth.lowercased()]
  }

  private func text(_ scalars: [Unicode.Scalar]) -> String { String(String.UnicodeScalarView(scalars)) }

  private func swaps(_ characters: [Unicode.Scalar]) -> [String] {
    (0..<max(0, characters.count - 1)).map { index in
      var swapped = characters
      swapped.swapAt(index, index + 1)
      return text(swapped)
    }
  }

  private func drops(_ characters: [Unicode.Scalar]) -> [String] {
    characters.indices.reversed().map { index in
      var shorter = characters
      shorter.remove(at: index)
      return text(shorter)
    }
  }

  /// One character changed or added, the end of the id first: that is where numbers differ.
  private func changes(_ characters: [Unicode.Scalar]) -> String? {
    for index in characters.indices.reversed() {
      for letter in Self.letters {
        var changed = characters
        changed[index] = Unicode.Scalar(letter)
        if isKnown(text(changed)) { return text(changed) }
      }
    }
    for index in (0...characters.count).reversed() {
      for letter in Self.letters {
        var longer = characters
        longer.insert(Unicode.Scalar(letter), at: index)
        if isKnown(text(longer)) { return text(longer) }
      }
    }
    return nil
  }
}

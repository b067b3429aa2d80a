/// The names that nodes and boxes have in a DOT file.
///
/// A node is called by its id, so that `gvpr` and scripts find it. Ids with characters that must not reach the file, and ids that
/// occur twice, get a name of their own: distinct nodes never fall together.
enum DOTNames {
  /// Index = node, value = its name; all distinct byte by byte, as Graphviz compares them.
  ///
  /// - Complexity: linear in the length of the ids.
  static func names(of ids: [String]) -> [String] {
    // Keys are bytes: Swift takes "é" and "e´" for the same string, Graphviz does not.
    var taken: Set<[UInt8]> = []
    var names = ids.map { withoutEntities(DOTText.visible(shortened($0), breaks: false)) }
    var open: [Int] = []
    for (index, name) in names.enumerated() {
      let isKept = name.utf8.elementsEqual(ids[index].utf8) && taken.insert(Array(name.utf8)).inserted
      if !isKept { open.append(index) }
    }
    var lastSuffix: [[UInt8]: Int] = [:]
    for index in open {
      let stem = names[index]
      var suffix = lastSuffix[Array(stem.utf8), default: 0]
      repeat {
        suffix += 1
        names[index] = suffix == 1 ? stem : "\(stem)#\(suffix)"
      } while !taken.insert(Array(names[index].utf8)).inserted
      lastSuffix[Array(stem.utf8)] = suffix
    }
    return names
  }

  /// Ids with more bytes are cut: Graphviz reads no text of more than 16 384, and a character may need five times its own.
  static let longest = 1000

  private static func shortened(_ id: String) -> String {
    guard id.utf8.count > longest else { return id }
    var (scalars, size) = (String.UnicodeScalarView(), 0)
    for scalar in id.unicodeScalars {
      size += UTF8.width(scalar)
      if size > longest / 5 { break }
      scalars.append(scalar)
    }
    return String(scalars) + "…"
  }

  /// The text with `&` written `&amp;` where `…;` follows: Graphviz copies what looks like an entity into its SVG as it is, and
  /// one that does not exist makes the SVG unreadable.
  private static func withoutEntities(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var reversed: [UInt8] = []
    var semicolonFollows = false
    for byte in text.utf8.reversed() {
      if byte == UInt8(ascii: "&") && semicolonFollows { reversed += ";pma".utf8 }
      reversed.append(byte)
      switch byte {
      case UInt8(ascii: ";"): semicolonFollows = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "#"):
        break
      default: semicolonFollows = false
      }
    }
    return String(decoding: reversed.reversed(), as: UTF8.self)
  }

  /// What the names of boxes begin with: `cluster_`, longer where a node's name begins so.
  ///
  /// fdp keeps boxes and nodes in one table of names while it works.
  static func clusterPrefix(besides names: [String]) -> String {
    var longest = 0
    for name in names where name.utf8.starts(with: "cluster_".utf8) {
      longest = max(longest, name.utf8.dropFirst("cluster".utf8.count).prefix { $0 == UInt8(ascii: "_") }.count)
    }
    return "cluster" + String(repeating: "_", count: longest + 1)
  }
}

/// How node types, groups and edges look.
///
/// Shape and border alone tell them apart; colours are light tints of the Okabe-Ito palette, which people with colour-blindness
/// can tell apart, under near-black text. A printer without colours loses nothing.
struct DOTLook: Sendable {
  let shape: String
  /// How many lines the border has.
  let border: Int
  let fill: String
  let line: String
  /// The shape as a character, for the legend; a blank where its frame says enough.
  let sign: String
  let isRounded: Bool

  private init(_ shape: String, border: Int = 1, fill: String, line: String, sign: String, isRounded: Bool = false) {
    self.shape = shape
    self.border = border
    self.fill = fill
    self.line = line
    self.sign = sign
    self.isRounded = isRounded
  }

  /// The types with a look of their own, in the order of the legend.
  static let types = ["place", "unit", "branch", "cadre", "household", "committee", "group"]

  /// Index = type as in `types`; the last one is for all others.
  static let all = [
    DOTLook("box", fill: "#EDEDED", line: "#4D4D4D", sign: "▢", isRounded: true),
    DOTLook("box", fill: "#D6ECF8", line: "#1B6A99", sign: "□"),
    DOTLook("hexagon", fill: "#FBF6B8", line: "#7D7400", sign: "⬡"),
    DOTLook("ellipse", fill: "#FCE5B8", line: "#8F6200", sign: "○"),
    DOTLook("house", fill: "#CDEBE1", line: "#00664B", sign: "⌂"),
    DOTLook("box", border: 2, fill: "#F4DDEA", line: "#8A3F68", sign: "\u{3000}"),
    DOTLook("folder", fill: "#FFFFFF", line: "#4D4D4D", sign: "▤"),
    DOTLook("parallelogram", fill: "#FFFFFF", line: "#4D4D4D", sign: "▱"),
  ]

  /// Index of the look of a type.
  static func index(of type: String) -> Int { types.firstIndex(of: type) ?? types.count }

  /// Group n has the colour at (n - 1) modulo their number.
  static let groupFills = ["#F3C05A", "#9AD3F2", "#66C2A5", "#F6EE8E", "#80B4DB", "#EE9E66", "#E3B2CC", "#C8C8C8"]

  /// Lines around groups; nil is a plain one.
  static let groupBorders = [nil, "dashed", "bold", "dotted"]

  /// How much larger a headline is than the text of a node.
  static let headlineShare = 1.4

  /// What a network falls apart without: a double line, and a sign in the label.
  static let bridge = "#1A1A1A:#FFFFFF:#1A1A1A"
  static let cutSign = "◆"

  /// Vermilion, for what needs attention.
  static let alarm = "#D55E00"
  static let text = "#1A1A1A"
  static let bundle = "#8C8C8C"
  static let blank = "#FFFFFF"

  /// One of them is on every Linux, Windows and macOS that shows Chinese at all.
  static let fonts = "Noto Sans CJK SC,Microsoft YaHei,PingFang SC,sans-serif"
}

extension Picture.EdgeStyle {
  /// Attributes that tell it apart without colour.
  var shape: String {
    switch self {
    case .pairing: "style=solid, arrowhead=normal"
    case .membership: "style=dashed, arrowhead=odot"
    case .other: "style=dotted, arrowhead=vee"
    case .adjacency: "style=solid"
    }
  }

  var color: String {
    switch self {
    case .pairing, .other: "#333333"
    case .membership: "#555555"
    case .adjacency: DOTLook.bundle
    }
  }

  /// The line as characters, for the legend.
  var sign: String {
    switch self {
    case .pairing: "─→"
    case .membership: "┄○"
    case .other: "┈→"
    case .adjacency: "──"
    }
  }

  var word: String {
    switch self {
    case .pairing: "pairing"
    case .membership: "membership"
    case .other: "other"
    case .adjacency: "adjacency"
    }
  }

  func text(in legend: Picture.Legend) -> String {
    switch self {
    case .pairing: legend.pairing
    case .membership: legend.membership
    case .other: legend.other
    case .adjacency: legend.adjacency
    }
  }
}

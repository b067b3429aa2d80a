/// Text as Graphviz wants it, in the four places where it reads text by different rules.
///
/// A name or a label comes from a spreadsheet and may hold anything, while Graphviz interprets backslashes and `&…;` in labels,
/// halves backslashes twice in tooltips (2.43), parses HTML-like labels as XML, and copies control characters into its SVG, which
/// is then no XML. Every byte of foreign text in a DOT file goes through one of these functions.
enum DOTText {
  /// Appends a node name: only `"` and `\` are special. Distinct names stay distinct.
  static func appendName(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { out.append(UInt8(ascii: "\\")) }
      out.append(byte)
    }
    out.append(UInt8(ascii: "\""))
  }

  /// Appends a label of several centred lines, each shown letter by letter.
  static func appendLabel(_ lines: [String], to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for (index, line) in lines.enumerated() {
      if index > 0 { out += "\\n".utf8 }
      appendEscaped(line, backslash: "\\\\", quote: "\\\"", to: &out)
    }
    out.append(UInt8(ascii: "\""))
  }

  /// Appends a tooltip.
  ///
  /// Versions differ in how often they resolve a backslash pair; a zero-width space behind it reads the same in all of them.
  static func appendTooltip(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    appendEscaped(text, backslash: "\\\\\u{200B}", quote: "\\\"", to: &out)
    out.append(UInt8(ascii: "\""))
  }

  /// Appends text inside an HTML-like label.
  ///
  /// `\G` is an escape there as well, after the XML is read and not in all versions; and a bare `]` before a tag is taken to be
  /// behind it, as Graphviz hands the text to its XML parser piece by piece.
  static func appendHTML(_ text: String, to out: inout [UInt8]) {
    appendEscaped(text, backslash: "\\\u{200B}", quote: "&quot;", inHTML: true, to: &out)
  }

  private static func appendEscaped(
    _ text: String, backslash: String, quote: String, inHTML: Bool = false, to out: inout [UInt8]
  ) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): out += backslash.utf8
      case UInt8(ascii: "\""): out += quote.utf8
      case UInt8(ascii: "&"): out += "&amp;".utf8
      case UInt8(ascii: "<") where inHTML: out += "&lt;".utf8
      case UInt8(ascii: ">") where inHTML: out += "&gt;".utf8
      case UInt8(ascii: "]") where inHTML: out += "&#93;".utf8
      default: out.append(byte)
      }
    }
  }

  /// The text with everything replaced that cannot be seen or is not allowed in XML.
  ///
  /// - Parameter breaks: whether tabs and line breaks become one blank each; otherwise they become pictures like the other
  ///   control characters (U+2400 to U+2421), so that little is lost.
  static func visible(_ text: String, breaks: Bool = true) -> String {
    // Most texts are already fine, and looking is cheaper than copying.
    guard text.unicodeScalars.contains(where: { replacement(of: $0, breaks: breaks) != nil }) else { return text }
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      let isSecondHalf = breaks && afterReturn && scalar == "\n"
      afterReturn = scalar == "\r"
      if !isSecondHalf { result.append(replacement(of: scalar, breaks: breaks) ?? scalar) }
    }
    return String(result)
  }

  private static func replacement(of scalar: Unicode.Scalar, breaks: Bool) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x09...0x0D where breaks: " "
    case 0x85 where breaks, 0x2028 where breaks, 0x2029 where breaks: " "
    case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value)
    case 0x7F: "\u{2421}"
    // C1 controls, and the code points that are no characters in any plane.
    case 0x80...0x9F, 0xFDD0...0xFDEF: "\u{FFFD}"
    case let value where value & 0xFFFE == 0xFFFE: "\u{FFFD}"
    default: nil
    }
  }
}

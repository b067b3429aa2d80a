internal import TableIO

/// A JSON value whose members keep their order.
public indirect enum JSON: Sendable {
  case object([(String, JSON)])
  case array([JSON])
  case string(String)
  case int(Int)
  case double(Double)
  case bool(Bool)
  case null

  /// UTF-8, two blanks of indentation, a line feed at the end; short arrays and objects of plain values stay on one line.
  /// Resident ids and phone numbers are masked.
  public var bytes: [UInt8] { bytes(unmasked: false) }

  /// - Parameter unmasked: resident ids and phone numbers are shown in full.
  public func bytes(unmasked: Bool) -> [UInt8] {
    var out: [UInt8] = []
    write(to: &out, depth: 0, masks: !unmasked)
    out.append(0x0a)
    return out
  }

  private var isPlain: Bool {
    switch self {
    case .object, .array: false
    default: true
    }
  }

  private func write(to out: inout [UInt8], depth: Int, masks: Bool) {
    switch self {
    case .object(let members):
      let inline = depth > 1 && members.allSatisfy(\.1.isPlain)
      Self.list(members.count, "{", "}", inline: inline, depth: depth, to: &out) { index, out in
        Self.quote(members[index].0, masks: masks, to: &out)
        out += Array(": ".utf8)
        members[index].1.write(to: &out, depth: depth + 1, masks: masks)
      }
    case .array(let values):
      Self.list(values.count, "[", "]", inline: values.allSatisfy(\.isPlain), depth: depth, to: &out) { index, out in
        values[index].write(to: &out, depth: depth + 1, masks: masks)
      }
    case .string(let text): Self.quote(text, masks: masks, to: &out)
    case .int(let value): out += Array(String(value).utf8)
    case .double(let value): out += Array((value.isFinite ? String(value) : "null").utf8)
    case .bool(let value): out += Array((value ? "true" : "false").utf8)
    case .null: out += Array("null".utf8)
    }
  }

  private static func list(
    _ count: Int, _ open: String, _ close: String, inline: Bool, depth: Int, to out: inout [UInt8], _ item: (Int, inout [UInt8]) -> Void
  ) {
    out += Array(open.utf8)
    for index in 0..<count {
      if index > 0 { out.append(0x2c) }
      if inline { if index > 0 { out.append(0x20) } } else { newLine(depth + 1, to: &out) }
      item(index, &out)
    }
    if !inline, count > 0 { newLine(depth, to: &out) }
    out += Array(close.utf8)
  }

  private static func newLine(_ depth: Int, to out: inout [UInt8]) {
    out.append(0x0a)
    out += [UInt8](repeating: 0x20, count: 2 * depth)
  }

  private static func quote(_ text: String, masks: Bool, to out: inout [UInt8]) {
    let text = masks ? PersonalNumbers.masked(text) : text
    let hex = Array("0123456789abcdef".utf8)
    out.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5c: out += [0x5c, byte]
      case 0x0a: out += Array("\\n".utf8)
      case 0..<0x20: out += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    out.append(0x22)
  }
}

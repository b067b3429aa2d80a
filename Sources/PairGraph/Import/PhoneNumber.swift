/// One phone number: of a mobile, a landline, or a service.
struct PhoneNumber: Sendable, Equatable {
  /// With the area, without the country's code and without an extension.
  var digits: [UInt8]
  /// As the dataset has it: the digits; of a landline with a hyphen behind its area, where the cell sets that apart, and with its extension.
  var text: [UInt8]

  /// The digits with a 1 in front, so that leading zeros count.
  var value: UInt64 { digits.reduce(1) { $0 * 10 + UInt64($1 &- 0x30) } }

  var isMobile: Bool { Self.isMobile(digits[...]) }

  private init(_ digits: [UInt8], text: [UInt8]) {
    self.digits = digits
    self.text = text
  }

  /// A number by itself, as it is.
  init(whole digits: [UInt8]) { self.init(digits, text: digits) }

  /// Reads all digits of groups as one number with its area or of a mobile; nil where they are none.
  ///
  /// - Parameter hasPlus: a plus stands before them.
  init?(_ groups: [[UInt8]], hasPlus: Bool) {
    var digits = groups.flatMap { $0 }
    var ends: [Int] = []
    for group in groups { ends.append((ends.last ?? 0) + group.count) }
    let code = digits.starts(with: Self.longCode) ? 4 : digits.starts(with: Self.longCode.dropFirst(2)) ? 2 : 0
    if Self.isMobile(digits.dropFirst(code)) {
      self.init(whole: Array(digits.dropFirst(code)))
      return
    }
    // Abroad the zero of the area is left out.
    let isAbroad = code == 4 || code == 2 && (hasPlus || digits.count > 2 && digits[2] == 0x30 && ends.first == 2)
    if isAbroad {
      digits.removeFirst(code)
      ends = ends.map { $0 - code }
      if digits.first != 0x30 {
        guard Self.isAreaAbroad(digits) else { return nil }
        digits.insert(0x30, at: 0)
        ends = ends.map { $0 + 1 }
      }
    }
    guard Self.isLandline(digits) || Self.isService(digits) else { return nil }
    let area = Self.areaLength(digits)
    self.init(digits, text: ends.contains(area) ? digits[..<area] + [0x2d] + digits[area...] : digits)
  }

  func with(extension own: [UInt8]) -> PhoneNumber { own.isEmpty ? self : PhoneNumber(digits, text: text + [0x2d] + own) }

  // MARK: Kinds

  private static let longCode: [UInt8] = [0x30, 0x30, 0x38, 0x36]

  static func isMobile(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 11 && isMobileLead(digits)
  }

  /// 13 to 19.
  static func isMobileLead(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count > 1 && digits[digits.startIndex] == 0x31 && digits[digits.startIndex + 1] >= 0x33
  }

  /// With its area: 010 and 02x, or four digits.
  private static func isLandline(_ digits: [UInt8]) -> Bool {
    10...12 ~= digits.count && digits[0] == 0x30 && digits[1] != 0x30
  }

  /// 400 and 800.
  private static func isService(_ digits: [UInt8]) -> Bool {
    digits.count == 10 && (digits[0] == 0x34 || digits[0] == 0x38) && digits[1] == 0x30 && digits[2] == 0x30
  }

  private static func isAreaAbroad(_ digits: [UInt8]) -> Bool {
    guard 10...11 ~= digits.count else { return false }
    return digits[0] > 0x31 || (digits[0] == 0x31 && digits[1] == 0x30)
  }

  private static func areaLength(_ digits: [UInt8]) -> Int {
    if digits[0] != 0x30 { return 3 }
    return digits[1] == 0x31 || digits[1] == 0x32 ? 3 : 4
  }
}

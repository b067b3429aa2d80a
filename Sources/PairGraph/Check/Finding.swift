/// A subject that a norm finds too few or too many links at. Findings are data, never errors.
public struct Finding: Sendable, Equatable {
  /// What it has: distinct partners, visits, days or a sum.
  public var has: Quantity
  /// The bound it breaks: the least it must have, or the most it may have.
  public var bound: Quantity
  // There may be millions of findings, so their numbers are kept in four bytes, as tables keep them.
  private var subjectNumber: UInt32
  private var normNumber: UInt32
  /// The first day of the period; nil for a norm without periods.
  public var period: Day?
  /// Whether it has too few, else too many.
  public var isBelow: Bool

  /// Number of the node in its network; of a norm whose subjects are edges, of the row in its table.
  public var subject: Int {
    get { Int(subjectNumber) }
    set { subjectNumber = UInt32(newValue) }
  }
  /// Which of the norms that were asked.
  public var norm: Int {
    get { Int(normNumber) }
    set { normNumber = UInt32(newValue) }
  }

  init(subject: Int, norm: Int = 0, isBelow: Bool, period: Day? = nil, has: Quantity, bound: Quantity) {
    subjectNumber = UInt32(subject)
    normNumber = UInt32(norm)
    self.isBelow = isBelow
    self.period = period
    self.has = has
    self.bound = bound
  }

  /// How far it is from the bound.
  public var gap: Quantity { Quantity(abs(bound.value - has.value)) }
}

/// A number that is mostly whole: partners, visits, days, yuan.
public struct Quantity: Sendable, Equatable, Comparable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  public var value: Double

  /// The largest whole number up to which all are exact.
  static let largest = 9_007_199_254_740_991.0

  public init(_ value: Double) { self.value = value }
  public init(_ value: Int) { self.value = Double(value) }
  public init(integerLiteral value: Int) { self.value = Double(value) }

  public static func < (a: Quantity, b: Quantity) -> Bool { a.value < b.value }

  /// The whole number that it is; nil for any other.
  public var whole: Int? { Int(exactly: value) }

  /// `3`, `20000`, `2.5`: never with an exponent, so that any program reads it.
  public var description: String {
    if let whole { return String(whole) }
    let text = String(value)
    guard text.contains("e") else { return text }
    // Sums this large or small are cut to six decimals.
    let millionths = (abs(value) * 1e6).rounded()
    guard millionths < 9e18 else { return String(Int(clamping: Int64(exactly: value.rounded()) ?? .max)) }
    let digits = String(Int(millionths))
    let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    return (value < 0 ? "-" : "") + padded.dropLast(6) + "." + padded.suffix(6)
  }
}

/// Findings of a norm about numbers of partners, in the order in which they are looked for, a part after the other.
///
/// Twelve bytes each until they are all there: memory that is touched for the first time costs more time than what is written there.
struct CountFindings: Sendable {
  /// A node, how many partners it has, and the bound that this breaks.
  struct Entry: Sendable {
    var node: UInt32
    var has: UInt32
    var bound: UInt32
  }

  let norm: Int
  let isBelow: Bool
  let parts: [[Entry]]

  var count: Int { parts.reduce(0) { $0 + $1.count } }

  /// - Complexity: O(findings).
  func append(to findings: inout [Finding]) {
    findings.reserveCapacity(findings.count + count)
    for part in parts {
      for entry in part {
        let (has, bound) = (Quantity(Int(entry.has)), Quantity(Int(entry.bound)))
        findings.append(Finding(subject: Int(entry.node), norm: norm, isBelow: isBelow, has: has, bound: bound))
      }
    }
  }

  var all: [Finding] {
    var findings: [Finding] = []
    append(to: &findings)
    return findings
  }
}

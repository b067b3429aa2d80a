internal import TableIO

/// Adds up what the links of subjects come to, subject by subject and period by period, as links come in any order.
///
/// Memory: a byte for each slot (eight for sums), and where equal links must be told apart 16 bytes or more for each link that counts. When
/// only a minimum is asked, nothing is kept of a slot that has enough: then memory does not depend on the number of links.
struct LinkTally: Sendable {
  /// What one link adds.
  struct Entry: Sendable {
    /// Number of the subject x periods + period.
    var slot: Int
    /// What tells links of one slot apart: the partner, the day, a hash of the row.
    var key: UInt64
    var value: Double
    /// Row of the batch, for rows that turn out to be another's equal.
    var row: UInt32
  }

  enum Kind: Sendable {
    /// Distinct keys.
    case distinct
    /// Values of distinct keys.
    case sumOfDistinct
    /// Values.
    case sum
  }

  private let kind: Kind
  private var counts: PartnerCounts
  private var sums: [Double]
  /// As many as are enough; nil where the exact number is wanted.
  private let enough: Int?
  /// Slot and key of links that count, by number.
  private var known: [(slot: UInt32, high: UInt32, key: UInt64)] = []
  private var slots = HashSlots()

  init(_ kind: Kind, slots count: Int, enough: Int?) {
    self.kind = kind
    self.enough = enough
    counts = PartnerCounts(LargeArray.zeros(kind == .distinct ? count : 0))
    sums = [Double](repeating: 0, count: kind == .distinct ? 0 : count)
  }

  /// What a slot has.
  func value(_ slot: Int) -> Double { kind == .distinct ? Double(counts[slot]) : sums[slot] }

  /// Adds links.
  ///
  /// - Returns: rows whose link was there before.
  /// - Complexity: O(links) expected.
  mutating func add(_ entries: [Entry]) -> [UInt32] {
    var repeated: [UInt32] = []
    for entry in entries {
      switch kind {
      case .distinct:
        if let enough {
          let count = Int(counts[entry.slot])
          if count >= enough { continue }
          // The last one that is wanted need not be known again; nor does the only one.
          if enough > 1, !isNew(entry) {
            repeated.append(entry.row)
            continue
          }
        } else if !isNew(entry) {
          repeated.append(entry.row)
          continue
        }
        counts[entry.slot] += 1
      case .sumOfDistinct: if isNew(entry) { sums[entry.slot] += entry.value } else { repeated.append(entry.row) }
      case .sum: sums[entry.slot] += entry.value
      }
    }
    return repeated
  }

  private mutating func isNew(_ entry: Entry) -> Bool {
    let own = Self.hash(entry.slot, entry.key)
    let high = UInt32(truncatingIfNeeded: entry.slot >> 32)
    let slot = UInt32(truncatingIfNeeded: entry.slot)
    let found = slots.find(own) { number in
      let other = self.known[Int(number)]
      return other.key == entry.key && other.slot == slot && other.high == high
    }
    if found.number != nil { return false }
    known.append((slot, high, entry.key))
    let all = known
    slots.add(own, at: found.position) { Self.hash(Int(all[$0].high) << 32 | Int(all[$0].slot), all[$0].key) }
    return true
  }

  private static func hash(_ slot: Int, _ key: UInt64) -> UInt64 {
    var value = (UInt64(truncatingIfNeeded: slot) &* 0x9e37_79b9_7f4a_7c15) ^ key
    value = (value ^ (value >> 32)) &* 0xd6e8_feb8_6659_fd93
    value = (value ^ (value >> 29)) &* 0xbf58_476d_1ce4_e5b9
    return value ^ (value >> 32)
  }
}

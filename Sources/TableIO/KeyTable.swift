/// A hash table from 64-bit keys to row numbers, open addressing, linear probing, built by several threads without a lock.
///
/// With 10^7 ids the time is memory latency; a block of probes is done one array at a time, so that the processor has many misses under way at
/// once. Positions come from `home` or wrap within their region, so they are always inside the buffers.
///
/// The table is split into regions by the first bit of the hash; each thread fills the regions it owns. Of equal keys the lowest row stays, so
/// the answers do not depend on the seed.
final class KeyTable: Sendable {
  /// No key is this.
  static let emptyKey = UInt64.max
  static let noRow = UInt32.max

  /// index = position, value = key + 1; 0 where there is none, which is what untouched memory is.
  private let keys: HugeBuffer<UInt64>
  /// index = position, value = row; means nothing where there is no key.
  private let rows: HugeBuffer<UInt32>
  private let regionBits: UInt64
  private let regionSize: Int
  private let seed: UInt64

  /// - Parameters:
  ///   - count: the most keys there will be.
  ///   - seed: makes hashes differ from run to run, so that no file can be written to collide.
  init(count: Int, seed: UInt64) {
    regionBits = count > 1 << 16 ? 1 : 0
    regionSize = (count + count / 2) >> Int(regionBits) + 64
    keys = HugeBuffer(zeroed: regionSize << Int(regionBits))
    rows = HugeBuffer(zeroed: regionSize << Int(regionBits))
    self.seed = seed
  }

  var regions: Int { 1 << Int(regionBits) }

  static func bytes(count: Int) -> Int { (count + count / 2 + 128) * 12 }

  @inline(__always)
  private func home(_ key: UInt64) -> Int {
    let hash = Self.mix(key, seed)
    let region = regionBits == 0 ? 0 : Int(hash &>> 63)
    let inside = Int((hash &<< regionBits).multipliedFullWidth(by: UInt64(regionSize)).high)
    return region &* regionSize &+ inside
  }

  @inline(__always)
  static func mix(_ key: UInt64, _ seed: UInt64) -> UInt64 {
    let product = (key ^ seed).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    let second = (product.high ^ product.low ^ 0xe703_7ed1_a0b4_28db).multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return second.high ^ second.low
  }

  @inline(__always)
  private func following(_ position: Int) -> Int {
    let next = position &+ 1
    return next == regionSize || next == regionSize &* 2 ? next &- regionSize : next
  }

  /// Inserts the keys whose region is `region`, in row order.
  ///
  /// - Parameters:
  ///   - key: the key of a row.
  ///   - isSame: whether two rows with equal keys have the same id.
  /// - Returns: rows whose id an earlier row has, with that row.
  func insert(
    region: Int, count: Int, key: (Int) -> UInt64, row: (Int) -> UInt32, isSame: (UInt32, UInt32) -> Bool
  ) -> [(row: UInt32, first: UInt32)] {
    var duplicates: [(row: UInt32, first: UInt32)] = []
    var homes = [Int](repeating: 0, count: 256)
    var wanted = [UInt64](repeating: 0, count: 256)
    var index = 0
    while index < count {
      let block = min(256, count - index)
      for each in 0..<block {
        wanted[each] = key(index &+ each)
        homes[each] = home(wanted[each])
      }
      for each in 0..<block where (homes[each] < regionSize) == (region == 0) {
        let (key, row) = (wanted[each], row(index &+ each))
        var position = homes[each]
        while true {
          let found = keys[position]
          if found == 0 {
            keys[position] = key &+ 1
            rows[position] = row
            break
          }
          if found == key &+ 1, isSame(rows[position], row) {
            duplicates.append((row, rows[position]))
            break
          }
          position = following(position)
        }
      }
      index += block
    }
    return duplicates
  }

  /// Looks up a block of at most 256 keys; `found[i]` becomes the row of `wanted[i]` or `noRow`.
  func find(_ wanted: [UInt64], count: Int, homes: inout [Int], found: inout [UInt32]) {
    for index in 0..<count { homes[index] = home(wanted[index]) }
    // One array at a time: these loads do not wait for each other.
    var touched: UInt64 = 0
    for index in 0..<count { touched ^= keys[homes[index]] }
    for index in 0..<count {
      var position = homes[index]
      var key = keys[position]
      while key != wanted[index] &+ 1 && key != 0 {
        position = following(position)
        key = keys[position]
      }
      homes[index] = key == 0 ? -1 : position
    }
    for index in 0..<count { found[index] = homes[index] < 0 ? Self.noRow : rows[homes[index]] }
    if touched == 0x5bd1_e995_97f4_a7c1 { homes[0] = homes[0] }  // keeps the loads above from being dropped
  }

  /// The row with this key that `isSame` accepts, or `noRow`.
  @inline(__always)
  func find(_ key: UInt64, isSame: (UInt32) -> Bool) -> UInt32 {
    var position = home(key)
    while true {
      let found = keys[position]
      if found == 0 { return Self.noRow }
      if found == key &+ 1 {
        let row = rows[position]
        if isSame(row) { return row }
      }
      position = following(position)
    }
  }
}

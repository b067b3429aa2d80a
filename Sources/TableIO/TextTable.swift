/// The ids of a table that are no numbers of a family: a hash table over a pool of their bytes.
struct TextTable: Sendable {
  private let slots: TextSlots<UInt32>
  private let pool: TextPool
  /// index = text, value = row; empty where every row is a text.
  private let rows: [UInt32]
  /// Rows whose text an earlier row has.
  private let repeated: [(row: UInt32, first: UInt32)]
  private let seed: UInt64

  var isEmpty: Bool { pool.count == 0 }

  init(_ keys: IDKeys, jobs: Int, seed: UInt64, _ duplicates: inout [(row: UInt32, first: UInt32)]) {
    let pool = TextPool(keys.texts)
    let isWhole = pool.count == keys.count
    let rows = isWhole ? [] : keys.families.indices.filter { keys.families[$0] == KeyBatch.text }.map { UInt32($0) }
    let slots = TextSlots<UInt32>(count: pool.count)
    let found = slots.insert(
      count: pool.count, jobs: jobs, hash: { Self.hash(pool[$0], seed) }, isSame: { pool[Int($0)].isEqual(to: pool[Int($1)]) })
    repeated = isWhole ? found : found.map { (rows[Int($0.row)], rows[Int($0.first)]) }
    duplicates += repeated
    self.pool = pool
    self.rows = rows
    self.slots = slots
    self.seed = seed
  }

  @inline(__always)
  private func row(ofText text: UInt32) -> UInt32 { rows.isEmpty ? text : rows[Int(text)] }

  /// The row of an id, or `IDIndex.noRow`.
  func row(of id: Field) -> UInt32 {
    let hash = Self.hash(id, seed)
    var position = 0
    var text = slots.candidate(hash, position: &position)
    while text != TextNumber.none, !pool[Int(text)].isEqual(to: id) { text = slots.candidate(hash, behind: &position) }
    return text == TextNumber.none ? IDIndex.noRow : row(ofText: text)
  }

  /// Looks up at most 256 ids; `found[i]` becomes the row of `field(i)`, or `IDIndex.noRow`.
  ///
  /// Hashes, slots, texts: one array after the other, so that the loads of a block do not wait for each other.
  @inline(__always)
  func find(count: Int, hashes: inout [UInt64], homes: inout [Int], found: inout [UInt32], field: (Int) -> Field) {
    for index in 0..<count { hashes[index] = Self.hash(field(index), seed) }
    slots.candidates(hashes, count: count, positions: &homes, found: &found)
    var touched: UInt64 = 0
    for index in 0..<count where found[index] != TextNumber.none {
      let text = pool[Int(found[index])]
      touched ^= text.word(at: 0) ^ text.word(at: text.count &- 1)
    }
    if touched == 0x5bd1_e995_97f4_a7c1 { homes[0] = homes[0] }  // keeps the loads above from being dropped
    for index in 0..<count where found[index] != TextNumber.none {
      let id = field(index)
      while found[index] != TextNumber.none, !pool[Int(found[index])].isEqual(to: id) {
        found[index] = slots.candidate(hashes[index], behind: &homes[index])
      }
      if found[index] != TextNumber.none { found[index] = row(ofText: found[index]) }
    }
  }

  /// Rows whose text is an id of another table, with the row there.
  func shared(with other: TextTable) -> [(row: UInt32, first: UInt32)] {
    if isEmpty || other.isEmpty { return [] }
    // The fewer texts are looked up among the more.
    if pool.count <= other.pool.count { return matches(in: other) }
    let again = Set(other.repeated.map(\.row))
    let found = other.matches(in: self).filter { !again.contains($0.row) }.map { (row: $0.first, first: $0.row) }
    if repeated.isEmpty { return found }
    // A row found is the first with its text; those that repeat it share it, too.
    let earliest = Dictionary(found.map { ($0.row, $0.first) }, uniquingKeysWith: { first, _ in first })
    return found + repeated.compactMap { pair in earliest[pair.first].map { (pair.row, $0) } }
  }

  /// Rows whose text another table has, with the row there.
  private func matches(in other: TextTable) -> [(row: UInt32, first: UInt32)] {
    var result: [(row: UInt32, first: UInt32)] = []
    var (hashes, homes) = ([UInt64](repeating: 0, count: 256), [Int](repeating: 0, count: 256))
    var found = [UInt32](repeating: 0, count: 256)
    for start in stride(from: 0, to: pool.count, by: 256) {
      let count = min(256, pool.count - start)
      other.find(count: count, hashes: &hashes, homes: &homes, found: &found) { pool[start + $0] }
      for index in 0..<count where found[index] != IDIndex.noRow {
        result.append((row(ofText: UInt32(truncatingIfNeeded: start + index)), found[index]))
      }
    }
    return result
  }

  /// The bytes of every text, where all have as many.
  var width: Int? { pool.width }

  /// Calls `body` with every text and its row.
  func forEach(_ body: (Field, UInt32) -> Void) {
    for index in 0..<pool.count { body(pool[index], row(ofText: UInt32(truncatingIfNeeded: index))) }
  }

  /// A hash of all bytes that is never `KeyTable.emptyKey`.
  ///
  /// Sixteen bytes a product of 128 bits, after wyhash (Wang Yi, 2019); the last sixteen may overlap those before them. A product with 0 forgets
  /// its other factor, so the factors hang on the seed, and the first on the length.
  ///
  /// - Parameter seed: one that whoever writes the text does not know.
  @inline(__always)
  static func hash(_ text: Field, _ seed: UInt64) -> UInt64 {
    let key = seed ^ Self.secret
    // Never a number so small that the rest of a short text can be it.
    var hash = fold(seed ^ 0xe703_7ed1_a0b4_28db, UInt64(truncatingIfNeeded: text.count) &+ 0xa076_1d64_78bd_642f)
    if text.count >= 16 {
      var index = 0
      while index &+ 16 < text.count {
        hash = fold(text.word(at: index) ^ key, text.word(at: index &+ 8) ^ hash)
        index &+= 16
      }
      hash = fold(text.word(at: text.count &- 16) ^ key, text.word(at: text.count &- 8) ^ hash)
    } else if text.count > 8 {
      let behind = UInt64(8 &* (16 &- text.count))
      hash = fold(text.word(at: 0) ^ key, text.word(at: 8) & (~0 &>> behind) ^ hash)
    } else {
      hash = fold(text.maskedWord ^ key, hash)
    }
    hash = fold(hash ^ 0x2d35_8dcc_aa6c_78a5, key)
    return hash == KeyTable.emptyKey ? 0 : hash
  }

  /// Keeps the seed itself from being a factor.
  static let secret: UInt64 = 0x8bb8_4b93_962e_acc9

  @inline(__always)
  private static func fold(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }
}

/// The ids of a table that are no numbers of a family: a hash table over a pool of their bytes.
struct TextTable: Sendable {
  private let table: KeyTable
  private let pool: TextPool
  /// index = text, value = row.
  private let rows: [UInt32]
  private let seed: UInt64

  var isEmpty: Bool { pool.count == 0 }

  init(_ keys: IDKeys, jobs: Int, seed: UInt64, _ duplicates: inout [(row: UInt32, first: UInt32)]) {
    let pool = TextPool(keys.texts)
    let rows = pool.count == 0 ? [] : keys.families.indices.filter { keys.families[$0] == KeyBatch.text }.map { UInt32($0) }
    let table = KeyTable(count: pool.count, seed: seed)
    let found = IDIndex.inRegions(of: table, jobs: jobs) { region in
      table.insert(
        region: region, count: pool.count, key: { Self.hash(pool[$0], seed) }, row: { UInt32(truncatingIfNeeded: $0) },
        isSame: { pool[Int($0)].isEqual(to: pool[Int($1)]) })
    }
    duplicates += found.map { (rows[Int($0.row)], rows[Int($0.first)]) }
    self.pool = pool
    self.rows = rows
    self.table = table
    self.seed = seed
  }

  /// The row of an id, or `IDIndex.noRow`.
  func row(of id: Field) -> UInt32 {
    let found = table.find(Self.hash(id, seed)) { pool[Int($0)].isEqual(to: id) }
    return found == KeyTable.noRow ? IDIndex.noRow : rows[Int(found)]
  }

  /// Looks up at most 256 ids; `found[i]` becomes the row of `field(i)`, or `IDIndex.noRow`.
  ///
  /// Hashes, slots, texts: one array after the other, so that the loads of a block do not wait for each other.
  @inline(__always)
  func find(count: Int, hashes: inout [UInt64], homes: inout [Int], found: inout [UInt32], field: (Int) -> Field) {
    for index in 0..<count { hashes[index] = Self.hash(field(index), seed) }
    table.find(hashes, count: count, homes: &homes, found: &found)
    for index in 0..<count where found[index] != KeyTable.noRow {
      let field = field(index)
      if pool[Int(found[index])].isEqual(to: field) {
        found[index] = rows[Int(found[index])]
      } else {
        found[index] = row(of: field)
      }
    }
  }

  /// Rows whose text is an id of another table, with the row there.
  func shared(with other: TextTable) -> [(row: UInt32, first: UInt32)] {
    var result: [(row: UInt32, first: UInt32)] = []
    var (hashes, homes) = ([UInt64](repeating: 0, count: 256), [Int](repeating: 0, count: 256))
    var found = [UInt32](repeating: 0, count: 256)
    for start in stride(from: 0, to: other.isEmpty ? 0 : pool.count, by: 256) {
      let count = min(256, pool.count - start)
      other.find(count: count, hashes: &hashes, homes: &homes, found: &found) { pool[start + $0] }
      for index in 0..<count where found[index] != IDIndex.noRow { result.append((rows[start + index], found[index])) }
    }
    return result
  }

  /// Calls `body` with every text and its row.
  func forEach(_ body: (Field, UInt32) -> Void) {
    for index in 0..<pool.count { body(pool[index], rows[index]) }
  }

  /// A hash of all bytes that is never `KeyTable.emptyKey`.
  @inline(__always)
  static func hash(_ text: Field, _ seed: UInt64) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: text.count)
    var index = 0
    while index &+ 8 <= text.count {
      hash = KeyTable.mix(hash ^ text.word(at: index), 0x8bb8_4b93_962e_acc9)
      index &+= 8
    }
    if index < text.count {
      let last = text.word(at: index) & ((1 &<< UInt64(8 &* (text.count &- index))) &- 1)
      hash = KeyTable.mix(hash ^ last, 0x2d35_8dcc_aa6c_78a5)
    }
    return hash == KeyTable.emptyKey ? 0 : hash
  }
}

internal import TableIO

/// The edges of one table, in file order.
struct EdgeTable: PairRows {
  let spec: TableSpec
  /// nil when the dataset has no such table.
  let reader: TableReader?
  /// The ends of all edges, where nothing else is kept of them; else nil. The next four are then empty (`unpacked`).
  var packed: EdgeEnds?
  /// index = edge, value = node; equal counts.
  var from: [UInt32] = []
  var to: [UInt32] = []
  /// index = edge, value = whether it is alive on the network's day.
  var alive: [Bool] = []
  /// index = edge, value = day number; empty when not asked for or without such a column. For visits `since` is the date.
  var since: [Int32] = []
  var until: [Int32] = []
  /// index = edge, value = a hash of its dates; empty where the dates themselves are kept, and where there are none.
  var digests: [UInt8] = []
  /// Column name -> its values as codes.
  var codes: [String: CodedColumn] = [:]
  /// Column name -> its values; NaN where the cell is empty.
  var numbers: [String: [Double]] = [:]
  /// index = edge, value = where its row starts in the file.
  var offsets = RowOffsets()

  var count: Int { packed?.count ?? from.count }

  /// The table with its ends as arrays.
  ///
  /// - Complexity: O(edges) where they are packed.
  var unpacked: EdgeTable {
    guard let packed else { return self }
    var result = self
    result.packed = nil
    (result.from, result.to, result.alive) = (packed.helpers, packed.helped, packed.alive)
    return result
  }

  /// What tells edges with the same ends apart: their kind, of memberships the role.
  var kinds: CodedColumn? { codes[spec.file == TableSpec.members.file ? "role" : "kind"] }

  func from(_ row: Int) -> UInt32 { from[row] }
  func to(_ row: Int) -> UInt32 { to[row] }
  func isAlive(_ row: Int) -> Bool { alive[row] }
  var helped: [UInt32] { to }

  func digest(of edge: Int) -> UInt32 {
    if !digests.isEmpty { return UInt32(digests[edge]) }
    return Self.digest(since: since.isEmpty ? 0 : since[edge], until: until.isEmpty ? 0 : until[edge])
  }

  @inline(__always)
  static func digest(since: Int32, until: Int32) -> UInt32 {
    (UInt32(bitPattern: since) &* 0x9e37_79b1) ^ (UInt32(bitPattern: until) &* 0x85eb_ca6b)
  }

  /// The edges alive on the network's day.
  var aliveEdges: [(from: UInt32, to: UInt32)] {
    var result: [(from: UInt32, to: UInt32)] = []
    for index in 0..<count where alive[index] { result.append((from[index], to[index])) }
    return result
  }

  /// The same, each pair of ends and kind once: rows with overlapping dates are one pairing.
  var aliveTies: [(from: UInt32, to: UInt32)] {
    // Only rows whose ends another row seems to have are compared.
    let mayRepeat = pairsSeenTwice
    let kinds = kinds?.codes
    var candidates: [(ends: UInt64, kind: UInt32, row: Int)] = []
    for edge in 0..<count where alive[edge] && mayRepeat.contains(ends(edge)) {
      candidates.append((ends(edge), kinds?[edge] ?? 0, edge))
    }
    candidates.sort { $0 < $1 }
    var isFirst = alive
    for (one, next) in zip(candidates, candidates.dropFirst()) where one.ends == next.ends && one.kind == next.kind {
      isFirst[next.row] = false
    }
    return (0..<count).filter { isFirst[$0] }.map { (from[$0], to[$0]) }
  }

  private func ends(_ edge: Int) -> UInt64 { UInt64(from[edge]) << 32 | UInt64(to[edge]) }

  /// The ends that two rows which are alive have, and a few others.
  private var pairsSeenTwice: HashBits {
    var (once, twice) = (HashBits(expecting: count), HashBits(expecting: count))
    for edge in 0..<count where alive[edge] && !once.insert(ends(edge)) { twice.insert(ends(edge)) }
    return twice
  }

  /// Makes room for as many edges as the file may hold, judged by its first part.
  mutating func reserve(_ rowsOfFirstPart: Int, nodeCount: Int) {
    guard let rows = reader?.estimatedRows(firstPart: rowsOfFirstPart) else { return }
    if packed != nil {
      packed?.reserve(rows, nodeCount: nodeCount)
      return
    }
    LargeArray.reserve(rows, in: &from)
    LargeArray.reserve(rows, in: &to)
    LargeArray.reserve(rows, in: &alive)
    LargeArray.reserve(rows, in: &digests)
  }

  /// - Parameter edges: ascending.
  mutating func remove(_ edges: [Int]) {
    var isKept = [Bool](repeating: true, count: count)
    for edge in edges { isKept[edge] = false }
    func kept<Value>(_ values: [Value]) -> [Value] { values.isEmpty ? [] : zip(values, isKept).filter(\.1).map(\.0) }
    from = kept(from)
    to = kept(to)
    alive = kept(alive)
    offsets.keep(isKept)
    since = kept(since)
    until = kept(until)
    digests = kept(digests)
    numbers = numbers.mapValues(kept)
    for name in codes.keys { codes[name]?.keep(isKept) }
  }
}

/// Which end of an edge.
enum EdgeSide: Sendable { case from, to }

/// A set that may say yes of what it has not: a bit for each hash.
private struct HashBits {
  private var words: [UInt64]
  private let shift: UInt64

  /// - Parameter expected: members; of others it then says yes once in sixteen times.
  init(expecting expected: Int) {
    var bits: UInt64 = 10
    while 1 << bits < expected * 16 { bits += 1 }
    words = [UInt64](repeating: 0, count: 1 << Int(bits - 6))
    shift = 64 - bits
  }

  private func bit(_ key: UInt64) -> UInt64 { ((key ^ key >> 29) &* 0x9e37_79b9_7f4a_7c15) >> shift }

  func contains(_ key: UInt64) -> Bool {
    let bit = bit(key)
    return words[Int(bit >> 6)] >> (bit & 63) & 1 == 1
  }

  /// Returns whether it was not there.
  @discardableResult
  mutating func insert(_ key: UInt64) -> Bool {
    let bit = bit(key)
    let isNew = words[Int(bit >> 6)] >> (bit & 63) & 1 == 0
    words[Int(bit >> 6)] |= 1 << (bit & 63)
    return isNew
  }
}

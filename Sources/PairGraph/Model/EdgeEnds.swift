internal import TableIO

/// What counting distinct pairs asks of the rows of an edge table.
protocol PairRows: Sendable {
  var count: Int { get }
  /// index = row, value = the node that is helped.
  var helped: [UInt32] { get }
  func from(_ row: Int) -> UInt32
  func to(_ row: Int) -> UInt32
  /// Whether it is alive on the network's day.
  func isAlive(_ row: Int) -> Bool
  /// A hash of its dates: rows equal in every column have the same.
  func digest(of row: Int) -> UInt32
}

/// The ends of edges in seven bytes an edge, for readings that count them and hardly ever look at one again.
///
/// Memory that is touched for the first time costs more time than what is written there. So numbers of nodes are kept without the
/// bytes that are always 0: three bytes each, four where a network has more than 2^24 nodes.
struct EdgeEnds: PairRows {
  private(set) var count = 0
  private var froms: Column
  private var tos: Column
  /// index = edge, value = bit 0: whether it is alive; the others: a hash of its dates.
  private var marks: [UInt8] = []

  /// Numbers of nodes by their bytes: index = edge, value = the lower two bytes, the third, and the fourth where it is needed.
  private struct Column: Sendable {
    var low: [UInt16] = []
    var high: [UInt8] = []
    var top: [UInt8] = []

    @inline(__always)
    subscript(row: Int) -> UInt32 {
      let number = UInt32(low[row]) | UInt32(high[row]) << 16
      return top.isEmpty ? number : number | UInt32(top[row]) << 24
    }

    /// - Parameter isWide: numbers may have four bytes.
    init(_ nodes: [UInt32], isWide: Bool) {
      low = [UInt16](repeating: 0, count: nodes.count)
      high = [UInt8](repeating: 0, count: nodes.count)
      // One loop for each column, over spans as long as each other, takes many rows at a time.
      let nodes = nodes.span
      var lows = low.mutableSpan
      for row in nodes.indices { lows[row] = UInt16(truncatingIfNeeded: nodes[row]) }
      var highs = high.mutableSpan
      for row in nodes.indices { highs[row] = UInt8(truncatingIfNeeded: nodes[row] >> 16) }
      if isWide { top = (0..<nodes.count).map { UInt8(truncatingIfNeeded: nodes[$0] >> 24) } }
    }

    mutating func append(_ other: Column) {
      low.append(contentsOf: other.low)
      high.append(contentsOf: other.high)
      top.append(contentsOf: other.top)
    }

    mutating func reserve(_ count: Int, isWide: Bool) {
      LargeArray.reserve(count, in: &low)
      LargeArray.reserve(count, in: &high)
      if isWide { LargeArray.reserve(count, in: &top) }
    }

    var all: [UInt32] { low.indices.map { self[$0] } }
  }

  /// No edges.
  init(nodeCount: Int) { self.init(from: [], to: [], alive: [], digests: [], nodeCount: nodeCount) }

  /// Packs edges: index = edge, value = its ends, whether it is alive, and a hash of its dates; `digests` is empty where there are no dates.
  ///
  /// - Parameter nodeCount: of the network; every end is below.
  /// - Complexity: O(edges).
  init(from: [UInt32], to: [UInt32], alive: [Bool], digests: [UInt8], nodeCount: Int) {
    let isWide = nodeCount > 1 << 24
    count = from.count
    froms = Column(from, isWide: isWide)
    tos = Column(to, isWide: isWide)
    marks = digests
    if digests.isEmpty { marks = [UInt8](repeating: 0, count: alive.count) }
    var marked = marks.mutableSpan
    let alive = alive.span
    for row in alive.indices { marked[row] = marked[row] & ~1 | (alive[row] ? 1 : 0) }
  }

  mutating func append(_ other: EdgeEnds) {
    count += other.count
    froms.append(other.froms)
    tos.append(other.tos)
    marks.append(contentsOf: other.marks)
  }

  /// Makes room for as many edges, and for their ends below `nodeCount`.
  mutating func reserve(_ edges: Int, nodeCount: Int) {
    froms.reserve(edges, isWide: nodeCount > 1 << 24)
    tos.reserve(edges, isWide: nodeCount > 1 << 24)
    LargeArray.reserve(edges, in: &marks)
  }

  @inline(__always) func from(_ row: Int) -> UInt32 { froms[row] }
  @inline(__always) func to(_ row: Int) -> UInt32 { tos[row] }
  @inline(__always) func isAlive(_ row: Int) -> Bool { marks[row] & 1 == 1 }
  func digest(of row: Int) -> UInt32 { UInt32(marks[row] >> 1) }

  /// index = edge, value = node.
  var helpers: [UInt32] { froms.all }
  var helped: [UInt32] { tos.all }
  /// index = edge, value = whether it is alive.
  var alive: [Bool] { marks.map { $0 & 1 == 1 } }
}

import Dispatch
import Synchronization

/// Neighbour lists in two flat arrays (compressed sparse rows), of the nodes that have any.
package struct Adjacency: Sendable {
  /// Set in an entry whose edge is marked.
  package static let flag: UInt32 = 1 << 31

  /// The nodes from the first to the last that has an edge.
  package let nodes: Range<Int>
  /// The lists of consecutive ranges of nodes.
  private let parts: [Part]

  /// The lists of a range of nodes.
  package struct Part: Sendable {
    package let nodes: Range<Int>
    /// index = node of the range, value = where its list starts in `entries`; one more than there are nodes.
    fileprivate let offsets: [UInt32]
    /// The lists, each in the order of the edges.
    package let entries: [UInt32]

    /// Where the list of a node of the range stands in `entries`.
    @inline(__always)
    package func row(_ node: Int) -> Range<Int> {
      let index = node &- nodes.lowerBound
      return Int(offsets[index])..<Int(offsets[index &+ 1])
    }
  }

  /// Sorts edges by one of their ends.
  ///
  /// Each thread owns a range of nodes: it reads all edges and writes only its own lists, so no lock is needed and the order stays.
  ///
  /// - Parameters:
  ///   - keys: index = edge, value = the node whose list it goes to.
  ///   - values: index = edge, value = what stands in the list, below 2^31.
  ///   - unmarked: index = edge, value = whether its entry goes without the flag; nil marks none.
  ///   - jobs: threads; the lists do not depend on it.
  /// - Complexity: O(nodes + edges) time, 4 bytes per node between the first and the last that has an edge, and per edge.
  package init(keys: [UInt32], values: [UInt32], unmarked: [Bool]? = nil, jobs: Int) {
    guard let lowest = keys.min(), let highest = keys.max() else {
      nodes = 0..<0
      parts = []
      return
    }
    let nodes = Int(lowest)..<Int(highest) + 1
    self.nodes = nodes
    let jobs = keys.count > 1 << 16 ? max(1, jobs) : 1
    let ranges = (0..<jobs).map { nodes.lowerBound + nodes.count * $0 / jobs..<nodes.lowerBound + nodes.count * ($0 + 1) / jobs }
    if jobs == 1 {
      parts = [Part(ranges[0], keys, values, unmarked)]
      return
    }
    let built = Mutex([Part?](repeating: nil, count: jobs))
    DispatchQueue.concurrentPerform(iterations: jobs) { job in
      let part = Part(ranges[job], keys, values, unmarked)
      built.withLock { $0[job] = part }
    }
    parts = built.withLock { $0.compactMap { $0 } }
  }

  /// The parts that hold nodes of a range.
  package func parts(of range: Range<Int>) -> [Part] { parts.filter { $0.nodes.overlaps(range) } }

  /// The list of a node.
  package func list(_ node: Int) -> ArraySlice<UInt32> {
    guard nodes.contains(node), let part = parts.first(where: { $0.nodes.contains(node) }) else { return [] }
    return part.entries[part.row(node)]
  }
}

extension Adjacency.Part {
  /// A counting sort of the edges whose key is in the range.
  fileprivate init(_ nodes: Range<Int>, _ keys: [UInt32], _ values: [UInt32], _ unmarked: [Bool]?) {
    let first = UInt32(nodes.lowerBound)
    let size = UInt32(nodes.count)
    // index = node of the range + 1, value = first its degree, then where the next entry of its list goes.
    var next = [UInt32](repeating: 0, count: nodes.count + 2)
    for key in keys where key &- first < size { next[Int(key &- first) &+ 2] &+= 1 }
    for node in 2..<nodes.count + 2 { next[node] &+= next[node - 1] }
    var entries = [UInt32](repeating: 0, count: Int(next[nodes.count + 1]))
    for edge in keys.indices where keys[edge] &- first < size {
      let node = Int(keys[edge] &- first) &+ 1
      let mark = unmarked.map { $0[edge] ? 0 : Adjacency.flag } ?? 0
      entries[Int(next[node])] = values[edge] | mark
      next[node] &+= 1
    }
    // Every start has moved to its list's end, which is the start of the next.
    next.removeLast()
    self.nodes = nodes
    offsets = next
    self.entries = entries
  }
}

import Dispatch
import Synchronization

/// Neighbour lists in two flat arrays (compressed sparse rows).
package struct Adjacency: Sendable {
  /// index = node, value = where its list starts in `entries`; one more than there are nodes.
  package private(set) var offsets: [UInt32]
  /// The lists, each in the order of the edges.
  package private(set) var entries: [UInt32]

  /// An adjacency without an edge.
  package init(nodeCount: Int) {
    offsets = [UInt32](repeating: 0, count: nodeCount + 1)
    entries = []
  }

  /// Sorts edges by one of their ends.
  ///
  /// - Parameters:
  ///   - keys: index = edge, value = the node whose list it goes to, below `nodeCount`.
  ///   - values: index = edge, value = what stands in the list.
  ///   - jobs: threads; the result does not depend on it.
  /// - Complexity: O(nodes + edges) time, 4 bytes per node and edge.
  package init(nodeCount: Int, keys: [UInt32], values: [UInt32], jobs: Int) {
    let built = CountingSort(nodeCount: nodeCount, keys: keys, values: values).run(jobs: keys.count > 1 << 16 ? jobs : 1)
    offsets = built.offsets
    entries = built.entries
  }

  package var nodeCount: Int { offsets.count - 1 }

  /// Where the list of a node stands in `entries`.
  @inline(__always)
  package func row(_ node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }
}

/// Each thread owns a range of nodes: it reads all edges and writes only its own lists, so no lock is needed and the order stays.
private struct CountingSort: Sendable {
  let nodeCount: Int
  let keys: [UInt32]
  let values: [UInt32]

  struct Part: Sendable {
    var nodes: Range<Int>
    /// index = node of the range, value = end of its list within the part.
    var ends: [UInt32]
    var entries: [UInt32]
  }

  func run(jobs: Int) -> (offsets: [UInt32], entries: [UInt32]) {
    guard let lowest = keys.min(), let highest = keys.max() else { return ([UInt32](repeating: 0, count: nodeCount + 1), []) }
    let span = Int(highest) - Int(lowest) + 1
    let jobs = max(1, jobs)
    let ranges = (0..<jobs).map { Int(lowest) + span * $0 / jobs..<Int(lowest) + span * ($0 + 1) / jobs }
    let parts = Mutex([Part?](repeating: nil, count: jobs))
    DispatchQueue.concurrentPerform(iterations: jobs) { job in
      let part = self.part(ranges[job])
      parts.withLock { $0[job] = part }
    }
    return join(parts.withLock { $0.compactMap { $0 } })
  }

  private func part(_ nodes: Range<Int>) -> Part {
    let first = UInt32(nodes.lowerBound)
    let size = UInt32(nodes.count)
    // index = node of the range + 1, value = first its degree, then where the next entry of its list goes.
    var next = [UInt32](repeating: 0, count: nodes.count + 1)
    for key in keys where key &- first < size { next[Int(key &- first) &+ 1] &+= 1 }
    for node in 0..<nodes.count { next[node + 1] &+= next[node] }
    var entries = [UInt32](repeating: 0, count: Int(next[nodes.count]))
    for index in keys.indices where keys[index] &- first < size {
      let node = Int(keys[index] &- first)
      entries[Int(next[node])] = values[index]
      next[node] &+= 1
    }
    // Every start has moved to its list's end.
    next.removeLast()
    return Part(nodes: nodes, ends: next, entries: entries)
  }

  private func join(_ parts: [Part]) -> (offsets: [UInt32], entries: [UInt32]) {
    var offsets = [UInt32](repeating: 0, count: nodeCount + 1)
    var entries: [UInt32] = []
    if parts.count == 1 { entries = parts[0].entries } else { entries.reserveCapacity(keys.count) }
    var base: UInt32 = 0
    var last = 0
    for part in parts {
      for (index, end) in part.ends.enumerated() { offsets[part.nodes.lowerBound + index + 1] = base + end }
      if parts.count > 1 { entries.append(contentsOf: part.entries) }
      base += UInt32(part.entries.count)
      last = part.nodes.upperBound
    }
    for node in min(last, nodeCount)..<nodeCount { offsets[node + 1] = base }
    return (offsets, entries)
  }
}

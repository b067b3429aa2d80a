internal import TableIO

extension DatasetTables {
  /// One row of several: of each cell the first that has something; and of cells that differ all that they say, the first first.
  func joined(_ fragments: [Fragment]) -> (cells: ArraySlice<UInt8>, differing: [(cell: Int, texts: [String])]) {
    guard let first = fragments.first else { return ([], []) }
    let own = book.bytes(first)
    if fragments.dropFirst().allSatisfy({ CellText.isEqual(book.bytes($0).span, own.span) }) { return (own, []) }
    var cells = FirstRecords.cells(of: Array(own), delimiter: 0x2c)
    // Cell -> what later rows say.
    var others: [Int: [[UInt8]]] = [:]
    var seen: [Int: Set<[UInt8]>] = [:]
    for fragment in fragments.dropFirst() {
      for (index, cell) in FirstRecords.cells(of: Array(book.bytes(fragment)), delimiter: 0x2c).enumerated() where !cell.isEmpty {
        while cells.count <= index { cells.append([]) }
        if cells[index].isEmpty {
          cells[index] = cell
        } else if cells[index] != cell, CellText.name(cells[index][...]) != CellText.name(cell[...]) {
          if seen[index, default: []].insert(cell).inserted { others[index, default: []].append(cell) }
        }
      }
    }
    var result: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { result.append(0x2c) }
      RowReading.append(cell[...], to: &result)
    }
    let differing = others.keys.sorted().map { index in
      (index, ([cells[index]] + others[index, default: []]).map { String(decoding: $0, as: UTF8.self) })
    }
    return (result[...], differing)
  }
}

/// Ids of one type: a letter and numbers of one width from 1.
struct MintedIDs: Sendable {
  private let letter: UInt8
  private let width: Int

  init(_ letter: Character, _ count: Int) {
    self.letter = letter.asciiValue ?? 0x58
    width = String(max(1, count)).utf8.count
  }

  @inline(__always)
  func append(_ number: UInt32, to target: inout [UInt8]) {
    target.append(letter)
    let start = target.count
    for _ in 0..<width { target.append(0x30) }
    var rest = number + 1
    var index = start + width - 1
    while rest > 0, index >= start {
      target[index] = UInt8(0x30 + rest % 10)
      rest /= 10
      index -= 1
    }
  }
}

/// The mentions of each node.
struct NodeMembers: Sendable {
  /// index = mention, value = the next one of its node.
  private var next: [UInt32]
  private let first: [UInt32]
  private let table: MentionTable
  private var others: [UInt32: [Fragment]] = [:]

  init(_ identity: Identity, _ table: MentionTable) {
    self.table = table
    first = identity.firstMention
    next = [UInt32](repeating: .max, count: identity.nodes.count)
    var last = first
    for (mention, node) in identity.nodes.enumerated() where last[Int(node)] != UInt32(mention) {
      next[Int(last[Int(node)])] = UInt32(mention)
      last[Int(node)] = UInt32(mention)
    }
    for (mention, fragment) in table.others { others[mention, default: []].append(fragment) }
  }

  func isAlone(_ node: Int) -> Bool { next[Int(first[node])] == .max && (others.isEmpty || others[first[node]] == nil) }

  func mentions(of node: Int) -> [Int] {
    var result = [Int(first[node])]
    while next[result[result.count - 1]] != .max { result.append(Int(next[result[result.count - 1]])) }
    return result
  }

  /// The ends of rows of some mentions.
  func fragments(of mentions: [Int]) -> [Fragment] {
    var result: [Fragment] = []
    result.reserveCapacity(mentions.count)
    for mention in mentions {
      result.append(table.mentions[mention].fragment)
      if !others.isEmpty, let more = others[UInt32(mention)] { result += more }
    }
    return result
  }
}

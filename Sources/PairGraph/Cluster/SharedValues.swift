/// How many pairs of cells have a value in common, where a cell may hold several (`茶|果`, `茶、果`).
struct SharedValues {
  /// index = text, value = the numbers of its values, ascending.
  private let values: [[Int32]]

  init(_ texts: [String]) {
    var numbers: [String: Int32] = [:]
    values = texts.map { text in
      Set(
        RegionColumns.list(text).map { value in
          let number = numbers[value] ?? Int32(numbers.count)
          numbers[value] = number
          return number
        }
      ).sorted()
    }
  }

  /// Whether a text has no value.
  func isEmpty(_ text: Int) -> Bool { values[text].isEmpty }

  /// - Parameter counts: how often each text occurs; a text without values shares none.
  /// - Complexity: linear in the texts, and in the sets of values of each, by inclusion and exclusion; where lists are so long that those are
  ///   more, the sum over the values of the square of the texts that have it.
  func pairs(_ counts: [Int: Int]) -> Int {
    let cells = counts.sorted { $0.key < $1.key }.filter { !values[$0.key].isEmpty }
    var having: [Int32: Int] = [:]
    for cell in cells { for value in values[cell.key] { having[value, default: 0] += 1 } }
    let meetings = having.values.reduce(0.0) { $0 + Double($1) * Double($1) }
    let sets = cells.reduce(0.0) { sum, cell in (0..<values[cell.key].count).reduce(sum) { sum, bit in sum + Double(1 << min(bit, 40)) } }
    return sets <= 4 * meetings + 1000 ? byExclusion(cells) : byMeeting(cells)
  }

  /// Pairs that share a value, less those that share two, counted twice, and so on: Σ over sets of values of ± the pairs that have all of them.
  private func byExclusion(_ cells: [(key: Int, value: Int)]) -> Int {
    var holders: [[Int32]: Int] = [:]
    for cell in cells {
      let own = values[cell.key]
      for bits in 1..<1 << own.count { holders[own.indices.filter { bits >> $0 & 1 == 1 }.map { own[$0] }, default: 0] += cell.value }
    }
    // A sum of whole numbers: the order of the sets does not matter.
    return holders.reduce(0) { $0 + ($1.key.count % 2 == 1 ? 1 : -1) * ($1.value * ($1.value - 1) / 2) }
  }

  private func byMeeting(_ cells: [(key: Int, value: Int)]) -> Int {
    var holders: [Int32: [Int]] = [:]
    // index = cell, value = the last one that met it.
    var met = [Int](repeating: -1, count: cells.count)
    var same = 0
    for (index, cell) in cells.enumerated() {
      same += cell.value * (cell.value - 1) / 2
      for value in values[cell.key] {
        for other in holders[value] ?? [] where met[other] != index {
          met[other] = index
          same += cell.value * cells[other].value
        }
        holders[value, default: []].append(index)
      }
    }
    return same
  }
}

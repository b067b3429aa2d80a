/// A binary heap of items by a cost, the smallest first; equal costs by the item.
struct RegionHeap<Item: Comparable> {
  private var costs: [Double] = []
  private var items: [Item] = []

  var isEmpty: Bool { items.isEmpty }

  mutating func push(_ cost: Double, _ item: Item) {
    costs.append(cost)
    items.append(item)
    var index = items.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      if !isBefore(index, parent) { return }
      swap(index, parent)
      index = parent
    }
  }

  mutating func pop() -> Item? {
    guard let top = items.first else { return nil }
    swap(0, items.count - 1)
    costs.removeLast()
    items.removeLast()
    var index = 0
    while true {
      var smallest = index
      if 2 * index + 1 < items.count && isBefore(2 * index + 1, smallest) { smallest = 2 * index + 1 }
      if 2 * index + 2 < items.count && isBefore(2 * index + 2, smallest) { smallest = 2 * index + 2 }
      if smallest == index { return top }
      swap(index, smallest)
      index = smallest
    }
  }

  private func isBefore(_ a: Int, _ b: Int) -> Bool { (costs[a], items[a]) < (costs[b], items[b]) }

  private mutating func swap(_ a: Int, _ b: Int) {
    costs.swapAt(a, b)
    items.swapAt(a, b)
  }
}

import TestSupport
import Testing

@testable import PairGraph

/// Colours and borders of groups.
@Suite struct GroupLookTests {
  /// Groups next to each other never look the same; in colour they differ where fewer than eight meet, in planar maps nearly always also in border.
  @Test func neighboursDiffer() {
    for seed in 0..<40 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let count = 2 + random.below(60)
      var degrees = [Int](repeating: 0, count: count)
      var pairs: [(Int, Int)] = []
      for _ in 0..<count * 4 {
        let (a, b) = (random.below(count), random.below(count))
        if a == b || degrees[a] > 6 || degrees[b] > 6 || pairs.contains(where: { $0 == (a, b) || $0 == (b, a) }) { continue }
        (degrees[a], degrees[b]) = (degrees[a] + 1, degrees[b] + 1)
        pairs.append((a, b))
      }
      let looks = GroupLook.looks(count, neighbours: pairs)
      #expect(looks.count == count && pairs.allSatisfy { looks[$0.0].fill != looks[$0.1].fill }, "seed \(seed)")
      #expect(looks.allSatisfy { 0..<8 ~= $0.fill && 0..<4 ~= $0.border })
    }
    // Twelve that all meet: more than there are colours, fewer than there are looks.
    let all = GroupLook.looks(12, neighbours: (0..<12).flatMap { a in (0..<a).map { (a, $0) } })
    #expect(Set(all.map { $0.fill * 4 + $0.border }).count == 12)
    // Without neighbours the number decides, as in pictures that know of none.
    #expect(GroupLook.looks(20, neighbours: []) == (1...20).map { GroupLook($0) })
  }

  /// On a grid of 6 by 6 groups, borders alone tell neighbours apart.
  @Test func aMapWithoutColours() {
    var cells: [(Int, Int)] = []
    for cell in 0..<36 {
      if cell % 6 < 5 { cells.append((cell, cell + 1)) }
      if cell < 30 { cells.append((cell, cell + 6)) }
    }
    let looks = GroupLook.looks(36, neighbours: cells)
    #expect(cells.allSatisfy { looks[$0.0].border != looks[$0.1].border && looks[$0.0].fill != looks[$0.1].fill })
  }

  /// Texts do not lie on each other, and stay near where they belong, on a sheet that is not much larger than A4.
  @Test func areasOnASheet() {
    for (count, least) in [(1, 12.0), (33, 12), (150, 9), (304, 7), (400, 6.5)] {
      var random = SplitMix64(seed: UInt64(count))
      let places = (0..<count).map { _ in SIMD2(Double(random.below(10_000)), Double(random.below(8000))) as SIMD2<Double>? }
      let sheet = RegionSheet(places, labels: [Double](repeating: 4, count: count))
      #expect(sheet.font >= least && sheet.font <= 12, "\(count): \(sheet.font)")
      let drawn = sheet.positions.compactMap { $0 }
      var overlaps = 0
      for a in drawn.indices {
        for b in 0..<a where abs(drawn[a].x - drawn[b].x) < 4 * sheet.font + 4 && abs(drawn[a].y - drawn[b].y) < 1.6 * sheet.font {
          overlaps += 1
        }
      }
      #expect(overlaps == 0, "\(count): \(overlaps)")
      let (across, upwards) = (drawn.map(\.x), drawn.map(\.y))
      let width = (across.max() ?? 0) - (across.min() ?? 0)
      let height = (upwards.max() ?? 0) - (upwards.min() ?? 0)
      #expect(width < sheet.width * 72 * 1.25 && height < sheet.height * 72 * 1.25, "\(count): \(width) x \(height)")
    }
    // All in one place, in a row, and none at all.
    let one = RegionSheet([SIMD2<Double>?](repeating: SIMD2(5, 5), count: 30), labels: [Double](repeating: 3, count: 30))
    #expect(Set(one.positions.compactMap { $0 }.map { "\($0.x.rounded()) \($0.y.rounded())" }).count == 30)
    #expect(RegionSheet([nil, nil], labels: [1, 1]).positions == [nil, nil])
  }
}

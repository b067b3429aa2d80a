/// Ranks of a group of cadres, and how many households each may help.
struct Quotas: Sendable {
  /// 正处 8, 副处 7, 正科 6, 副科 5, 一般 4: what Fengshan asked in 2016 (“87654”).
  private static let quotas = ["正处": 8, "副处": 7, "正科": 6, "副科": 5, "一般": 4]
  /// Ranks above have as many as 正处.
  private static let highest = 8

  private let group: Profile.CadreGroup
  private let first: Int
  /// Each rank as often as in ten cadres.
  private let ranks: [(rank: String, quota: Int)]
  private let values: SeededStream
  /// The links that capacity bounds.
  private let links: LinkSet?

  init(_ layout: Layout, _ group: Profile.CadreGroup, _ rows: Range<Int>) {
    self.group = group
    first = rows.lowerBound
    ranks = group.ranks.flatMap { Array(repeating: ($0.rank, Self.quotas[$0.rank] ?? Self.highest), count: $0.share) }
    values = layout.stream("ranks")
    links = group.hasCapacity ? layout.links.first { $0.rule.most == nil } : nil
  }

  func rank(of cadre: Int) -> String { ranks[values.below(ranks.count, cadre)].rank }

  /// The quota of the rank, or one more than the cadre has where that is more; nil is unbounded.
  func capacity(of cadre: Int) -> Int? {
    guard let links else { return nil }
    let helper = cadre - links.from.first
    let load = 0..<links.from.count ~= helper ? links.load(ofHelper: helper) + 1 : 0
    return max(ranks[values.below(ranks.count, cadre)].quota, load)
  }
}

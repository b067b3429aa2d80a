/// How large a network is, beside what its document counts.
struct Scale: Sendable {
  var factor = 1.0

  /// A count at this scale, at least `least`.
  func callAsFunction(_ count: Int, least: Int = 1) -> Int { max(least, Int((Double(count) * factor).rounded())) }
}

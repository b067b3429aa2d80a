/// Finds the row of a number in stretches of consecutive numbers: registers number their households within each village, say.
///
/// The range of all numbers is cut into equal buckets, each knowing the first stretch that starts in it; what is left is a search among
/// the few that start in one bucket. Both tables are small where stretches are long, and then stay in the processor's cache.
struct RunTable: Sendable {
  /// By their first number; none overlap.
  private let runs: [NumberRun]
  /// index = bucket, value = the first run that starts in it or behind it; one more than there are buckets.
  private let tops: [UInt32]
  private let shift: UInt64

  /// The lowest and highest number.
  let range: ClosedRange<UInt64>

  /// - Parameter unsorted: at least one run, in any order.
  /// - Returns: nil when two runs have a number in common.
  /// - Complexity: O(runs log runs).
  init?(_ unsorted: [NumberRun]) {
    let isSorted = zip(unsorted, unsorted.dropFirst()).allSatisfy { $0.first <= $1.first }
    let runs = isSorted ? unsorted : unsorted.sorted { ($0.first, $0.row) < ($1.first, $1.row) }
    guard let first = runs.first, let last = runs.last else { return nil }
    for (run, next) in zip(runs, runs.dropFirst()) where next.first - run.first < UInt64(run.count) { return nil }
    range = first.first...(last.first + UInt64(last.count - 1))
    self.runs = runs
    // At least two buckets a run, so that where runs are evenly spread, hardly ever two start in one bucket.
    let span = range.upperBound - range.lowerBound
    let wanted = UInt64(2 * runs.count)
    var shift: UInt64 = 0
    while span >> shift >= 2 * wanted { shift += 1 }
    self.shift = shift
    var tops = [UInt32](repeating: 0, count: Int(span >> shift) + 2)
    var run = 0
    for bucket in tops.indices {
      let start = UInt64(bucket)
      while run < runs.count, (runs[run].first - first.first) >> shift < start { run += 1 }
      tops[bucket] = UInt32(truncatingIfNeeded: run)
    }
    self.tops = tops
  }

  /// Whether rows ascend with their numbers.
  var isAscending: Bool { zip(runs, runs.dropFirst()).allSatisfy { $0.row <= $1.row } }

  /// The row of a number, or `IDIndex.noRow`.
  ///
  /// - Complexity: O(1) where runs are evenly spread, O(log runs) at worst.
  @inline(__always)
  func row(of number: UInt64) -> UInt32 {
    let offset = number &- range.lowerBound
    guard offset <= range.upperBound &- range.lowerBound else { return IDIndex.noRow }
    let bucket = Int(truncatingIfNeeded: offset &>> shift)
    // The last run that starts at or before the number is mostly the last one that starts in this bucket or before it, or the one before
    // that; without a branch, which would be mispredicted half of the time.
    let last = Int(tops[bucket &+ 1]) &- 1
    let guess = last &- (runs[last].first > number ? 1 : 0)
    let found = runs[max(0, guess)]
    let inside = number &- found.first
    if inside < UInt64(found.count) { return found.row &+ UInt32(truncatingIfNeeded: inside) }
    return tops[bucket &+ 1] &- tops[bucket] > 1 ? search(number, bucket) : IDIndex.noRow
  }

  /// Looks up a block of at most 256 numbers; `found[i]` becomes the row of `wanted[i]` or `noRow`.
  ///
  /// One array at a time, and without a branch on what was loaded, so that the loads of a block do not wait for each other.
  func find(_ wanted: [UInt64], count: Int, homes: inout [Int], found: inout [UInt32]) {
    let lowest = range.lowerBound
    let span = range.upperBound &- lowest
    let (wanted, tops, runs) = (wanted.span, tops.span, runs.span)
    var homes = homes.mutableSpan
    var found = found.mutableSpan
    for index in 0..<count {
      // Numbers out of range are looked for where the highest is.
      let offset = min(wanted[index] &- lowest, span)
      homes[index] = Int(tops[Int(truncatingIfNeeded: offset &>> shift) &+ 1]) &- 1
    }
    for index in 0..<count {
      let (_, isBefore) = wanted[index].subtractingReportingOverflow(runs[homes[index]].first)
      homes[index] = homes[index] &- (isBefore ? 1 : 0)
    }
    for index in 0..<count {
      let number = wanted[index]
      // Before the first run there is none; where there is but one, that was looked for.
      let run = runs[max(0, homes[index])]
      let inside = number &- run.first
      found[index] = inside < UInt64(run.count) ? run.row &+ UInt32(truncatingIfNeeded: inside) : row(of: number)
    }
  }

  /// The same where several runs start in the bucket.
  @inline(never)
  private func search(_ number: UInt64, _ bucket: Int) -> UInt32 {
    var from = Int(tops[bucket]) &- 1
    var to = Int(tops[bucket &+ 1])
    while to &- from > 1 {
      let middle = (from &+ to) &>> 1
      if runs[middle].first <= number { from = middle } else { to = middle }
    }
    guard from >= 0 else { return IDIndex.noRow }
    let run = runs[from]
    let inside = number &- run.first
    return inside < UInt64(run.count) ? run.row &+ UInt32(truncatingIfNeeded: inside) : IDIndex.noRow
  }
}

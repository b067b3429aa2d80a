import TestSupport
import Testing

@testable import PairGraph

struct NearestIDTests {
  /// The id named for an unknown end, if one is.
  private func named(_ unknown: String, among ids: [String]) throws -> String? {
    let rows = ids.map { "\"\($0)\"" }.joined(separator: "\n")
    let small = try SmallNetwork(["households.csv": "id\n\(rows)\n", "pairings.csv": "from,to\n\"\(unknown)\",\"\(ids[0])\"\n"])
    let entry = try #require(small.network.rejected.entries.first)
    #expect(entry.problem == .unknownEnd && entry.details[0] == unknown)
    return entry.details.count > 1 ? entry.details[1] : nil
  }

  @Test(
    arguments: [
      // One character changed, dropped, added, or two neighbours swapped.
      ("H0013", "H0012"), ("H001", "H0012"), ("H00012", "H0012"), ("H0021", "H0012"), ("0012", "H0012"), ("X0012", "H0012"),
      // Case, width, blanks.
      ("h0012", "H0012"), ("Ｈ００１２", "H0012"), (" H 00 12　", "H0012"), ("ｈ0012", "H0012"), ("\u{200b}H0012", "H0012"),
      // Letters that are no ASCII can be swapped and dropped.
      ("东村1", "村东1"), ("村东11", "村东1"),
    ] as [(String, String)])
  func namesOneThatIsNear(unknown: String, near: String) throws {
    #expect(try named(unknown, among: ["H0012", "村东1"]) == near)
  }

  @Test(arguments: ["H9912", "zzz", "H001299", "村", "c9", "1200H", String(repeating: "9", count: 60)])
  func namesNoneThatIsFar(unknown: String) throws { #expect(try named(unknown, among: ["H0012", "村东1"]) == nil) }

  /// The same with other case or width comes first, then swaps, then what is shorter, changed, longer.
  @Test func order() throws {
    #expect(try named("ab1", among: ["AB1", "ba1", "ab"]) == "AB1")
    #expect(try named("ab1", among: ["ab", "ba1", "ab2"]) == "ba1")
    #expect(try named("ab1", among: ["ab2", "ab", "ab11"]) == "ab")
    #expect(try named("ab1", among: ["ab11", "ab2"]) == "ab2")
    // Numbers differ at their end.
    #expect(try named("1234", among: ["9234", "1239"]) == "1239")
  }

  /// Whatever is named is known, and one step away once case, width and blanks are put aside.
  @Test(arguments: 0..<120 as Range<UInt64>)
  func whatIsNamedIsNear(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let letters = Array("01ABab")
    let word = { (random: inout SplitMix64) in String((0..<1 + random.below(4)).map { _ in random.pick(letters) }) }
    let ids = Array(Set((0..<8).map { _ in word(&random) })).sorted()
    var unknown = word(&random)
    while ids.contains(unknown) { unknown += "b" }
    let found = try named(unknown, among: ids)
    let isNear = { (id: String) in
      (unknown.count > 2 && EditDistance.between(id, unknown) <= 1) || id == unknown.uppercased() || id == unknown.lowercased()
    }
    if let found { #expect(ids.contains(found) && isNear(found)) } else { #expect(!ids.contains(where: isNear), "\(unknown) in \(ids)") }
  }
}

struct EditDistanceTests {
  /// All texts that one step makes of a text, over an alphabet.
  private func steps(_ text: [Character], _ alphabet: [Character]) -> Set<[Character]> {
    var result: Set<[Character]> = []
    for index in 0...text.count {
      for letter in alphabet { result.insert(Array(text[..<index]) + [letter] + Array(text[index...])) }
      guard index < text.count else { continue }
      result.insert(Array(text[..<index]) + Array(text[(index + 1)...]))
      for letter in alphabet { result.insert(Array(text[..<index]) + [letter] + Array(text[(index + 1)...])) }
      if index + 1 < text.count { result.insert(Array(text[..<index]) + [text[index + 1], text[index]] + Array(text[(index + 2)...])) }
    }
    return result
  }

  /// Up to two steps, what can be reached is known by trying all.
  @Test func agreesWithTrying() {
    let alphabet: [Character] = ["a", "b", "c"]
    for start in ["", "a", "ab", "abc", "caab"] {
      let origin = Array(start)
      let one = steps(origin, alphabet).subtracting([origin])
      for text in one { #expect(EditDistance.between(start, String(text)) == 1) }
      // Optimal string alignment never edits a swapped pair again: such a text may be one step further than trying finds.
      for text in Set(one.flatMap { steps($0, alphabet) }).subtracting(one).subtracting([origin]) {
        #expect(2...3 ~= EditDistance.between(start, String(text)))
      }
    }
  }

  @Test(arguments: [
    ("", "", 0), ("abc", "", 3), ("", "ab", 2), ("kitten", "sitting", 3), ("ab", "ba", 1), ("ca", "abc", 3), ("村东", "东村", 1),
    ("households.csv", "household.csv", 1), ("pairing.csv", "pairings.csv", 1), ("结对", "结队", 1), ("abcdef", "abcdef", 0),
  ])
  func knownDistances(a: String, b: String, distance: Int) {
    #expect(EditDistance.between(a, b) == distance)
    #expect(EditDistance.between(b, a) == distance)
  }
}

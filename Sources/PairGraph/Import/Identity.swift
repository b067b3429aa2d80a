/// Decides which mentions are one household or one cadre.
///
/// A resident id decides (of a household, its number in a register too); then name, unit and phone; then name, unit and village. A
/// household has its village where a cadre has his unit. What one side does not know is no contradiction; another id, register number,
/// phone or group is one. Who fits two that contradict each other stays by himself, so the order of rows decides nothing. Everything
/// decided on less than a resident id is a note.
struct Identity: Sendable {
  /// index = mention, value = node.
  private(set) var nodes: [UInt32] = []
  /// index = node, value = its first mention.
  private(set) var firstMention: [UInt32] = []
  let notes: [Note]
  /// Mentions that several notes have as candidates; index = `Note.candidates`.
  let candidates: [[UInt32]]

  struct Note: Sendable {
    var kind: ImportNote.Kind
    var mention: UInt32
    /// Mentions of the other nodes, the first few.
    var others: [UInt32] = []
    /// All of them and perhaps the mention itself, as a number of a list that notes share; nil where it is not known.
    var candidates: Int?
    var basis: String
    /// How many rows; 0 for those of the mention.
    var rows: UInt32 = 0
  }

  private static let none = UInt32.max

  /// Households, and cadres.
  ///
  /// - Parameter jobs: threads.
  /// - Complexity: O(mentions) expected; O(n log n) of those who share a name and a unit or village.
  static func both(_ book: RosterBook, jobs: Int) throws -> (households: Identity, cadres: Identity) {
    enum Part: Sendable {
      case people(SameNames)
      case buckets(NameBuckets)
    }
    let hashes = ContentHashes(book)
    let mentions = [book.cadres.mentions, book.households.mentions]
    // What names and numbers say by themselves, side by side: cadres first, who mostly take longer.
    let parts = try Parallel.map(4, jobs: jobs, grain: 1) { piece -> Part in
      let (kind, isHousehold) = (piece.lowerBound / 2, piece.lowerBound > 1)
      if piece.lowerBound % 2 == 1 {
        return .buckets(NameBuckets(mentions[kind], isHousehold: isHousehold, places: book.places, hashes: hashes))
      }
      var people = SameNames(mentions[kind], isHousehold: isHousehold, places: book.places, hashes: hashes)
      people.settleNumbers()
      return .people(people)
    }
    let both = try Parallel.map(2, jobs: jobs, grain: 1) { piece -> Identity? in
      guard case .people(let people) = parts[piece.lowerBound * 2], case .buckets(let buckets) = parts[piece.lowerBound * 2 + 1] else {
        return nil
      }
      return Identity(people, buckets)
    }
    let nobody = Identity(people: [], of: [])
    return (both[1] ?? nobody, both[0] ?? nobody)
  }

  private init(_ numbered: SameNames, _ buckets: NameBuckets) {
    var people = numbered
    people.settleNames(buckets)
    people.noteRows()
    notes = people.notes
    candidates = people.candidates
    number(people.settled)
  }

  /// Members of households: each is whoever a row of the same household, or with the same resident id, has named first.
  ///
  /// - Parameter households: index = mention of a household, value = its node.
  /// - Complexity: O(people) expected.
  init(people: [Mention], of households: [UInt32]) {
    var known = PairMap(expecting: people.count)
    (notes, candidates) = ([], [])
    number(
      people.indices.map { index in
        let mention = people[index]
        if mention.idState == .good { return known.insert(mention.idNumber, UInt64.max, UInt32(index)) }
        let household = UInt64(households[Int(mention.register)])
        return known.insert(UInt64(mention.name) << 32 | household, UInt64(mention.idText), UInt32(index))
      })
  }

  private mutating func number(_ leaders: [UInt32]) {
    nodes = [UInt32](repeating: Self.none, count: leaders.count)
    for (index, leader) in leaders.enumerated() {
      let leader = Int(leader)
      if nodes[leader] == Self.none {
        nodes[leader] = UInt32(firstMention.count)
        firstMention.append(UInt32(index))
      }
      nodes[index] = nodes[leader]
    }
  }
}

import Testing

@testable import PairGraph

struct SelectorTests {
  // MARK: Reading

  @Test(arguments: [
    ("household", "household", []),
    ("  household ", "household", []),
    ("place[kind=village]", "place", [("kind", true, ["village"])]),
    ("household[kind=脱贫户|监测户; place!=]", "household", [("kind", true, ["脱贫户", "监测户"]), ("place", false, [""])]),
    ("household [ kind = a | b ]  ", "household", [("kind", true, ["a", "b"])]),
    ("村民小组[备注!=无]", "村民小组", [("备注", false, ["无"])]),
    ("place[kind=]", "place", [("kind", true, [""])]),
    ("place[kind=|village]", "place", [("kind", true, ["", "village"])]),
    ("place[name=a=b]", "place", [("name", true, ["a=b"])]),
    ("place[name=a[1]]", "place", [("name", true, ["a[1]"])]),
    ("place[name=x!y;a b=c d]", "place", [("name", true, ["x!y"]), ("a b", true, ["c d"])]),
    ("place[name!=a|b]", "place", [("name", false, ["a", "b"])]),
    // Signs of Chinese input; in values those that are no sign stay.
    ("household［kind＝脱贫户｜监测户；　备注！＝好！］", "household", [("kind", true, ["脱贫户", "监测户"]), ("备注", false, ["好！"])]),
    ("place：村", "place", [("kind", true, ["村"])]),
  ])
  func reads(text: String, type: String, conditions: [(String, Bool, [String])]) throws {
    let selector = try Selector(text)
    #expect(selector.type == type)
    #expect(selector.text == text)
    #expect(selector.conditions.map(\.column) == conditions.map(\.0))
    #expect(selector.conditions.map(\.comparison) == conditions.map { $0.1 ? .equal : .unequal })
    #expect(selector.conditions.map(\.values) == conditions.map(\.2))
    #expect(selector.attributes == Set(conditions.map(\.0)))
  }

  /// The position is counted in characters, so that a caret can stand under it.
  @Test(arguments: [
    ("", SelectorError.Fault.missingType, 0),
    ("   ", .missingType, 0),
    ("[kind=village]", .missingType, 0),
    ("place[kind=village", .missingBracket, 18),
    ("地区[类别=村", .missingBracket, 7),
    ("place[kind=village]x", .strayCharacter, 19),
    ("place kind=village]", .strayCharacter, 10),
    ("place;", .strayCharacter, 5),
    ("place]", .strayCharacter, 5),
    ("place!", .strayCharacter, 5),
    ("place=village[kind=a]", .strayCharacter, 5),
    ("place] [kind=a", .strayCharacter, 5),
    (" ]place[kind=a]", .strayCharacter, 1),
    ("地区;[类别=村]", .strayCharacter, 2),
    ("place[]", .missingComparison, 6),
    ("place[kind]", .missingComparison, 6),
    ("place[kind=a;]", .missingComparison, 13),
    ("place[kind=a; name]", .missingComparison, 14),
    ("地区[类别=村；名称]", .missingComparison, 8),
    ("place[=village]", .missingColumn, 6),
    ("place[ =village]", .missingColumn, 7),
    ("place[!=village]", .missingColumn, 6),
    ("place[kind=a;  !=b]", .missingColumn, 15),
    ("place[need>=1]", nil, 0),
    ("place[need>=]", .missingValue, 12),
    ("place[need>=1|2]", .severalValues, 10),
    ("place[need=>1]", .unknownComparison, 11),
    ("place[need<<1]", .unknownComparison, 11),
    ("place[kind==A]", .unknownComparison, 11),
    ("place[kind=!A]", .unknownComparison, 11),
    ("place[kind=a|=b]", .unknownComparison, 13),
    ("place[kind=\"=A\"]", nil, 0),
    ("place[kind=a，size>3]", .strayCharacter, 12),
    ("place[kind=a,size>3]", .strayCharacter, 12),
    ("place[name=a，b]", nil, 0),
    ("place[" + String(repeating: "place.", count: 32) + "kind=a]", nil, 0),
    ("place[" + String(repeating: "place.", count: 33) + "kind=a]", .tooManySteps, 6 + 32 * 6),
    ("place[" + String(repeating: "place.", count: 20_000) + "kind=a]", .tooManySteps, 6 + 32 * 6),
    ("place[name=\"a;b]\"]", nil, 0),
    ("place[name=\"a]", .missingQuote, 11),
    ("place[name=\"a\"b]", .strayCharacter, 14),
    ("place:", .missingValue, 6),
    ("place:a|", .missingValue, 6),
    ("place:a=b", .strayCharacter, 7),
    ("place[name~=a]", .unknownComparison, 10),
    ("地区[need~1]", .unknownComparison, 7),
    ("place[a|b=c]", .unknownComparison, 7),
  ])
  func saysWhereItIsWrong(text: String, fault: SelectorError.Fault?, position: Int) {
    do {
      _ = try Selector(text)
      #expect(fault == nil, "\(text)")
    } catch {
      #expect(error.fault == fault && error.position == position, "\(text): \(error.fault) at \(error.position)")
      #expect(error.text == text)
    }
  }

  /// A column that is not there is pointed at, and of the way to it the first step that leads nowhere.
  @Test(arguments: [
    ("cadre[unit.foo=1]", 11), ("cadre[branch.foo=1]", 6), ("cadre[unit.branch.foo=1]", 11), ("cadre[kind=a; unit.parent.foo=1]", 26),
    ("pairing[from.unit.foo=1]", 18), ("pairing[from.foo=1]", 13), ("pairing[foo=1]", 8), ("pairing[unit.foo=1]", 8),
  ])
  func pointsAtWhatIsNotThere(text: String, position: Int) throws {
    let files = [
      "units.csv": "id,kind,parent\nu,a,\n", "cadres.csv": "id,unit,kind\nc,u,a\n", "pairings.csv": "from,to\nc,u\n",
    ]
    let small = try SmallNetwork(files)
    let selector = try Selector(text)
    let error = try #require(throws: SelectorError.self) {
      if selector.isOfEdges {
        _ = try EdgeSelection(selector, in: small.network, columns: ["from", "to"])
      } else {
        var cache = SelectionCache()
        _ = try cache.nodes(selector, in: small.network)
      }
    }
    #expect(error.fault == .unknownColumn && error.position == position, "\(text): \(error)")
  }

  // MARK: Selecting

  private static let files = [
    "places.csv": "id,name,kind,poor\nv1,东村,village,yes\nv2,西村,village,\nt,镇,township,yes\nv3,a b,village, yes\n",
    "households.csv": "id,head,kind\nh1,甲,脱贫户\nh2,乙,\n",
    "nodes.csv": "id,kind,name,poor\nn1,village,北村,yes\nn2,,x,\nn3,place,南,yes\nn4,node,y,\n",
  ]

  @Test(arguments: [
    ("place", ["v1", "v2", "t", "v3", "n3"]),
    ("place[kind=village]", ["v1", "v2", "v3"]),
    ("place[kind!=village]", ["t", "n3"]),
    ("place[kind=village|township]", ["v1", "v2", "t", "v3"]),
    ("place[poor=yes]", ["v1", "t", "n3"]),
    ("place[poor=]", ["v2"]),
    ("place[poor!=]", ["v1", "t", "v3", "n3"]),
    ("place[kind=village; poor=yes]", ["v1"]),
    ("place[kind=village; poor!=yes|]", ["v3"]),
    ("place[name=东村]", ["v1"]),
    ("place[name=a b]", ["v3"]),
    ("place[kind=village;kind=township]", []),
    ("village", ["n1"]),
    ("household[kind=脱贫户]", ["h1"]),
    ("household[kind!=脱贫户]", ["h2"]),
    // Rows without a kind are called node; so may be a kind.
    ("node", ["n2", "n4"]),
    ("cadre", []),
  ])
  func selects(text: String, ids: [String]) throws {
    let selector = try Selector(text)
    let small = try SmallNetwork(Self.files, .bounds, attributes: selector.attributes)
    let selected = try selector.select(in: small.network)
    #expect(try small.network.ids(of: selected.indices.filter { selected[$0] }) == ids)
  }

  /// Columns that were not read with the table are read when they are asked for, of the rows that stayed.
  @Test(arguments: [1, 3]) func columnsThatWereNotRead(jobs: Int) throws {
    var files = Self.files
    files["places.csv"] = "id,name,kind,poor\nv1,东村,village,yes\nv1,东二村,village,no\nbad,row\nv2,西村,village,no\nv3,南村,village,yes\n"
    let small = try SmallNetwork(files, .bounds, jobs: jobs)
    for (text, ids) in [("place[poor=yes]", ["v1", "v3", "n3"]), ("place[poor=no]", ["v2"]), ("household[head!=甲]", ["h2"])] {
      let selected = try Selector(text).select(in: small.network)
      #expect(try small.network.ids(of: selected.indices.filter { selected[$0] }) == ids)
      #expect(try CoverageCheck(of: Selector(text)).run(on: small.network).findings.count == ids.count)
    }
    #expect(throws: SelectorError.self) { try Selector("household[size=1]").select(in: small.network) }
  }

  @Test func namesTheTypesThereAre() throws {
    let small = try SmallNetwork(Self.files)
    let error = try #require(throws: SelectorError.self) { try Selector(" vilage[poor=yes]").select(in: small.network) }
    #expect(error.fault == .unknownType && error.position == 1 && error.names == ["place", "household", "node", "village"])
  }

  @Test func namesTheColumnsThereAre() throws {
    let selector = try Selector("place[kind=village; pour=yes]")
    let small = try SmallNetwork(Self.files, attributes: selector.attributes)
    let error = try #require(throws: SelectorError.self) { try selector.select(in: small.network) }
    #expect(error.fault == .unknownColumn && error.position == 20)
    #expect(Set(error.names) == ["id", "name", "kind", "poor"])
    // The caret stands under the column, wide characters or not.
    let text = Texts(.chinese).describe(SelectorError(.unknownColumn, in: "户[甲=乙]", at: 2))
    #expect(text.split(separator: "\n").last == "     ^")
  }

  /// A type that does not occur has no columns to compare with: nothing is selected, and that is told elsewhere.
  @Test func aTypeThatDoesNotOccurSelectsNothing() throws {
    let small = try SmallNetwork(Self.files)
    let selected = try Selector("cadre[rank=x]").select(in: small.network)
    #expect(!selected.contains(true))
    #expect(small.network.types == ["place", "household", "node", "village"])
  }

  /// Only kinds of rows that are there are types.
  @Test func typesAreThoseThatOccur() throws {
    let small = try SmallNetwork(["nodes.csv": "id,kind,need\na,户,\nb,人,-1\n"])
    #expect(small.network.types == ["户"])
    #expect(try SmallNetwork(["nodes.csv": "id\na\n"]).network.types == ["node"])
  }
}

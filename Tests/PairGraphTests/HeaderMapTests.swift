import Testing

@testable import PairGraph

struct HeaderMapTests {
  /// Helpers beyond the ninth are helpers, however they are counted.
  @Test(arguments: [
    ("第10帮扶责任人", 10), ("第十帮扶责任人", 10), ("第十一帮扶责任人", 11), ("第二十帮扶责任人", 20), ("第二十三帮扶责任人", 23), ("帮扶人12", 12), ("帮扶人12姓名", 12),
    ("第六帮扶人", 6), ("第9帮扶人", 9), ("第120帮扶责任人", 120), ("⑩帮扶人", 10), ("第五帮扶责任人", 5), ("帮扶人③", 3),
  ])
  func ordinals(header: String, number: Int) {
    #expect(HeaderWords.meaning(header) == HeaderWords.Meaning(fields: [.helperName], ordinal: number))
  }

  @Test(arguments: ["帮扶人2021", "帮扶人0", "第0帮扶人", "第帮扶人", "帮扶人123", "第1234帮扶人"])
  func noOrdinals(header: String) { #expect(HeaderWords.meaning(header).ordinal == nil) }

  /// A header row as bindings: `field` or `field.group`, with `?` for a question.
  private func bind(_ rows: [String], map: [String] = []) throws -> (fields: [String], map: HeaderMap) {
    let texts = rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let columns = RosterShape.columns(texts, width: texts.map(\.count).max() ?? 0)
    var mapping = RosterMapping()
    for option in map { try mapping.add(option: option) }
    let map = HeaderMap(columns, hasData: columns.map { _ in true }, given: mapping.fields(in: "f"))
    let asked = Set(map.questions.map(\.column))
    let fields = map.bindings.enumerated().map { index, binding in
      asked.contains(index + 1)
        ? "?"
        : binding.isShared
          ? "\(binding.field.rawValue).all" : binding.group > 1 ? "\(binding.field.rawValue).\(binding.group)" : binding.field.rawValue
    }
    return (fields, map)
  }

  @Test func theDataFileKnowsManyHeaders() {
    #expect(HeaderWords.fields.count >= 130)
    let known = Set(HeaderWords.fields.values.joined())
    for field in RosterField.allCases where field != .attribute && field != .ignore {
      #expect(known.contains(field), "\(field)")
    }
  }

  /// Forms in which exports write one header.
  @Test(arguments: [
    "乡（镇）", "乡(镇)", " 乡 镇 ", "乡镇*", "乡镇：", "Ａ12乡镇", "A12乡镇", "乡镇＊", "\u{feff}乡镇", "乡镇(必填)", "【乡镇】",
  ])
  func formsOfOneHeader(header: String) { #expect(HeaderWords.meaning(header).fields == [.township], "\(header)") }

  @Test(arguments: [
    ("A73帮扶干部姓名", RosterField.helperName), ("A74帮扶干部单位", .helperUnit), ("A75帮扶干部联系电话", .helperPhone), ("户住证件号码", .headIDNumber),
    ("县（市、区、旗）", .county), ("易返贫致贫户（监测对象）类型", .monitorKind), ("人均纯收入(元)", .incomePerHead), ("致贫原因1", .cause), ("村组（社区）", .village),
  ])
  func headersOfRealExports(header: String, field: RosterField) { #expect(HeaderWords.meaning(header).fields == [field]) }

  /// Nobody can list what is put together of somebody and what is said of him.
  @Test(arguments: [
    ("帮扶人证件号码", RosterField.helperIDNumber), ("帮扶人联系电话", .helperPhone), ("结对帮扶责任人手机号码", .helperPhone), ("包户干部身份证号", .helperIDNumber),
    ("联户干部工作单位", .helperUnit), ("责任人职务", .helperPost), ("户主手机号", .householdPhone), ("脱贫户证件号码", .headIDNumber), ("帮扶对象姓名", .headName),
    ("家庭成员身份证号", .personIDNumber), ("帮扶单位联系电话", .unitContactPhone), ("帮扶单位联系人", .unitContact), ("帮扶干部的电话", .helperPhone),
  ])
  func composedHeaders(header: String, field: RosterField) { #expect(HeaderWords.meaning(header).fields == [field]) }

  @Test func composedHeadersOfSeveralHelpers() {
    #expect(HeaderWords.meaning("第二包户干部电话") == HeaderWords.Meaning(fields: [.helperPhone], ordinal: 2))
    #expect(HeaderWords.meaning("帮扶人的心愿").fields.isEmpty && HeaderWords.meaning("干部").fields.isEmpty)
  }

  @Test func ordinals() {
    #expect(HeaderWords.meaning("第二帮扶责任人") == HeaderWords.Meaning(fields: [.helperName], ordinal: 2))
    #expect(HeaderWords.meaning("帮扶人2姓名").ordinal == 2 && HeaderWords.meaning("是否第一书记").fields == [.isFirstSecretary])
  }

  @Test(arguments: [
    // The nearest group to the left.
    (["户主姓名,联系电话,帮扶责任人,单位,联系电话,证件号码"], "head_name household_phone helper_name helper_unit helper_phone helper_id_number"),
    (["户主姓名,证件号码,行政村,联系电话"], "head_name head_id_number village household_phone"),
    (["帮扶责任人,联系电话,户主姓名,联系电话"], "helper_name helper_phone head_name household_phone"),
    (["帮扶单位,联系人,联系电话"], "helper_unit unit_contact unit_contact_phone"),
    // The header above.
    (["户主,,帮扶责任人,,", "姓名,联系电话,姓名,单位,联系电话"], "head_name household_phone helper_name helper_unit helper_phone"),
    (["序号,户主情况,,帮扶干部,", ",姓名,身份证号,姓名,电话"], "row_no head_name head_id_number helper_name helper_phone"),
    // Several helpers.
    (["户主姓名,第一帮扶责任人,,第二帮扶责任人,", ",姓名,电话,姓名,电话"], "head_name helper_name helper_phone helper_name.2 helper_phone.2"),
    (["户主姓名,帮扶责任人,单位,电话,帮扶责任人,单位,电话"], "head_name helper_name helper_unit helper_phone helper_name.2 helper_unit.2 helper_phone.2"),
    (["户主姓名,帮扶单位,帮扶干部,电话,帮扶单位,帮扶干部,电话"], "head_name helper_unit helper_name helper_phone helper_unit.2 helper_name.2 helper_phone.2"),
    (["户主姓名,帮扶干部,,包保干部,", ",姓名,电话,单位,姓名"], "head_name helper_name helper_phone helper_unit.2 helper_name.2"),
    (["户主姓名,结对时间,帮扶人"], "head_name pair_start helper_name"),
    (["户主姓名,结对时间,帮扶人,结对时间"], "head_name pair_start helper_name attribute"),
    // What is said once of pairings, before or behind several helpers, is said of all; what stands between two is the left one's.
    (["户主姓名,第一帮扶责任人,第二帮扶责任人,结对时间,结对结束时间"], "head_name helper_name helper_name.2 pair_start.all pair_end.all"),
    (["户主姓名,结对时间,帮扶人,帮扶人,结对状态"], "head_name pair_start.all helper_name helper_name.2 pair_state.all"),
    (["户主姓名,帮扶人,电话,帮扶人,电话,起止时间"], "head_name helper_name helper_phone helper_name.2 helper_phone.2 pair_range.all"),
    (["户主姓名,帮扶情况,,", ",第一帮扶责任人,第二帮扶责任人,结对时间"], "head_name helper_name helper_name.2 pair_start.all"),
    (["户主姓名,第一帮扶责任人,,第二帮扶责任人,", ",姓名,结对时间,姓名,电话"], "head_name helper_name pair_start helper_name.2 helper_phone.2"),
    (["户主姓名,第一帮扶责任人,,第二帮扶责任人,", ",姓名,电话,姓名,结对时间"], "head_name helper_name helper_phone helper_name.2 pair_start.2"),
    (["户主姓名,帮扶人,结对时间,帮扶人"], "head_name helper_name pair_start helper_name.2"),
    (["户主姓名,帮扶人,结对时间,帮扶人,结对时间"], "head_name helper_name pair_start helper_name.2 pair_start.2"),
    // A helper with columns of his own leaves those behind the next one to the next one.
    (["户主姓名,帮扶人,电话,帮扶人,单位,帮扶人,单位"], "head_name helper_name helper_phone helper_name.2 helper_unit.2 helper_name.3 helper_unit.3"),
    (["户主姓名,帮扶人,电话,帮扶人,单位"], "head_name helper_name helper_phone helper_name.2 helper_unit.2"),
    (["户主姓名,第一帮扶责任人,联系电话,第二帮扶责任人,联系电话"], "head_name helper_name helper_phone helper_name.2 helper_phone.2"),
    (
      ["户主姓名,帮扶单位,单位类型,帮扶人,帮扶单位,单位类型,帮扶人"],
      "head_name helper_unit unit_kind helper_name helper_unit.2 unit_kind.2 helper_name.2"
    ),
    (["户主姓名,第一帮扶责任人,第二帮扶责任人,第一帮扶责任人电话,第二帮扶责任人电话"], "head_name helper_name helper_name.2 helper_phone helper_phone.2"),
    // A column of one's own, and one more for a field that is no key.
    (["户主姓名,养牛头数,户类型,贫困户属性"], "head_name attribute household_kind attribute"),
  ])
  func bindings(rows: [String], fields: String) throws { #expect(try bind(rows).fields.joined(separator: " ") == fields) }

  /// Nothing decides: it is asked, never guessed.
  @Test(arguments: [
    (["联系电话,户主姓名"], "? head_name"), (["姓名,单位,职务,联系电话"], "? helper_unit helper_post helper_phone"),
    (["户主姓名,联系电话,联系电话,帮扶人"], "head_name household_phone ? helper_name"), (["户编号,姓名,与户主关系"], "household_id ? relation"),
    (["户主姓名,贫困户姓名,帮扶人"], "head_name ? helper_name"), (["行政村,行政村,户主姓名"], "village ? head_name"),
    (["证件号码,户主姓名,帮扶人"], "? head_name helper_name"), (["户主姓名,帮扶单位,联系电话,帮扶人,联系电话"], "head_name helper_unit helper_phone helper_name ?"),
  ])
  func questions(rows: [String], fields: String) throws {
    let found = try bind(rows)
    #expect(found.fields.joined(separator: " ") == fields)
    // What it says to add is enough.
    let answered = try bind(rows, map: found.map.questions.map(\.option))
    let answers = found.map.questions.map { $0.candidates[0] }
    if Set(answers).isDisjoint(with: Set(found.fields)) { #expect(answered.map.questions.isEmpty, "\(answered.fields)") }
  }

  /// One block of columns behind helpers who have none, or before them: each candidate is listed, and each answer is taken.
  @Test(arguments: [
    (["户主姓名,第一帮扶责任人,第二帮扶责任人,帮扶单位"], "helper_unit.all helper_unit.2 helper_unit.1"),
    (["户主姓名,帮扶单位,第一帮扶责任人,第二帮扶责任人"], "helper_unit.all helper_unit.1 helper_unit.2"),
    (["户主姓名,帮扶人,帮扶人,帮扶人,联系电话"], "helper_phone.3 helper_phone.2 helper_phone.1 helper_phone.all"),
    (["户主姓名,帮扶人,帮扶人,帮扶人身份证号"], "helper_id_number.2 helper_id_number.1"),
    (["户主姓名,帮扶人,电话,帮扶人,帮扶人,职务"], "helper_post.3 helper_post.2 helper_post.all"),
    (["户主姓名,帮扶人,帮扶人,职务,帮扶人,职务"], "helper_post.2 helper_post.1 helper_post.all"),
    (["户主姓名,帮扶人,结对时间,帮扶人,帮扶人,结对时间"], "pair_start.3 pair_start.2 pair_start.all"),
    (["户主姓名,结对时间,帮扶人,结对时间,帮扶人"], "pair_start.1 pair_start.2 pair_start.all"),
    (["户主姓名,帮扶情况,,", ",第一帮扶责任人,第二帮扶责任人,单位"], "helper_unit.all helper_unit.2 helper_unit.1"),
  ])
  func questionsOfSeveralHelpers(rows: [String], candidates: String) throws {
    let question = try #require(try bind(rows).map.questions.first)
    #expect(
      try bind(rows).map.questions.count == 1
        && question.candidates == candidates.split(separator: " ").map(String.init) + ["attribute", "ignore"])
    let address = try #require(question.option.split(separator: "=").first)
    #expect(question.option == "\(address)=\(question.candidates[0])")
    for candidate in question.candidates {
      let answered = try bind(rows, map: ["\(address)=\(candidate)"])
      let shown = candidate.hasSuffix(".1") ? String(candidate.dropLast(2)) : candidate
      #expect(answered.fields[question.column - 1] == shown, "\(candidate)")
      // Where it is no column of helpers, or the first one's, the next one of the kind may still be of several.
      let isLast = !rows[0].hasSuffix("职务,帮扶人,职务") && !rows[0].hasPrefix("户主姓名,结对时间,帮扶人,结对时间")
      if isLast || candidate.hasSuffix("all") || candidate.hasSuffix(".2") { #expect(answered.map.questions.isEmpty, "\(candidate)") }
    }
  }

  @Test func sharedColumnsAreReported() throws {
    let map = try bind(["户主姓名,第一帮扶责任人,第二帮扶责任人,结对时间,帮扶单位,单位类型"], map: ["帮扶单位=helper_unit.all"]).map
    #expect(map.bindings.map(\.reason) == [.exact, .exact, .exact, .shared, .given, .shared])
    #expect(map.bindings.map(\.evidence) == ["", "", "", "第一帮扶责任人, 第二帮扶责任人", "", "帮扶单位"])
    // What is written can be given back.
    let table = String(decoding: MappingFile.table([("f", map)]), as: UTF8.self)
    #expect(table.contains("f,4,结对时间,pair_start,all,shared,\"第一帮扶责任人, 第二帮扶责任人\"\n"))
    #expect(table.contains("f,5,帮扶单位,helper_unit,all,given,\n"))
    // A column bound to one of several helpers by its place says so.
    let left = try bind(["户主姓名,帮扶人,电话,帮扶人,帮扶人手机号"]).map
    #expect(left.bindings[4].reason == .left && left.bindings[4].evidence == "帮扶人")
    #expect(try bind(["户主姓名,帮扶人,帮扶单位"], map: ["帮扶单位=helper_unit.all"]).fields == ["head_name", "helper_name", "helper_unit"])
  }

  @Test func theUserDecides() throws {
    #expect(try bind(["姓名,单位,联系电话"], map: ["姓名=helper_name"]).fields == ["helper_name", "helper_unit", "helper_phone"])
    #expect(try bind(["户主姓名,联系电话,联系电话"], map: ["联系电话@3=attribute"]).fields == ["head_name", "household_phone", "attribute"])
    #expect(try bind(["户主姓名,甲,乙"], map: ["甲=helper_name", "乙=helper_name.2"]).fields == ["head_name", "helper_name", "helper_name.2"])
    #expect(try bind(["户主姓名,养牛头数"], map: ["养牛头数=ignore"]).fields == ["head_name", "ignore"])
    // The number of a column counts before its header alone; two that say different things of the same are refused.
    #expect(try bind(["户主姓名,甲"], map: ["甲=ignore", "甲@2=helper_name"]).fields == ["head_name", "helper_name"])
    #expect(throws: RosterError(.contradiction, file: "--map", details: ["甲@2", "ignore", "helper_name.2"])) {
      try bind(["户主姓名,甲"], map: ["甲@2=ignore", "甲@2=helper_name.2"])
    }
    for bad in [
      "姓名", "姓名=nobody", "=head_name", "姓名=head_name.0", "姓名=head_name.x", "姓名=head_name.2", "姓名=helper_name.all", "姓名=head_name.all",
    ] {
      #expect(throws: RosterError.self, "\(bad)") { try bind(["姓名"], map: [bad]) }
    }
  }

  @Test func bindingsAreReported() throws {
    let map = try bind(["户主姓名,联系电话,帮扶责任人,", ",,姓名,职级"]).map
    #expect(map.bindings.map(\.reason) == [.exact, .left, .parent, .exact])
    #expect(map.bindings[1].evidence == "户主姓名" && map.bindings[2].evidence == "帮扶责任人")
  }
}

import Testing

/// With `--lang zh` every member of the JSON has a Chinese name: none is forgotten when one is added.
struct ChineseJSONTests {
  private static let villages = """
    id,name,kind,parent,lat,lon,income,industry
    t,甲镇,乡镇,,,,,
    a,一村,village,t,30.1,104.1,5,茶
    b,二村,village,t,30.1,104.2,6,茶
    c,三村,village,t,30.2,104.1,9,稻
    d,四村,village,t,30.2,104.2,8,稻

    """

  @Test(arguments: [
    "summary", "coverage", "overload", "check", "check --audit", "metrics", "metrics --sample 2", "cluster", "cluster --method components",
    "cluster --method cores",
    "cluster --method regions --of place[kind=village] --sizes 2... --floor income=1 --within 乡镇 --by income,industry",
    "cluster --evaluate --by income",
  ])
  func everyMemberHasAChineseName(command: String) throws {
    let work = try Workdir(data: [
      "places.csv": Self.villages, "households.csv": "id,head,place,need\nh1,甲,a,1\nh2,乙,b,2\n",
      "cadres.csv": "id,name,place,capacity\nk1,丙,a,1\nk2,丁,b,1\n", "pairings.csv": "from,to,since\nk1,h1,2020-01-01\nk1,h2,2020-01-01\n",
      "committees.csv": "id,name,kind\nj,甲联村党委,联村党委\n", "members.csv": "committee,member,role\nj,a,\nj,b,\n",
    ])
    let words = command.split(separator: " ").map(String.init)
    let run = try work.run(
      [words[0], "data", "--on", "2024-01-01", "--lang", "zh", "--json", "-", "--quiet"] + words.dropFirst())
    #expect(run.status == 0 || run.status == 1, "\(run.error)")
    let members = run.out.matches(of: /"([^"]*)":/).map { String($0.1) }
    // What stands for itself: kinds of places, the audits.
    let own = members.filter { member in member.allSatisfy { $0.isASCII } && !["village", ""].contains(member) }
    #expect(own.isEmpty && members.count > 3, "\(own)")
  }
}

import Testing

/// Rows that a stray quote made a cell of, in tables of any kind.
struct CleanSwallowedTests {
  @Test(arguments: 0..<5, 1...3) func rowsInsideACell(column: Int, count: Int) throws {
    let work = try Workdir()
    let lines = (0..<10).map { number in
      var cells = ["\(100 + number)", "2021-05-0\(1 + number % 9)", "甲村", "1390000111\(number)", "x\(number)"]
      if number == 3 { cells[column] = "\"" + cells[column] }
      if number == 3 + count { cells[column] += "\"" }
      return cells.joined(separator: ",") + "\n"
    }
    try work.file("t.csv", "n,day,place,phone,remark\n" + lines.joined())
    let run = try work.run("clean", "t.csv", "-o", "out.csv", "--rejects", "bad.csv")
    let kept = lines.enumerated().filter { !(3...3 + count).contains($0.offset) }.map(\.element)
    #expect(work.text("out.csv") == "n,day,place,phone,remark\n" + kept.joined() && run.status == 3)
    #expect(work.text("bad.csv")?.contains("swallowed-rows") == true && run.out.contains("1 rejected (\(count + 1) lines)"), "\(run.out)")
  }

  @Test func numbers() throws {
    let work = try Workdir()
    try work.file("t.csv", "a,b,c\n1,\"2,3\n4,5,6\n7,8\",9\n10,11,12\n")
    #expect(try work.run("clean", "t.csv", "-o", "out.csv").status == 3 && work.text("out.csv") == "a,b,c\n10,11,12\n")
  }

  @Test(arguments: ["x\ny,z", "好,坏\n中", "1,2\n3,4\n5,6", "名称:\n甲,乙,丙\n丁,戊,己", "a,b,c\nd,e,f\ng,h,i"])
  func textsOfSeveralLinesStay(text: String) throws {
    let work = try Workdir()
    let table = "id,name,remark\n1,赵一,\"\(text)\"\n2,钱二,好\n"
    try work.file("t.csv", table)
    #expect(try work.run("clean", "t.csv", "-o", "out.csv").status == 0 && work.text("out.csv") == table)
  }
}

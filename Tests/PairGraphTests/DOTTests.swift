import Foundation
import Testing

@testable import PairGraph

@Suite struct DOTTests {
  static let legend = Picture.Legend(
    title: "图例", types: [("cadre", "干部"), ("household", "农户"), ("school", "学校"), ("clinic", "卫生院"), ("unit", "单位")],
    uncovered: "应结未结", overloaded: "超额结对", group: "组", pairing: "结对", membership: "成员", other: "其他", adjacency: "相邻", weight: "越粗越多")

  static func text(_ picture: Picture) -> String { String(decoding: picture.dot(), as: UTF8.self) }

  static func picture(ids: [String], names: [String]? = nil) -> Picture {
    let names = names ?? ids
    return Picture(nodes: zip(ids, names).map { Picture.Node(id: $0, name: $1, type: "household") })
  }

  /// The names of the nodes that a DOT file declares, quotes and backslashes still doubled.
  static func declared(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let line = line.drop { $0 == " " }
      guard line.first == "\"", let end = line.range(of: "\" [label=") else { return nil }
      return line.range(of: " -> ").map { $0.lowerBound < end.lowerBound } == true ? nil : String(line[..<end.lowerBound].dropFirst())
    }
  }

  @Test func smallPicture() {
    let picture = Picture(
      title: "大坪村",
      nodes: [
        Picture.Node(id: "c1", name: "李军", type: "cadre", details: ["2/1"], mark: .overloaded),
        Picture.Node(id: "h1", name: "王秀英", type: "household", cluster: 0),
        Picture.Node(id: "h2", type: "household", mark: .uncovered, cluster: 0),
      ],
      clusters: [Picture.Cluster(id: "v1", name: "大坪村"), Picture.Cluster(id: "v2", name: "空村")],
      edges: [Picture.Edge(from: 0, to: 1, label: "2021")],
      legend: Picture.Legend(title: "图例", types: [("household", "农户")], uncovered: "漏户", overloaded: "超额", pairing: "结对"))
    let fonts = ##"fontname="Noto Sans CJK SC,Microsoft YaHei,PingFang SC,sans-serif", fontcolor="#1A1A1A""##
    let item = #"<TD><TABLE BORDER="0" CELLBORDER="0" CELLSPACING="4" CELLPADDING="1"><TR>"#
    #expect(
      Self.text(picture) == """
        digraph pairgraph {
          graph [charset="UTF-8", \(fonts), fontsize=12, pad=0.2, outputorder=edgesfirst,
            rankdir=LR, nodesep=0.12, ranksep=0.7, sep="+12", labelloc=t, overlap=prism]
          label=<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="4" CELLPADDING="2">
            <TR><TD><FONT POINT-SIZE="20">大坪村</FONT></TD></TR>
            <TR><TD><TABLE BORDER="1" COLOR="#999999" STYLE="ROUNDED" CELLBORDER="0" CELLSPACING="2" CELLPADDING="0">
              <TR><TD ROWSPAN="3" CELLPADDING="6">图例</TD>\(item)<TD WIDTH="20" BGCOLOR="#CDEBE1"><FONT POINT-SIZE="13">⌂</FONT></TD>\
        <TD ALIGN="LEFT">农户</TD><TD WIDTH="65"></TD></TR></TABLE></TD></TR>
              <TR>\(item)<TD WIDTH="24" BORDER="2" STYLE="DASHED" COLOR="#D55E00"><FONT POINT-SIZE="13">▼</FONT></TD>\
        <TD ALIGN="LEFT">漏户</TD><TD CELLPADDING="0"><TABLE BORDER="2" COLOR="#D55E00" CELLBORDER="2" CELLSPACING="2" CELLPADDING="0"><TR>\
        <TD WIDTH="20" BORDER="2" COLOR="#D55E00"><FONT POINT-SIZE="13">▲</FONT></TD></TR></TABLE></TD>\
        <TD ALIGN="LEFT">超额</TD></TR></TABLE></TD></TR>
              <TR>\(item)<TD><FONT POINT-SIZE="13">─→</FONT></TD><TD ALIGN="LEFT">结对</TD><TD WIDTH="61"></TD></TR></TABLE></TD></TR>
            </TABLE></TD></TR>
          </TABLE>>
          node [\(fonts), fontsize=11, style=filled, margin="0.1,0.05", width=0.4, height=0.3]
          edge [\(fonts), fontsize=10, arrowsize=0.7]
          "c1" [label="李军\\n2/1\\n▲ 超额", class="cadre overloaded", shape=ellipse, style="filled", fillcolor="#FCE5B8", \
        color="#D55E00", peripheries=2, penwidth=2.5, tooltip="李军 (c1)"]
          subgraph cluster_0 {
            graph [style="rounded,filled", fillcolor="#00000008", color="#8C8C8C", label="大坪村", tooltip="大坪村 (v1)"]
            "h1" [label="王秀英", class="household", shape=house, style="filled", fillcolor="#CDEBE1", color="#00664B", \
        tooltip="王秀英 (h1)"]
            "h2" [label="h2\\n▼ 漏户", class="household uncovered", shape=house, style="filled,dashed", fillcolor="#FFFFFF", \
        color="#D55E00", peripheries=2, penwidth=2.5, tooltip="h2"]
          }
          "c1" -> "h1" [class=pairing, style=solid, arrowhead=normal, color="#333333", xlabel="2021", tooltip="李军 → 王秀英"]
        }

        """)
    #expect(picture.dot() == picture.dot())
  }

  @Test func emptyPicture() {
    let text = Self.text(Picture())
    #expect(text.hasPrefix("digraph pairgraph {\n") && text.hasSuffix("}\n"))
    #expect(!text.contains("label=<"))
  }
}

// MARK: Texts
extension DOTTests {
  @Test(arguments: [
    ("plain", #""plain""#, #"label="plain""#, #"tooltip="plain""#),
    ("a\"b", #""a\"b""#, #"label="a\"b""#, #"tooltip="a\"b""#),
    ("a\\", #""a\\""#, #"label="a\\""#, "tooltip=\"a\\\\\u{200B}\""),
    ("\\N\\G", #""\\N\\G""#, #"label="\\N\\G""#, "tooltip=\"\\\\\u{200B}N\\\\\u{200B}G\""),
    ("R&D", #""R&D""#, #"label="R&amp;D""#, #"tooltip="R&amp;D""#),
    ("&#65;", ##""&amp;#65;""##, ##"label="&amp;#65;""##, ##"tooltip="&amp;#65;""##),
    ("<b>", #""<b>""#, #"label="<b>""#, #"tooltip="<b>""#),
    ("x\r\ny", "\"x␍␊y\"", #"label="x y""#, #"tooltip="x y""#),
    ("\u{1}\u{7F}", "\"␁␡\"", #"label="␁␡""#, #"tooltip="␁␡""#),
    ("\u{FFFE}\u{85}", "\"\u{FFFD}\u{FFFD}\"", "label=\"\u{FFFD}\"", "tooltip=\"\u{FFFD}\""),
    ("莫𡐓村", #""莫𡐓村""#, #"label="莫𡐓村""#, #"tooltip="莫𡐓村""#),
    ("node", #""node""#, #"label="node""#, #"tooltip="node""#),
    ("a:b", #""a:b""#, #"label="a:b""#, #"tooltip="a:b""#),
    ("", #""""#, #"label="—""#, #"tooltip="""#),
  ])
  func quoting(text: String, name: String, label: String, tooltip: String) throws {
    let lines = Self.text(Self.picture(ids: [text])).split(separator: "\n")
    let line = try #require(lines.first { $0.contains("class=\"household\"") })
    #expect(line.hasPrefix("  \(name) [\(label), ") && line.hasSuffix(", \(tooltip)]"), "\(line)")
  }

  @Test func titleIsEscapedForXML() {
    let text = Self.text(Picture(title: "<b>&amp; \"\\G\" [x]"))
    #expect(text.contains(">&lt;b&gt;&amp;amp; &quot;\\\u{200B}G&quot; [x&#93;<"))
  }

  @Test func longNamesAreShortened() throws {
    #expect(DOTLines.lines(of: "十二个汉字仍然写成一行吗") == ["十二个汉字仍然写成一行吗"])
    #expect(DOTLines.lines(of: "青山乡人民政府办公室扶贫工作") == ["青山乡人民政府", "办公室扶贫工作"])
    #expect(DOTLines.lines(of: "County Bureau of Education") == ["County Bureau", "of Education"])
    let long = String(repeating: "村", count: 30)
    #expect(DOTLines.lines(of: long).joined() == String(repeating: "村", count: 23) + "…")
    #expect(DOTLines.lines(of: String(repeating: "x", count: 41)).joined().count == 39)
    #expect(DOTLines.lines(of: "a" + String(repeating: "\u{301}", count: 1000)) == ["…"])
    let node = try #require(Self.text(Self.picture(ids: ["v"], names: [long])).split(separator: "\n").first { $0.contains("\"v\" [") })
    #expect(node.contains("tooltip=\"\(long) (v)\""))
  }

  @Test func invisibleNamesGiveWayToTheId() {
    #expect(DOTLines.lines(of: " \u{3000}\n\u{200B}\u{FEFF}").isEmpty)
    #expect(Self.text(Self.picture(ids: ["v"], names: ["\u{200B}"])).contains("\"v\" [label=\"v\""))
  }
}

// MARK: Names
extension DOTTests {
  @Test func changedAndRepeatedIdsGiveWay() {
    #expect(DOTNames.names(of: ["a\n", "a␊", "a␊#2", "a\n"]) == ["a␊#3", "a␊", "a␊#2", "a␊#4"])
    #expect(DOTNames.names(of: ["x", "x", "x"]) == ["x", "x#2", "x#3"])
    // One string to Swift, two names to Graphviz.
    #expect(DOTNames.names(of: ["\u{E9}", "e\u{301}"]).map { Array($0.utf8) } == [[0xC3, 0xA9], [0x65, 0xCC, 0x81]])
    #expect(DOTNames.names(of: ["&lt;", "&amp;lt;", "&x", "&;"]) == ["&amp;lt;", "&amp;amp;lt;", "&x", "&amp;;"])
  }

  @Test func distinctNodesStayDistinct() {
    let pieces = [
      "a", "b", "\"", "\\", "\n", "␊", "\0", "\u{1}", "␁", "\u{FFFE}", "\u{FFFD}", "#2", "&", "&amp;", ";", "e\u{301}", "\u{E9}", "",
    ]
    var seed: UInt64 = 1
    func next(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    for _ in 0..<300 {
      let ids = (0..<next(40)).map { _ in (0..<next(4)).map { _ in pieces[next(pieces.count)] }.joined() }
      let text = Self.text(Self.picture(ids: ids))
      let names = Self.declared(text)
      #expect(names.count == ids.count)
      #expect(Set(names.map { Array($0.utf8) }).count == ids.count, "\(ids)")
      let isClean = text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F && $0.value & 0xFFFE != 0xFFFE }
      #expect(isClean, "\(ids)")
    }
  }

  @Test func boxesDoNotShareNamesWithNodes() {
    #expect(DOTNames.clusterPrefix(besides: ["v", "cluster"]) == "cluster_")
    #expect(DOTNames.clusterPrefix(besides: ["cluster_0", "cluster__1"]) == "cluster___")
  }
}

// MARK: Boxes
extension DOTTests {
  @Test func boxesNestAndEmptyOnesAreLeftOut() {
    var picture = Self.picture(ids: ["a", "b", "c"])
    picture.clusters = [
      Picture.Cluster(id: "county"), Picture.Cluster(id: "town", parent: 0), Picture.Cluster(id: "empty", parent: 0),
      Picture.Cluster(id: "lost", parent: 9),
    ]
    picture.nodes[0].cluster = 1
    picture.nodes[1].cluster = 3
    picture.nodes[2].cluster = -1
    let boxes = DOTBoxes(of: picture)
    #expect(boxes.roots == [0, 3])
    #expect(boxes.children == [[1], [], [], []])
    #expect(boxes.members == [[], [0], [], [1]])
    #expect(boxes.loose == [2])
    #expect(!Self.text(picture).contains("empty"))
  }

  @Test func circlesOfBoxesAreCut() {
    var picture = Self.picture(ids: ["a", "b", "c"])
    picture.clusters = [0, 2, 3, 1, 1].enumerated().map { Picture.Cluster(id: "\($0)", parent: $1) }
    for index in 0..<3 { picture.nodes[index].cluster = [0, 2, 4][index] }
    let boxes = DOTBoxes(of: picture)
    #expect(boxes.roots == [0, 3])
    #expect(boxes.children == [[], [4], [1], [2], []])
    let text = Self.text(picture)
    #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
    #expect(Self.declared(text).count == 3)
  }

  @Test func deepNestingNeedsNoDeepStack() {
    var picture = Self.picture(ids: ["a"])
    picture.clusters = (0..<50_000).map { Picture.Cluster(id: "\($0)", parent: $0 == 0 ? nil : $0 - 1) }
    picture.nodes[0].cluster = 49_999
    #expect(Self.text(picture).count { $0 == "{" } == 1 + DOTBoxes.deepest && picture.cutDepth == DOTBoxes.deepest)
  }
}

// MARK: Marks, edges, positions
extension DOTTests {
  @Test func legendShowsOnlyWhatOccurs() {
    var picture = Self.picture(ids: ["a", "b", "c"])
    picture.legend = Self.legend
    picture.nodes[1].type = "clinic"
    picture.nodes[2].type = "school"
    var text = Self.text(picture)
    #expect(text.contains(">农户<") && text.contains(">学校 / 卫生院<"))
    for absent in ["干部", "单位", "应结未结", "超额结对", "组", "结对", "成员", "其他", "相邻", "越粗越多"] { #expect(!text.contains(absent), "\(absent)") }

    picture.edges = Picture.EdgeStyle.allCases.reversed().map { Picture.Edge(from: 0, to: 1, style: $0, weight: 3) }
    picture.nodes[0].mark = .group(12)
    picture.nodes[1].mark = .group(2)
    picture.nodes[2].mark = .uncovered
    text = Self.text(picture)
    let order = [">农户<", ">学校 / 卫生院<", ">应结未结<", ">2<", ">12<", ">组<", ">结对<", ">成员<", ">其他<", ">相邻<", ">越粗越多<"]
    let places = order.map { text.range(of: $0)?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
  }

  @Test func legendWithoutTextsIsNotDrawn() {
    var picture = Self.picture(ids: ["a"])
    picture.legend.title = "图例"
    #expect(!Self.text(picture).contains("TABLE"))
  }

  @Test func groupsCycleThroughTheColours() {
    var picture = Self.picture(ids: ["a", "b", "c", "d"])
    picture.legend.group = "组"
    for (index, number) in [1, 9, 0, Int.min].enumerated() { picture.nodes[index].mark = .group(number) }
    let text = Self.text(picture)
    #expect(text.contains(##""a" [label="a\n组 1", class="household group-1", shape=house, style="filled", fillcolor="#F3C05A""##))
    #expect(text.contains(##""b" [label="b\n组 9", class="household group-9", shape=house, style="filled,dashed", fillcolor="#F3C05A""##))
    #expect(text.contains("group-0"))
  }

  @Test func edgesShowStyleWeightAndDirection() {
    var picture = Self.picture(ids: ["a", "b"])
    picture.edges = [
      Picture.Edge(from: 0, to: 1, style: .membership, label: "书记"), Picture.Edge(from: 0, to: 0, weight: 1024),
      Picture.Edge(from: 1, to: 0, style: .adjacency), Picture.Edge(from: 0, to: 1, style: .other, weight: .infinity, directed: false),
      Picture.Edge(from: 0, to: 2), Picture.Edge(from: -1, to: 0), Picture.Edge(from: 0, to: 1, weight: .nan),
    ]
    let edges = Self.text(picture).split(separator: "\n").filter { $0.contains(" -> ") }
    #expect(
      edges == [
        ##"  "a" -> "b" [class=membership, style=dashed, arrowhead=odot, color="#555555", label="书记", tooltip="a → b"]"##,
        ##"  "a" -> "a" [class=pairing, style=solid, arrowhead=normal, color="#8C8C8C", penwidth=5, tooltip="a → a"]"##,
        ##"  "b" -> "a" [class=adjacency, style=solid, color="#8C8C8C", dir=none, penwidth=0.5, tooltip="b – a"]"##,
        ##"  "a" -> "b" [class=other, style=dotted, arrowhead=vee, color="#8C8C8C", dir=none, penwidth=6, tooltip="a – b"]"##,
        ##"  "a" -> "b" [class=pairing, style=solid, arrowhead=normal, color="#333333", tooltip="a → b"]"##,
      ])
  }

  @Test func positionsAreKept() {
    var picture = Self.picture(ids: ["a", "b"])
    picture.nodes[0].position = [12.345, -0.5]
    #expect(Self.text(picture).contains(#"pos="12.35,-0.5!""#) || Self.text(picture).contains(#"pos="12.34,-0.5!""#))
    #expect(Self.text(picture).contains("inputscale=72") && !Self.text(picture).contains("layout=neato"))
    picture.nodes[1].position = [100, 3.05]
    #expect(Self.text(picture).contains("layout=neato") && Self.text(picture).contains(#"pos="100,3.05!""#))
    for useless in [Double.nan, .infinity, 1e300] {
      picture.nodes[1].position = [0, useless]
      #expect(!Self.text(picture).contains("layout=neato"))
    }
  }
}

// MARK: Graphviz, where it is installed
extension DOTTests {
  static let dot = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/dot" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(.enabled(if: dot != nil)) func graphvizDrawsHostileTexts() throws {
    let texts = [
      "node", "", "a:b", "a\\", "\"", "<b>", "&amp;", "&x;", "\\N\\G", "x\ny", "\0\u{1}", "\u{FFFF}", "莫𡐓村", "👨‍👩‍👧", "%1", "cluster_0",
      "]]>", "-->",
    ]
    var picture = Self.picture(ids: texts)
    picture.title = texts.joined()
    picture.legend = Self.legend
    picture.legend.types = [("household", "]" + texts.joined())]
    picture.clusters = texts.map { Picture.Cluster(id: $0) }
    for index in texts.indices where index.isMultiple(of: 2) { picture.nodes[index].cluster = index }
    picture.edges = texts.indices.dropFirst().map { Picture.Edge(from: $0 - 1, to: $0, label: texts[$0]) }

    let file = FileManager.default.temporaryDirectory.appending(path: "dot-\(UUID().uuidString).dot")
    try Data(picture.dot()).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.dot))
    process.arguments = ["-Tplain", file.path]
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let plain = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    let complaints = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(complaints.isEmpty, "\(String(decoding: complaints, as: UTF8.self))")
    #expect(plain.split(separator: "\n").count { $0.hasPrefix("node ") } == texts.count)
  }
}

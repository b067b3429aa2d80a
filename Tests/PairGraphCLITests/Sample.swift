import Foundation

/// Datasets that several tests ask.
enum Sample {
  /// Two villages of one township, whose answers on 2021-05-01 can be counted by hand.
  static let villages: [String: String] = [
    "places.csv": """
    id,name,kind,parent
    c1,安县,county,
    t1,东乡,township,c1
    v1,甲村,village,t1
    v2,乙村,village,t1

    """,
    "units.csv": """
    id,name,kind,place
    u1,农业局,机关,c1

    """,
    "branches.csv": """
    id,name,kind,place
    b1,甲村党支部,党支部,v1

    """,
    "cadres.csv": """
    id,name,unit,place,role,rank,capacity
    g1,陈一,u1,v1,第一书记,科级,1
    g2,林二,u1,v1,,,
    g3,周三,,,,,0

    """,
    "households.csv": """
    id,head,place,kind,need
    h1,王一,v1,脱贫户,
    h2,李二,v1,监测户,2
    h3,张三,v2,一般户,0
    h4,赵四,v2,脱贫户,
    h5,=钱五,,脱贫户,

    """,
    "committees.csv": """
    id,name,kind,place
    k1,东乡联村党委,联村党委,t1

    """,
    "members.csv": """
    committee,member,role,since
    k1,v1,成员村,
    k1,v2,成员村,2022

    """,
    "pairings.csv": """
    from,to,kind,since,until
    g1,h1,包户,2021,
    g1,h2,包户,2021-01,2021-12
    g1,h2,包户,2021-06,
    g1,h3,包户,,
    g2,h4,包户,2020,2020
    g2,h2,联系,2022,
    g3,h1,包户,,
    g1,h1,包户,2021,
    b1,v1,共建,,

    """,
  ]

  /// One helper, two households, nothing else.
  static let tiny: [String: String] = [
    "households.csv": "id,head\nh1,A\nh2,B\n", "cadres.csv": "id,name\nc1,C\n", "pairings.csv": "from,to\nc1,h1\n",
  ]

  /// `tiny` with some tables replaced.
  static func tiny(_ tables: [String: String]) -> [String: String] { tiny.merging(tables) { $1 } }

  /// The folder `datasets` of the package.
  static func dataset(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../datasets/\(name)").standardized.path
  }
}

/// The commands, and what they can be asked to write.
enum Outputs {
  static let commands = ["summary", "coverage", "overload", "cluster", "metrics", "draw"]

  /// Every output a command has, each to a file.
  static let options = ["--csv", "t.csv", "--dot", "t.dot", "--json", "t.json", "--rejects", "r.csv"]
}

/// Text as files for people have it: a byte order mark, and lines that end in CR LF.
func forPeople(_ text: String) -> [UInt8] { [0xef, 0xbb, 0xbf] + Array(text.replacingOccurrences(of: "\n", with: "\r\n").utf8) }

/// A result without the line that tells how long it took.
func withoutSeconds(_ bytes: [UInt8]) -> [UInt8] {
  let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
  return Array(lines.filter { !$0.starts(with: Array("  \"seconds\"".utf8)) }.joined(separator: [0x0a]))
}

import TestSupport
import Foundation
import Testing

@testable import PairGraph

struct JSONTests {
  /// What another reader makes of it.
  private func read(_ json: JSON) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(json.bytes), options: [.fragmentsAllowed])
  }

  private func isSame(_ json: JSON, _ read: Any) -> Bool {
    switch json {
    case .object(let members):
      guard let read = read as? [String: Any], read.count == members.count else { return false }
      return members.allSatisfy { name, value in read[name].map { isSame(value, $0) } ?? false }
    case .array(let values):
      guard let read = read as? [Any], read.count == values.count else { return false }
      return zip(values, read).allSatisfy { isSame($0, $1) }
    case .string(let text): return (read as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
    case .int(let value): return (read as? NSNumber)?.intValue == value
    case .double(let value): return value.isFinite ? (read as? NSNumber)?.doubleValue == value : read is NSNull
    case .bool(let value): return (read as? NSNumber)?.boolValue == value
    case .null: return read is NSNull
    }
  }

  private func random(_ random: inout SplitMix64, depth: Int) -> JSON {
    let letters = ["a", "村", "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{1f}", "\u{7f}", "\u{2028}", "😀", "{", ",", "\u{fffd}", "é"]
    let text = { (random: inout SplitMix64) in (0..<random.below(6)).map { _ in random.pick(letters) }.joined() }
    switch random.below(depth > 0 ? 8 : 6) {
    case 0: return .string(text(&random))
    case 1: return .int(random.pick([0, -1, 42, .max, .min]))
    case 2:
      return .double(random.pick([0, 0.1, -2.5, 1e-7, 1e21, .leastNonzeroMagnitude, 1.7976931348623157e308, .nan, .infinity, 1.0 / 3]))
    case 3: return .bool(random.oneIn(2))
    case 4: return .null
    case 5: return .string("")
    case 6: return .array((0..<random.below(5)).map { _ in self.random(&random, depth: depth - 1) })
    default: return .object((0..<random.below(5)).map { ("\($0)" + text(&random), self.random(&random, depth: depth - 1)) })
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func othersReadWhatIsMeant(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let json = self.random(&random, depth: 4)
    #expect(isSame(json, try read(json)), "\(shown(json.bytes))")
  }

  @Test func membersKeepTheirOrder() {
    let json = JSON.object([
      ("z", .int(1)), ("a", .array([.int(1), .int(2)])), ("m", .object([])), ("b", .array([.object([("k", .null)])])),
    ])
    #expect(
      String(decoding: json.bytes, as: UTF8.self) == """
        {
          "z": 1,
          "a": [1, 2],
          "m": {},
          "b": [
            {"k": null}
          ]
        }

        """)
  }

  /// The three results: names as designed, numbers as found, whatever stands in the names of people.
  @Test func results() throws {
    let small = try SmallNetwork([
      "places.csv": "id,name\nv,\"东\"\"村\n\"\n", "cadres.csv": "id,name,capacity\nc,\\李\u{8},0\nd,,\n",
      "households.csv": "id,head,place,kind\nh,王,v,b\ni,,v,\n",
      "pairings.csv": "from,to\nc,h\nc,ghost\n",
    ])
    let export = JSONExport(small.network)
    let (found, overload) = (try CoverageCheck().run(on: small.network), try OverloadCheck().run(on: small.network))
    let coverage = try #require(try read(try export.coverage(found)) as? [String: Any])
    #expect(
      coverage["command"] as? String == "coverage" && coverage["on"] as? String == "2024-06-30" && coverage["norm"] as? String == "need")
    #expect(coverage["subjects"] as? Int == 2 && coverage["uncovered"] as? Int == 1 && coverage["share"] as? Double == 0.5)
    let finding = try #require((coverage["findings"] as? [[String: Any]])?.first)
    #expect(finding["id"] as? String == "i" && finding["place_path"] as? String == "东\"村\n" && finding["missing"] as? Int == 1)
    let place = try #require((coverage["places"] as? [[String: Any]])?.first)
    #expect(place["id"] as? String == "v" && place["subjects"] as? Int == 2 && place["uncovered"] as? Int == 1)
    let rows = try #require(coverage["rows"] as? [[String: Any]])
    #expect(rows.last?["file"] as? String == "pairings.csv" && rows.last?["read"] as? Int == 2 && rows.last?["rejected"] as? Int == 1)
    let loads = try #require(try read(try export.overload(overload)) as? [String: Any])
    let spread = try #require(loads["distribution"] as? [String: Any])
    #expect(
      loads["overloaded"] as? Int == 1 && spread["maximum"] as? Int == 1 && spread["gini"] as? Double == 0.5 && spread["idle"] as? Int == 1)
    #expect((loads["findings"] as? [[String: Any]])?.first?["name"] as? String == "\\李\u{8}")
    let summary = try #require(try read(export.summary(NetworkSummary(of: small.network))) as? [String: Any])
    #expect(summary["isolated"] as? Int == 3 && (summary["pairings"] as? [String: Any])?["alive"] as? Int == 1)
  }
}

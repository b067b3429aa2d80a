import TestSupport

@testable import PairGraph

/// A seeded county of villages as tables: townships, a strip of water, an island, gaps in the figures, committees, cadres.
struct RegionTables {
  var count: Int
  /// Pairs of villages that border, by number.
  var borders: [(Int, Int)] = []
  var township: [Int] = []
  var industry: [String] = []
  /// nil where the cell is empty.
  var income: [Int?] = []
  var people: [Int] = []
  var strong: [Bool] = []
  var committee: [Int?] = []
  var place: [(lat: Double, lon: Double)] = []

  init(villages: Int, seed: UInt64, width: Int = 6) {
    var generator = SplitMix64(seed: seed &+ 77)
    count = villages
    for village in 0..<villages {
      let (x, y) = (village % width, village / width)
      if x > 0 && (x != 3 || y % 3 == 0) { borders.append((village - 1, village)) }
      if y > 0 { borders.append((village - width, village)) }
      township.append(y / 3)
      industry.append(["茶", "果", "", "菌"][Int.random(in: 0..<4, using: &generator)])
      income.append(Int.random(in: 0..<7, using: &generator) == 0 ? nil : Int.random(in: 5..<30, using: &generator) * 1000)
      people.append(Int.random(in: 200..<900, using: &generator))
      strong.append(Int.random(in: 0..<3, using: &generator) == 0)
      committee.append(Int.random(in: 0..<9, using: &generator) == 0 ? nil : village / 4)
      place.append((26 + Double(y) * 0.02, 104 + Double(x) * 0.02 + Double(y % 2) * 0.003))
    }
    // The last one is an island.
    borders.removeAll { $0.0 == villages - 1 || $0.1 == villages - 1 }
  }

  /// - Parameter hasBorders: there is a table of neighbours.
  func files(hasBorders: Bool = true) -> [String: String] {
    var places = "id,name,kind,parent,lat,lon,industry,income,population,strong\n"
    for township in 0...(township.max() ?? 0) { places += "t\(township),镇\(township),township,,,,,,,\n" }
    for village in 0..<count {
      let money = income[village].map(String.init) ?? ""
      places +=
        "v\(village),村\(village),village,t\(township[village]),\(place[village].lat),\(place[village].lon),\(industry[village]),\(money),"
      places += "\(people[village]),\(strong[village] ? "yes" : "no")\n"
    }
    var members = "committee,member,role\n"
    for (village, committee) in committee.enumerated() { if let committee { members += "k\(committee),v\(village),成员村\n" } }
    var result = [
      "places.csv": places, "members.csv": members,
      "committees.csv": "id,name,kind\n" + Set(committee.compactMap { $0 }).sorted().map { "k\($0),党委\($0),联村党委\n" }.joined(),
      "cadres.csv": "id,name,place,role\n" + (0...(township.max() ?? 0)).map { "g\($0),领导\($0),t\($0),乡镇领导\n" }.joined()
        + (0..<count).map { "s\($0),书记\($0),v\($0),村党支部书记\n" }.joined(),
      "branches.csv": "id,name,kind,place,members\n" + (0..<count).map { "b\($0),支部\($0),党支部,v\($0),\(10 + $0)\n" }.joined(),
    ]
    if hasBorders { result["adjacent.csv"] = "a,b\n" + borders.map { "v\($0.0),v\($0.1)\n" }.joined() }
    return result
  }

  // MARK: What the groups should be, by hand

  /// Whether all of some villages can be reached from the first over borders inside one township.
  func isConnected(_ villages: [Int], within: Bool) -> Bool {
    var reached: Set<Int> = [villages[0]]
    var grows = true
    while grows {
      grows = false
      for (a, b) in borders where villages.contains(a) && villages.contains(b) && reached.contains(a) != reached.contains(b) {
        if within && township[a] != township[b] { continue }
        reached.formUnion([a, b])
        grows = true
      }
    }
    return reached.count == villages.count
  }

  /// The ratio by industry and income, from the definition: z-scores by hand, distances of all pairs.
  func ratio(_ groups: [[Int]]) -> Double {
    var columns: [[Double]] = []
    for value in Set(industry.filter { !$0.isEmpty }) { columns.append(industry.map { $0.isEmpty ? .nan : $0 == value ? 1 : 0 }) }
    columns.append(income.map { $0.map(Double.init) ?? .nan })
    func squares(_ villages: [Int]) -> Double {
      var sum = 0.0
      for column in columns {
        let known = column.filter { !$0.isNaN }
        let mean = known.reduce(0, +) / Double(known.count)
        let filled = column.map { $0.isNaN ? mean : $0 }
        let variance = filled.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
        for a in villages { for b in villages where a < b { sum += (filled[a] - filled[b]) * (filled[a] - filled[b]) / variance } }
      }
      return sum / Double(villages.count)
    }
    return 1 - groups.reduce(0) { $0 + squares($1) } / squares(groups.flatMap { $0 })
  }
}

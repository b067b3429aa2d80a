internal import TableIO

/// One phone number of two helpers.
struct SamePhoneAudit: AuditRule {
  let title = TextKey.auditSamePhone

  func run(on network: Network) throws -> Audit.Result {
    var owners: [[UInt8]: [Int]] = [:]
    var asked = 0
    for (table, rows) in network.tables(of: "cadre") {
      guard let phones = try network.column("phone", of: table) else { continue }
      let numbers = phones.texts.map(Self.numbers)
      for row in rows {
        let own = numbers[Int(phones.codes[row])]
        if !own.isEmpty { asked += 1 }
        for number in own { owners[number, default: []].append(Int(table.first) + row) }
      }
    }
    return Audit.Result(norm: norm("same-phone", of: "cadre", max: 1), asked: asked, findings: shared(owners.values))
  }

  /// The numbers in a cell: runs of at least seven digits, blanks and dashes inside left out, without the prefix of the country.
  static func numbers(_ cell: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var digits: [UInt8] = []
    func close() {
      if digits.count == 13, digits.starts(with: [0x38, 0x36]) { digits.removeFirst(2) }
      if digits.count >= 7, !result.contains(digits) { result.append(digits) }
      digits = []
    }
    for byte in CellText.folded(cell[...]) {
      switch byte {
      case 0x30...0x39: digits.append(byte)
      case 0x20, 0x2d, 0x2b, 0x28, 0x29: break
      default: close()
      }
    }
    close()
    return result
  }
}

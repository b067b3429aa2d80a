import TestSupport
import Testing

@testable import TableIO

struct PersonalNumbersTests {
  @Test(arguments: [
    // Resident ids: 18 characters, 15, the check letter, full width, and with blanks.
    ("110101190003071234", "110101********1234"), ("11010119000307123X", "110101********123X"),
    ("11010119000307123x", "110101********123x"),
    ("110101900307123", "110101*****7123"), ("１１０１０１１９０００３０７１２３Ｘ", "１１０１０１********１２３Ｘ"),
    ("110101 19000307 1234", "110101 ******** 1234"), ("户主110101190003071234，男", "户主110101********1234，男"),
    ("a110101190003071234b110101190003075678", "a110101********1234b110101********5678"),
    // Mobile numbers, with the country's code, with hyphens, and with a date behind.
    ("13900001111", "139****1111"), ("+8613900001111", "+86139****1111"), ("008613900001111", "0086139****1111"),
    ("+86 139-0000-1111", "+86 139-****-1111"), ("139 0000 1111", "139 **** 1111"),
    ("电话13900001111/13700002222", "电话139****1111/137****2222"),
    ("13900001111 2021.5", "139****1111 2021.5"), ("139000088882021.05", "139****88882021.05"), ("13900001111202105", "139****1111202105"),
    ("１３９００００１１１１", "１３９****１１１１"),
    ("1390000 1111", "139**** 1111"), ("139 00001111", "139 ****1111"), ("139-000-01111", "139-***-*1111"),
    ("86139 0000 1111", "86139 **** 1111"), ("139 - 0000 - 1111", "139 - **** - 1111"),
    // Landlines.
    ("0797-1234567", "0797-***4567"), ("010-12345678", "010-****5678"), ("0797 123 4567", "0797 *** 4567"),
    ("010-1234-5678", "010-****-5678"), ("(0797)1234567", "(0797)***4567"), ("+86-797-1234567", "+86-797-***4567"),
    ("0797-1234567-801", "0797-***4567-801"),
  ])
  func isMasked(text: String, masked: String) { #expect(PersonalNumbers.masked(text) == masked) }

  /// What programs put between digits, seen or not.
  @Test(arguments: [
    ("139\u{200b}0000\u{200b}1111", "139\u{200b}****\u{200b}1111"), ("1\u{200b}3900001\u{feff}111", "1\u{200b}39****1\u{feff}111"),
    ("139\u{a0}0000\u{a0}1111", "139\u{a0}****\u{a0}1111"), ("139\u{ad}0000\u{ad}1111", "139\u{ad}****\u{ad}1111"),
    ("139\u{3000}0000\u{3000}1111", "139\u{3000}****\u{3000}1111"), ("139－0000－1111", "139－****－1111"),
    ("139–0000–1111", "139–****–1111"), ("139.0000.1111", "139.****.1111"), ("139．0000．1111", "139．****．1111"),
    ("139·0000·1111", "139·****·1111"), ("１３９－００００－１１１１", "１３９－****－１１１１"), ("139\u{2060}00\u{2060}001111", "139\u{2060}**\u{2060}**1111"),
    ("110101\u{200b}19000307\u{200b}1234", "110101\u{200b}********\u{200b}1234"), ("110101–19000307–123X", "110101–********–123X"),
    ("110101.19000307.1234", "110101.********.1234"), ("11010119\u{ad}0003071234", "110101**\u{ad}******1234"),
    ("110101 1900 0307 1234", "110101 **** **** 1234"), ("11010119000307 1234", "110101******** 1234"),
    ("11010119000307123\u{200b}X", "110101********123\u{200b}X"), ("0797\u{a0}1234567", "0797\u{a0}***4567"),
    ("0797—1234567", "0797—***4567"),
    ("13900001111\u{200b}13700002222", "139****1111\u{200b}137****2222"), ("13900001111\u{200b}2021.5", "139****1111\u{200b}2021.5"),
    ("户主\u{200b}139\u{a0}0000\u{200b}1111，男", "户主\u{200b}139\u{a0}****\u{200b}1111，男"),
    ("13900001111.0", "139****1111.0"), ("13900001111.", "139****1111."),
  ])
  func isMaskedThroughSigns(text: String, masked: String) { #expect(PersonalNumbers.masked(text) == masked) }

  /// Damaged, run together, and parted by signs that mostly stand between numbers.
  @Test(arguments: [
    ("1390000111113700002222", "139****1111137****2222"), ("110101199003071234510322196507112039", "110101********1234510322********2039"),
    ("13900001111110101199003071234", "139****1111110101********1234"), ("11010119900307123413900001111", "110101********1234139****1111"),
    ("139000011111370000222213811113333", "139****1111137****2222138****3333"),
    ("13900001111110101 19900307123X", "13900001111110101 19900307123X"),
    ("1390000111111010119900307123X", "139****1111110101********123X"),
    ("11010119900307123X13900001111", "110101********123X139****1111"),
    ("11010119900307123X51032219650711203X", "110101********123X510322********203X"),
    ("11010119900307123", "110101*******7123"), ("1101011990030712", "110101******0712"), ("1101011990030712345", "110101*********2345"),
    ("110101199003071", "110101*****3071"), ("51032219651311203X", "510322********203X"),
    ("1 3 9 0 0 0 0 1 1 1 1", "1 3 9 * * * * 1 1 1 1"), ("1-3-9-0-0-0-0-1-1-1-1", "1-3-9-*-*-*-*-1-1-1-1"),
    ("1 1 0 1 0 1 1 9 9 0 0 3 0 7 1 2 3 4", "1 1 0 1 0 1 * * * * * * * * 1 2 3 4"),
    ("139_0000_1111", "139_****_1111"), ("139/0000/1111", "139/****/1111"), ("139,0000,1111", "139,****,1111"),
    ("139，0000，1111", "139，****，1111"), ("110101/19900307/1234", "110101/********/1234"), ("110101_19900307_123X", "110101_********_123X"),
    ("1101011990\n03071234", "110101****\n****1234"), ("1101011990\r\n0307123X", "110101****\r\n****123X"),
    ("1101011990 03071234", "110101**** ****1234"),
    ("139\n0000\n1111", "139\n****\n1111"), ("\u{2066}110101199\u{2069}003071234", "\u{2066}110101***\u{2069}*****1234"),
    ("1.3900001111E+10", "1.39****1111E+10"), ("1.3900001111e10", "1.39****1111e10"), ("1.1010119900307E+17", "1.10101********E+17"),
    // What stands beside a number does not protect it.
    ("13900001111,3a", "139****1111,3a"), ("13900001111 2b", "139****1111 2b"), ("a13900001111-13700002222", "a139****1111-137****2222"),
    ("1,139,0000,1111,2021", "1,139,****,1111,2021"), ("7,13900001111,2021,2022", "7,139****1111,2021,2022"),
    ("139-0000-1111-2021", "139-****-1111-2021"),
    ("赵一,13900001111\n钱二,13700002222", "赵一,139****1111\n钱二,137****2222"),
  ])
  func isMaskedThoughDamaged(text: String, masked: String) { expectMasked(text, masked) }

  /// Ids of households and cadres, numbers of many digits, dates, years, amounts and lists of them.
  @Test(arguments: [
    "4117810000000000000", "5117810000000000015", "5117811002000000095", "411781000000", "511781100200", "20210501", "20210501120000",
    "20210501120000123",
    "6217000010001234567", "2021050120220501", "12345678901234567890", "1111111111111111111111", "5117810000000000015,5117810000000000016",
    "2021/05/01/2022/05/01", "2021,2022,2023,2024", "139,2021,2022", "13,800,000,001", "1,380,000,000", "139,0000", "139/0000/111",
    "1.38E+10", "1.39000011E+10",
    "1 3 9 0 0 0 0 1 1 1", "1 3 9 0 0 0 0 1 1 1 1 1", "1,3,9,0,0,0,0,1,1,1,1", "1990\n2021\n505", "13900000\n111", "4117810000\n00000015",
    "110101199013071", "11010119901307123", "1101011990130712345", "990101199003071234567", "1390000111113700002", "0797,1234567",
    "H139_0000_111", "1100-1200-1300", "8c7d1390-0001-1114-8b9b-6145e69d0ce6", "3.1415926535E+10", "2.1010119900307E+16",
  ])
  func numbersOfNobodyStay(text: String) { #expect(PersonalNumbers.masked(text) == text) }

  /// The last digits of a number that is masked already begin no other one, and a letter is no digit of a phone number.
  @Test(arguments: [
    "190****－0000- 86865139", "139****0186－－1390000", "139 **** 0000 12345678", "139****1900\u{200b}1101013", "139 000x 1111",
  ])
  func maskedNumbersStay(text: String) { #expect(PersonalNumbers.masked(text) == text) }

  /// Nothing but signs and digits, asterisks among them: whatever comes, only digits are hidden.
  @Test func asterisksAndSigns() {
    for seed in 0..<3000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let pieces = ["***", "*", "12", "139", "0797", "110101", "19900307", "\u{200b}", " ", "-", ")", "X", "5", "\u{ad}", "1234567"]
      let text = (0..<random.below(14)).map { _ in random.pick(pieces) }.joined()
      let masked = PersonalNumbers.masked(text)
      #expect(masked.unicodeScalars.count == text.unicodeScalars.count)
      for (a, b) in zip(text.unicodeScalars, masked.unicodeScalars) where a != b { #expect(b == "*" && a.properties.numericType != nil) }
    }
  }

  /// Every spelling of one number: its digits in the middle are hidden, one by one, and no other character is touched.
  @Test func everySpellingIsMasked() {
    let signs = ["", " ", "-", ".", "\u{a0}", "\u{3000}", "－", "–", "\u{200b}", "\u{ad}", "\u{feff}", "\u{2060}", "—", " - "]
    for seed in 0..<3000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let isPhone = random.oneIn(2)
      func digits(_ count: Int) -> String { (0..<count).map { _ in "\(random.below(10))" }.joined() }
      let groups = isPhone ? ["1\(3 + random.below(7))" + digits(1), digits(4), digits(4)] : ["5110" + digits(2), "19800101", digits(4)]
      let sign = random.pick(signs)
      let isWide = random.oneIn(4)
      let dirty = { (group: String) in
        String(
          String.UnicodeScalarView(
            group.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
              let digit = isWide ? Unicode.Scalar(scalar.value - 0x30 + 0xff10) ?? scalar : scalar
              return random.oneIn(6) ? [digit, random.pick(["\u{200b}", "\u{ad}", "\u{feff}"])] : [digit]
            }))
      }
      let parts = groups.map(dirty)
      let hidden = parts[1].unicodeScalars.map { $0.properties.numericType == nil ? String($0) : "*" }.joined()
      let (before, behind) = (random.pick(["", "户主", "电话:", "(", "，"]), random.pick(["", "，男", ")", "、"]))
      let text = before + parts.joined(separator: sign) + behind
      #expect(PersonalNumbers.masked(text) == before + parts[0] + sign + hidden + sign + parts[2] + behind, "\(text)")
    }
  }

  /// No date of birth, too long, too short, or no number of a person at all.
  @Test(arguments: [
    "", "h1", "5117851200001028755", "1110101199003071234", "110101190013071234", "110101190003321234", "110101170003071234",
    "1101011900030712345", "110101", "360704000000",
    "5117811002000000095", "12900001111", "139000011112", "2021-05-01", "2021-05-01,2022-05-01", "360704-1234567", "1.10105E+17",
    "010101190003071234", "12 345 678 901", "江西省/赣州市/赣县区", "139", "0797-123456",
    "113.12345678", "131.12345678,45.12345678", "2021.5.6-2022.5.6", "1390000111", "2021\u{200b}0501", "150.2000.30000", "0.12345678901",
  ])
  func staysAsItIs(text: String) { #expect(PersonalNumbers.masked(text) == text) }

  /// Runs of plain digits are passed over by their length; in full width each is looked at, and the same digits are hidden.
  @Test func shortCutsHideTheSame() {
    for seed in 0..<4000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      var digits = random.pick(["", "13", "86139", "110101190003", "0", "19"])
      while digits.count < 8 + random.below(16) { digits += random.pick(["0", "1", "12", "19", "20", "3"]) }
      let wide = String(String.UnicodeScalarView(digits.unicodeScalars.compactMap { Unicode.Scalar($0.value - 0x30 + 0xff10) }))
      let hidden = { (text: String) in PersonalNumbers.masked(text).map { $0 == "*" } }
      #expect(hidden(digits) == hidden(wide), "\(digits)")
    }
  }

  /// Texts of random digits and signs: what is masked has the same length and the same other characters, and masking twice is masking once.
  @Test func onlyDigitsAreHidden() {
    for seed in 0..<3000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let pieces = [
        "1", "3", "9", "0", "110101", "1900", "0307", "86", "139", " ", "-", "x", "户", "５", "0000", ",", "\u{200b}", "\u{a0}", ".", "－",
        "/", "_", "\n", "19900307", "110101199003071234", "13900001111", "E+10", "X",
      ]
      let text = (0..<random.below(16)).map { _ in random.pick(pieces) }.joined()
      let masked = PersonalNumbers.masked(text)
      #expect(masked.unicodeScalars.count == text.unicodeScalars.count)
      for (a, b) in zip(text.unicodeScalars, masked.unicodeScalars) where a != b { #expect(b == "*" && a.properties.numericType != nil) }
      #expect(PersonalNumbers.masked(masked) == masked, "\(text) \(masked)")
    }
  }
}

/// A number may be parted anywhere; lists, dates and codes have as many digits.
struct PartedNumbersTests {
  @Test(arguments: [
    ("1101 0119 9003 0712 34", "1101 01** **** **12 34"), ("110101 1990 03 07 1234", "110101 **** ** ** 1234"),
    ("110101 1990-03-07 1234", "110101 ****-**-** 1234"), ("110101/1990/03/07/123X", "110101/****/**/**/123X"),
    ("1101011990 0307 123X", "110101**** **** 123X"), ("110101.199003071234", "110101.********1234"),
    ("11010119900307.1234", "110101********.1234"), ("110101\t19900307\t1234", "110101\t********\t1234"),
    ("1101 0119 9003 0712 3X", "1101 01** **** **12 3X"), ("3,1101 0119 9003 0712 3X,男", "3,1101 01** **** **12 3X,男"),
    ("1390 000 1111", "139* *** 1111"), ("13900 001111", "139** **1111"), ("139.00001111", "139.****1111"),
    ("1390/000/1111", "139*/***/1111"), ("1390000\t1111", "139****\t1111"), ("13 900001111", "13 9****1111"),
    ("+86 1390 000 1111", "+86 139* *** 1111"), ("1390 000 1111 2021.5", "139* *** 1111 2021.5"),
    ("7,1390 000 1111,5", "7,139* *** 1111,5"),
    ("139000011111370000 2222", "139****1111137**** 2222"), ("1390000 11111370000 2222", "139**** 1111137**** 2222"),
    ("07971234567", "0797***4567"), ("01012345678", "010****5678"), ("075512345678", "0755****5678"), ("０７９７１２３４５６７", "０７９７***４５６７"),
    ("07971 234567", "0797* **4567"), ("0797\t1234567", "0797\t***4567"), ("0797/1234567", "0797/***4567"),
    ("电话07971234567，", "电话0797***4567，"),
  ])
  func isMasked(text: String, masked: String) { expectMasked(text, masked) }

  @Test(arguments: [
    "1998.9-2005.12", "1998.12-2005.6", "1985 500 3000", "15 2020 2021 3", "150 200 300 40", "1500 200 3000", "139.196.123.45",
    "13 800 000 001", "31.1234198501012345", "110101.5", "00000012345", "03100000001", "01234567890", "02612345678", "91360700MA2XN4WX12",
    "13000-150000", "13.5.2021-15.6.2021", "1998-09-01 150", "19980901 150", "137111.12222", "13900 00\n1111",
    "1,390,000,1111", "18,20,2021,2022,3",
  ])
  func numbersOfNobodyStay(text: String) { #expect(PersonalNumbers.masked(text) == text) }

  /// Resident ids with any signs in any places.
  @Test func residentIDs() {
    let signs = [" ", "-", ".", "/", "\t", "－", "\u{3000}", " - "]
    for seed in 0..<3000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let digits =
        "5117\(10 + random.below(90))19\(30 + random.below(70))0\(1 + random.below(9))1\(random.below(10))\(100 + random.below(900))"
      let id = Array(digits + (random.oneIn(5) ? "X" : "\(random.below(10))"))
      // A measure has one dot, too.
      let cuts = (0..<(1 + random.below(5))).map { _ in 6 + random.below(12) }
      let (before, behind) = (random.pick(["", "户主", "(", "，", "3,"]), random.pick(["", "，男", ")", "、", ",5"]))
      var (text, masked) = (before, before)
      for (index, character) in id.enumerated() {
        if cuts.contains(index) {
          let sign = random.pick(signs)
          text += sign
          masked += sign
        }
        text.append(character)
        masked.append(6..<14 ~= index ? "*" : character)
      }
      #expect(PersonalNumbers.masked(text + behind) == masked + behind, "\(text + behind)")
    }
  }

  /// Phone numbers in two groups, or in three of which one has four digits or more.
  @Test func phoneNumbers() {
    for seed in 0..<3000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let (front, last) = random.oneIn(2) ? ("138", 3) : ("0797", 4)
      let digits = Array(front + (0..<(11 - last)).map { _ in "\(1 + random.below(8))" }.joined())
      let first = last + random.below(7 - last)
      let cuts = random.oneIn(2) ? [first] : [first, first + 2 + random.below(2)]
      let sign = random.pick([" ", "-", "\t", "\u{3000}"] + (cuts.count > 1 && last == 3 ? [".", "/"] : []))
      var (text, masked) = ("", "")
      for (index, character) in digits.enumerated() {
        if cuts.contains(index) { (text, masked) = (text + sign, masked + sign) }
        text.append(character)
        masked.append(last..<7 ~= index ? "*" : character)
      }
      #expect(PersonalNumbers.masked(text) == masked, "\(text)")
    }
  }

  /// Lists of small numbers, and dates from and to.
  @Test func listsAndDatesStay() {
    var random = SplitMix64(seed: 3)
    let date = { (random: inout SplitMix64) -> String in
      let sign = random.pick([".", "-", "/"])
      return ["\(1990 + random.below(40))", "\(1 + random.below(12))"].joined(separator: sign)
        + (random.oneIn(2) ? sign + "\(1 + random.below(31))" : "")
    }
    for _ in 0..<5000 {
      let sign = random.pick([" ", ",", "/", "-", "."])
      let list = (0..<(2 + random.below(6))).map { _ in "\(10 + random.below(990))" }.joined(separator: sign)
      #expect(PersonalNumbers.masked(list) == list)
      let range = date(&random) + random.pick(["-", " ", "--", " - ", "至"]) + date(&random)
      #expect(PersonalNumbers.masked(range) == range)
    }
  }

  /// Codes of one run: none is hidden but by its own digits, said here the long way.
  @Test func codesStay() {
    var random = SplitMix64(seed: 4)
    for count in 6...22 where count != 18 {
      for _ in 0..<1500 {
        let front = random.pick(["", "", "5117", "411781", "0", "00", "13", "51178119"])
        let code = String((front + (0..<count).map { _ in "\(random.below(10))" }.joined()).prefix(count))
        if PersonalNumbers.masked(code) == code { continue }
        let digits = code.compactMap(\.wholeNumberValue)
        let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
        let isMobile = { (start: Int) in digits[start] == 1 && digits[start + 1] > 2 }
        let isFront = count > 13 && 11...91 ~= number(0..<2) && 1920...2029 ~= number(6..<10) && 1...12 ~= number(10..<12)
        switch count {
        case 11: #expect(isMobile(0) || (digits[0] == 0 && digits[1] > 0), "\(code)")
        case 12: #expect(digits[0] == 0 && digits[1] > 2, "\(code)")
        case 13: #expect(number(0..<2) == 86 && isMobile(2), "\(code)")
        case 15: #expect(number(0..<4) == 86 || 1...12 ~= number(8..<10) || isMobile(0) || isFront, "\(code)")
        case 16, 17, 19: #expect(isFront || isMobile(0), "\(code)")
        case 22: #expect(isMobile(0) && isMobile(11), "\(code)")
        default: Issue.record("\(code)")
        }
      }
    }
  }
}

/// Digits inside identifiers are nobody's number.
struct IdentifierDigitsTests {
  @Test(arguments: [
    "3bb13313-b797-b158-2768-9171f0a2e098", "822fc165-0831-4716-0b9b-6145e69d0ce6", "13812345-6789-4716-8b9b-6145e69d0ce6",
    "a2db68c5-d474-e34e-1e55-19313415095e", "24214048-be12-fe8b-7792-d18941384973", "ab13800001111cd",
  ])
  func stayAsTheyAre(text: String) { #expect(PersonalNumbers.masked(text) == text) }

  /// 10 000 identifiers of 36 hexadecimal characters.
  @Test func hexadecimalIdentifiers() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<10_000 {
      // Few letters, so that runs of digits are long.
      let digits = (0..<32).map { _ in random.oneIn(8) ? "abcdef".randomElement(using: &random) ?? "a" : Character("\(random.below(10))") }
      guard digits.contains(where: \.isLetter) else { continue }
      let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
      let text = groups.joined(separator: "-")
      // Behind the last letter there may be a number of a person for all we know; before it there is none.
      guard groups[4].contains(where: \.isLetter), groups[0].contains(where: \.isLetter) else { continue }
      #expect(PersonalNumbers.masked(text) == text)
    }
  }

  @Test func numbersBehindAWordAreHidden() {
    #expect(PersonalNumbers.masked("Tel13800001111") == "Tel138****1111" && PersonalNumbers.masked("电话13800001111，") == "电话138****1111，")
    #expect(PersonalNumbers.masked("13800001111-home") == "138****1111-home")
  }
}

/// A text is masked so, and stays so when it is masked again.
private func expectMasked(_ text: String, _ masked: String, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(PersonalNumbers.masked(text) == masked, sourceLocation: sourceLocation)
  #expect(PersonalNumbers.masked(masked) == masked, sourceLocation: sourceLocation)
}

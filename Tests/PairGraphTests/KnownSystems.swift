import Testing

/// What is known of a system of `datasets/systems` on a day, from its document and from how its network was put together.
struct KnownSystem: Sendable, CustomTestStringConvertible {
  var name: String
  var day = "2024-06-30"
  /// `NORM ASKED/MET` for each norm of its pack, in order.
  var norms: [String]
  /// `NORM ID HAS` for each finding, in order.
  var findings: [String]

  var testDescription: String { "\(name) on \(day)" }

  static let all: [KnownSystem] = wanyuan + liupanshui + yuzhou + chengxiang + others

  private static let wanyuan = [
    KnownSystem(
      name: "s01-wanyuan-three-rounds", norms: ["包乡 3/2", "领导包乡 3/2", "包村 6/5", "包户 10/9", "党员包户 5/4"],
      findings: ["包乡 t3 0", "领导包乡 l3 0", "包村 v06 0", "包户 h09 0", "党员包户 p05 0"]),
    KnownSystem(
      name: "s02-wanyuan-village-teams", norms: ["工作队 6/5", "5+2 3/2", "3+2 2/2", "第一书记 5/4"],
      findings: ["工作队 v06 0", "5+2 k3 6", "第一书记 k5 0"]),
    // Each month up to March, each week from April on; the sixth pairing begins in the last week.
    KnownSystem(
      name: "s03-wanyuan-care-day", norms: ["每月入户 0/0", "每周入户 5/3"],
      findings: ["每周入户 pairings.csv:4 0", "每周入户 pairings.csv:5 0"]),
    KnownSystem(
      name: "s03-wanyuan-care-day", day: "2024-03-31", norms: ["每月入户 5/4", "每周入户 0/0"], findings: ["每月入户 pairings.csv:6 0"]),
    KnownSystem(
      name: "s04-wanyuan-four-levels", norms: ["包片 2/2", "联乡 4/3", "党务工作者 8/5"],
      findings: ["联乡 t4 0", "党务工作者 v06 0", "党务工作者 v07 0", "党务工作者 v08 0"]),
    KnownSystem(name: "s11-wanyuan-border", norms: ["跨县联建 7/6", "跨界结对 5/3"], findings: []),
    KnownSystem(
      name: "s12-wanyuan-away-branches", norms: ["在家帮扶 8/7", "在家力量 6/5", "外出帮扶 8/6"], findings: ["在家帮扶 h7 0", "在家力量 m6 3"]),
  ]

  private static let liupanshui = [
    // 300 households of three villages and 180 of the eighth one, which is of the first committee.
    KnownSystem(
      name: "s05-liupanshui-joint-committees", norms: ["书记 2/1", "委员 2/2", "入党委 12/10", "户数 2/1"],
      findings: ["书记 k2 0", "入党委 v08 2", "入党委 v12 0", "户数 k2 630"]),
    KnownSystem(
      name: "s06-panzhou-211", norms: ["金融机构 9/8", "平台公司 9/9", "一亿元 9/7", "一家一乡 30/29"],
      findings: ["金融机构 t09 0", "一亿元 t08 99999999.99", "一亿元 t09 50000000", "一家一乡 c21 2"]),
  ]

  private static let yuzhou = [
    KnownSystem(name: "s07-yuzhou-member-roster", norms: ["党员帮扶 20/13", "党员带动脱贫 12/9", "党员有户 6/5"], findings: ["党员有户 p06 0"]),
    KnownSystem(
      name: "s13-yuzhou-pairing-papers", norms: ["名单 6/6", "计划 6/5", "记录 6/5", "协议 6/5"],
      findings: ["计划 pairings.csv:6 0", "记录 pairings.csv:6 0", "协议 pairings.csv:4 0"]),
  ]

  private static let chengxiang = [
    KnownSystem(name: "s10-chengxiang-weak-organisations", norms: ["第一书记 9/8", "工作队 9/8"], findings: ["第一书记 v09 0", "工作队 v08 0"]),
    KnownSystem(
      name: "s14-chengxiang-committee-members", norms: ["包村 9/8", "整顿 9/8", "联户 9/8"],
      findings: ["包村 c07 0", "整顿 c09 0", "联户 c08 0"]),
    KnownSystem(
      name: "s15-chengxiang-jiankou", norms: ["书记 4/3", "入党委 17/15", "村数 4/4"],
      findings: ["书记 k4 0", "入党委 b05 2", "入党委 b17 0"]),
    KnownSystem(
      name: "s16-chengxiang-first-secretaries", norms: ["弱村 9/8", "贫困村 19/17", "一人一村 27/27"],
      findings: ["弱村 v09 0", "贫困村 v09 0", "贫困村 v27 0"]),
    KnownSystem(
      name: "s17-chengxiang-village-enterprise", norms: ["贫困村 18/17", "企业 21/19"],
      findings: ["贫困村 v18 0", "企业 e20 0", "企业 e21 0"]),
  ]

  private static let others = [
    KnownSystem(
      name: "s08-town-three-households", norms: ["每人三户 4/3", "半月一访 11/9"],
      findings: ["每人三户 b02 2", "半月一访 pairings.csv:6 0", "半月一访 pairings.csv:9 0"]),
    // 2023-09-01 to 2024-07-31: 366 days of a year with a leap day, less August. 2022-01-01 to 2024-06-30: 365 + 365 + 182.
    KnownSystem(
      name: "s09-regiment-work-teams", norms: ["包连 13/12", "一至两年 5/3", "每周驻连 4/3"],
      findings: ["包连 n13 0", "一至两年 pairings.csv:20 335", "一至两年 pairings.csv:22 912", "每周驻连 pairings.csv:17 0"]),
    // Before the terms end: no term is over. On the day after, what was not renewed is gone.
    KnownSystem(
      name: "s18-shanghai-town-country", day: "2013-06-30", norms: ["乡镇结对 4/3", "村结对 8/7", "两万元 3/1", "任期走访 0/0", "每年两次 2/1"],
      findings: ["乡镇结对 t4 0", "村结对 v08 0", "两万元 v03 19999.5", "两万元 v07 0", "每年两次 pairings.csv:13 1"]),
    KnownSystem(
      name: "s18-shanghai-town-country", day: "2013-08-01", norms: ["乡镇结对 4/2", "村结对 8/5", "两万元 3/1", "任期走访 3/2", "每年两次 2/1"],
      findings: [
        "乡镇结对 t3 0", "乡镇结对 t4 0", "村结对 v05 0", "村结对 v06 0", "村结对 v08 0", "两万元 v03 19999.5", "两万元 v07 0",
        "任期走访 pairings.csv:10 0", "每年两次 pairings.csv:13 1",
      ]),
    KnownSystem(
      name: "s19-town-one-plus-one", norms: ["1+1 4/3", "1+2 6/5", "困难党员 6/4", "困难户 6/5"],
      findings: ["1+1 v04 0", "1+2 c06 3", "困难党员 c05 0", "困难党员 c06 2", "困难户 c05 2"]),
    KnownSystem(
      name: "s20-suifenhe-double-pairing", norms: ["部门联村 11/10", "部门都联村 26/25", "结对党员 9/8", "支部都结对 9/8"],
      findings: ["部门联村 v11 0", "部门都联村 d26 0", "结对党员 h9 0", "支部都结对 b9 0"]),
    KnownSystem(
      name: "s21-anhui-joint-activities",
      norms: ["六次 3/2", "党课 3/3", "主题党日 3/3", "走访慰问 3/3", "座谈交流 3/2", "志愿服务 3/3", "项目共建 3/2"],
      findings: ["六次 pairings.csv:4 5", "座谈交流 pairings.csv:3 0", "项目共建 pairings.csv:4 0"]),
    KnownSystem(
      name: "s22-huanggang-key-villages", norms: ["重点村 42/41", "一人一村 42/41", "部门驻村 6/5", "联户 6/5"],
      findings: ["重点村 v42 0", "一人一村 l40 2", "部门驻村 w6 0", "联户 h6 0"]),
    KnownSystem(name: "s23-luotian-cooperative", day: "2023-12-31", norms: ["带户 12/12", "人数 1/1"], findings: []),
    KnownSystem(name: "s23-luotian-cooperative", norms: ["带户 12/11", "人数 1/0"], findings: ["带户 h12 0", "人数 g1 16"]),
    // 43 members of the first branch count twice, 65 of the last one not at all.
    KnownSystem(
      name: "s24-anding-joint-branches", norms: ["书记 6/5", "副书记 6/6", "委员 6/6", "入总支 33/31", "服务 33/33", "党员数 6/4"],
      findings: ["书记 k6 0", "入总支 b01 2", "入总支 b33 0", "党员数 k2 \(291 + 43)", "党员数 k6 \(253 - 65)"]),
  ]
}

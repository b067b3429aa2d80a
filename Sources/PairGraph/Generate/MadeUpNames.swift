/// Names put together from lists, at random: nobody is meant.
enum MadeUpNames {
  private static func words(_ text: String) -> [[UInt8]] { text.split(separator: " ").map { Array($0.utf8) } }
  private static func signs(_ text: String) -> [[UInt8]] { text.map { Array(String($0).utf8) } }

  private static let surnames = signs(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤")
  private static let given = signs("安邦宝昌成春大德登东恩发方芳丰福刚光贵国海和红宏洪华辉会吉家建江杰金锦景军俊开康兰乐丽立亮林龙梅美民敏明宁平萍奇启强勤庆秋荣瑞山善胜世树松泰天田伟文武贤祥晓新星兴秀旭学雅艳阳义银永友玉元远云运泽珍正志中忠")
  private static let first = signs("青白石柳松竹梅杨龙凤云清红金银长大小新古高平安永和兴福泰双三五九上下东西南北前后马牛羊沙黄黑河泉井桃李枣栗茶盐铁官王张陈")
  private static let second = signs("溪河湾沟坪坝岭坡岗塘桥渡口湖泉峰洞岩台寨堡营屯庄店铺街井树林花田畈冲垭梁塬川源沙滩洲门关山水石潭岔坎头")
  private static let brands = signs("丰源绿康惠农天润金禾瑞祥华宇宏达鑫盛永兴正泰恒信广汇同创")
  static let industries = words("茶叶 养殖 水稻 果蔬 旅游 中药材 林果 食用菌")
  static let functions = words("生态 农业 商贸 旅游 加工 居住")
  static let departments = words(
    "发展改革局 教育局 科学技术局 公安局 民政局 司法局 财政局 人力资源和社会保障局 自然资源局 生态环境局 住房和城乡建设局 交通运输局 水利局 农业农村局 商务局 文化和旅游局 卫生健康局 应急管理局 审计局 市场监督管理局 统计局 医疗保障局 林业局 信访局 档案馆 总工会 团委 妇联 残联 供销合作社 税务局 气象局"
  )

  /// A surname and one or two signs behind it.
  @inline(__always)
  static func person(_ value: UInt64, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: surnames[SeededStream.below(surnames.count, value)])
    let rest = value &* 0x9e37_79b9_7f4a_7c15
    if rest & 3 != 0 { bytes.append(contentsOf: given[SeededStream.below(given.count, rest)]) }
    bytes.append(contentsOf: given[SeededStream.below(given.count, rest &* 0xbf58_476d_1ce4_e5b9)])
  }

  /// Different names for different numbers below `placeCount`.
  static func place(_ number: Int, to bytes: inout [UInt8]) {
    let number = number % placeCount
    bytes.append(contentsOf: first[number % first.count])
    bytes.append(contentsOf: second[number / first.count])
  }

  static var placeCount: Int { first.count * second.count }

  /// Two signs such as firms have.
  static func brand(_ value: UInt64, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: brands[SeededStream.below(brands.count, value)])
    bytes.append(contentsOf: brands[SeededStream.below(brands.count, value &* 0x9e37_79b9_7f4a_7c15)])
  }
}

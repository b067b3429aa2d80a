extension TextKey {
  var chinese: String {
    switch self {
    case .coverageHeadline: "{1} 个中有 {0} 个未覆盖（{2}），截至 {3} [口径 {4}]"
    case .coverageAllCovered: "{0} 个全部覆盖，截至 {1} [口径 {2}]"
    case .coverageNobodyAsked: "截至 {0} 没有任何节点需要结对。请增加 need 列，或用 --of 指定对象，例如 --of place[kind=village]"
    case .coverageByType: "{0}：{2} 个中有 {1} 个，{3}"
    case .coverageNoneSelected: "截至 {1}，{0} 没有选中需要结对的节点"
    case .nearColumn: "{0}：列 {1} 没有含义；是不是 {2}？"
    case .usageSameFile: "两个输出不能写到同一个文件 {0}"
    case .usageFolder: "{0} 就是数据文件夹，不能作为表的文件名"
    case .usageTable: "{0} 就是数据集的表 {1}，不能写输出"
    case .standardOutput: "标准输出"
    case .usageHops: "--hops 要与 --around 同用"
    case .usageDotFailed: "Graphviz 绘图失败：程序 dot 出错"
    case .adviceEmptyDate: "单元格为空：请填写日期，例如 2021-05-01"
    case .adviceEmptyEnd: "单元格为空：请填写节点的编号"
    case .rejectedHowToList: "用 --rejects 文件 列出"
    case .errorOtherDelimiter: "{0}：缺少列 {1}：各列似乎以 {2} 分隔。请另存为逗号分隔的“CSV UTF-8”"
    case .levelTable: "按{0}，缺口大的在前"
    case .levelRow: "{0}  {2} 个中有 {1} 个  {3}"
    case .listUncovered: "未覆盖"
    case .listOverloaded: "超额"
    case .listMore: "……还有 {0} 个，用 --csv 文件 列出全部"
    case .noPlaceLevel: "地区"
    case .overloadHeadline: "{1} 个有上限的节点中 {0} 个超额，截至 {2}"
    case .overloadNone: "{0} 个有上限的节点均未超额，截至 {1}"
    case .overloadNoBound: "截至 {0} 没有任何节点设有上限，无从判断超额"
    case .overloadHowToBound: "设上限的办法：在节点表里加 capacity 列，或用 --max N 给没有上限的节点统一设定"
    case .overloadNobody: "截至 {0} 无人结对，也没有节点设有上限"
    case .overloadRow: "{0}  {1}：帮 {2}，上限 {3}  {4}"
    case .distribution: "{0} 个节点的结对数：最小 {1}，四分位 {2} {3} {4}，90 % 为 {5}，99 % 为 {6}，最大 {7}，平均 {8}，基尼系数 {9}"
    case .distributionIdle: "空闲（结对数 0）：{0}"
    case .rowsTitle: "行数"
    case .rowsLine: "{0}：读入 {1} = 采用 {2} + 合并 {3} + 拒绝 {4}{5}"
    case .datedOn: "截至 {0}"
    case .rejectedLines: "（占文件 {0} 行）"
    case .rejectedNote: "被拒绝的行：{0}{1}；结果只依据其余各行"
    case .summaryHeadline: "{0}：{1} 个节点，{2} 条有效的边，截至 {3}"
    case .summaryNodes: "节点"
    case .summaryEdges: "有效的边"
    case .summaryIsolated: "孤立节点（没有有效的边）：{0}"
    case .summaryComponents: "连通分量：{0} 个，最大的有 {1} 个节点"
    case .summaryPairings: "结对：已结束 {0}，有效 {1}，未开始 {2}"
    case .summaryTypeLine: "{0}  {1}"
    case .summaryMemberships: "成员关系：已结束 {0}，有效 {1}，未开始 {2}"
    case .summaryLinks: "其他边：已结束 {0}，有效 {1}，未开始 {2}"
    case .summaryEvents: "走访 {0} 次，相邻 {1} 对，费用 {2} 行"
    case .summaryOverlapping: "两端和类别相同而日期重叠的结对：{0} 行（每对只计一次）"
    case .summaryDegrees: "度：最小 {0}，中位 {1}，最大 {2}，平均 {3}"
    case .drawHeadline: "已绘制：{0} 个节点，{1} 条边，截至 {2}"
    case .drawTooLarge: "{0} 个节点超过 --limit {1}，改画按{2}的汇总图（{3} 个节点）"
    case .drawLongIDs: "有 {0} 个编号太长，Graphviz 读不了，在 DOT 中截短了"
    case .drawDeepBoxes: "超过 {0} 层的地区没有单独画框：层数再多 Graphviz 画不出来"
    case .drawnByQuotient: "按{0}"
    case .place: "地区"
    case .unit: "单位"
    case .branch: "党组织"
    case .cadre: "干部"
    case .household: "农户"
    case .committee: "联村党委"
    case .node: "节点"
    case .pairing: "结对"
    case .member: "成员关系"
    case .link: "其他边"
    case .visit: "走访"
    case .adjacent: "相邻"
    case .cost: "费用"
    case .noKind: "（无类别）"
    case .noPlace: "（无地区）"
    case .noUnit: "（无单位）"
    case .noCommittee: "（无联村党委）"
    case .legendTitle: "图例"
    case .legendUncovered: "未覆盖"
    case .legendOverloaded: "超额"
    case .legendPairing: "结对：帮扶者 → 被帮扶者"
    case .legendMembership: "成员"
    case .legendOther: "其他边"
    case .legendAdjacency: "相邻"
    case .legendGroup: "组"
    case .legendWeight: "越粗越多"
    case .pictureTitle: "{0}，截至 {1}"
    case .quotientTitle: "{0}，按{1}汇总，截至 {2}"
    case .labelHas: "有 {0}，需 {1}"
    case .labelUncoveredOf: "{1} 个中有 {0} 个未覆盖，{2}"
    case .labelTypes: "{0} 种类型"
    case .labelNodes: "节点 {0}"
    case .labelAllCovered: "{0} 个全部覆盖"
    case .labelOverloaded: "{0} 个超额"
    case .labelInside: "内部结对 {0}"
    case .labelOutside: "其他{0}"
    case .labelLoad: "帮 {0}，上限 {1}"
    case .warning: "警告：{0}"
    case .unknownReference: "{0}：{1} 行的 {2} 指向不存在的编号，首个是第 {4} 行的“{3}”；这些行保留，但不含该项"
    case .unreadFile: "{0} 不是数据集的表，未读取"
    case .unreadFileNearest: "{0} 不是数据集的表，未读取；是不是 {1}？"
    case .missingInDrawing: "{0}：{1} 行无法使用，图中没有画出；用 `pairgraph summary` 可逐行列出"
    case .selectsNothing: "{0} 没有选中任何节点；现有类型：{1}"
    case .normsNotRead: "未读取 norms.csv：本命令不用口径，或用命令行给出的口径"
    case .moreRejected: "……{2} 中还有 {0} 行“{1}”"
    case .rejectedSummary: "拒绝了 {0} 行{2}，超过 --max-rejects {1} 的限度"
    case .rejectedRow: "{0} 第 {1} 行，字节 {2}，列 {3}：{4}。{5}"
    case .outputsIncomplete: "输出已写好，只依据未被拒绝的行"
    case .progressReading: "正在读取 {0}：{1} / {2} MB"
    case .progressComputing: "正在计算……{0}"
    case .progressWriting: "正在写出 {0}"
    case .adviceInvalidUTF8: "字节 {0} 不是 UTF-8 编码：请另存为“CSV UTF-8”"
    case .adviceInvalidEncoding: "字节 {0} 不是 {1} 编码：请改正单元格，或另存为“CSV UTF-8”"
    case .adviceControlCharacter: "单元格里有控制字符 {0}：请删去"
    case .adviceNulByte: "单元格里有空字符（字节 00），文件可能已损坏：请删去，或重新导出"
    case .adviceFieldTooLong: "单元格有 {0} 字节，超过 {1}：前面可能缺右引号"
    case .formFound: "{0}：按 {1} 读取，分隔符为 {2}（由文件内容判断）"
    case .formGiven: "{0}：按 {1} 读取，分隔符为 {2}"
    case .adviceSwallowedRows: "这个单元格里的左引号到下面第 {0} 行才闭合，而中间各行像是表里的数据行：请在单元格末尾补上右引号，如果引号是文字的一部分，请写两遍；这些行就会恢复成数据行"
    case .cleanHeadline: "{0}：读入 {1} = 写出 {2} + 合并 {3} + 拒绝 {4}{5}"
    case .cleanHeaderRows: "{0}：{1} 行表头合为一行：{2}"
    case .cleanKeptTitle: "{0}：第 {1} 行（{2}）仍作表头：它下面一行也可能是数据。若它是标题，请删去再试"
    case .cleanTitles: "{0}：表头上方有 {1} 行未写出：{2}"
    case .cleanRepeatedHeaders: "{0}：与表头完全相同的 {1} 行未写出"
    case .cleanTitle: "第 {0} 行 {1}"
    case .cleanRepeatedNames: "{0}：多列同名：{1}"
    case .usageEncoding: "--encoding 是 utf-8、utf-16le、utf-16be 或 gb18030（包括 gbk 和 gb2312）"
    case .usageDelimiter: "--delimiter 是 , ; ， 之一，或 comma、semicolon、tab"
    case .usageCleanItself: "{0} 是要读的表：请写到别的文件"
    case .helpClean: "把任何 CSV 表整理成 UTF-8 的规整表，并列出有问题的行。"
    case .helpFile: "任何编码的 CSV 表。"
    case .helpOutput: "写出规整的表；缺省为 -，即标准输出。"
    case .helpEncoding: "utf-8、utf-16le、utf-16be 或 gb18030（也可写 gbk、gb2312）；缺省由文件内容判断。"
    case .helpDelimiter: "分隔符：, ; ， 或 tab；缺省由文件内容判断。"
    case .helpCleanRejects: "写出被拒绝的行；缺省时每种问题列出前十行。"
    case .helpUnmaskRejects: "消息和被拒绝的行中的身份证号、电话号码不作遮盖。"
    case .adviceTextAfterQuote: "右引号后面还有文字（这对引号可能是从前面某一行开始的）：请把整个字段放进引号，里面的引号写两遍"
    case .adviceTooFewFields: "本行有 {0} 个字段，表头有 {1} 个：请补上缺少的逗号，含换行的字段要放进引号"
    case .adviceTooManyFields: "本行有 {0} 个字段，表头有 {1} 个：含逗号的字段要放进引号"
    case .adviceEmptyID: "单元格为空：请填写编号"
    case .adviceDuplicateID: "编号“{0}”已在 {1} 使用：请给其中一行换一个编号"
    case .adviceUnknownEnd: "“{0}”不是任何节点的编号：请在相应的表中补上，或改正"
    case .adviceUnknownEndNearest: "“{0}”不是任何节点的编号；是不是“{1}”？"
    case .adviceParentCycle: "上级“{0}”经 {1} 绕了一圈又回到本行：请改正其中一行的上级"
    case .adviceOwnParent: "上级“{0}”就是本行：请改正"
    case .adviceLargeNumber: "“{0}”太大：超过 9007199254740991 的数不能精确表示，请改用更大的单位（如万元）"
    case .adviceWholeDate: "“{0}”不是某一天：请写成 2021-05-01"
    case .adviceBadDate: "“{0}”不是日期：请写成 2021-05-01、2021-05 或 2021"
    case .adviceUntilBeforeSince: "结束日期“{0}”早于开始日期“{1}”：请改正其一"
    case .adviceBadNumber: "“{0}”不是数：请写成 12.5 这样"
    case .adviceBadBound: "“{0}”不是 0 到 2 147 483 647 的整数：请写成 3 这样"
    case .adviceBadQuantity: "“{0}”不是不小于 0 的数：请写成 12.5 这样"
    case .adviceBadWeight: "“{0}”不能作权重：请写 0（不算联系），或 1e-100 到 9007199254740991 之间的数，例如 2.5"
    case .adviceBadSmallWeight: "“{0}”离 0 太近，不能作权重：请写 0（不算联系），或不小于 1e-100 的数"
    case .adviceBadLatitude: "“{0}”不是纬度：请用度数，例如 29.5"
    case .adviceBadLongitude: "“{0}”不是经度：请用度数，例如 114.5"
    case .error: "错误：{0}"
    case .atPlace: "{0} 第 {1} 行，字节 {2}，列 {3}"
    case .errorUnclosedQuote: "{0}：这里的引号没有右引号。请补上；如果引号是文字的一部分，请写两遍"
    case .errorRecordTooLong: "{0}：一条记录超过 64 MiB，前面很可能有引号没有闭合"
    case .errorMissingColumn: "{0}：缺少列 {1}。现有的列：{2}。请把其中一列命名为 {1}"
    case .errorDuplicateColumn: "{0}：列 {1} 出现了两次，请改名或删掉一列"
    case .errorHeaderTooLong: "{0}：第一条记录超过 256 KiB，不可能是表头：可能有引号没有闭合，或者表里没有换行"
    case .errorEmptyFile: "{0}：文件是空的，表必须有表头。如果数据集没有这张表，请删除该文件"
    case .errorWorkbook: "{0}：这是工作簿，不是 CSV 表。请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”"
    case .errorOtherEncoding: "{0}：不是 UTF-8 编码，请另存为“CSV UTF-8”"
    case .errorUTF16: "{0}：看来是 UTF-16，不是 UTF-8 编码，请另存为“CSV UTF-8”"
    case .errorUnreadable: "{0}：无法读取：{1}"
    case .errorChanged: "{0}：读取过程中文件被改动。请在无人写入时重新运行"
    case .errorNoDataset: "{0}：{1}。请给出数据集的文件夹"
    case .errorNotAFolder: "{0} 是文件。请给出含有 households.csv、cadres.csv、pairings.csv 等表的文件夹"
    case .errorNoTables: "{0}：文件夹中没有数据集的表。数据集由 places.csv、units.csv、branches.csv、cadres.csv、households.csv、pairings.csv 等组成（都可以缺省）"
    case .errorTooManyNodes: "{0}：节点超过 2 147 483 647 个"
    case .errorOutput: "无法写入 {0}：{1}"
    case .errorTooMuchMemory: "{0} 约需内存 {1} 字节，本机只有 {2}。请换用更大的机器，或按县拆分数据集"
    case .errorUnexpected: "出错：{0}"
    case .selectorMissingType: "选择式以节点类型开头，例如 household[kind=脱贫户]"
    case .selectorMissingBracket: "缺少右方括号 ]"
    case .selectorMissingComparison: "条件写作 列=值，或用 !=、<、<=、>、>="
    case .selectorMissingColumn: "比较符前面缺少列名"
    case .selectorUnknownComparison: "只能用 =、!=、<、<=、>、>= 比较"
    case .selectorUnknownColumn: "没有这一列；现有的列：{0}"
    case .selectorUnknownType: "没有这种类型的节点。现有类型：{0}"
    case .selectorUnknownTypeNearest: "没有这种类型的节点；是不是“{1}”？现有类型：{0}"
    case .selectorStray: "这里不该有这个字符"
    case .usageTwoDashes: "--csv、--dot、--json、--rejects 中只能有一个是 -"
    case .usageMaxRejects: "--max-rejects 是行数或百分比，例如 10 或 0.5%"
    case .usageDate: "--on 是日期：2021-05-01、2021-05 或 2021"
    case .usageLanguage: "--lang 是 en 或 zh"
    case .usageNotNegative: "{0} 不能是负数"
    case .usageAtMost: "{0} 最大为 {1}"
    case .usageAtLeastOne: "{0} 至少是 1"
    case .usageNoSuchNode: "没有编号或名称是“{0}”的节点"
    case .usageManyNodes: "有 {0} 个节点叫“{1}”；请给出编号，例如 {2}"
    case .usageDrawNothing: "请给出 --dot 文件 或 --svg 文件，- 表示标准输出"
    case .usageNoLevel: "这里没有 {0}；--by 可用：{1}"
    case .usageByAndAround: "--by 和 --around 不能同时用"
    case .usageSVG: "--svg 需要 Graphviz：没有找到程序 dot。请安装 Graphviz，或用 --dot 输出后在别处绘制"
    case .helpCommand: "分析结对帮扶网络：谁没有人帮，谁帮得太多，哪些本是一体。"
    case .helpSummary: "统计节点、边、连通分量，以及合并和拒绝的行。"
    case .helpCoverage: "找出帮扶者少于需要的对象。"
    case .helpOverload: "找出结对超过上限的帮扶者，以及结对数的分布。"
    case .helpDraw: "把网络、某个节点的周围或汇总图画成 Graphviz DOT。"
    case .helpDiscussion:
      """
      DATA 是一个文件夹，内有 CSV 表：places、units、branches、cadres、households、committees、members、pairings 等，都可以缺省。退出码：0 完成，\
      1 有必须达到的口径未达到（check），或要求的分组不存在、没有找到（cluster --method regions），2 输入无法使用或输出无法写入，3 拒绝的行超过 --max-rejects，64 用法错误。
      """
    case .helpData: "数据文件夹，或一份台账。"
    case .helpCSV: "把表写到文件；- 表示标准输出。"
    case .helpDOT: "把 Graphviz 图写到文件；- 表示标准输出。"
    case .helpJSON: "把结果以 JSON 写到文件；- 表示标准输出。"
    case .helpRejects: "把被拒绝的行写到文件；- 表示标准输出。"
    case .helpMaxRejects: "允许拒绝的行数或百分比，超过时退出码为 3。"
    case .helpOn: "按哪一天判断结对是否有效（默认今天）。"
    case .helpLang: "文字的语言：en 或 zh（默认随系统）。在命令行给出时，列名也随之改变。"
    case .helpJobs: "线程数。"
    case .helpQuiet: "除错误外什么也不说。"
    case .helpUnmask: "身份证号、电话号码和图中户主姓名不作遮盖。"
    case .helpLimit: "图中最多的节点数，超过时改画汇总图。"
    case .helpOf: "改问这些节点，例如 place[kind=village]。"
    case .helpInherit: "帮扶某地区的，也算帮扶该地区内的全部对象。"
    case .helpMax: "没有 capacity 的节点的上限。"
    case .helpAround: "画出该编号或名称的节点的周围。"
    case .helpHops: "周围延伸几条边（默认 1）。"
    case .helpBy: "画汇总图：每个村、乡镇或其他类别的地区一个节点，或每个单位、联村党委一个节点。"
    case .helpSVG: "同时用 Graphviz 的 dot 画成 SVG。"
    case .helpEstimate: "显示每张表需要的内存字节数后停止。"
    case .estimateTitle: "读取前估计的内存"
    case .estimateLine: "{0}：约 {1} 行，{2} 字节"
    case .estimateTotal: "合计 {0} 字节；本机有 {1}"
    case .estimateWithoutGroups: "若联系像随机抽取的一样、无社区可分，最多可达 {0} 字节"
    default: chineseOfRosters ?? chineseOfNorms ?? chineseOfGroups ?? chineseOfRegions ?? chineseOfGenerator ?? ""
    }
  }
}

/// Kinds of places that the design names, for people; other kinds stand for themselves.
enum ChineseKinds {
  static let names: [String: String] = [
    "province": "省", "prefecture": "市州", "county": "县区", "district": "片区", "township": "乡镇", "village": "村", "group": "组",
  ]
}

/// Names of columns and of members of JSON objects, and words in cells, for `--lang zh`.
enum ChineseColumns {
  static let names: [String: String] = [
    "type": "类型", "id": "编号", "name": "名称", "kind": "类别", "place": "地区编号", "place_path": "所在地区", "norm": "口径", "has": "现有", "min": "下限",
    "missing": "缺额", "unit": "单位", "role": "职责", "rank": "职级", "max": "上限", "over": "超额", "file": "文件", "line": "行", "byte": "字节",
    "from": "起点编号", "from_name": "起点", "to": "终点编号", "to_name": "终点", "relation": "关系", "what": "项目", "count": "数量", "column": "列",
    "problem": "问题", "advice": "建议", "raw": "原文",
    "command": "命令", "data": "数据", "on": "截至", "subjects": "对象数", "uncovered": "未覆盖数", "share": "比例", "types": "各类型", "places": "各地区",
    "findings": "清单", "rows": "行数", "nodes": "节点", "edges": "边", "bounded": "有上限数", "overloaded": "超额数", "distribution": "分布",
    "minimum": "最小", "lower_quartile": "下四分位", "median": "中位", "upper_quartile": "上四分位", "percentile_90": "第90百分位",
    "percentile_99": "第99百分位", "maximum": "最大", "mean": "平均", "gini": "基尼系数", "idle": "空闲数", "kinds": "各类别", "isolated": "孤立节点数",
    "components": "连通分量数", "largest_component": "最大连通分量", "degrees": "度", "pairings": "结对", "overlapping_pairings": "重叠结对行数",
    "memberships": "成员关系", "other_edges": "其他边", "visits": "走访数", "adjacent": "相邻数", "costs": "费用行数", "past": "已结束", "alive": "有效",
    "title": "标题", "finding": "情形", "period": "周期", "gap": "差额", "norms": "口径", "level": "级别", "source": "依据", "in_force": "是否适用",
    "from_date": "起始日期", "met": "达到", "below": "不足", "above": "超出", "periods": "各期", "broken": "未达到数",
    "group": "组", "group_size": "组内节点数", "method": "方法", "measure": "质量函数", "resolution": "分辨率", "seed": "随机种子", "quality": "质量",
    "ratio": "组间占比",
    "groups": "组数", "seconds": "秒", "sizes": "各组大小", "core_numbers": "各组核数", "degree": "度", "weighted_degree": "加权度", "component": "连通分量",
    "core": "核数", "clustering": "局部聚类系数", "betweenness": "介数", "pagerank": "PageRank 值", "cut_vertex": "割点", "dependants": "只靠它的邻居数",
    "cut_off": "断开节点数", "largest_core": "最大核数", "bridges": "桥数", "cut_vertices": "割点清单", "betweenness_sources": "介数取样数",
    "betweenness_error": "介数误差界", "cut_vertex_count": "割点数", "cut_vertices_not_listed": "未列出割点数",
    "all_cut_vertices": "全部割点", "weight_zero": "权重为零行数", "highest_betweenness": "介数最高", "error": "误差界", "proven": "已证最优",
    "iterations": "迭代次数", "restarts": "搜索次数", "of": "所选节点", "ties": "联系依据", "crowded": "关联过多者", "in_several": "跨组地区",
    "options": "选项", "by": "比较依据", "read_as": "读作", "values": "取值数", "empty": "空格数", "alike": "全都一样", "bounds": "各项要求", "bound": "要求对象",
    "floor": "下限", "cap": "上限", "neighbours": "邻居数", "within_ss": "组内平方和", "total_ss": "总平方和",
    "households_known": "有户数村数", "population_known": "有人口村数",
    "borders": "相邻来源", "within": "不跨边界", "total": "总数", "islands": "孤立地区", "joined": "并入", "left_out": "未编组", "principles": "五项原则",
    "industry": "产业", "function": "功能", "resources": "资源", "growth": "共同发展", "figures": "各组概况", "committee": "联村党委", "villages": "村数",
    "branches": "党支部数", "party_members": "党员数", "households": "户数", "population": "人口", "industries": "共同产业", "strong": "强村数",
    "weak": "弱村数",
    "comparison": "与现状比较", "compared": "可比数", "adjusted_rand_index": "调整兰德指数", "normalised_mutual_information": "标准化互信息", "moves": "调整清单",
    "to_come": "未开始", "read": "读入", "used": "采用", "merged": "合并", "rejected": "拒绝", "rejected_lines": "拒绝行所占文件行数",
    "details": "说明",
  ]

  static let words: [String: String] = [
    "node": "节点", "edge": "边", "term": "起止", "graph": "图", "rows": "行数", "past": "已结束", "alive": "有效", "to come": "未开始", "isolated": "孤立节点",
    "components": "连通分量", "largest component": "最大连通分量", "overlapping pairings": "重叠结对行数", "visits": "走访", "adjacent": "相邻", "costs": "费用",
    "below": "不足", "above": "超出", "read": "读入", "used": "采用", "merged": "合并", "rejected": "拒绝", "pairing": "结对", "member": "成员关系",
    "link": "其他边", "yes": "是", "no": "否", "must": "必须达到", "info": "仅供参考", "audit": "核查",
  ]
}

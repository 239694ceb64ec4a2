import Rules

/// A task that has nothing to do with the shipped rules: twelve rules of its own vocabulary, and records
/// of half a kilobyte and more.
enum OutsideTask {
  static let source = SourceText(path: "outside.rules", text: rules)

  /// A record; the same for the same number.
  static func record(_ number: Int) -> [UInt8] {
    var draw = Draw(state: UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let trade = trades[draw.below(trades.count)]
    var boilers: [String] = []
    for boiler in 0..<draw.below(7) {
      boilers.append(
        #"{"name": "锅炉\#(boiler)", "size": \#(sizes[draw.below(5)]), "fuel": "\#(fuels[draw.below(3)])", "closed": \#(draw.chance(20)), "built": "20\#(10 + draw.below(15))-01-01"}"#
      )
    }
    let reuse = draw.chance(90) ? #", "reuse": \#(30 + draw.below(70))"# : ""
    let energy =
      draw.chance(95) ? "\(100 + draw.below(90_000)).5" : #"{"from": 1000, "to": 90000}"#
    return Array(
      #"""
      {"plant": {"name": "某某县第\#(number)号工厂技术改造及节能减排综合利用项目", "number": "P-\#(number)", "trade": "\#(trade)", "founded": "20\#(10 + draw.below(15))-0\#(1 + draw.below(9))-1\#(draw.below(10))", "capacity": \#(10 + draw.below(2_000)), "energy": \#(energy), "keyRegion": \#(draw.chance(30)), "expanded": \#(draw.chance(50)), "address": "某某省某某市某某县工业园区东三路\#(draw.below(977))号"}, "water": {"use": \#(draw.below(50)).\#(draw.below(10))\#(reuse), "licensed": \#(draw.chance(90))}, "air": {"so2": \#(draw.below(30)).5, "nox": \#(draw.below(50)).25, "dust": \#(draw.below(8)), "monitored": \#(draw.chance(80)), "permit": "\#(permits[draw.below(3)])"}, "boilers": [\#(boilers.joined(separator: ", "))]}
      """#.utf8)
  }

  private static let trades = ["steel", "cement", "chemical", "aluminium", "glass", "other"]
  private static let sizes = [10, 20, 35, 65, 130]
  private static let fuels = ["coal", "gas", "biomass"]
  private static let permits = ["none", "applied", "granted"]

  private struct Draw {
    var state: UInt64

    /// xorshift64*, Vigna, 2016.
    mutating func below(_ limit: Int) -> Int {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % limit
    }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  }

  private static let rules = """
    单位 吨 t
    单位 吨标准煤 tce
    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正
    后果 限期改造 rectify 「限期改造」
      不符合 有条件通过
      待定 有条件通过
    维度 能效 efficiency 60 「能效」
    维度 环境 environment 40 「环境」
    编号字段 工厂.编号
    名称字段 工厂.名称

    组 工厂 plant 「工厂」
    字段 工厂.名称 plant.name 「工厂名称」 : 文字
    字段 工厂.编号 plant.number 「工厂编号」 : 文字
    字段 工厂.地址 plant.address 「工厂地址」 : 文字
    字段 工厂.行业 plant.trade 「行业」 : 选项 钢铁 steel、水泥 cement、化工 chemical、电解铝 aluminium、玻璃 glass、其他 other
    字段 工厂.投产 plant.founded 「投产日期」 : 日期
    字段 工厂.产能 plant.capacity 「产能」 : 数 吨
      范围 0 至 无上限
    字段 工厂.能耗 plant.energy 「能耗」 : 数 吨标准煤
      范围 0 至 无上限
    字段 工厂.重点区域 plant.keyRegion 「重点区域」 : 是否
    字段 工厂.扩建 plant.expanded 「扩建」 : 是否
    组 用水 water 「用水」
    字段 用水.用量 water.use 「用水量」 : 数
      范围 0 至 无上限
    字段 用水.回用率 water.reuse 「回用率」 : 数
      范围 0 至 100
    字段 用水.许可 water.licensed 「取水许可」 : 是否
    组 大气 air 「大气」
    字段 大气.二氧化硫 air.so2 「二氧化硫」 : 数
      范围 0 至 无上限
    字段 大气.氮氧化物 air.nox 「氮氧化物」 : 数
      范围 0 至 无上限
    字段 大气.颗粒物 air.dust 「颗粒物」 : 数
      范围 0 至 无上限
    字段 大气.监测 air.monitored 「监测」 : 是否
    字段 大气.排污许可 air.permit 「排污许可」 : 选项 无 none、已申请 applied、已取得 granted
    列表 锅炉 boilers 「锅炉」
    字段 锅炉.名称 boilers.name 「锅炉名称」 : 文字
    字段 锅炉.容量 boilers.size 「锅炉容量」 : 数 吨
      范围 0 至 无上限
    字段 锅炉.燃料 boilers.fuel 「燃料」 : 选项 煤 coal、气 gas、生物质 biomass
    字段 锅炉.停用 boilers.closed 「停用」 : 是否
    字段 锅炉.投产 boilers.built 「锅炉投产」 : 日期

    规则集 试验 trial 「试验规则」
    文件 试〔2024〕1号 《试验办法》
    表 限额表 quota 「限额」
      来源 「试验」
      键 行业 trade : 文字
      列 限额 quota : 数 吨标准煤/吨
      行 钢铁、50
      行 水泥、60
      行 化工、80
      行 电解铝、90
      行 玻璃、40
      行 其他、100
    参数 限额 quota 「单位产品限额」 : 数 吨标准煤/吨 按 文字
      取自 限额表.限额

    规则 T-01 单位能耗
      依据 试〔2024〕1号 一「单位能耗不高于限额」
      应 工厂.能耗 ÷ 工厂.产能 不高于 限额[工厂.行业]
      否则 不予审批
      计分 能效 20
    规则 T-02 重点区域
      依据 试〔2024〕1号 二「重点区域不得扩建」
      当 工厂.重点区域
      应 非 工厂.扩建
      否则 不予审批
    规则 T-03 小锅炉
      依据 试〔2024〕1号 三「淘汰35吨以下燃煤锅炉」
      每个 炉 于 锅炉
      当 炉.燃料 是 煤 且 炉.容量 低于 35 吨
      应 炉.停用
      否则 限期改造
      计分 环境 10
    规则 T-04 锅炉总容量
      依据 试〔2024〕1号 四「总容量」
      应 （合计 炉.容量 对 炉 于 锅炉 其中 非 炉.停用） 不超过 200 吨
      否则 限期改造
    规则 T-05 回用率
      依据 试〔2024〕1号 五「回用率不低于」
      应 用水.回用率 不低于 （若 工厂.重点区域 则 80 否则 60）
      否则 限期改造
      计分 环境 10
    规则 T-06 取水许可
      依据 试〔2024〕1号 六「取水许可」
      当 用水.用量 高于 5
      应 用水.许可
      否则 不予审批
    规则 T-07 二氧化硫
      依据 试〔2024〕1号 七「二氧化硫」
      应 大气.二氧化硫 不高于 25
      否则 不予审批
      计分 环境 20
    规则 T-08 氮氧化物
      依据 试〔2024〕1号 八「氮氧化物」
      应 大气.氮氧化物 不高于 45
      除外 气：都 炉.燃料 是 气 对 炉 于 锅炉
      否则 不予审批
    规则 T-09 颗粒物
      依据 试〔2024〕1号 九「颗粒物」
      应 大气.颗粒物 + 大气.二氧化硫 ÷ 10 不高于 9
      否则 限期改造
    规则 T-10 监测
      依据 试〔2024〕1号 十「监测」
      当 工厂.行业 属于 钢铁、水泥、化工
      应 大气.监测
      否则 限期改造
    规则 T-11 排污许可
      依据 试〔2024〕1号 十一「排污许可」
      应 大气.排污许可 是 已取得 或 （大气.排污许可 是 已申请 且 工厂.投产 不早于 2023-01-01）
      否则 不予审批
    规则 T-12 老锅炉
      依据 试〔2024〕1号 十二「老锅炉」
      应 （个数 对 炉 于 锅炉 其中 炉.投产 早于 2010-01-01 且 非 炉.停用） 不高于 2
      否则 限期改造

    """
}

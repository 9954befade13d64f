import Registry

/// The levels of divisions, by their codes (GB/T 2260).
enum DivisionLevels {
  /// What a division lies in: its province, and its city.
  static func above(_ code: DivisionCode) -> [DivisionCode] {
    [code.text.prefix(2) + "0000", code.text.prefix(4) + "00"].compactMap { DivisionCode(String($0)) }
      .filter { $0 != code && code.isWithin($0) }
  }

  /// In which part of a division another one lies; nil where that is the division itself, or none of it.
  static func part(of division: DivisionCode, with other: DivisionCode) -> DivisionCode? {
    guard other != division, other.isWithin(division) else { return nil }
    return (above(other) + [other]).first { $0 != division && $0.isWithin(division) }
  }

  /// What a province is called: no registry below it has events that say so.
  static func province(_ code: String) -> Bilingual? {
    guard code.hasSuffix("0000"), let name = provinces[String(code.prefix(2))] else { return nil }
    return Bilingual(zh: name.zh, en: name.en)
  }

  /// GB/T 2260.
  private static let provinces: [String: (zh: String, en: String)] = [
    "00": ("全国", "China"), "11": ("北京市", "Beijing"), "12": ("天津市", "Tianjin"), "13": ("河北省", "Hebei"),
    "14": ("山西省", "Shanxi"),
    "15": ("内蒙古自治区", "Inner Mongolia"), "21": ("辽宁省", "Liaoning"), "22": ("吉林省", "Jilin"),
    "23": ("黑龙江省", "Heilongjiang"), "31": ("上海市", "Shanghai"), "32": ("江苏省", "Jiangsu"),
    "33": ("浙江省", "Zhejiang"), "34": ("安徽省", "Anhui"), "35": ("福建省", "Fujian"), "36": ("江西省", "Jiangxi"),
    "37": ("山东省", "Shandong"), "41": ("河南省", "Henan"), "42": ("湖北省", "Hubei"), "43": ("湖南省", "Hunan"),
    "44": ("广东省", "Guangdong"), "45": ("广西壮族自治区", "Guangxi"), "46": ("海南省", "Hainan"),
    "50": ("重庆市", "Chongqing"), "51": ("四川省", "Sichuan"), "52": ("贵州省", "Guizhou"), "53": ("云南省", "Yunnan"),
    "54": ("西藏自治区", "Tibet"), "61": ("陕西省", "Shaanxi"), "62": ("甘肃省", "Gansu"), "63": ("青海省", "Qinghai"),
    "64": ("宁夏回族自治区", "Ningxia"), "65": ("新疆维吾尔自治区", "Xinjiang"),
  ]
}

import Registry

/// The pages of a funeral home or a cemetery, beside each other. The templates read the properties by name.
enum HomeNav {
  struct Tab {
    let name: String
    let address: String
    let isHere: Bool
  }

  static let today = Bilingual(zh: "今日工作", en: "Today's work")
  static let begin = Bilingual(zh: "新建个案", en: "Open a case")
  static let upload = Bilingual(zh: "上传文件", en: "Upload a file")
  static let stock = Bilingual(zh: "空白证明", en: "Blank certificates")
  static let amendments = Bilingual(zh: "更正与撤销", en: "Amendments")
  static let places = Bilingual(zh: "找墓位", en: "Find a plot")
  static let stocktake = Bilingual(zh: "骨灰盘点", en: "Stocktake")

  private static let pages = [
    ("/home", today), ("/home/begin", begin), ("/home/places", places), ("/home/upload", upload),
    ("/home/stock", stock), ("/home/stocktake", stocktake), ("/amendments", amendments),
  ]

  /// Those that are for the visitor, if they have such a desk at all; `here` is the path of the page itself, where it is one of
  /// them.
  static func tabs(_ here: String?, _ visit: Visit, _ address: PageAddress) -> [Tab] {
    guard visit.roleOpening("/home") != nil else { return [] }
    return pages.filter { visit.roleOpening($0.0) != nil }.map { path, name in
      Tab(name: address.language.choose(name), address: address.to(path), isHere: path == here)
    }
  }
}

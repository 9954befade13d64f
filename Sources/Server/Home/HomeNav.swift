import Registry

/// The pages of a funeral home, beside each other. The templates read the properties by name.
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

  private static let pages = [
    ("/home", today), ("/home/begin", begin), ("/home/upload", upload), ("/home/stock", stock),
    ("/amendments", amendments),
  ]

  /// `here` is the path of the page itself, where it is one of them.
  static func tabs(_ here: String?, _ address: PageAddress) -> [Tab] {
    pages.map { path, name in
      Tab(name: address.language.choose(name), address: address.to(path), isHere: path == here)
    }
  }
}

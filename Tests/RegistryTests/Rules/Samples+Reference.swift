@testable import Registry

// Samples of effective-dated reference data.

extension ServiceCataloguePublished {
  /// The nation's basic items, without those of interment but the niche.
  static let national = ServiceCataloguePublished(
    titleZh: "殡葬服务基础项目",
    titleEn: "Basic items",
    docNo: "发改价格〔2026〕108号",
    source: "样例",
    scopeDivisions: [.nation],
    from: "2026-03-30",
    to: nil,
    closed: false,
    items: ["transport", "keeping", "farewell", "cremation", "ash_storage"].map { item($0, .funeralHome, basic: true) }
      + [with(item("niche_burial", .interment, basic: true)) { $0.basicNatures = [.publicBenefit] }]
  )

  /// A city's own items beside these, and nothing else.
  static let closedList = with(national) {
    ($0.titleZh, $0.titleEn, $0.docNo) = ("本市非基础项目", "Items of the city", nil)
    ($0.scopeDivisions, $0.from, $0.closed) = (["371000"], "2026-06-01", true)
    $0.items = [item("wreath", .funeralHome, basic: false)]
  }

  static func item(_ code: Code, _ group: Group, basic: Bool) -> Item {
    Item(code: code, nameZh: "项目", nameEn: "Item", group: group, basic: basic, basicNatures: nil)
  }
}

extension PolicyPublished {
  static let newFacility = with(PolicyPublished.plotLimit) {
    ($0.scheme, $0.docNo, $0.validFrom) = (.newFacility, "国务院令第824号", "2026-03-30")
    ($0.limits, $0.licensedNatures) = (nil, [.publicBenefit])
  }
}

extension EcoFormMapPublished {
  static func sample(
    _ division: DivisionCode,
    from day: LocalDate,
    to last: LocalDate? = nil,
    _ forms: [BurialForm: Bool]
  ) -> EcoFormMapPublished {
    EcoFormMapPublished(
      titleZh: "生态安葬方式",
      titleEn: "Eco forms",
      docNo: nil,
      source: "样例",
      scopeDivision: division,
      from: day,
      to: last,
      forms: BurialForm.allCases.compactMap { form in forms[form].map { Form(form: form, countsAsEco: $0) } }
    )
  }
}

// Stream `reference/services` 殡葬服务项目目录: which services there are, and which of them are basic.

// MARK: Event

/// 服务项目目录 (发改价格〔2026〕108号): the nation's basic items, those that a province adds, and those that are left to a city,
/// each as a catalogue of its own. What a place may charge for is what the catalogues around it name together.
public struct ServiceCataloguePublished: FactPayload {
  public static var stream: StreamKind { .referenceData }
  public enum Group: String, Codable, CaseIterable, Sendable {
    case funeralHome = "funeral_home"
    case interment
  }
  public struct Item: Codable, Equatable, Sendable {
    public var code: Code
    public var nameZh: Text
    public var nameEn: Text
    public var group: Group
    /// Whether it is a basic service, at a price that the government guides.
    public var basic: Bool
    /// Where it is basic only in facilities of some natures; absent: in all.
    public var basicNatures: [FacilityLicensed.Nature]?
  }
  public var titleZh: Text
  public var titleEn: Text
  public var docNo: Text?
  /// Where the text was read.
  public var source: Text
  public var scopeDivisions: [DivisionCode]
  public var from: LocalDate
  public var to: LocalDate?
  /// Whether nothing may be charged for beside this catalogue and those around it.
  public var closed: Bool
  public var items: [Item]
}

extension ServiceCataloguePublished {
  func isInForce(on day: LocalDate, in place: Locality) -> Bool {
    from <= day && to.map { day <= $0 } ?? true
      && scopeDivisions.contains { place.isWithin(place.other($0, writtenOn: from), on: day) }
  }
}

// MARK: What is in force

/// The catalogues in force at a facility on a day.
struct ServiceCatalogue {
  let published: [Fact<ServiceCataloguePublished>]
  let nature: FacilityLicensed.Nature

  /// Whether an item is basic; nil where no catalogue names it. Of several that do, the one published last counts.
  func isBasic(_ code: Code) -> Bool? {
    let named = published.reversed().lazy.compactMap { catalogue in catalogue.data.items.first { $0.code == code } }
      .first
    return named.map { $0.basic && $0.basicNatures?.contains(nature) != false }
  }

  /// The catalogue that lets nothing else be charged for.
  var closing: Fact<ServiceCataloguePublished>? { published.last { $0.data.closed } }
}

extension Knowledge {
  mutating func services(of facility: FacilityState, on day: LocalDate) throws(Undecided) -> ServiceCatalogue {
    let licence = facility.licence.data
    try require([.services, .divisions])
    let all = try state(ReferenceDataState.self, of: .services)?.catalogues ?? []
    let place = Locality(licence, try divisions())
    return ServiceCatalogue(
      published: all.filter { $0.data.isInForce(on: day, in: place) },
      nature: licence.nature
    )
  }
}

// MARK: Rules

/// F4: a catalogue has items, each once, and is for some division.
func f4CatalogueItemsOnce(_ event: ServiceCataloguePublished) -> Refusal? {
  var seen: Set<Code> = []
  let twice = event.items.first { !seen.insert($0.code).inserted }
  guard twice != nil || event.items.isEmpty || event.scopeDivisions.isEmpty else { return nil }
  return Refusal(
    rule: .f4,
    fact: Bilingual(
      zh: "目录共 \(event.items.count) 项、适用区划 \(event.scopeDivisions.count) 个，重复的项目为 \(twice?.code.text ?? "–")",
      en: """
        The catalogue has \(event.items.count) item(s) for \(event.scopeDivisions.count) division(s); named twice: \
        \(twice?.code.text ?? "–").
        """
    ),
    remedy: Bilingual(
      zh: "请逐项列出，每个项目编码一次，并写明适用区划",
      en: "List the items, each code once, and the divisions that it is for."
    )
  )
}

/// F4 (发改价格〔2026〕108号: basic items at a price that the government guides): a price list calls basic what the catalogues
/// call basic, and nothing else.
func f4BasicAsCatalogued(_ event: PriceListPublished, _ catalogue: ServiceCatalogue) -> Refusal? {
  guard !catalogue.published.isEmpty,
    let item = event.items.first(where: { $0.basic != (catalogue.isBasic($0.code) ?? false) })
  else { return nil }
  let documents = catalogue.documents
  return Refusal(
    rule: .f4,
    fact: Bilingual(
      zh: "价目表把 \(item.code) 列为\(item.basic ? "" : "非")基本项目，与 \(documents.zh) 不符",
      en: "The list calls \(item.code) \(item.basic ? "" : "not ")basic, unlike \(documents.en)."
    ),
    remedy: Bilingual(
      zh: "基本项目以公布的目录为准，请改正该项的 basic",
      en: "Which items are basic is the published catalogues' to say: correct the item's basic."
    )
  )
}

/// F4 (Decree 824: no fee outside the list): under a closed catalogue a price list names only its items.
func f4PricedWithinCatalogue(_ event: PriceListPublished, _ catalogue: ServiceCatalogue) -> Refusal? {
  guard let closing = catalogue.closing, let item = event.items.first(where: { catalogue.isBasic($0.code) == nil })
  else { return nil }
  return outside(item.code, closing)
}

/// F4 (Decree 824: no fee outside the list): under a closed catalogue only its items are delivered.
func f4DeliveredWithinCatalogue(_ event: ServiceItemDelivered, _ catalogue: ServiceCatalogue) -> Refusal? {
  guard let closing = catalogue.closing, let code = Code(event.itemCode.rawValue), catalogue.isBasic(code) == nil
  else { return nil }
  return outside(code, closing)
}

private func outside(_ code: Code, _ closing: Fact<ServiceCataloguePublished>) -> Refusal {
  Refusal(
    rule: .f4,
    fact: Bilingual(
      zh: "\(code) 不在自 \(closing.data.from) 起执行的 \(closing.data.document.zh) 内（事件 \(closing.eventID)），清单之外不得收费",
      en: """
        \(code) is not in \(closing.data.document.en), in force from \(closing.data.from) (event \(closing.eventID)): nothing \
        is charged for outside the list.
        """
    ),
    remedy: Bilingual(
      zh: "请改用目录内的项目编码；确需增加的，由民政部门先公布新的目录",
      en: "Use an item of the catalogue; another one needs a new catalogue by the civil affairs department first."
    )
  )
}

extension ServiceCataloguePublished {
  /// What refusals call it: its document number, or its title where none is known.
  fileprivate var document: Bilingual { Bilingual(zh: docNo?.text ?? titleZh.text, en: docNo?.text ?? titleEn.text) }
}

extension ServiceCatalogue {
  fileprivate var documents: Bilingual {
    let all = published.map(\.data.document)
    return Bilingual(
      zh: all.map(\.zh).joined(separator: "、"),
      en: all.map(\.en).joined(separator: ", ")
    )
  }
}

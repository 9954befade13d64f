import Testing

@testable import Registry

extension Refused {
  static let ofReference: [Refused] = [
    Refused("f4CatalogueItemsOnce", ["12", "transport"]) {
      try $0.submit(with(ServiceCataloguePublished.national) { $0.items += $0.items }, to: "services")
    },
    Refused("f4CatalogueItemsOnce", ["0"]) {
      try $0.submit(with(ServiceCataloguePublished.national) { $0.scopeDivisions = [] }, to: "services")
    },
    Refused("r4InOrder", ["2026-03-30", "2026-03-29"]) {
      try $0.submit(with(ServiceCataloguePublished.national) { $0.to = "2026-03-29" }, to: "services")
    },
    Refused("f4BasicAsCatalogued", ["wreath", "发改价格〔2026〕108号"]) {
      try $0.given(ServiceCataloguePublished.national, in: "services")
      try $0.submit(with(PriceListPublished.sample) { $0.items[1].basic = true }, to: "371002-H")
    },
    Refused("f4BasicAsCatalogued", ["cremation", "发改价格〔2026〕108号"]) {
      try $0.given(ServiceCataloguePublished.national, in: "services")
      try $0.submit(with(PriceListPublished.sample) { $0.items[0].basic = false }, to: "371002-H")
    },
    Refused("f4PricedWithinCatalogue", ["candles", "2026-06-01"]) {
      try $0.given(ServiceCataloguePublished.national, in: "services")
      try $0.given(ServiceCataloguePublished.closedList, in: "services")
      let list = with(PriceListPublished.sample) { ($0.items[1].code, $0.from) = ("candles", "2026-06-01") }
      try $0.submit(list, to: "371002-H")
    },
    Refused("f4DeliveredWithinCatalogue", ["urn", "2026-06-01"]) {
      try $0.given(ServiceCataloguePublished.national, in: "services")
      try $0.given(ServiceCataloguePublished.closedList, in: "services")
      try $0.certified("c1")
      try $0.submit(with(ServiceItemDelivered.sample) { ($0.itemCode, $0.unit) = (.urn, .piece) }, to: "c1")
    },
    Refused("f6NatureLicensed", ["commercial", "2026-03-30", "public_benefit", "国务院令第824号"]) {
      try $0.given(PolicyPublished.newFacility, in: "new-facility")
      let founded = with(FacilityLicensed.sample(.cemetery)) { ($0.nature, $0.validFrom) = (.commercial, "2026-03-30") }
      try $0.submit(founded, to: "371002-X")
    },
    Refused("f7TownInDivision", ["371003001", "371003", "371002"]) {
      let town = FacilityLicensed.Town(code: "371003001", nameZh: "龙山街道", nameEn: "Longshan Sub-district")
      try $0.submit(with(FacilityLicensed.sample(.cemetery)) { $0.town = town }, to: "371002-X")
    },
    Refused("i1DuesAsPublished", ["self_due", "2026-03-31", "2026-03-30"]) {
      try $0.given(with(PolicyPublished.inspectionChecklist) { $0.selfDue = "2026-03-30" }, in: "inspection")
      try $0.submit(InspectionOpened.sample, to: "371002-C/2026")
    },
    Refused("i1DuesAsPublished", ["review_due", "2026-05-31", "2026-05-30"]) {
      try $0.given(with(PolicyPublished.inspectionChecklist) { $0.reviewDue = "2026-05-30" }, in: "inspection")
      try $0.submit(InspectionOpened.sample, to: "371002-C/2026")
    },
    Refused("m2RulesOfScheme", ["review_due", "new_facility"]) {
      try $0.submit(with(PolicyPublished.newFacility) { $0.reviewDue = "2026-05-30" }, to: "new-facility")
    },
    Refused("f5FormsOnce", ["2", "sea"]) {
      let twice = with(EcoFormMapPublished.sample("371000", from: "2026-01-01", [.sea: true])) { $0.forms += $0.forms }
      try $0.submit(twice, to: "eco-forms")
    },
    Refused("r4InOrder", ["2026-01-01", "2025-12-31"]) {
      let map = EcoFormMapPublished.sample("371000", from: "2026-01-01", to: "2025-12-31", [.sea: true])
      try $0.submit(map, to: "eco-forms")
    },
    Refused("s6TypeFitsSubject", ["EcoFormMapPublished", "reference/services"]) {
      try $0.submit(EcoFormMapPublished.sample("371000", from: "2026-01-01", [.sea: true]), to: "services")
    },
  ]
}

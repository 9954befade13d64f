import CanonicalJSON
import Registry

/// A place, and what happened to it. The template reads the properties by name.
struct PlotModel: PageModel {
  static let template = "plot"

  let frame: Frame
  private(set) var facts: [FacilityModel.Fact]
  let events: [HistoryModel]
  let position: String

  /// It `isOwn` where the visitor enters what happens to it.
  init(
    _ id: PlotID,
    _ plot: PlotFile,
    of facility: JSONObject,
    _ section: JSONObject?,
    isOwn: Bool,
    _ page: BureauPage
  ) {
    let facilityID = facility.text("facility") ?? ""
    let (facilityName, code) = (page.name(ofFacility: facility), section?.text("section") ?? "")
    let sectionName = "\(code) \(section?.text("section_zh") ?? "")"
    let place = id.text.split(separator: "/").suffix(2).joined(separator: "-")
    let map = page.address.to("/facilities/\(facilityID)/sections/\(code)")
    frame = Frame(
      page.address,
      title: "\(place) · \(sectionName) · \(facilityName)",
      heading: page.words("\(sectionName) \(place) 号位", "Place \(place) in \(sectionName)"),
      lead: facilityName,
      trail: page.trail(toFacility: facility)
        + [Link(facilityName, page.page(ofFacility: facilityID)), Link(sectionName, map), Link(place)],
      isSimulated: page.office.isSimulated
    )
    let row = plot.row
    let fact = { (zh: String, en: String, text: String, link: String?) in
      FacilityModel.Fact(name: page.words(zh, en), text: text, link: link)
    }
    facts = [
      fact("编号", "Code", id.text, nil),
      fact("现状", "State", page.word(plot.state.rawValue, "shown"), nil),
      fact("类别", "Kind", section.map { page.language.text("kind", of: $0, or: "—") } ?? "—", nil),
      fact("可安放", "Places", Figures.grouped(row.count("capacity")), nil),
      fact("已安放", "Taken", Figures.grouped(row.count("occupants")), nil),
      fact("使用权至", "Right until", row.text("right_until") ?? page.words("无人持有", "nobody holds one"), nil),
      fact("墓位图", "Map", sectionName, map),
    ]
    if isOwn {
      let desk = page.address.to("/home/plots/\(id.section)/\(id.row)/\(id.number)")
      facts.append(fact("办理", "Enter", page.words("安放、使用权、预留和停用", "placement, right, reservation, block"), desk))
    }
    events = plot.events.map { HistoryModel($0, page.address) }
    position = Figures.grouped(plot.position)
  }
}

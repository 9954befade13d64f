import FrontDoor
import Registry

/// One thing at the desk of a facility: a portion of ashes, a plot or a right to it, with what is on record and what can be
/// entered of it. The template reads the properties by name.
struct RecordModel: PageModel {
  static let template = "record"

  struct Fact {
    let name: String
    let text: String
    let link: String?
  }

  let frame: Frame
  let nav: [HomeNav.Tab]
  let done: Bool
  let facts: [Fact]
  /// What is done next, before all that can be.
  let next: Link?
  let steps: [Link]
  let hasSteps: Bool
  let more: [Link]

  init(_ subject: StepSubject, done: Bool, _ desk: HomeDesk, _ address: PageAddress) {
    let language = address.language
    let maker = Maker(subject: subject, desk: desk, address: address)
    let trail = subject.trail(address)
    let heading = language.choose(subject.name)
    frame = Frame(
      address,
      heading: heading,
      lead: language.choose(desk.name),
      trail: address.trail(to: desk.office) + trail.dropLast() + [Link(heading)],
      isSimulated: desk.office.isSimulated
    )
    nav = HomeNav.tabs(nil, desk.city.visit, address)
    self.done = done
    facts = maker.facts
    let next = maker.next
    self.next = next
    steps = maker.steps.filter { $0.address != next?.address }
    hasSteps = !steps.isEmpty
    more = maker.more
  }
}

/// What stands on such a page.
private struct Maker {
  let subject: StepSubject
  let desk: HomeDesk
  let address: PageAddress

  private var language: Language { address.language }

  private func fact(_ zh: String, _ en: String, _ text: String, _ link: String? = nil) -> RecordModel.Fact {
    RecordModel.Fact(name: language.choose(Bilingual(zh: zh, en: en)), text: text, link: link.map { address.to($0) })
  }

  var facts: [RecordModel.Fact] {
    switch subject {
    case .ashes(let ashes, _): facts(of: ashes)
    case .plot(let plot, _): facts(of: plot)
    case .right(_, let right): facts(of: right)
    default: []
    }
  }

  private func facts(of ashes: AshesDesk) -> [RecordModel.Fact] {
    let (file, state) = (ashes.file.caseFile, ashes.file.custody.state)
    let portion = state.opened.data
    let caseLink = ashes.isOfOwnCase ? "/home/cases/\(file.id)" : nil
    return [
      fact("现在", "Now", language.choose(ashes.state)), fact("个案", "Case", file.id.text, caseLink),
      fact("火化证明号", "Cremation certificate", file.state.cremationCertificateNo?.text ?? "—"),
      fact("第几份", "Portion", "\(portion.portionNo) / \(portion.portionsTotal)"),
      fact("容器标签", "Tag", portion.containerTag.text),
    ]
  }

  private func facts(of plot: PlotStanding) -> [RecordModel.Fact] {
    let right = plot.right.map { right in
      [
        fact("使用权合同", "Use right", right.contract.text, "/home/rights/\(right.contract)"),
        fact("持有人（内部编号）", "Holder, by reference", right.state.holder.text),
      ]
    }
    return [
      fact("编号", "Code", plot.id.text, "/plots/\(plot.id.text)"),
      fact("现在", "Now", language.choose(plot.standing)),
      fact("位置数", "Places", "\(plot.capacity)"),
      fact("下一个空位", "Next free place", plot.free.map { "\($0)" } ?? language.choose(Bilingual(zh: "已满", en: "full"))),
    ] + (right ?? [])
  }

  private func facts(of right: UseRightState) -> [RecordModel.Fact] {
    let plot = right.granted.data.plotId
    let returned = right.returned.map { fact("已退还", "Returned", $0.occurredAt.localDate.text) }
    return [
      fact("墓位", "Plot", plot.text, "/home/plots/\(plot.section)/\(plot.row)/\(plot.number)"),
      fact("持有人（内部编号）", "Holder, by reference", right.holder.text),
      fact("逝者个案", "Case", right.granted.data.decedentCaseId?.text ?? "—"),
      fact("最后一天", "Last day", right.lastDay.text),
      fact(
        "维护费交至",
        "Maintenance until",
        (right.lastRenewal?.data.maintenanceTo ?? right.granted.data.maintenanceTo).text
      ),
    ] + [returned].compactMap(\.self)
  }

  private func link(_ type: String, _ subject: StepSubject? = nil) -> Link {
    let subject = subject ?? self.subject
    return Link(EventNames.name(of: type, in: language), address.to(subject.path(of: type), subject.carried))
  }

  /// Of a plot that was found for some ashes, their placement, or the right that it takes first.
  var next: Link? {
    switch subject {
    case .plot(let plot, let ashes?) where plot.takesAshes && ashes.steps.contains("AshesPlaced"):
      let link = link("AshesPlaced", .ashes(ashes, in: plot))
      let words = Bilingual(zh: "把骨灰 \(ashes.id) 安放在这里", en: "Place the ashes \(ashes.id) here")
      return Link(language.choose(words), link.address)
    case .plot(let plot, .some) where plot.steps.contains("UseRightGranted"): return link("UseRightGranted")
    default: return nil
    }
  }

  var steps: [Link] {
    let types =
      switch subject {
      case .ashes(let ashes, _): ashes.steps
      case .plot(let plot, _): plot.steps
      case .right(_, let right): right.returned == nil ? EntryStep.rights.map(\.type) : []
      default: [String]()
      }
    return types.filter(desk.enters).map { link($0) }
  }

  var more: [Link] {
    guard case .ashes(let ashes, _) = subject, ashes.steps.contains("AshesPlaced"),
      desk.city.visit.roleOpening("/home/places") != nil
    else { return [] }
    let words = Bilingual(zh: "找一个墓位或格位安放", en: "Find a plot or niche for them")
    return [Link(language.choose(words), address.to("/home/places", [("ashes", ashes.id.text)] + ashes.carried))]
  }
}

extension PageTemplates {
  static let record = #"""
    {{> home-nav}}
    {{#done}}<p class="done-notice" role="status"><strong>{{#zh}}已登记。{{/zh}}{{#en}}Recorded.{{/en}}</strong></p>{{/done}}
    <section aria-labelledby="facts">
    <h2 id="facts">{{#zh}}登记的情况{{/zh}}{{#en}}On record{{/en}}</h2>
    <dl class="facts">{{#facts}}<div><dt>{{name}}</dt><dd>{{#.link}}<a href="{{link}}">{{text}}</a>{{/.link}}{{^.link}}{{text}}{{/.link}}</dd></div>
    {{/facts}}</dl>
    </section>
    <section aria-labelledby="steps">
    <h2 id="steps">{{#zh}}可以办的{{/zh}}{{#en}}What can be entered{{/en}}</h2>
    {{#next}}<p class="act"><a class="act-link" href="{{address}}">{{name}}</a></p>{{/next}}
    {{#more}}<p class="act"><a class="act-link" href="{{address}}">{{name}}</a></p>{{/more}}
    {{#hasSteps}}<ul class="plain">{{#steps}}<li><a href="{{address}}">{{name}}</a></li>{{/steps}}</ul>{{/hasSteps}}
    {{^hasSteps}}{{^next}}<p class="empty">{{#zh}}现在没有要登记的。{{/zh}}{{#en}}There is nothing to enter now.{{/en}}</p>{{/next}}{{/hasSteps}}
    </section>
    """#
}

import Registry

/// The sections of a cemetery with what is free in them, and of one its free plots: where ashes can come to lie. The template
/// reads the properties by name.
struct PlacesModel: PageModel {
  static let template = "places"
  /// Free plots of a section that are shown.
  static let most = 300

  struct Section {
    let name: String
    let kind: String
    let free: String
    let places: String
    let link: String
    let isHere: Bool
  }

  struct Plot {
    let name: String
    let link: String
  }

  struct Row {
    let name: String
    let plots: [Plot]
  }

  let frame: Frame
  let nav: [HomeNav.Tab]
  /// For which a place is looked for.
  let ashes: String?
  let sections: [Section]
  let chosen: String?
  let rows: [Row]
  let hasRows: Bool
  let isCut: Bool
  let find: String
  let hidden: [WhenModel.Hidden]
  /// What can be entered of sections.
  let steps: [Link]
  let hasSteps: Bool
  let done: Bool

  init(
    _ sections: [RowRecord],
    section: String?,
    _ plots: [RowRecord],
    for ashes: AshesDesk?,
    done: Bool,
    _ desk: HomeDesk,
    _ address: PageAddress
  ) {
    let language = address.language
    let heading = language.choose(HomeNav.places)
    frame = Frame(
      address,
      heading: heading,
      lead: language.choose(desk.name),
      trail: address.trail(to: desk.office) + [
        Link(language.choose(HomeNav.today), address.to("/home")), Link(heading),
      ],
      isSimulated: desk.office.isSimulated
    )
    nav = HomeNav.tabs("/home/places", desk.city.visit, address)
    self.ashes = ashes?.id.text
    let carried = ashes.map { [("ashes", $0.id.text)] + $0.carried } ?? []
    self.sections = sections.map { row in
      let code = row["section"] ?? ""
      return Section(
        name: "\(code) \(row["section_zh"] ?? "")",
        kind: row.text("kind", language) ?? "—",
        free: Figures.grouped(row.number("free")),
        places: Figures.grouped(row.number("remaining_places")),
        link: address.to("/home/places", [("section", code)] + carried),
        isHere: code == section
      )
    }
    chosen = self.sections.first(where: \.isHere)?.name
    let open = plots.filter { $0.number("occupants") < $0.number("capacity") }.compactMap { row in
      row["plot_id"].flatMap { PlotID($0) }
    }
    let shown = open.sorted { ($0.row.text, $0.number) < ($1.row.text, $1.number) }.prefix(Self.most)
    let byRow = Dictionary(grouping: shown, by: \.row.text)
    rows = byRow.sorted { $0.key < $1.key }.map { row, plots in
      Row(
        name: row,
        plots: plots.map { plot in
          Plot(
            name: "\(plot.number)",
            link: address.to("/home/plots/\(plot.section)/\(plot.row)/\(plot.number)", carried)
          )
        }
      )
    }
    hasRows = !rows.isEmpty
    isCut = open.count > Self.most
    find = "/home/places"
    self.done = done
    let subject = StepSubject.places(section.flatMap { Code($0) })
    // Whoever looks for a place for ashes is not building one.
    let layout = ashes == nil ? EntryStep.layout.filter { $0.about == .places && desk.enters($0.type) } : []
    steps = layout.map { step in
      Link(EventNames.name(of: step.type, in: language), address.to(subject.path(of: step.type), subject.carried))
    }
    hasSteps = !steps.isEmpty
    let kept = [("city", address.city), ("lang", language == .english ? "en" : nil)] + carried
    hidden = kept.compactMap { name, value in value.map { WhenModel.Hidden(name: name, value: $0) } }
  }
}

extension PageTemplates {
  static let places = #"""
    {{> home-nav}}
    {{#done}}<p class="done-notice" role="status"><strong>{{#zh}}已登记。{{/zh}}{{#en}}Recorded.{{/en}}</strong></p>{{/done}}
    {{#.ashes}}<p class="notice">{{#zh}}为骨灰 {{ashes}} 找位置：先选墓区，再选空着的墓位；已有合同的，填合同号。{{/zh}}{{#en}}For the ashes {{ashes}}: choose a section and a free plot in it, or give the contract that there is.{{/en}}</p>{{/.ashes}}
    <section aria-labelledby="sections">
    <h2 id="sections">{{#zh}}墓区和空位{{/zh}}{{#en}}Sections, and what is free{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="sections"><table class="rows narrow">
    <thead><tr><th scope="col">{{#zh}}墓区{{/zh}}{{#en}}Section{{/en}}</th><th scope="col">{{#zh}}类别{{/zh}}{{#en}}Kind{{/en}}</th><th scope="col" class="figure">{{#zh}}空闲墓位{{/zh}}{{#en}}Free plots{{/en}}</th><th scope="col" class="figure">{{#zh}}剩余位置{{/zh}}{{#en}}Places left{{/en}}</th></tr></thead>
    <tbody>{{#sections}}<tr><th scope="row"><a href="{{link}}"{{#isHere}} aria-current="true"{{/isHere}}>{{name}}</a></th><td>{{kind}}</td><td class="figure">{{free}}</td><td class="figure">{{places}}</td></tr>
    {{/sections}}</tbody>
    </table></div>
    {{^sections}}<p class="empty">{{#zh}}还没有启用的墓区。{{/zh}}{{#en}}No section has been opened yet.{{/en}}</p>{{/sections}}
    <form method="get" action="{{find}}" class="question"><label>{{#zh}}已有合同{{/zh}}{{#en}}A contract that there is{{/en}} <input name="contract" size="22" autocomplete="off"></label>{{#hidden}}<input type="hidden" name="{{name}}" value="{{value}}">{{/hidden}} <button type="submit">{{#zh}}打开墓位{{/zh}}{{#en}}Open its plot{{/en}}</button></form>
    {{#hasSteps}}<ul class="plain">{{#steps}}<li><a href="{{address}}">{{name}}</a></li>{{/steps}}</ul>{{/hasSteps}}
    </section>
    {{#.chosen}}<section aria-labelledby="plots">
    <h2 id="plots">{{#zh}}{{chosen}}的空位{{/zh}}{{#en}}Free in {{chosen}}{{/en}}</h2>
    {{#rows}}<h3>{{#zh}}{{name}} 排{{/zh}}{{#en}}Row {{name}}{{/en}}</h3>
    <ul class="numbers">{{#plots}}<li><a href="{{link}}">{{name}}</a></li>{{/plots}}</ul>
    {{/rows}}
    {{^hasRows}}<p class="empty">{{#zh}}没有空位。{{/zh}}{{#en}}Nothing is free.{{/en}}</p>{{/hasRows}}
    {{#isCut}}<p class="remark">{{#zh}}只列前 300 个，其余见墓位图。{{/zh}}{{#en}}The first 300 are listed; the map has all.{{/en}}</p>{{/isCut}}
    </section>{{/.chosen}}
    """#
}

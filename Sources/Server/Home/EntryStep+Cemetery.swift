import Registry

/// The steps by which a cemetery comes to have plots, takes in a body, and does what there is to do for ashes that nobody fetches.
extension EntryStep {
  static let layout: [EntryStep] = [
    EntryStep(
      type: "SectionOpened",
      stream: .section,
      place: .places,
      lead: Bilingual(
        zh: "一个墓区或骨灰堂区经批准启用时登记；墓位随后一排一排地登记。",
        en: "Entered when a section that was approved opens. Its plots are laid out afterwards, row by row."
      ),
      presets: ["phase": .usual("1"), "eco": .usual("false")],
      record: .named
    ),
    EntryStep(
      type: "PlotRangeCreated",
      stream: .section,
      place: .places,
      lead: Bilingual(
        zh: "同一排中连号、规格相同的墓位一次登记。单穴 1 个位置，双穴 2 个。",
        en: "A run of equal plots in one row is entered at once. A single has one place, a double two."
      ),
      presets: ["first_no": .usual("1")],
      record: .named
    ),
    EntryStep(
      type: "PlotResized",
      stream: .plot,
      lead: Bilingual(
        zh: "墓位改建之后，登记改建后的完整尺寸和位置数。",
        en: "After works on a plot its size and places are entered as they are now, in full."
      )
    ),
  ]

  static let burial: [EntryStep] = [
    EntryStep(
      type: "BodyBuried",
      stream: .decedentCase,
      place: .plot,
      lead: Bilingual(
        zh: "遗体在本公墓安葬之后登记：土葬改革区，或依法免予火化的逝者。个案编号由殡仪馆或家属提供。",
        en:
          "Entered after the burial of a body here: in a burial-reform zone, or of a person exempt by law. The funeral home or the family has the number of the case."
      ),
      presets: [
        "plot_id": .known(.plot), "position_no": .known(.place), "contract_no": .known(.contract),
        "mound": .usual("false"),
      ],
      record: .named
    )
  ]

  static let unclaimed: [EntryStep] = [
    EntryStep(
      type: "UnclaimedAshesNoticePublished",
      stream: .ashCustody,
      lead: Bilingual(
        zh: "超过当地规定期限无人领取的骨灰，发布公告后登记。期间有人来领、续存的，公告自动失效。",
        en:
          "Entered when the notice for ashes is published that nobody has fetched for longer than the place allows. It ends when somebody comes for them."
      )
    ),
    EntryStep(
      type: "UnclaimedAshesDisposed",
      stream: .ashCustody,
      lead: Bilingual(
        zh: "公告期满仍无人认领的，按当地规定安放或撒散后登记。安放的填墓位和位置，撒散的填地点。",
        en:
          "After the notice, when the ashes that nobody claimed have been placed or scattered as the place has it. Give the plot of a placement, the site of a scattering."
      ),
      presets: ["notice_event_id": .known(.notice)]
    ),
  ]
}

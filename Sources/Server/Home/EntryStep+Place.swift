import Registry

/// The steps of ashes that come to rest, and of the plots and rights that they come to.
extension EntryStep {
  /// Those after which no facility has the ashes.
  static let leaving: Set<String> = ["AshesReleased", "AshesScattered", "UnclaimedAshesDisposed"]

  static let rest: [EntryStep] = [
    EntryStep(
      type: "AshesPlaced",
      stream: .ashCustody,
      lead: Bilingual(
        zh: "骨灰放进墓位、格位或生态葬区之后登记。除生态葬区外，先办好使用权。",
        en: "Entered when the ashes are in their plot, niche or eco pool. But for eco pools, the use right comes first."
      ),
      presets: [
        "facility_id": .home, "plot_id": .known(.plot), "position_no": .known(.place), "form": .known(.formOfPlot),
        "contract_no": .known(.contract), "marker": .usual("none"),
      ]
    ),
    EntryStep(
      type: "AshesRelocated",
      stream: .ashCustody,
      lead: Bilingual(
        zh: "骨灰迁出，或迁到另一处时登记，先要有批准文号。只迁出的，新墓位一栏都不填。",
        en:
          "Entered when ashes are moved to another plot or taken out, with the number of the approval. Leave out the new plot when they are only taken out."
      ),
      presets: ["from_plot_id": .known(.plot), "reason_code": .usual("family_wish")]
    ),
    EntryStep(
      type: "AshesScattered",
      stream: .ashCustody,
      lead: Bilingual(
        zh: "海葬、江葬或陆地撒散之后登记。登记后不能再迁移。",
        en: "Entered after a scattering at sea, on a river or on land. It is final."
      ),
      presets: ["form": .usual("sea"), "all_ashes": .usual("true")]
    ),
    EntryStep(
      type: "StocktakeChecked",
      stream: .ashCustody,
      lead: Bilingual(
        zh: "照着账查实物：找到了没有，容器上的标签是不是登记的那一个。盘点人不能是当初办入管的人。",
        en:
          "The record is held against the shelf: whether the portion was found, and whether its tag is the one on record. Whoever took it in does not check it."
      ),
      presets: [
        "stocktake_no": .known(.stocktake), "found": .usual("true"), "tag_matches": .usual("true"), "checker_id": .me,
      ]
    ),
  ]

  static let plots: [EntryStep] = [
    EntryStep(
      type: "UseRightGranted",
      stream: .useRight,
      place: .plot,
      lead: Bilingual(
        zh: "凭火化证明或死亡证明办理墓位、格位的使用权，一期最长二十年。为在世者办理的，要有证明材料。",
        en:
          "The right to use a plot or niche is granted on death or cremation papers, for twenty years at most. For somebody living the papers of an exception are needed."
      ),
      presets: [
        "plot_id": .known(.plot), "holder_ref": .known(.holder), "basis": .usual("decedent"),
        "decedent_case_id": .known(.caseID), "from": .now,
      ],
      record: .new
    ),
    EntryStep(
      type: "PlotReserved",
      stream: .plot,
      lead: Bilingual(
        zh: "为符合条件的人预留，要有证明材料和截止日。",
        en: "Reserved for somebody who may hold it, with the papers and a last day."
      ),
      presets: ["basis": .usual("elderly")]
    ),
    EntryStep(
      type: "ReservationReleased",
      stream: .plot,
      lead: Bilingual(zh: "不再预留时登记，写明原因。", en: "Entered when it is reserved no more, with the reason.")
    ),
    EntryStep(
      type: "PlotBlocked",
      stream: .plot,
      lead: Bilingual(
        zh: "墓位暂时不能用（维修、塌陷等）时登记。",
        en: "Entered when a plot cannot be used for the time being, such as for repairs."
      ),
      presets: ["cause_event_id": .never]
    ),
    EntryStep(
      type: "PlotUnblocked",
      stream: .plot,
      lead: Bilingual(zh: "墓位恢复使用时登记。", en: "Entered when the plot can be used again.")
    ),
  ]

  static let rights: [EntryStep] = [
    EntryStep(
      type: "UseRightRenewed",
      stream: .useRight,
      lead: Bilingual(
        zh: "到期续用时登记，从上一期的最后一天接着算，一期最长二十年。",
        en: "The next cycle begins with the last day of the one before, and is twenty years at most."
      )
    ),
    EntryStep(
      type: "UseRightSucceeded",
      stream: .useRight,
      lead: Bilingual(
        zh: "持有人去世后由亲属继承。墓位不得转让、买卖。",
        en: "A relative takes the right over from its holder. It cannot be sold or given away otherwise."
      )
    ),
    EntryStep(
      type: "UseRightReturned",
      stream: .useRight,
      lead: Bilingual(
        zh: "墓位里没有安放骨灰、持有人退还时登记。退还后墓位停用，清理好再恢复。",
        en: "Only where nobody lies in the plot. It is blocked until it has been cleared."
      )
    ),
  ]
}

import Registry

/// The steps of an annual inspection, in the order of the year.
extension EntryStep {
  static let inspection: [EntryStep] = [
    EntryStep(
      type: "InspectionOpened",
      stream: .annualInspection,
      lead: Bilingual(
        zh: "每个公墓每年启动一次，写明检查表版本和两个截止日。",
        en: "Opened once a year for each cemetery, with the version of the checklist and two last days."
      ),
      presets: ["checklist_version": .known(.checklist)]
    ),
    EntryStep(
      type: "SelfCheckSubmitted",
      stream: .annualInspection,
      lead: Bilingual(
        zh: "公墓逐项自评；检查表已公布的，每一项都要答。拒不提交的，由民政局登记“是”，不填答案。",
        en:
          "The cemetery gives itself points, item by item; of a published checklist every item is answered. A refusal is entered by the bureau, without answers."
      ),
      presets: ["refused": .usual("false"), "answers": .known(.checklistItems)],
      spareRows: 10
    ),
    EntryStep(
      type: "DocumentFiled",
      stream: .annualInspection,
      lead: Bilingual(
        zh: "一个项目的一份材料。登记系统只留文件的摘要，原件由提交单位保存。",
        en: "One paper for one item. Only its digest is kept; the original stays with whoever files it."
      )
    ),
    EntryStep(
      type: "SiteCheckRecorded",
      stream: .annualInspection,
      lead: Bilingual(
        zh: "现场检查一个项目登记一次，须由两名检查人员进行；由登录的检查人员本人登记。",
        en: "One item each, found by two inspectors on site, and entered by one of them in person."
      ),
      presets: ["inspector_id": .me]
    ),
    EntryStep(
      type: "ConclusionIssued",
      stream: .annualInspection,
      lead: Bilingual(
        zh: "经法制审核后作出结论并公布；需要整改的写明截止日。",
        en:
          "The result, after a legal review, and the day on which it is published; with a last day where anything is to be put right."
      ),
      presets: ["published_on": .now]
    ),
    EntryStep(
      type: "ConclusionAppealed",
      stream: .annualInspection,
      lead: Bilingual(zh: "公墓对结论有异议时提出。", en: "The cemetery contests the result.")
    ),
    EntryStep(
      type: "ConclusionRevised",
      stream: .annualInspection,
      lead: Bilingual(
        zh: "对申诉作出决定：维持或变更。法制审核须换人。",
        en: "Decides the appeal: the result stands or is another. The legal reviewer is another than before."
      )
    ),
    EntryStep(
      type: "RectificationOrdered",
      stream: .annualInspection,
      lead: Bilingual(
        zh: "责令公墓整改现场检查中不符合的项目。",
        en: "Orders what a site check found failing to be put right."
      ),
      presets: ["items": .known(.openItems)]
    ),
    EntryStep(
      type: "RectificationOverdue",
      stream: .annualInspection,
      lead: Bilingual(
        zh: "过了截止日仍未整改时登记，公墓即停止销售，到验收为止。",
        en: "Entered when its day has passed and the work is not done. The cemetery may not sell until it is."
      ),
      presets: ["on": .now]
    ),
    EntryStep(
      type: "RectificationAccepted",
      stream: .annualInspection,
      lead: Bilingual(
        zh: "复查合格、验收整改时登记。",
        en: "Entered when the work has been looked at and accepted."
      ),
      presets: ["recheck_by": .me, "accepted_on": .now]
    ),
  ]
}

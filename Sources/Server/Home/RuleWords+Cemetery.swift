import Registry

extension RuleWords {
  /// Of what a cemetery lays out, of bodies, and of ashes that nobody fetches.
  static let cemetery = [
    "A2/UnclaimedAshesNoticePublished": Bilingual(
      zh: "只公告还在保管或寄存的骨灰。",
      en: "The notice is for ashes that are kept or stored."
    ),
    "A3/BodyBuried": Bilingual(
      zh: "墓位在本公墓、已建好、没有停用，有这位逝者（或持有人）的使用权，并在有效期内。",
      en: "The plot is laid out here and not blocked, with a use right in force for this decedent or its holder."
    ),
    "A4/PlotRangeCreated": Bilingual(zh: "单穴 1 个位置，双穴 2 个。", en: "A single has one place, a double two."),
    "A4/PlotResized": Bilingual(
      zh: "单穴 1 个位置，双穴 2 个；不少于已安放的。",
      en: "A single has one place, a double two, and none fewer than lie in it."
    ),
    "A9": Bilingual(
      zh: "超过当地规定的期限无人领取，才算无人认领；当地没有公布规定的，继续保管。",
      en: "Ashes are unclaimed after the term that the place has published; where there is none they are kept."
    ),
    "A10": Bilingual(
      zh: "公告期满的次日起办理；当地要求报备的，填报备文号。",
      en: "From the day after the notice's last; with the number of the report where the place asks for one."
    ),
    "D8/BodyBuried": Bilingual(
      zh: "公墓获准遗体安葬；安葬地为土葬改革区，或逝者依法免予火化；已火化的不再安葬（《殡葬管理条例》第四条）。",
      en:
        "The cemetery may bury bodies; the place is a burial-reform zone or the person exempt by law; nobody is both cremated and buried (Regulation of 2012, art. 4)."
    ),
    "P1": Bilingual(zh: "同一排的号码不重复。", en: "A number is laid out once in its row."),
    "P2": Bilingual(
      zh: "占地和碑高不超过当地规定的上限。",
      en: "Area and stone are no larger than the place's standard allows."
    ),
    "P7/PlotResized": Bilingual(
      zh: "生态葬区只能扩大；有人持有的墓位不改建。",
      en: "An eco pool only grows, and a plot that somebody holds is not rebuilt."
    ),
    "P8/PlotRangeCreated": Bilingual(
      zh: "墓区建成的墓位不超过设计数。",
      en: "No more plots are laid out than the section was designed for."
    ),
  ]
}

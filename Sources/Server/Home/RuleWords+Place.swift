import Registry

extension RuleWords {
  /// Of ashes that come to rest, of plots and the rights to them.
  static let places = [
    "A2/AshesPlaced": Bilingual(
      zh: "一份骨灰同一时间只在一处：寄存的先办领取，已安放的用迁移；领往哪个设施，就在哪个设施安放。",
      en:
        "A portion is in one place at a time: stored ashes are released first, placed ones are moved; and they are placed where they were released to."
    ),
    "A2/AshesScattered": Bilingual(
      zh: "寄存的先办领取；已安放的先迁出。",
      en: "Stored ashes are released first, placed ones taken out."
    ),
    "A2/StocktakeChecked": Bilingual(zh: "只盘点还在保管的骨灰。", en: "A stocktake looks for ashes that are kept."),
    "A3": Bilingual(
      zh: "墓位在本设施、已建好、没有停用；除生态葬区外，要有这位逝者（或持有人）的使用权，并在有效期内。",
      en:
        "The plot is laid out here and not blocked; but for eco pools there is a use right in force, for this decedent or its holder."
    ),
    "A4": Bilingual(
      zh: "一个位置只放一份，不超过墓位的位置数；单人墓不放第二位。",
      en: "One portion in each place, and no more than the plot has; a single never holds two."
    ),
    "A5": Bilingual(
      zh: "安放用安放的形式，撒散用撒散的形式；撒散后不能再登记别的去向。",
      en: "A placement has a form that keeps the ashes, a scattering one that does not; a scattering is final."
    ),
    "A6": Bilingual(
      zh: "迁移要有批准文号；原墓位是现在安放的那一个；迁到新墓位的，位置、形式和协议一并填写。",
      en:
        "A move needs an approval and names the plot where the ashes lie; a new plot comes with its position, form and agreement."
    ),
    "A7": Bilingual(
      zh: "公益性公墓只安放服务范围内的逝者；范围外的，填持有人关系和证明，或批准文号。",
      en:
        "A public-benefit cemetery is for its service area; others need a relation to the holder with its papers, or an approval."
    ),
    "A8": Bilingual(
      zh: "盘点没有找到的，找到并重新盘点之前不能移动。",
      en: "What a stocktake missed is not moved before it is found again."
    ),
    "A8/StocktakeChecked": Bilingual(
      zh: "一次盘点每份只查一次；盘点人不是当初办入管的人；标签不符的写出看到的标签，没有找到的标签填“否”。",
      en:
        "One look for each portion in a stocktake, by somebody else than who took it in. Give the tag that is seen where it is another; with nothing found, the tag does not match."
    ),
    "D7/StockReconciled": Bilingual(
      zh: "盘到的都应是空白证明；没有盘到的要一张不差地列入缺失。",
      en: "Whatever is counted is a blank form of the stock; whatever is not is listed as missing, to the last form."
    ),
    "P3": Bilingual(
      zh: "凭死亡或火化证明办理；为在世者办理的，只限规定的例外，并附材料（《殡葬管理条例》）。",
      en: "On death or cremation papers; for somebody living only the exceptions of the Regulation, with their papers."
    ),
    "P4": Bilingual(zh: "只能由亲属继承，不能转让。", en: "Relatives inherit it; nobody else takes it over."),
    "P5": Bilingual(
      zh: "一期最长二十年，从上一期的最后一天接着算；维护费不超过使用期。",
      en: "Twenty years a cycle at most, from the last day of the one before; maintenance is paid no further than that."
    ),
    "P6": Bilingual(
      zh: "停止销售或已关闭的设施不办新的使用权和预留。",
      en: "A facility that may not sell grants and reserves nothing."
    ),
    "P7": Bilingual(
      zh: "墓位里还有骨灰的不能退还；先办迁移。",
      en: "A plot in which somebody lies is not returned; the ashes are moved first."
    ),
    "P8": Bilingual(
      zh: "一个墓位同一时间只有一种占用：使用权、预留或停用。",
      en: "A plot has one holder at a time: a right, a reservation or a block."
    ),
  ]

  /// Of annual inspections.
  static let inspections = [
    "I1": Bilingual(
      zh: "每个公墓每年检查一次，从许可的次年起；截止日不晚于通知规定的日期。",
      en:
        "Each cemetery is inspected once a year, from the year after its licence; no last day is later than the notice has it."
    ),
    "I2": Bilingual(
      zh: "自查或拒绝自查，登记一次；按公布的检查表逐项作答，不超过满分。",
      en:
        "The self-check or its refusal is entered once; every item of the published checklist is answered within its points."
    ),
    "I2/ConclusionIssued": Bilingual(
      zh: "先有自查；拒绝自查的只能是不合格；材料不齐、维护基金不足的不能评为合格。",
      en:
        "After the self-check. A refusal means unqualified; so does, or a deferral, what lacks papers or money in the maintenance fund."
    ),
    "I3": Bilingual(
      zh: "只就现场检查不符合的项目责令整改，一次；整改中的才验收。",
      en: "Only items that failed on site are ordered to be put right, once; what is under way is accepted."
    ),
    "I4": Bilingual(
      zh: "截止日过了才算逾期；逾期后停止销售，到验收为止。",
      en: "Overdue is what is past its last day; sales stop until it is accepted."
    ),
    "I6": Bilingual(
      zh: "两名不同的检查人员，都不是这个公墓的人，也没有申报过利害关系。",
      en: "Two different inspectors, neither of the cemetery's own nor with a declared tie to it."
    ),
    "M7": Bilingual(
      zh: "复核的法制审核人员不是原来的那一位。",
      en: "The legal reviewer of the appeal is another than the first."
    ),
    "R3/ConclusionAppealed": Bilingual(
      zh: "有结论之后、整改验收之前提出，一次只有一件待决。",
      en: "After the result and before the rectification is accepted; one appeal at a time."
    ),
    "R3/ConclusionRevised": Bilingual(zh: "有待决的申诉才作决定。", en: "Only where an appeal is open."),
    "W4": Bilingual(
      zh: "现场检查由检查人员本人登录登记。",
      en: "Who inspects signs in to say so; nobody says it for them."
    ),
  ]
}

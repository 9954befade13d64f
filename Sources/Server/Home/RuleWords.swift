public import Registry

/// What rules ask, in a sentence for whoever enters a step. `Schemas/rules.md` has each way to break them, and the sources.
public enum RuleWords {
  /// For an event of a type; the rule in general where it asks the same of all. Nil for an id that is no rule's.
  public static func of(_ rule: String, for type: String? = nil) -> Bilingual? {
    type.flatMap { words["\(rule)/\($0)"] } ?? words[rule]
  }

  private static let words: [String: Bilingual] = identity.merging(body) { $1 }.merging(ashes) { $1 }
    .merging(form) { $1 }.merging(places) { $1 }.merging(cemetery) { $1 }.merging(inspections) { $1 }.merging(amending)
  { $1 }.merging(authorities) { $1 }

  private static let identity = [
    "D1": Bilingual(
      zh: "同一位逝者只有一个个案。证件号已在别的个案里的，到那个个案继续办理。",
      en: "One person has one case. If the ID number is in another case, go on there."
    ),
    "D2": Bilingual(
      zh: "一份死亡证明只能用一次；2026 年 6 月 30 日前用 2013 年版式，7 月 1 日起用 2026 年版式；签发不早于死亡。",
      en:
        "A death certificate is used once. The form of 2013 was issued until 2026-06-30, that of 2026 from 2026-07-01, and none before the death."
    ),
    "D3": Bilingual(
      zh: "没有死亡证明、没有核验身份的，不得火化（《殡葬管理条例》第十三条；民政部 2024 年 4 月通知）。",
      en:
        "No cremation without a death certificate and a checked identity (Regulation of 2012, art. 13; MCA notice of April 2024)."
    ),
    "D3/IdentityVerified": Bilingual(
      zh: "核验不通过而要放行的，必须写明理由。",
      en: "A check that failed is overridden only with a reason."
    ),
    "D3/CremationAuthorised": Bilingual(
      zh: "死亡证明和身份都已登记，家属已在确认书上签字，并由两名不同的工作人员核对（民政部 2024 年 4 月通知）。",
      en:
        "Certificate and identity are on record, the relative has signed, and two different members of staff have checked (MCA notice of April 2024)."
    ),
    "D3/CremationCompleted": Bilingual(
      zh: "确认书的签字必须早于点火。",
      en: "The confirmation was signed before the cremator was started."
    ),
    "D4": Bilingual(
      zh: "有司法、防疫、争议等限制处置的，解除之前遗体不得火化、运出或捐献。",
      en: "While a hold is open (court, epidemic, dispute) the body is neither cremated nor taken away."
    ),
    "D5": Bilingual(
      zh: "非正常死亡或死因不明的，要有公安机关的文书号。",
      en: "A death that is abnormal or unknown needs the number of the police paper."
    ),
  ]

  private static let body = [
    "D6": Bilingual(
      zh: "一人只火化一次；火化机属于本馆、在用、检测合格并在有效期内（GB 13801-2015），同一台炉的时间不重叠。",
      en:
        "One cremation a case, on a cremator of this home that is in service, passed its test (GB 13801-2015) and runs one body at a time."
    ),
    "D7": Bilingual(
      zh: "火化之后才签发证明，一人一张；流水号必须在本馆已领入、未用、未作废的空白证明里。",
      en: "Issued after the cremation, once, on a blank form that this home has received and neither used nor voided."
    ),
    "D7/StockReceived": Bilingual(
      zh: "号段从小到大、字头一致，同一张证明只领入一次。",
      en: "A range runs forward under one prefix, and a form is received once."
    ),
    "D7/StockSpoiled": Bilingual(
      zh: "作废须有另一人见证；只有还空白的证明才能作废。",
      en: "Somebody else witnesses it, and only a blank form is voided."
    ),
    "D7/StockWrittenOff": Bilingual(zh: "只有还空白的证明才能核销。", en: "Only blank forms are written off."),
    "D8": Bilingual(zh: "火化和遗体安葬只能有其一。", en: "Cremation and burial of the body exclude each other."),
    "D9": Bilingual(
      zh: "超过当地规定的存放期限，须先由主管部门批准延期。",
      en: "Beyond the local limit a body is kept only with an extension by the authority."
    ),
    "D10": Bilingual(
      zh: "无名遗体须公告期满，并填写主管部门同意火化的文号。",
      en: "An unknown body is cremated after its notice has ended, with the authority's consent."
    ),
    "D11": Bilingual(
      zh: "只能用已登记、在用的殡葬车接运。",
      en: "A body is collected by a hearse that is registered and in service."
    ),
  ]

  private static let ashes = [
    "A1": Bilingual(
      zh: "骨灰份数与火化时登记的一致，每份只入管一次。",
      en: "As many portions as the cremation recorded, each taken into custody once."
    ),
    "A2": Bilingual(
      zh: "凭本案的火化证明领取；去向是安葬（放）或寄存的，要写明接收的设施。",
      en:
        "Handed over on the cremation certificate of this case; for placing or storing, the facility that receives them is named."
    ),
    "A2/AshesStored": Bilingual(zh: "一份骨灰同一时间只在一处。", en: "A portion is in one place at a time."),
    "A2/CaseClosed": Bilingual(
      zh: "骨灰全部安葬（放）或撒散之后才能结案。",
      en: "A case is closed when all of the ashes have their place."
    ),
    "D1/CaseClosed": Bilingual(
      zh: "重复个案要写明继续办理的那个个案；其他结果不填。",
      en: "A duplicate names the case that goes on; nothing else does."
    ),
  ]

  private static let amending = [
    "L4": Bilingual(
      zh: "批准人不能是登记、更正过该事实的人，也不能是提出的人；已结算支付的，以及政策、设施、基础数据的更正，不能以笔误为由，并须有证据。",
      en: """
        Whoever approves has neither recorded nor corrected the fact, nor proposed this. After settlement, and of policies, \
        facilities and reference data always, it needs more than a slip of the pen, and evidence.
        """
    ),
    "L6": Bilingual(
      zh: "提出后由另一人登录审批，只审批一次；不予批准要写明理由；审批之前，提出的单位可以撤回。",
      en: """
        Somebody else signs in and decides it, once, with a reason to decline. Until then the organisation that proposed it may \
        withdraw it.
        """
    ),
    "W6": Bilingual(zh: "更正由一人提出、另一人登录审批。", en: "One proposes, and another signs in to decide."),
    "W7": Bilingual(
      zh: "由可以登记该类事件的人员或其主管民政部门提出和审批。",
      en: "It is proposed and decided by those who may enter such an event, or by the bureau above them."
    ),
  ]

  private static let form = [
    "F4": Bilingual(
      zh: "标价等于本馆公示价乘以数量，计量单位与价目表一致。",
      en: "The price is that of the home's published list, in its unit, times the quantity."
    ),
    "R1": Bilingual(zh: "编号要与已登记的一致。", en: "What is named must be on record."),
    "R2": Bilingual(zh: "编号没有用过。", en: "The number has not been used."),
    "R3": Bilingual(zh: "已经办过、或已结案的，不能再办。", en: "What is done or closed is not done again."),
    "R4": Bilingual(zh: "时间先后要对得上。", en: "Times run forward."),
    "S6": Bilingual(zh: "来源单位和编号要与登录身份一致。", en: "Source and number fit whoever has signed in."),
    "S8": Bilingual(zh: "每一项都按要求的样式填写。", en: "Each field has the shape that it asks for."),
    "S9": Bilingual(zh: "证件号码要经得起校验。", en: "ID numbers must pass their check."),
    "S10": Bilingual(
      zh: "姓名、电话、证件号只写在加密的栏目里。",
      en: "Names, telephones and ID numbers go into the encrypted fields alone."
    ),
    "L2": Bilingual(
      zh: "同一张表单只登记一次；要改已登记的内容，请办理更正。",
      en: "One form is recorded once; what is on record is changed by a correction."
    ),
    "W1": Bilingual(zh: "这一步由有相应职责的人登记。", en: "A step is entered by whoever has the role for it."),
    "W2": Bilingual(zh: "只登记本单位的业务。", en: "A home enters its own business."),
    "W5": Bilingual(
      zh: "别的单位的个案、别的单位保管的骨灰，由该单位登记。",
      en: "A case of another home is left to it, and so are ashes that another facility keeps."
    ),
  ]
}

import Registry

/// The steps in the order in which a case usually goes through them.
extension EntryStep {
  static let beginning: [EntryStep] = [
    EntryStep(
      type: "CaseOpened",
      stream: .decedentCase,
      place: .beginning,
      lead: Bilingual(
        zh: "接到报丧后先建案，以后的每一步都登记在这个个案里。个案编号由本馆编排，不要用身份证号或姓名。",
        en:
          "A case is opened when the death is reported; every later step is entered in it. Its number is the home's own, never an ID number or a name."
      ),
      presets: ["facility_id": .home, "place_kind": .usual("hospital"), "unknown_person": .usual("false")],
      record: .new
    ),
    EntryStep(
      type: "DeathCertificateRecorded",
      stream: .decedentCase,
      lead: Bilingual(
        zh: "请家属出示《居民死亡医学证明（推断）书》或公安、法院的证明。证明编号只作加密保存。",
        en:
          "Ask the family for the death certificate of the hospital, the police or the court. Its number is kept encrypted."
      ),
      presets: [
        "cert_kind": .usual("medical"), "regime": .usual("2026"), "death_at_precision": .usual("minute"),
        "manner": .usual("normal"), "medium": .usual("both"),
      ],
      sealed: ["certificate_number"]
    ),
    EntryStep(
      type: "IdentityVerified",
      stream: .decedentCase,
      lead: Bilingual(
        zh: "核对逝者的身份证件。姓名、证件号和住址加密保存，日志里只留核验结果。",
        en:
          "Check the decedent's identity paper. Name, number and address are kept encrypted; the log has only what came of the check."
      ),
      presets: [
        "person_ref": .reference("P"), "id_kind": .usual("citizen_id"), "id_check": .usual("passed"),
        "method": .usual("document"), "checker_id": .me,
      ],
      sealed: ["id_number", "name", "address"]
    ),
    EntryStep(
      type: "ResidencyRecorded",
      stream: .decedentCase,
      lead: Bilingual(
        zh: "户籍地和居住地决定适用哪一项惠民政策。请看户口簿或居住证。",
        en:
          "Where somebody was registered and lived decides which policy holds. Look at the household register or the residence permit."
      ),
      presets: ["as_of": .now, "residence_permit": .usual("false"), "ethnicity_exempt": .usual("false")]
    ),
  ]

  static let body: [EntryStep] = [
    EntryStep(
      type: "BodyCollected",
      stream: .decedentCase,
      lead: Bilingual(zh: "殡葬车接回遗体后登记。", en: "Entered when the hearse has brought the body in."),
      presets: ["started_at": .now, "ended_at": .now],
      timeFrom: "ended_at"
    ),
    EntryStep(
      type: "KeepingStarted",
      stream: .decedentCase,
      lead: Bilingual(
        zh: "遗体放入冷藏柜时登记。有存放期限的，从这一天起算。",
        en: "Entered when the body is put into cooling. Where there is a limit of days, it counts from this day."
      ),
      presets: ["facility_id": .home, "started_at": .now],
      timeFrom: "started_at"
    ),
    EntryStep(
      type: "KeepingEnded",
      stream: .decedentCase,
      lead: Bilingual(
        zh: "遗体移出冷藏柜、但还没有火化或运走时登记。火化时不必另行登记。",
        en:
          "Entered when the body is taken out of cooling and has not left yet. A cremation ends the keeping by itself."
      ),
      presets: ["ended_at": .now],
      timeFrom: "ended_at"
    ),
    EntryStep(
      type: "BodyReleasedOut",
      stream: .decedentCase,
      lead: Bilingual(zh: "遗体运往外地火化或安葬时登记。", en: "Entered when the body is taken to another area.")
    ),
    EntryStep(
      type: "BodyDonated",
      stream: .decedentCase,
      lead: Bilingual(zh: "遗体捐献给接收机构时登记。", en: "Entered when the body is given to the institution that receives it.")
    ),
  ]

  static let cremation: [EntryStep] = [
    EntryStep(
      type: "CremationAuthorised",
      stream: .decedentCase,
      lead: Bilingual(
        zh: "家属在《遗体火化确认书》上签字，由两名工作人员核对。签字人的姓名和电话加密保存。",
        en:
          "A relative signs the confirmation form, and two members of staff check it. The signer's name and telephone are kept encrypted."
      ),
      presets: ["signer_ref": .reference("S"), "signer_id_check": .usual("passed"), "checker_id": .me],
      sealed: ["name", "telephone"]
    ),
    EntryStep(
      type: "CremationCompleted",
      stream: .decedentCase,
      lead: Bilingual(
        zh: "火化结束后登记炉号、起止时间和骨灰份数。",
        en: "Entered after the cremation: cremator, start and end, portions of ashes."
      ),
      presets: [
        "facility_id": .home, "operator_id": .me, "started_at": .now, "ended_at": .now,
        "furnace_grade": .usual("ordinary"), "ash_portions": .usual("1"),
      ],
      timeFrom: "ended_at"
    ),
    EntryStep(
      type: "CremationCertificateIssued",
      stream: .decedentCase,
      lead: Bilingual(
        zh: "取一张空白证明填写，登记印刷流水号；库存自动减一张。领取人的姓名和电话加密保存。",
        en:
          "Take a blank form and enter its printed serial; the stock has one less by itself. The receiver's name and telephone are kept encrypted."
      ),
      presets: ["form_serial": .known(.blankForm), "received_by_ref": .known(.signer)],
      sealed: ["name", "telephone"]
    ),
    EntryStep(
      type: "CremationCertificateReissued",
      stream: .decedentCase,
      lead: Bilingual(
        zh: "证明遗失、毁损或填错时补发，先核对申请人的身份。",
        en: "For a certificate that was lost, damaged or misprinted; the identity of who asks is checked first."
      ),
      presets: [
        "replaces_no": .known(.certificateNumber), "form_serial": .known(.blankForm),
        "received_by_ref": .known(.signer),
        "checker_id": .me,
      ],
      sealed: ["name", "telephone"]
    ),
  ]

  static let ashes: [EntryStep] = [
    EntryStep(
      type: "CustodyOpened",
      stream: .ashCustody,
      place: .file,
      lead: Bilingual(
        zh: "每一份骨灰装盒、贴标签后登记一次。分装几份，就登记几次。",
        en: "Each portion of the ashes is entered once, when it is in its container and has its tag."
      ),
      presets: [
        "case_id": .thisCase, "facility_id": .home, "portion_no": .known(.nextPortion),
        "portions_total": .known(.portions),
      ],
      record: .new
    ),
    EntryStep(
      type: "AshesReleased",
      stream: .ashCustody,
      lead: Bilingual(
        zh: "凭火化证明把骨灰交给家属，登记去向。领取人的姓名和电话加密保存。",
        en:
          "The ashes are handed over on the cremation certificate. Where they go is entered; the receiver's name and telephone are kept encrypted."
      ),
      presets: [
        "to_person_ref": .known(.signer), "cert_no": .known(.certificateNumber), "destination_kind": .usual("family"),
      ],
      sealed: ["name", "telephone"]
    ),
    EntryStep(
      type: "AshesStored",
      stream: .ashCustody,
      lead: Bilingual(zh: "家属办理骨灰寄存时登记。", en: "Entered when the family has the ashes stored."),
      presets: ["facility_id": .home, "term_days": .usual("365")]
    ),
    EntryStep(
      type: "StorageRenewed",
      stream: .ashCustody,
      lead: Bilingual(zh: "寄存到期续存时登记。", en: "Entered when the storage is renewed.")
    ),
  ]

  static let services: [EntryStep] = [
    EntryStep(
      type: "ServiceItemDelivered",
      stream: .serviceWaiver,
      lead: Bilingual(
        zh: "本馆每提供一项基本服务登记一次，按公示价填写；该减免多少由系统按政策算出。",
        en:
          "Each basic service is entered once, at its published price; how much of it is free is worked out by the policy."
      ),
      presets: [
        "grade_code": .usual("basic"), "qty_milli": .usual("1"), "facility_id": .home, "service_at": .now,
      ],
      timeFrom: "service_at"
    ),
    EntryStep(
      type: "EvidenceAttached",
      stream: .serviceWaiver,
      lead: Bilingual(
        zh: "登记低保、特困、优抚等证明材料。选择扫描件后，系统只留它的摘要（核对用），原件由本馆保存。",
        en:
          "Enters evidence such as low income. Of the scan only its digest is kept, to check it by; the original stays with the home."
      ),
      presets: ["value": .usual("true"), "as_of": .now]
    ),
    EntryStep(
      type: "CaseClosed",
      stream: .decedentCase,
      lead: Bilingual(
        zh: "骨灰全部有了去处，或遗体已运出、捐献之后结案。",
        en: "Closed when all of the ashes have their place, or the body has left for good."
      ),
      presets: ["outcome": .known(.outcome), "custody_ids": .known(.ashes)]
    ),
  ]

  static let stock: [EntryStep] = [
    EntryStep(
      type: "StockReceived",
      stream: .certificateStock,
      lead: Bilingual(zh: "从民政部门领回一批空白火化证明时登记号段。", en: "Entered when a delivery of blank certificates comes in.")
    ),
    EntryStep(
      type: "StockSpoiled",
      stream: .certificateStock,
      lead: Bilingual(
        zh: "写坏的空白证明当着另一人的面作废，登记序号和原因。",
        en: "A form spoilt in writing is voided before somebody else; its serial and the reason are entered."
      )
    ),
    EntryStep(
      type: "StockWrittenOff",
      stream: .certificateStock,
      lead: Bilingual(
        zh: "遗失、毁损或停用的号段，凭文号核销。",
        en: "Forms that are lost, damaged or out of use are written off by a document."
      )
    ),
    EntryStep(
      type: "StockReconciled",
      stream: .certificateStock,
      lead: Bilingual(
        zh: "定期清点空白证明。下面先列出账上应有的号段：照实物改，没有找到的写到“缺失”里。",
        en:
          "The blank certificates are counted from time to time. The ranges that should be there are filled in: change them to what is there, and list what is not under missing."
      ),
      presets: ["counted": .known(.blankForms), "counted_by": .me]
    ),
  ]
}

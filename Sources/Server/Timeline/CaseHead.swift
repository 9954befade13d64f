import FoundationEssentials
import FrontDoor
import ProjectionEngine
import Registry

/// How a case stands at one moment. The template reads the properties by name.
struct CaseHead {
  struct Item {
    let name: String
    /// Whether it is due: `entitled`, `waiting` or `refused`.
    let kind: String
    let verdict: String
    let policy: String
    let reason: String
    let delivered: String
    let waived: String
  }

  struct Award {
    let id: String
    let link: String
    let status: String
    let policy: String
    let approved: String
    let paid: String
  }

  /// `现在`, or of which moment.
  let title: String
  let status: String
  /// Whether it is for the visitor to know where body and ashes are.
  let showsTrace: Bool
  /// Nil while no read model knows the case.
  let body: String?
  let ashes: [String]
  let gaps: [String]
  let hasGaps: Bool
  let deathOn: String
  let certificate: String
  let items: [Item]
  let hasItems: Bool
  let waivedInAll: String
  let awards: [Award]
  let hasAwards: Bool
}

/// What the read models say of a case at one moment.
struct CaseRecords: Sendable {
  let decedent: RowRecord?
  let showsTrace: Bool
  let items: [RowRecord]
  let criteria: [RowRecord]
  let claims: [RowRecord]
}

extension Services {
  func caseRecords(_ id: String, _ city: VisitedCity, at moment: Moment?) async throws -> CaseRecords {
    let same = ["case_id": [id]]
    let decedents = try await records("custody_trace", "decedent", city, matching: same, at: moment)
    return CaseRecords(
      decedent: decedents?.first,
      showsTrace: decedents != nil,
      items: try await records("free_service_entitlement", "case_item", city, matching: same, at: moment) ?? [],
      criteria: try await records("free_service_entitlement", "case_criterion", city, matching: same, at: moment) ?? [],
      claims: try await records("subsidies", "claim", city, matching: same, at: moment) ?? []
    )
  }
}

extension CaseHead {
  init(_ records: CaseRecords, status: DecedentCaseState.Status?, title: String, _ teller: FieldTeller) {
    let language = teller.address.language
    self.title = title
    self.status =
      status.map { language.choose($0.words) } ?? language.choose(Bilingual(zh: "尚无此个案", en: "no such case yet"))
    showsTrace = records.showsTrace
    let decedent = records.decedent
    let place = [decedent?["body_facility"], decedent?["body_place"]].compactMap(\.self).joined(separator: " ")
    body = decedent?.text("body", language).map { [$0, place, decedent?["body_since"] ?? ""].spaced }
    ashes = decedent?.list("ashes_\(language.rawValue)") ?? []
    gaps = decedent?.list("gaps_\(language.rawValue)") ?? []
    hasGaps = !gaps.isEmpty
    deathOn = decedent?["death_on"] ?? "—"
    certificate = decedent?["cert_no"] ?? "—"
    items = records.items.map { row in
      Item(row, records.criteria.filter { $0["item_code"] == row["item_code"] }, teller)
    }
    hasItems = !items.isEmpty
    waivedInAll = Figures.yuan(records.items.reduce(0) { $0 + $1.number("waived_fen") })
    awards = records.claims.map { row in
      Award(
        id: row["claim_id"] ?? "",
        link: teller.address.to("/streams/claim/\(row["claim_id"] ?? "")"),
        status: row.text("status", language) ?? "—",
        policy: row.text("policy", language) ?? row["policy_id"] ?? "—",
        approved: Figures.yuan(row.number("approved_fen")),
        paid: Figures.yuan(row.number("paid_fen"))
      )
    }
    hasAwards = !awards.isEmpty
  }
}

extension CaseHead.Item {
  init(_ row: RowRecord, _ criteria: [RowRecord], _ teller: FieldTeller) {
    let language = teller.address.language
    func facts(_ names: [String]) -> String {
      let words = names.map { teller.vocabulary.word(forFact: $0).map(language.choose) ?? $0 }
      return words.joined(separator: language.choose(Bilingual(zh: "、", en: ", ")))
    }
    name = row.text("item", language) ?? row["item_code"] ?? "—"
    delivered = Figures.yuan(row.number("delivered_fen"))
    waived = Figures.yuan(row.number("waived_fen"))
    policy = [row.text("policy", language), row["doc_no"], row["rule_id"].map { "(\($0))" }].compactMap(\.self).spaced
    let (missing, contradicted) = (row.list("missing"), row.list("contradicted"))
    let met = criteria.filter { $0.isTrue("applied") && $0["outcome"] == "met" }.compactMap { $0["fact"] }
    let (reason, verdict): (Bilingual, Bilingual)
    if row["policy_id"] == nil {
      (kind, verdict) = ("refused", Bilingual(zh: "政策未涉及", en: "no policy"))
      reason = Bilingual(zh: "没有政策减免此项", en: "No policy waives this item.")
    } else if row.isTrue("entitled") {
      (kind, verdict) = ("entitled", Bilingual(zh: "应减免", en: "due"))
      reason =
        met.isEmpty
        ? Bilingual(zh: "该规则对所有逝者适用", en: "The rule holds for everybody.")
        : Bilingual(zh: "已证实：\(facts(met))", en: "On record: \(facts(met)).")
    } else if contradicted.isEmpty {
      (kind, verdict) = ("waiting", Bilingual(zh: "待补证据", en: "waiting for evidence"))
      reason = Bilingual(zh: "缺少证据：\(facts(missing))", en: "There is no evidence of: \(facts(missing)).")
    } else {
      (kind, verdict) = ("refused", Bilingual(zh: "不符合条件", en: "not due"))
      reason = Bilingual(zh: "与事实不符：\(facts(contradicted))", en: "The facts say otherwise: \(facts(contradicted)).")
    }
    self.verdict = language.choose(verdict)
    self.reason = language.choose(reason)
  }
}

extension [String] {
  /// Those that are not empty, with blanks between.
  fileprivate var spaced: String { filter { !$0.isEmpty }.joined(separator: " ") }
}

extension DecedentCaseState.Status {
  var words: Bilingual {
    switch self {
    case .opened: Bilingual(zh: "已建案", en: "opened")
    case .certified: Bilingual(zh: "已登记死亡证明", en: "death certificate recorded")
    case .identityVerified: Bilingual(zh: "身份已核验", en: "identity verified")
    case .inKeeping: Bilingual(zh: "遗体存放中", en: "body in keeping")
    case .authorised: Bilingual(zh: "已确认火化", en: "cremation authorised")
    case .cremated: Bilingual(zh: "已火化", en: "cremated")
    case .certificateIssued: Bilingual(zh: "已签发火化证明", en: "cremation certificate issued")
    case .buriedBody: Bilingual(zh: "遗体已安葬", en: "body buried")
    case .donated: Bilingual(zh: "遗体已捐献", en: "body donated")
    case .releasedOut: Bilingual(zh: "遗体已运出", en: "body taken elsewhere")
    case .held: Bilingual(zh: "限制处置", en: "held")
    case .closed: Bilingual(zh: "已结案", en: "closed")
    case .duplicate: Bilingual(zh: "重复个案", en: "duplicate")
    }
  }
}

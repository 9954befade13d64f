// Rules M2 to M5 and M7 (domain.md 4.4). M3, and that a payment reference is used once, are held by claims: their
// refusals stand in Deciding/Registrar+Claims.swift. Whether the criteria of an award hold is the entitlement
// projection's to say.

/// M2: a claim is made under an award.
func m2IsAward(_ id: Code, _ policy: PolicyState) -> Refusal? {
  guard let scheme = policy.versions.last?.data.scheme, scheme != .ecoSubsidy else { return nil }
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "政策 \(id) 属于 \(scheme.rawValue)，不是生态安葬奖补",
      en: "The policy \(id) is a \(scheme.rawValue), not an award for eco burial."
    ),
    remedy: Bilingual(zh: "请填写 eco_subsidy 类政策的编号", en: "Give the id of a policy of the scheme eco_subsidy.")
  )
}

/// M2: the policy has a version for that day and place.
func m2NoVersion(_ basis: AwardBasis) -> Refusal {
  let days = Set(basis.policy.versions.map(\.data.dateBasis)).map { basisOf in
    "\(basisOf.rawValue) \(basis.day(basisOf)?.text ?? "–")"
  }.sorted().joined(separator: ", ")
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "政策 \(basis.policyID) 没有适用于区划 \(basis.division)、日期 \(days) 的版本",
      en:
        "The policy \(basis.policyID) has no version for division \(basis.division) on the day it goes by (\(days))."
    ),
    remedy: Bilingual(
      zh: "请核对政策编号、受理区划和日期；该日期未被政策覆盖的不予奖补",
      en: "Check policy, division and dates; what no version covers earns no award."
    )
  )
}

/// M2: within the deadline that the version sets, counted from the placement.
func m2WithinDeadline(_ version: PolicyPublished, _ basis: AwardBasis) -> Refusal? {
  guard let days = version.claimDeadlineDays, let placed = basis.placedOn,
    let last = placed.adding(days: days.value), last < basis.submittedOn
  else { return nil }
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "骨灰于 \(placed) 安放，第 \(version.version) 版规定 \(days) 日内申领（至 \(last)），申领日期为 \(basis.submittedOn)",
      en: """
        The ashes were placed on \(placed); version \(version.version) asks for it within \(days) days, by \(last), \
        and it came on \(basis.submittedOn).
        """
    ),
    remedy: Bilingual(
      zh: "已超过申领期限；确有特殊情况的，请报民政部门研究",
      en: "The deadline has passed; put special circumstances to the civil affairs bureau."
    )
  )
}

/// M2: the approval records the version that was chosen by its own date basis.
func m2VersionCited(_ version: PolicyPublished, _ basis: AwardBasis, _ event: ClaimApproved) -> Refusal? {
  guard event.policyVersion != version.version else { return nil }
  let day = basis.day(version.dateBasis)?.text ?? "–"
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "批准依据写为第 \(event.policyVersion) 版，按 \(version.dateBasis.rawValue) 日期 \(day) 应适用第 \(version.version) 版",
      en: """
        The approval cites version \(event.policyVersion); by the day of \(version.dateBasis.rawValue), \(day), \
        it is version \(version.version).
        """
    ),
    remedy: Bilingual(
      zh: "请按第 \(version.version) 版重新核定金额后提交",
      en: "Work the amount out by version \(version.version) and submit again."
    )
  )
}

/// M2: the cited rule is one of that version.
func m2NoSuchRule(_ version: PolicyPublished, _ event: ClaimApproved) -> Refusal {
  let known = (version.awards ?? []).map(\.ruleId.text).joined(separator: ", ")
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "政策第 \(version.version) 版没有规则 \(event.ruleId)",
      en: "Version \(version.version) has no rule \(event.ruleId)."
    ),
    remedy: Bilingual(zh: "该版本的规则为：\(known)", en: "Its rules are: \(known).")
  )
}

/// M2: the approved amount is the one that the cited rule names.
func m2AmountOfRule(_ rule: AwardRule, _ event: ClaimApproved) -> Refusal? {
  guard event.amountFen != rule.amountFen else { return nil }
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "批准金额 \(event.amountFen.yuan) 元，规则 \(rule.ruleId) 的金额为 \(rule.amountFen.yuan) 元",
      en: "The approved amount is \(event.amountFen.yuan) yuan; rule \(rule.ruleId) gives \(rule.amountFen.yuan)."
    ),
    remedy: Bilingual(
      zh: "请按规则金额（\(rule.amountFen) 分）批准",
      en: "Approve the amount of the rule, \(rule.amountFen) fen."
    )
  )
}

/// M4: a claim names portions of ashes, each once.
func m4PortionsNamed(_ claim: ClaimSubmitted) -> Refusal? {
  guard claim.custodyIds.isEmpty || Set(claim.custodyIds).count < claim.custodyIds.count else { return nil }
  let list = claim.custodyIds.map(\.text).joined(separator: ", ")
  return Refusal(
    rule: .m4,
    fact: Bilingual(
      zh: "申领所列骨灰为 [\(list)]，为空或有重复",
      en: "The ashes named in the claim, [\(list)], are none or the same twice."
    ),
    remedy: Bilingual(
      zh: "请在 custody_ids 中列出该逝者的骨灰编号，每份一次",
      en: "List the decedent's ashes in custody_ids, each portion once."
    )
  )
}

/// M4: and they are those of its decedent.
func m4PortionsOfDecedent(_ claim: ClaimSubmitted, _ custodies: [(id: Code, state: AshCustodyState)]) -> Refusal? {
  guard let other = custodies.first(where: { $0.state.caseID != claim.decedentCaseId }) else { return nil }
  return Refusal(
    rule: .m4,
    fact: Bilingual(
      zh: "骨灰 \(other.id) 属于个案 \(other.state.caseID)，不是 \(claim.decedentCaseId)",
      en: "The ashes \(other.id) are of case \(other.state.caseID), not of \(claim.decedentCaseId)."
    ),
    remedy: Bilingual(zh: "请核对骨灰编号和个案编号", en: "Check the ashes and the case.")
  )
}

/// M4: the award is for a burial that has happened (Jinan 2018: claimed after burial, with its proof).
func m4Disposed(_ custodies: [(id: Code, state: AshCustodyState)]) -> Refusal? {
  guard let waiting = custodies.first(where: { $0.state.disposed == nil }) else { return nil }
  return Refusal(
    rule: .m4,
    fact: Bilingual(
      zh: "骨灰 \(waiting.id) 仍在保管中，尚未安放或撒散",
      en: "The ashes \(waiting.id) are still in custody, neither placed nor scattered."
    ),
    remedy: Bilingual(
      zh: "安放（AshesPlaced）或撒散（AshesScattered）登记后再申领",
      en: "Claim after AshesPlaced or AshesScattered has been recorded."
    )
  )
}

/// M4: only forms that the rule names.
func m4FormsOfRule(_ rule: AwardRule, _ basis: AwardBasis) -> Refusal? {
  for (id, custody) in basis.custodies {
    guard let form = custody.disposed?.form, !rule.forms.contains(form) else { continue }
    let named = rule.forms.map(\.rawValue).joined(separator: ", ")
    return Refusal(
      rule: .m4,
      fact: Bilingual(
        zh: "骨灰 \(id) 的安葬方式为 \(form.rawValue)，规则 \(rule.ruleId) 只奖补 \(named)",
        en: "The ashes \(id) went by \(form.rawValue); rule \(rule.ruleId) is for \(named)."
      ),
      remedy: Bilingual(
        zh: "请按实际安葬方式选用规则，没有对应规则的不予奖补",
        en: "Cite the rule for the actual form; without one there is no award."
      )
    )
  }
  return nil
}

/// M4 (Jinan 2018: “all ashes”): such a rule needs every portion of the decedent, and none of it kept back.
func m4AllAshes(_ rule: AwardRule, _ basis: AwardBasis) -> Refusal? {
  guard rule.allAshes else { return nil }
  let total = basis.decedent.cremation?.data.ashPortions.value ?? 0
  let gone = basis.custodies.count { custody in
    switch custody.state.disposition {
    case .scattered(let fact): fact.data.allAshes
    case .placed: true
    case .inCustody, .stored, .released, .relocating: false
    }
  }
  guard gone < total else { return nil }
  return Refusal(
    rule: .m4,
    fact: Bilingual(
      zh: "规则 \(rule.ruleId) 要求全部骨灰，该逝者骨灰共 \(total) 份，符合的为 \(gone) 份",
      en: "Rule \(rule.ruleId) is for all the ashes: \(gone) of the decedent's \(total) portion(s) qualify."
    ),
    remedy: Bilingual(
      zh: "全部骨灰处置完毕且无保留（all_ashes）后再申领，或选用不要求全部骨灰的规则",
      en: "Claim when every portion has gone whole (all_ashes), or cite a rule that does not ask for all."
    )
  )
}

/// M5: what was approved is paid once.
func m5PaidOnce(_ state: SubsidyClaimState) -> Refusal? {
  guard let paid = state.paid else { return nil }
  return Refusal(
    rule: .m5,
    fact: Bilingual(
      zh: "该申领已于 \(paid.occurredAt) 支付 \(paid.data.amountFen.yuan) 元（凭证 \(paid.data.payRef)，事件 \(paid.eventID)）",
      en: """
        This claim was paid \(paid.data.amountFen.yuan) yuan at \(paid.occurredAt) \
        (reference \(paid.data.payRef), event \(paid.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "不得重复支付；如已重复付款，请追回并报告",
      en: "Do not pay twice; if the money has gone out twice, recover it and report."
    )
  )
}

/// M5: payment = approved amount.
func m5PaidAsApproved(_ state: SubsidyClaimState, _ event: ClaimPaid) -> Refusal? {
  guard let approved = state.approved, approved.data.amountFen != event.amountFen else { return nil }
  return Refusal(
    rule: .m5,
    fact: Bilingual(
      zh: "支付 \(event.amountFen.yuan) 元，批准的是 \(approved.data.amountFen.yuan) 元（事件 \(approved.eventID)）",
      en: """
        The payment is \(event.amountFen.yuan) yuan, the approved amount \(approved.data.amountFen.yuan) \
        (event \(approved.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "请按批准金额 \(approved.data.amountFen) 分支付",
      en: "Pay the approved amount, \(approved.data.amountFen) fen."
    )
  )
}

/// M7: nobody approves what they verified.
func m7ApproverIsNotVerifier(_ state: SubsidyClaimState, _ event: ClaimApproved) -> Refusal? {
  guard let verified = state.verified, verified.data.verifierId == event.approverId else { return nil }
  return Refusal(
    rule: .m7,
    fact: Bilingual(
      zh: "\(event.approverId) 既是核实人（事件 \(verified.eventID)）又是批准人",
      en: "\(event.approverId) verified the claim (event \(verified.eventID)) and is to approve it."
    ),
    remedy: Bilingual(zh: "请由另一人批准", en: "Let somebody else approve it.")
  )
}

/// R3: the claim stands where this step begins.
func r3ClaimStands(
  _ state: SubsidyClaimState,
  at steps: [SubsidyClaimState.Status],
  _ next: SubsidyClaimState.Status
) -> Refusal? {
  guard !steps.contains(state.status) else { return nil }
  let names = steps.map(\.rawValue).joined(separator: ", ")
  return outOfTurn(
    Bilingual(
      zh: "该申领目前为 \(state.status.rawValue)，不能转为 \(next.rawValue)",
      en: "The claim is \(state.status.rawValue) and cannot become \(next.rawValue)."
    ),
    Bilingual(zh: "须处于 \(names) 时才能办理，请核对申领编号", en: "It must be \(names); check the number of the claim.")
  )
}

extension Fen {
  /// `1234.50`.
  var yuan: String { "\(value / 100).\(value % 100 < 10 ? "0" : "")\(value % 100)" }
}

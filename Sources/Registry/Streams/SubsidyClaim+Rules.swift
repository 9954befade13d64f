// Rules M2 to M4 (domain.md 4.4). That an award is claimed once is held by a claim: its refusal stands in
// Deciding/Registrar+Claims.swift. Whether the criteria of an award hold is the office's to verify; that
// none is known not to hold is rule M4's.

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

/// M3: two cases of one death have one award between them.
func m3OnceForOnePerson(_ policy: Code, _ other: Fact<AwardClaimed>) -> Refusal? {
  guard other.data.policyId == policy else { return nil }
  return Refusal(
    rule: .m3,
    fact: Bilingual(
      zh: "该逝者另有一个案，已在政策 \(policy) 下申领 \(other.data.claimId)（事件 \(other.eventID)）",
      en: """
        There is another case of this death, and its award under \(policy) is claimed by \(other.data.claimId) \
        (event \(other.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "每位逝者每项政策只奖补一次；原申领被驳回后方可申领",
      en: "One award per decedent and scheme; claim it only after the other claim has been rejected."
    )
  )
}

/// M3: awards that exclude each other are not claimed both.
func m3NotExcluded(
  _ own: (policy: Code, version: PolicyPublished),
  _ other: (claimed: Fact<AwardClaimed>, version: PolicyPublished?)
) -> Refusal? {
  let claimed = other.claimed.data
  let says = own.version.excludes?.contains(claimed.policyId) == true
  guard says || other.version?.excludes?.contains(own.policy) == true else { return nil }
  let (from, to) = says ? (own.policy, claimed.policyId) : (claimed.policyId, own.policy)
  return Refusal(
    rule: .m3,
    fact: Bilingual(
      zh: "政策 \(from) 不得与 \(to) 同时享受，该逝者已在 \(claimed.policyId) 下申领 \(claimed.claimId)（事件 \(other.claimed.eventID)）",
      en: """
        The policy \(from) excludes \(to), and this decedent's award under \(claimed.policyId) is claimed by \
        \(claimed.claimId) (event \(other.claimed.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "两项奖补只能选其一；原申领被驳回后方可申领另一项",
      en: "Only one of the two is paid; the other may be claimed after the first has been rejected."
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

/// M4 (Jinan 2018: the handler of the burial claims): nobody has seen to ashes that came to rest unclaimed.
func m4NotUnclaimed(_ custodies: [(id: Code, state: AshCustodyState)]) -> Refusal? {
  for (id, state) in custodies {
    guard let disposal = state.disposal else { continue }
    return Refusal(
      rule: .m4,
      fact: Bilingual(
        zh: "骨灰 \(id) 因无人认领已由保管单位处理（事件 \(disposal.eventID)）",
        en: "The ashes \(id) were unclaimed, and their keeper put them to rest (event \(disposal.eventID))."
      ),
      remedy: Bilingual(
        zh: "奖补发给办理安葬的家属，无人认领的骨灰没有奖补；请核对骨灰编号",
        en: "The award is for relatives who see to the burial, not for unclaimed ashes; check the number of the ashes."
      )
    )
  }
  return nil
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
    case .scattered(let scattering): scattering.wasWhole
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

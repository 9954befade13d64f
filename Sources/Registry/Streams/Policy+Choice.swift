// Rule M2 (domain.md 4.4): which version of a policy a decision goes by, whatever it decides.

extension PolicyState {
  /// The version in force on the day that the version itself goes by; a decision that names no division is bound by
  /// the days alone.
  func version(
    in place: Locality?,
    by day: (PolicyPublished.DateBasis) -> LocalDate?
  ) -> PolicyPublished? {
    versions.last { fact in
      guard let day = day(fact.data.dateBasis) else { return false }
      return place.map { fact.data.isInForce(on: day, in: $0) } ?? fact.data.isInForce(on: day)
    }?.data
  }
}

/// M2: a decision is made under a policy of its own scheme.
func m2PolicyOfScheme(_ id: Code, _ policy: PolicyState, _ wanted: PolicyPublished.Scheme) -> Refusal? {
  guard let scheme = policy.versions.last?.data.scheme, scheme != wanted else { return nil }
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "政策 \(id) 属于 \(scheme.rawValue)，不是 \(wanted.rawValue)",
      en: "The policy \(id) is a \(scheme.rawValue), not a \(wanted.rawValue)."
    ),
    remedy: Bilingual(
      zh: "请填写 \(wanted.rawValue) 类政策的编号",
      en: "Give the id of a policy of the scheme \(wanted.rawValue)."
    )
  )
}

/// M2: the policy has a version for that day and place.
func m2NoVersion(
  _ id: Code,
  _ policy: PolicyState,
  in division: DivisionCode?,
  by day: (PolicyPublished.DateBasis) -> LocalDate?
) -> Refusal {
  let days = Set(policy.versions.map(\.data.dateBasis)).map { "\($0.rawValue) \(day($0)?.text ?? "–")" }
    .sorted().joined(separator: ", ")
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "政策 \(id) 没有适用于\(division.map { "区划 \($0)、" } ?? "")日期 \(days) 的版本",
      en:
        "The policy \(id) has no version for \(division.map { "division \($0) on " } ?? "")the day it goes by (\(days))."
    ),
    remedy: Bilingual(
      zh: "请核对政策编号、区划和日期；日期未登记（–）的请先登记，该日期未被政策覆盖的不予办理",
      en: "Check policy, division and dates; record a day that is not known (–); what no version covers earns nothing."
    )
  )
}

/// M2: a decision records the version that was chosen by its own date basis.
func m2VersionCited(_ cited: PositiveCount, _ version: PolicyPublished, on day: LocalDate?) -> Refusal? {
  guard cited != version.version else { return nil }
  let day = day?.text ?? "–"
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "依据写为第 \(cited) 版，按 \(version.dateBasis.rawValue) 日期 \(day) 应适用第 \(version.version) 版",
      en: """
        The decision cites version \(cited); by the day of \(version.dateBasis.rawValue), \(day), \
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
func m2NoSuchRule(_ version: PolicyPublished, _ rule: Code, known: [Code]) -> Refusal {
  let known = known.map(\.text).joined(separator: ", ")
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "政策第 \(version.version) 版没有适用的规则 \(rule)",
      en: "Version \(version.version) has no rule \(rule) for this."
    ),
    remedy: Bilingual(zh: "该版本的规则为：\(known)", en: "Its rules are: \(known).")
  )
}

extension PolicyPublished.Scheme {
  /// Under which rules look for it; nil where the decisions name the policy that they go by.
  var stream: StreamName? {
    switch self {
    case .freeBasicService, .ecoSubsidy: nil
    case .plotLimit: .plotLimit
    case .keepingLimit: .keepingLimit
    case .inspection: .inspectionChecklist
    case .saleException: .saleException
    case .newFacility: .newFacility
    case .unclaimedAshes: .unclaimedAshes
    }
  }
}

/// M2: what no decision names is published where the rules look for it; under another id it would bind nobody.
func m2UnderTheIdOfItsScheme(_ policy: StreamName, _ event: PolicyPublished) -> Refusal? {
  let owner = PolicyPublished.Scheme.allCases.first { $0.stream == policy }
  guard let wanted = event.scheme.stream else {
    return owner.map { other in
      Refusal(
        rule: .m2,
        fact: Bilingual(
          zh: "\(event.scheme.rawValue) 政策提交到 \(policy)，该编号专用于 \(other.rawValue)",
          en: "A \(event.scheme.rawValue) is submitted to \(policy), which is kept for \(other.rawValue)."
        ),
        remedy: Bilingual(zh: "请使用其他政策编号", en: "Give the policy another id.")
      )
    }
  }
  guard policy != wanted else { return nil }
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "\(event.scheme.rawValue) 政策提交到 \(policy)，而规则只在 \(wanted) 查找",
      en: "A \(event.scheme.rawValue) is submitted to \(policy); the rules look for it in \(wanted) only."
    ),
    remedy: Bilingual(
      zh: "请以 subject \(wanted) 提交；适用区划不同的，作为另一个版本发布",
      en: "Submit it with the subject \(wanted); for other divisions, publish another version there."
    )
  )
}

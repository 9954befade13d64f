// Rules M4 (domain.md 4.4) on how the ashes lie, and whose they are: what an award asks of the container, of the marker
// and of the person.

/// M4 (Jinan 2018: a degradable container, or straight into the soil): such a rule needs ashes in what decays.
func m4DegradableOfRule(_ rule: AwardRule, _ basis: AwardBasis) -> Refusal? {
  guard rule.degradable == true else { return nil }
  for (id, placed) in basis.placements where placed.degradable != true {
    return Refusal(
      rule: .m4,
      fact: Bilingual(
        zh: "骨灰 \(id) 没有登记为可降解（事件 \(placed.eventID)），规则 \(rule.ruleId) 要求可降解",
        en:
          "The ashes \(id) are not recorded as in what decays (event \(placed.eventID)), as rule \(rule.ruleId) asks."
      ),
      remedy: Bilingual(
        zh: "请按实际安葬方式选用规则，没有对应规则的不予奖补",
        en: "Cite the rule for the actual burial; without one there is no award."
      )
    )
  }
  return nil
}

/// M4 (Jinan 2018: no marker is kept): only markers that the rule names.
func m4MarkersOfRule(_ rule: AwardRule, _ basis: AwardBasis) -> Refusal? {
  guard let markers = rule.markers else { return nil }
  for (id, placed) in basis.placements where placed.marker.map(markers.contains) != true {
    let found = placed.marker?.rawValue ?? "–"
    let named = markers.map(\.rawValue).joined(separator: ", ")
    return Refusal(
      rule: .m4,
      fact: Bilingual(
        zh: "骨灰 \(id) 的标志为 \(found)（事件 \(placed.eventID)），规则 \(rule.ruleId) 只允许 \(named)",
        en: """
          The ashes \(id) have a marker of kind \(found) (event \(placed.eventID)); \
          rule \(rule.ruleId) allows \(named).
          """
      ),
      remedy: Bilingual(
        zh: "请按实际安葬方式选用规则，没有对应规则的不予奖补",
        en: "Cite the rule for the actual burial; without one there is no award."
      )
    )
  }
  return nil
}

/// M4: nothing is paid on a fact about the person that is known to be otherwise.
func m4PersonOfRule(_ rule: AwardRule, _ basis: AwardBasis) -> Refusal? {
  guard let (criterion, told) = KnownFacts(decedent: basis.decedent).contradicted(rule.criteria) else { return nil }
  let fact = criterion.fact.rawValue
  return Refusal(
    rule: .m4,
    fact: Bilingual(
      zh: "规则 \(rule.ruleId) 要求 \(fact) = \(criterion.holds)，而已登记的事实相反（事件 \(told)）",
      en: """
        Rule \(rule.ruleId) asks for \(fact) = \(criterion.holds), and it is recorded to be otherwise (event \(told)).
        """
    ),
    remedy: Bilingual(
      zh: "请按已登记的事实选用规则，没有对应规则的不予奖补；登记有误的，请先更正",
      en: "Cite the rule for what is recorded; without one there is no award. If it is wrong, have it corrected first."
    )
  )
}

extension AwardBasis {
  /// The portions that lie in a place, which scattered ones do not.
  fileprivate var placements: [(id: Code, placed: AshCustodyState.Placement)] {
    custodies.compactMap { custody in
      if case .placed(let placed) = custody.state.disposition { (custody.id, placed) } else { nil }
    }
  }
}

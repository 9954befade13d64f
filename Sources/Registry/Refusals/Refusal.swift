/// Why a submission is not recorded: the rule, the fact that was found, and what its sender can do. Holds no personal
/// number.
public struct Refusal: Error, Equatable, Sendable, CustomStringConvertible {
  public let rule: RuleID
  public let fact: Bilingual
  public let remedy: Bilingual

  public init(rule: RuleID, fact: Bilingual, remedy: Bilingual) {
    self.rule = rule
    self.fact = fact
    self.remedy = remedy
  }

  public var description: String { "refused by rule \(rule)" }
}

extension Refusal {
  /// L2: an event's id is its idempotency key for ever; the same id with other content is refused.
  public static func l2IdReused(_ id: some CustomStringConvertible) -> Refusal {
    Refusal(
      rule: .l2,
      fact: Bilingual(
        zh: "编号 \(id) 已登记过另一内容的事件",
        en: "An event with the id \(id) and other content is already recorded."
      ),
      remedy: Bilingual(
        zh: "若是新的事件，请换用新的编号；若是更正，请提交更正事件，不要重用原编号",
        en: "Give a new event a new id; to correct the recorded one, submit a correction instead of using its id again."
      )
    )
  }
}

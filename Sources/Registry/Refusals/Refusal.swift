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
  /// L1: an event that says which version of its stream it was decided on is taken at that version only.
  public static func l1AnotherVersion(of stream: StreamName, expected: Int, found: Int) -> Refusal {
    Refusal(
      rule: .l1,
      fact: Bilingual(
        zh: "\(stream) 现有 \(found) 个事件，提交所依据的是第 \(expected) 版",
        en: "\(stream) has \(found) event(s) by now; the submission is based on version \(expected)."
      ),
      remedy: Bilingual(
        zh: "请重新查看该记录，确认仍要提交后，以其现有版本再次提交",
        en: "Look at the record again and, if it still holds, submit it for the version that there is."
      )
    )
  }

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

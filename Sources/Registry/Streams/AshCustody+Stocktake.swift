// Stocktakes of ashes: the periodic check of the record against the shelf (MCA notice of April 2024).

/// 骨灰盘点: one portion was looked for.
public struct StocktakeChecked: FactPayload {
  public static var stream: StreamKind { .ashCustody }
  public var stocktakeNo: Code
  public var found: Bool
  /// Whether the tag on the container is the one recorded; false when nothing was found.
  public var tagMatches: Bool
  /// The tag that is on the container, where it was found with another.
  public var containerTagSeen: Code?
  public var checkerId: Code
}

extension AshCustodyState {
  func check(_ event: StocktakeChecked, at instant: Instant) throws(Undecided) {
    try uphold(a2StillInCustody(self))
    try uphold(r4InOrder(opened.occurredAt.localDate, "CustodyOpened", instant.localDate, "time"))
    try uphold(a8OncePerStocktake(self, event))
    try uphold(a8AnotherChecker(self, event))
    try uphold(a8TagAsSeen(self, event))
  }
}

// MARK: Rules

/// A8: a stocktake looks once for each portion.
func a8OncePerStocktake(_ state: AshCustodyState, _ event: StocktakeChecked) -> Refusal? {
  guard let earlier = state.stocktakes.first(where: { $0.data.stocktakeNo == event.stocktakeNo }) else { return nil }
  return Refusal(
    rule: .a8,
    fact: Bilingual(
      zh: "这份骨灰在盘点 \(event.stocktakeNo) 中已于 \(earlier.occurredAt) 查过（事件 \(earlier.eventID)）",
      en: """
        The stocktake \(event.stocktakeNo) has looked for this portion at \(earlier.occurredAt) \
        (event \(earlier.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "无需重复登记；后来找到的，请另立盘点编号",
      en: "Do not record it twice; what is found later is checked under a number of its own."
    )
  )
}

/// A8: whoever took the ashes in does not check them, since that would compare the record with its own author's memory.
func a8AnotherChecker(_ state: AshCustodyState, _ event: StocktakeChecked) -> Refusal? {
  guard event.checkerId == state.opened.actor else { return nil }
  return Refusal(
    rule: .a8,
    fact: Bilingual(
      zh: "盘点人 \(event.checkerId) 就是办理这份骨灰入管的人（事件 \(state.opened.eventID)）",
      en: "The checker \(event.checkerId) is the one who took this portion in (event \(state.opened.eventID))."
    ),
    remedy: Bilingual(zh: "请由另一人盘点", en: "Have somebody else check it.")
  )
}

/// A8: what is said of the tag fits the tag that was seen and the one on record.
func a8TagAsSeen(_ state: AshCustodyState, _ event: StocktakeChecked) -> Refusal? {
  let recorded = state.opened.data.containerTag
  let fits =
    switch (event.found, event.tagMatches, event.containerTagSeen) {
    case (false, let matches, let seen): !matches && seen == nil
    case (true, true, let seen): seen == nil || seen == recorded
    case (true, false, let seen): seen != nil && seen != recorded
    }
  guard !fits else { return nil }
  let seen = event.containerTagSeen?.text ?? "–"
  return Refusal(
    rule: .a8,
    fact: Bilingual(
      zh: "盘点写为 found \(event.found)、tag_matches \(event.tagMatches)、所见标签 \(seen)，登记的标签是 \(recorded)",
      en: """
        The check says found \(event.found), tag_matches \(event.tagMatches) and tag seen \(seen); \
        the tag on record is \(recorded).
        """
    ),
    remedy: Bilingual(
      zh: "标签不符的请填写 container_tag_seen；未找到的 tag_matches 填 false，不填标签",
      en: "For another tag give container_tag_seen; for ashes not found, tag_matches is false and there is no tag."
    )
  )
}

/// A8: ashes that the last stocktake did not find, or found under another tag, go nowhere before they are checked again. A
/// disposition from before the check, recorded late, explains it.
func a8FoundAgain(_ state: AshCustodyState, at instant: Instant) -> Refusal? {
  let last = state.stocktakes.max { $0.occurredAt < $1.occurredAt }
  guard let last, last.occurredAt <= instant, !last.data.tagMatches else { return nil }
  let (zh, en) = last.data.found ? ("标签不符", "found under another tag") : ("未找到", "not found")
  return Refusal(
    rule: .a8,
    fact: Bilingual(
      zh: "这份骨灰在 \(last.occurredAt) 的盘点 \(last.data.stocktakeNo) 中\(zh)（事件 \(last.eventID)）",
      en: """
        In the stocktake \(last.data.stocktakeNo) at \(last.occurredAt) this portion was \(en) \
        (event \(last.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "请先查明并重新盘点，找到且标签相符后再办理",
      en: "Clear it up and check again; go on once it is found with its own tag."
    )
  )
}

// Rules I5 and I6 of draws: announced before anybody can know the seed, held once, and by what was announced.

private func i5(_ fact: Bilingual, _ remedy: Bilingual) -> Refusal { Refusal(rule: .i5, fact: fact, remedy: remedy) }

// MARK: The announcement

/// I5: the lists have everybody once, and the digest is that of the cemeteries.
func i5ListsOnce(_ event: DrawAnnounced) -> Refusal? {
  let digest = InspectionDraw.digest(of: event.population)
  let isSet = Set(event.population).count == event.population.count && Set(event.pool).count == event.pool.count
  guard !isSet || digest != event.populationDigest else { return nil }
  return i5(
    Bilingual(
      zh: """
        检查对象 \(event.population.count) 个、检查人员 \(event.pool.count) 名\(isSet ? "" : "，其中有重复")；\
        名录摘要为 \(digest?.text ?? "")，提交的是 \(event.populationDigest)
        """,
      en: """
        \(event.population.count) subject(s) and \(event.pool.count) inspector(s)\(isSet ? "" : ", some of them twice"); \
        the digest of the list is \(digest?.text ?? ""), the one submitted \(event.populationDigest).
        """
    ),
    Bilingual(
      zh: "名录中每个编码只列一次；摘要为编码升序、每个编码后加换行的 SHA-256",
      en: "List every code once; the digest is SHA-256 of the codes, ascending, a line feed after each."
    )
  )
}

/// I6: two inspectors at least are drawn.
func i6TwoDrawn(_ event: DrawAnnounced) -> Refusal? {
  guard event.inspectorCount.value < 2 else { return nil }
  return Refusal(
    rule: .i6,
    fact: Bilingual(
      zh: "公告抽取检查人员 \(event.inspectorCount) 名",
      en: "\(event.inspectorCount) inspector(s) are announced to be drawn."
    ),
    remedy: Bilingual(zh: "现场检查须由两名以上检查人员进行", en: "A site check takes two inspectors; draw two or more.")
  )
}

/// I5: no more are drawn than there are.
func i5EnoughToDraw(_ event: DrawAnnounced) -> Refusal? {
  guard event.pickedCount.value > event.population.count || event.inspectorCount.value > event.pool.count else {
    return nil
  }
  return i5(
    Bilingual(
      zh: """
        名录有检查对象 \(event.population.count) 个、检查人员 \(event.pool.count) 名，\
        拟抽取 \(event.pickedCount) 个、\(event.inspectorCount) 名
        """,
      en: """
        Of \(event.population.count) subject(s) and \(event.pool.count) inspector(s), \(event.pickedCount) and \
        \(event.inspectorCount) are to be drawn.
        """
    ),
    Bilingual(zh: "抽取数不得多于名录", en: "Draw no more than the lists have, or complete the lists.")
  )
}

/// I5: a round that is announced is drawn before the next one is announced, so that nobody announces until a seed pleases them.
func i5RoundBeforeDrawn(_ event: DrawAnnounced, _ state: ReferenceDataState?) -> Refusal? {
  let open = state?.announcements.first { other in
    (other.data.division, other.data.year) == (event.division, event.year) && other.data.round != event.round
      && state?.draw(of: other.eventID) == nil
  }
  guard let open else { return nil }
  return i5(
    Bilingual(
      zh: "\(event.division) \(event.year) 年度第 \(open.data.round) 轮已公告（事件 \(open.eventID)），尚未抽取",
      en: """
        Round \(open.data.round) of \(event.division), \(event.year), is announced (event \(open.eventID)) and not drawn.
        """
    ),
    Bilingual(
      zh: "请先按该公告抽取（InspectionSampled），再公告下一轮；公告一经登记不得以新公告代替",
      en: "Hold that draw first (InspectionSampled), then announce the next round; nothing replaces an announcement."
    )
  )
}

/// I5: an announcement stands as it was made: its seed is known from the next event on.
func i5AnnouncementStands(_ target: RecordedEvent) -> Refusal? {
  guard let announced = target.payload as? DrawAnnounced else { return nil }
  return i5(
    Bilingual(
      zh: """
        事件 \(target.id) 是 \(announced.division) \(announced.year) 年度第 \(announced.round) 轮的抽取公告；\
        其后的事件一经登记，种子即已可知
        """,
      en: """
        The event \(target.id) announces round \(announced.round) of \(announced.division), \(announced.year); with the next \
        event of the log its seed is known.
        """
    ),
    Bilingual(
      zh: "抽取公告不得更正或撤销；有误的，请照公告抽取，再另行公告下一轮，错在何处一并公开",
      en: """
        An announcement is neither corrected nor voided. If it is wrong, hold the draw as announced, announce a further \
        round, and publish what was wrong.
        """
    )
  )
}

// MARK: The draw

extension ReferenceDataState? {
  /// I5: a draw is held by an announcement that stands before it.
  func announcement(of event: InspectionSampled) throws(Undecided) -> Fact<DrawAnnounced> {
    let found = self?.announcements.first { $0.eventID == event.announcementEventId }
    if let found { return found }
    throw .refused(i5NotAnnounced(event))
  }
}

extension ReferenceDataState {
  /// The draw that was held by an announcement.
  public func draw(of announcement: EventID) -> Fact<InspectionSampled>? {
    draws.first { $0.data.announcementEventId == announcement }
  }
}

/// I5: what is drawn was announced before.
private func i5NotAnnounced(_ event: InspectionSampled) -> Refusal {
  let named = event.announcementEventId
  return i5(
    Bilingual(
      zh: named.map { "reference/inspection-draws 中没有有效的抽取公告 \($0)" } ?? "本次抽取没有写明抽取公告",
      en: named.map { "No announcement \($0) stands in reference/inspection-draws." }
        ?? "The draw names no announcement."
    ),
    Bilingual(
      zh: """
        请先提交 DrawAnnounced（名录和抽取数），待日志有下一个事件后再抽取，announcement_event_id 填公告的事件编号；\
        种子不再由抽取单位自行公布
        """,
      en: """
        Submit DrawAnnounced first, with the lists and how many are drawn; when the log has a next event, hold the draw, \
        with the announcement's event id as announcement_event_id. A seed of the bureau's own is no longer taken.
        """
    )
  )
}

/// I5: what is drawn from, and how many, is what was announced.
func i5AsAnnounced(_ event: InspectionSampled, _ announced: Fact<DrawAnnounced>) -> Refusal? {
  let differing = event.members(otherThan: announced.data)
  guard !differing.isEmpty else { return nil }
  return i5(
    Bilingual(
      zh: "与抽取公告 \(announced.eventID) 不一致：\(differing.joined(separator: "、"))",
      en: "Not as announced by \(announced.eventID): \(differing.joined(separator: ", "))."
    ),
    Bilingual(
      zh: "区划、年度、轮次、名录和抽取数照公告填写；须更改的，请在本轮抽取之后另行公告下一轮",
      en: """
        Give division, year, round, lists and numbers as announced; for others announce a further round after this draw.
        """
    )
  )
}

extension InspectionSampled {
  /// What an announcement has otherwise, by the names of the events' members.
  func members(otherThan announced: DrawAnnounced) -> [String] {
    let pairs = [
      ("division", division == announced.division), ("year", year == announced.year),
      ("round", round == announced.round), ("population", population == announced.population),
      ("population_digest", populationDigest == announced.populationDigest), ("pool", pool == announced.pool),
      ("picked_count", picked.count == announced.pickedCount.value),
      ("inspector_count", inspectors.count == announced.inspectorCount.value),
    ]
    return pairs.filter { !$0.1 }.map(\.0)
  }
}

/// I5: an announced draw is held once; to hold it again would give the same.
func i5HeldOnce(_ event: InspectionSampled, _ state: ReferenceDataState?) -> Refusal? {
  guard let held = event.announcementEventId.flatMap({ state?.draw(of: $0) }) else { return nil }
  return i5(
    Bilingual(
      zh: "该公告已于 \(held.occurredAt) 抽取（事件 \(held.eventID)）",
      en: "This draw was held at \(held.occurredAt) (event \(held.eventID))."
    ),
    Bilingual(
      zh: "抽取结果不得更换；确需增加检查的，请另行公告下一轮",
      en: "A draw is never replaced; for more inspections announce a further round."
    )
  )
}

/// I5: the seed is the leaf of the event that the log holds right behind the announcement.
func i5SeedOfTheLog(_ event: InspectionSampled, _ announced: Fact<DrawAnnounced>, _ follower: Follower?) -> Refusal? {
  guard let follower else {
    return i5(
      Bilingual(
        zh: "抽取公告 \(announced.eventID) 之后，日志中还没有任何事件，种子尚不存在",
        en: "The log holds no event behind the announcement \(announced.eventID) yet: there is no seed."
      ),
      Bilingual(
        zh: "请待任何单位登记下一个事件后再抽取",
        en: "Hold the draw when the next event, whoever submits it, has been recorded."
      )
    )
  }
  guard event.seed.text != follower.leaf.text else { return nil }
  return i5(
    Bilingual(
      zh: "公告 \(announced.eventID) 之后的第一个事件是 \(follower.id)，其叶哈希为 \(follower.leaf)；提交的种子是 \(event.seed)",
      en: """
        The first event behind the announcement \(announced.eventID) is \(follower.id), whose leaf is \(follower.leaf); the seed \
        submitted is \(event.seed).
        """
    ),
    Bilingual(
      zh: "种子取该事件的叶哈希，不得另行指定",
      en: "The seed is the leaf of that event; nobody chooses another."
    )
  )
}

/// I5: what was drawn is what the seed draws from the population, and from the pool of inspectors.
func i5DrawRepeats(_ event: InspectionSampled) -> Refusal? {
  let picked = InspectionDraw.draw(event.picked.count, of: event.population, seed: event.seed)
  let inspectors = InspectionDraw.draw(event.inspectors.count, of: event.pool, seed: event.seed)
  guard picked != event.picked || inspectors != event.inspectors else { return nil }
  func list(_ codes: [Code]) -> String { codes.map(\.text).joined(separator: ", ") }
  return i5(
    Bilingual(
      zh: """
        种子 \(event.seed) 抽出 [\(list(picked))]、人员 [\(list(inspectors))]，\
        提交的是 [\(list(event.picked))]、人员 [\(list(event.inspectors))]
        """,
      en: """
        The seed \(event.seed) draws [\(list(picked))] and the inspectors [\(list(inspectors))]; submitted were \
        [\(list(event.picked))] and [\(list(event.inspectors))].
        """
    ),
    Bilingual(
      zh: "按 SHA-256（种子、换行、编码）由低到高取公告的名额；不得另行指定",
      en: "Take the lowest by SHA-256 of seed, line feed and code, in that order; nobody is chosen by hand."
    )
  )
}

import EventLog
import Registry

/// An annual inspection before somebody who may enter a step of it.
struct InspectionDesk: Sendable {
  let cemetery: Code
  let year: Year
  /// Nil where it has not been opened.
  let state: AnnualInspectionState?
  /// The items of the checklist that is published for it; none where none is.
  let checklist: [ChecklistItem]
  /// What the published checklist is called.
  let version: String?
  let today: LocalDate?

  var path: String { "/inspections/\(cemetery)/\(year)" }
  var stream: StreamName { StreamName(.annualInspection, "\(cemetery)/\(year)") }
  var name: Bilingual { Bilingual(zh: "\(year) 年度检查记录", en: "Annual inspection \(year)") }

  /// What can be entered now, in the order of the year; the rules have the last word.
  var steps: [String] { EntryStep.inspection.map(\.type).filter { missing(for: $0).isEmpty } }

  func missing(for type: String) -> [Bilingual] {
    guard let state else {
      return type == "InspectionOpened" ? [] : [Bilingual(zh: "年检尚未启动", en: "the inspection is not opened yet")]
    }
    var missing: [Bilingual] = []
    func need(_ holds: Bool, _ zh: String, _ en: String) {
      if !holds { missing.append(Bilingual(zh: zh, en: en)) }
    }
    let isConcluded = state.result != nil && state.result != .deferred
    let isRectifying = state.status == .rectifying || state.status == .overdue
    switch type {
    case "InspectionOpened": need(false, "已启动", "it is open already")
    case "SelfCheckSubmitted":
      need(!isConcluded, "已有结论", "it is concluded")
      need(state.selfCheck == nil, "自查已提交", "the self-check was handed in")
    case "DocumentFiled", "SiteCheckRecorded": need(!isConcluded, "已有结论", "it is concluded")
    case "ConclusionIssued":
      need(!isConcluded, "已有结论", "it is concluded")
      need(state.selfCheck != nil, "先登记自查或拒不自查", "the self-check, or its refusal, comes first")
    case "ConclusionAppealed":
      need(isConcluded, "尚无结论", "it is not concluded")
      need(state.appeal == nil, "申诉待决", "an appeal is open")
      need(state.rectification == nil, "整改已验收", "the rectification is accepted")
    case "ConclusionRevised":
      need(state.appeal != nil, "没有待决的申诉", "there is no open appeal")
      need(state.rectification == nil, "整改已验收", "the rectification is accepted")
    case "RectificationOrdered":
      need(isConcluded && state.result != .qualified, "没有需要整改的结论", "the result asks for no rectification")
      need(state.order == nil, "已责令整改", "it was ordered already")
      need(state.rectification == nil, "整改已验收", "the rectification is accepted")
    case "RectificationOverdue":
      need(state.status == .rectifying, "不在整改中", "there is no rectification under way")
      if let due = state.rectificationDue, let today { need(due < today, "\(due) 才截止", "its last day is \(due)") }
    case "RectificationAccepted": need(isRectifying, "不在整改中", "there is no rectification under way")
    default: break
    }
    return missing
  }
}

extension Services {
  /// The desk of an inspection, in whichever city has the cemetery.
  /// - Throws: `no-such-record`, as the inspection's page.
  func inspectionDesk(_ cemetery: Code, _ year: Year, _ city: VisitedCity) async throws -> InspectionDesk {
    let records = try await inspection(cemetery, year, city)
    return try await inspectionDesk(cemetery, year, records.state, city)
  }

  func inspectionDesk(
    _ cemetery: Code,
    _ year: Year,
    _ state: AnnualInspectionState?,
    _ city: VisitedCity
  ) async throws -> InspectionDesk {
    let day = state?.opened.occurredAt.localDate ?? .today
    let policy = try await day.asyncMap { try await checklist(of: cemetery, on: $0, city) } ?? nil
    return InspectionDesk(
      cemetery: cemetery,
      year: year,
      state: state,
      checklist: policy?.checklist ?? [],
      version: policy.map { "inspection-\($0.version)" },
      today: .today
    )
  }

  /// What the rules go by is theirs to say; a form only offers its items.
  private func checklist(of cemetery: Code, on day: LocalDate, _ city: VisitedCity) async throws -> PolicyPublished? {
    let stream = StreamName(.policy, "inspection")
    let events = try await city.log.timeline(
      of: StreamsNamed([StreamID(rawValue: stream.description)]),
      types: nil,
      after: .start,
      limit: 1_000
    )
    guard let id = Code("inspection"), !events.isEmpty else { return nil }
    var snapshot = Snapshot()
    do {
      try snapshot.load(stream, events: events.map(\.bytes))
    } catch {
      throw ReadError(.database, "the checklist cannot be read: \(error)")
    }
    return snapshot.policy(id)?.versions.last { version in
      version.data.isInForce(on: day)
        && version.data.scopeDivisions.contains { cemetery.text.hasPrefix($0.significant) }
    }?.data
  }
}

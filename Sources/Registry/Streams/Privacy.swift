// Streams `privacy/<event id>` 个人信息记录: who has seen what is sealed of whom, and who has been erased, a stream for each. The
// registry writes them itself, and never submits them; as each has one event, nobody waits for anybody.

// MARK: Events

/// 解封查看: written before the plain text is shown.
public struct PartUnsealed: EventPayload {
  public static func stands(on kind: StreamKind) -> Bool { kind == .privacy }
  /// Whose data they are; absent for the decedent of a case whom no reference names.
  public var personRef: Code?
  public var caseId: Code?
  /// The events whose sealed parts are shown.
  public var eventIds: [EventID]
  public var purpose: Text
  public var legalBasis: Text
  /// In which role they signed in; absent for the registry's own operator.
  public var role: Code?
}

/// 个人信息删除: the key of a person is destroyed with it, at the same moment.
public struct PersonErased: EventPayload {
  public static func stands(on kind: StreamKind) -> Bool { kind == .privacy }
  public enum Basis: String, Codable, CaseIterable, Sendable {
    /// PIPL, Article 47.
    case purposeFulfilled = "purpose_fulfilled"
    case retentionOver = "retention_over"
    case consentWithdrawn = "consent_withdrawn"
    case unlawfulProcessing = "unlawful_processing"
    /// PIPL, Article 49.
    case relativesRequest = "relatives_request"
    case courtOrder = "court_order"
  }
  public var personRef: Code?
  public var caseId: Code?
  public var basis: Basis
  public var docNo: Text
  public var approverId: Code
  /// How many events had a sealed part of theirs.
  public var parts: Count
}

// MARK: State

/// Nothing is decided on it.
struct PrivacyState: StreamState {
  init?(beginning event: RecordedEvent) {
    guard event.payload is PartUnsealed || event.payload is PersonErased else { return nil }
  }

  mutating func evolve(_ event: RecordedEvent) {}

  static func reads(_ payload: any EventPayload) -> [StreamName] { [] }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard matter.payload is PartUnsealed || matter.payload is PersonErased else {
      throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    throw .refused(s6PrivacyIsNotSubmitted(matter.payload))
  }
}

// MARK: Rules

/// S6: unsealing and erasing are recorded by whoever does them, at that moment.
func s6PrivacyIsNotSubmitted(_ payload: any EventPayload) -> Refusal {
  let type = type(of: payload).type
  return Refusal(
    rule: .s6,
    fact: Bilingual(
      zh: "\(type) 由系统在解封或删除时自动登记，不接受提交",
      en: "\(type) is written by the registry itself when it unseals or erases, and cannot be submitted."
    ),
    remedy: Bilingual(
      zh: "请使用 qingming privacy 的 unseal 或 erase 命令，或 /v1/persons/unseal",
      en: "Use the commands unseal and erase of qingming privacy, or /v1/persons/unseal."
    )
  )
}

/// V1: whoever looks at personal data says what for, and on which legal ground (PIPL, Articles 6 and 13).
func v1PurposeIsSaid(_ purpose: Text, _ legalBasis: Text) -> Refusal? {
  for (name, words) in [("purpose", purpose), ("legal basis", legalBasis)]
  where words.text.unicodeScalars.count(where: \.properties.isAlphabetic) < 4 {
    return Refusal(
      rule: .v1,
      fact: Bilingual(
        zh: "\(name == "purpose" ? "查看目的" : "法律依据")“\(words)”没有说明任何事情",
        en: "The \(name) given, “\(words)”, says nothing."
      ),
      remedy: Bilingual(
        zh: "请写明为何事查看、依据哪部法规的哪一条",
        en: "Say for which matter the data are needed, and by which article of which law."
      )
    )
  }
  return nil
}

/// V2: whoever erases a person has it approved by somebody else, for it cannot be undone.
func v2ApprovedByAnother(_ approver: Code, author: Code) -> Refusal? {
  guard approver == author else { return nil }
  return Refusal(
    rule: .v2,
    fact: Bilingual(zh: "\(author) 既是经办人又是批准人", en: "\(author) both erases and approves it."),
    remedy: Bilingual(zh: "请由他人批准", en: "Have it approved by somebody else.")
  )
}

/// V3: what is not sealed can neither be shown nor erased.
public func v3NothingSealed(_ name: some CustomStringConvertible) -> Refusal {
  Refusal(
    rule: .v3,
    fact: Bilingual(zh: "密封库中没有 \(name) 的内容", en: "Nothing is sealed of \(name)."),
    remedy: Bilingual(
      zh: "请核对人员编号（如 p-1 或 case/个案编号）或事件编号，以及城市",
      en: "Check the person (p-1, or case/ and the case's id) or the event's id, and the city."
    )
  )
}

/// V4: an erased person stays so; the key is gone.
public func v4Erased(_ person: PersonName) -> Refusal {
  Refusal(
    rule: .v4,
    fact: Bilingual(
      zh: "\(person) 的个人信息已删除，密钥已销毁",
      en: "\(person) has been erased, and the key destroyed."
    ),
    remedy: Bilingual(
      zh: "内容无法恢复；何人何时据何文件删除，见日志中的 \(PersonErased.type)",
      en: "Nothing can be restored; \(PersonErased.type) in the log says who did it when, by which document."
    )
  )
}

import CanonicalJSON

/// What the log keeps of refused lines: an event for each submitter in a call.
///
/// The registry writes it, so that a bureau can see who submits badly. Its id is that of the lines, their rules, the
/// submitter and the day: the same lines sent again that day, because the answer was lost or by a program that tries for
/// ever, are the same event; on another day they are another attempt. The id is made with the hasher's key, so that nobody
/// can guess at the lines by it.
public struct RefusalRecord: Sendable {
  /// Its own: the event is the first and the last in it.
  public let stream: StreamName
  public let id: EventID
  /// The RFC 8785 bytes that the log stores.
  public let bytes: [UInt8]

  /// So many submitters in a call have an event of their own; whoever names more is not believed, and the rest count as
  /// unknown.
  static let maximumSubmitters = 16

  /// Of all lines that were refused in a call, in its order. Those that name a submitter for whom their sender does not speak
  /// count as unknown: nobody's name is to stand for what others tried in it.
  public static func all(
    of lines: [(line: [UInt8], refusal: Refusal)],
    at clock: Instant,
    hasher: KeyedHasher,
    believing: (Code) -> Bool = { _ in true }
  ) -> [RefusalRecord] {
    var submitters: [Code?] = []
    var bySubmitter: [Code?: [RefusedLine]] = [:]
    for (line, refusal) in lines {
      var refused = RefusedLine(line, by: refusal.rule, on: clock.localDate)
      if let submitter = refused.submitter, !believing(submitter) { refused.submitter = nil }
      if bySubmitter[refused.submitter] == nil {
        if submitters.compactMap(\.self).count == maximumSubmitters { refused.submitter = nil }
        if !submitters.contains(refused.submitter) { submitters.append(refused.submitter) }
      }
      bySubmitter[refused.submitter, default: []].append(refused)
    }
    return submitters.compactMap { submitter in
      bySubmitter[submitter].flatMap { RefusalRecord(of: submitter, $0, at: clock, hasher: hasher) }
    }
  }

  private init?(of submitter: Code?, _ lines: [RefusedLine], at clock: Instant, hasher: KeyedHasher) {
    // A submitter may call itself "unknown"; the data tell them apart.
    guard let source = submitter ?? Code("unknown"), let actor = Code("registry") else { return nil }
    let first = lines.prefix(SubmissionsRefused.maximumLines)
    let rest = Dictionary(grouping: lines.dropFirst(first.count), by: \.kept.ruleId)
      .compactMap { rule, lines in PositiveCount(lines.count).map { SubmissionsRefused.Rest(ruleId: rule, count: $0) } }
      .sorted { $0.ruleId.text < $1.ruleId.text }
    let refused = SubmissionsRefused(
      submitter: submitter,
      lines: first.map(\.kept),
      more: rest.isEmpty ? nil : rest
    )
    guard case .object(let data)? = try? PayloadEncoder.encode(refused) else { return nil }
    let message =
      [clock.localDate.text, submitter?.text ?? ""] + lines.flatMap { [$0.kept.ruleId.text, $0.hash(hasher)] }
    id = hasher.eventID(Array(message.joined(separator: "\n").utf8), field: "refused")
    stream = StreamName(.submitter, "\(source)/\(id)")
    let envelope = Envelope(
      id: id,
      source: source,
      actor: actor,
      schema: DataSchema(SubmissionsRefused.self),
      subject: stream,
      time: clock
    )
    bytes = envelope.stored(data).canonicalBytes
  }
}

/// A refused line, as far as it may be read.
private struct RefusedLine {
  let line: [UInt8]
  /// Nil where the line names none, or hides a personal number in it.
  var submitter: Code?
  let kept: SubmissionsRefused.Line

  init(_ line: [UInt8], by rule: RuleID, on day: LocalDate) {
    self.line = line
    let json = try? JSON.parse(line, maximumBytes: Submission.maximumBytes)
    let source = json?["source"].flatMap { PersonalNumbers.find(in: $0, named: "source", upTo: day) == nil ? $0 : nil }
    submitter = source?.stringValue.flatMap(Code.init(_:))
    let type = json?["type"]?.stringValue.flatMap { EventCatalogue.payloadType(named: $0) == nil ? nil : Code($0) }
    let id = json?["id"]?.stringValue.flatMap(EventID.init(_:))
    kept = SubmissionsRefused.Line(eventId: id, type: type, ruleId: Code(known: rule))
  }

  func hash(_ hasher: KeyedHasher) -> String { hasher.hash(line, field: "refused line").text }
}

extension Code {
  /// The ids of rules are codes.
  fileprivate init(known rule: RuleID) { text = rule.rawValue }
}

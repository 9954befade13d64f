import EventLog
import FrontDoor
import Registry

/// A step that is being entered, and what its form starts from.
struct StepDraft {
  let step: EntryStep
  let contract: EventContract
  let desk: HomeDesk
  let subject: StepSubject
  var form: TypedForm
  var offers = FormOffers()

  /// Where its form is, and is sent to.
  var path: String { subject.path(of: step.type) }

  func heading(_ language: Language) -> String {
    if case .beginning = subject { return language.choose(desk.name) }
    return "\(language.choose(subject.name)) · \(language.choose(desk.name))"
  }

  /// The stream that its event goes to; nil where the number that was typed for it is none.
  var stream: StreamName? { subject.stream(of: step, key: form["key"], organisation: desk.organisation) }
}

extension EntryStep {
  /// Whether it uses one of the home's blank certificates.
  var takesBlankForm: Bool {
    presets.values.contains { if case .known(.blankForm) = $0 { true } else { false } }
  }

  /// Whether the form does not ask for a member.
  func fills(_ path: String) -> Bool {
    switch presets[path] {
    case .home, .thisCase, .never: true
    default: false
    }
  }

  /// The form as it is first shown, with what is known already, and the id that makes a second click harmless.
  func prefilled(
    _ contract: EventContract,
    _ subject: StepSubject,
    _ desk: HomeDesk,
    now: Instant = .now()
  ) -> TypedForm {
    var form = TypedForm()
    var random = SystemRandomNumberGenerator()
    form["id"] = EventID(version7: now, using: &random).text
    form["time"] = String(now.text.prefix(16))
    form["case"] = subject.file?.id.text
    switch record {
    case .subject: break
    case .new: form["key"] = number(subject, now, &random)
    case .named: form["key"] = subject.namedRecord
    }
    for field in contract.fields {
      guard let preset = presets[field.path] else { continue }
      form["data.\(field.path)"] = preset.text(for: field, subject, desk, now)
      guard case .rows = field.kind, case .known(let known) = preset else { continue }
      for (index, row) in subject.rows(known).enumerated() {
        for (column, text) in row { form["data.\(field.path).\(index).\(column)"] = text }
      }
    }
    return form
  }

  /// `C-20261123-7K3Q`: easily read out, and not guessed. Ashes are called after their case.
  private func number(
    _ subject: StepSubject,
    _ now: Instant,
    _ random: inout some RandomNumberGenerator
  ) -> String {
    if stream == .ashCustody, let file = subject.file { return "\(file.id)-\(file.custodies.count + 1)" }
    let letters = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
    let end = (0..<4).map { _ in String(letters.randomElement(using: &random) ?? "2") }.joined()
    return "\(stream == .useRight ? "HT" : "C")-\(now.localDate.text.filter { $0 != "-" })-\(end)"
  }
}

extension EntryStep.Preset {
  fileprivate func text(
    for field: EventContract.Field,
    _ subject: StepSubject,
    _ desk: HomeDesk,
    _ now: Instant
  ) -> String? {
    switch self {
    case .home, .thisCase, .never: nil
    case .me: desk.actor.text
    case .reference(let kind): subject.file.map { "\(kind)-\($0.id)" }
    case .now: field.kind == .day ? now.localDate.text : String(now.text.prefix(16))
    case .usual(let text): text
    case .known(let known): subject.text(known, now)
    }
  }
}

import Registry

/// A step that a funeral home enters with a form. What the form asks for stands in the contract of the event type; here is
/// only what a contract does not know: what the home's page fills in, and what is said of a person.
struct HomeStep: Sendable {
  /// What a member is filled in with.
  enum Preset: Sendable {
    /// The home itself: not asked for.
    case home
    /// The case: not asked for.
    case thisCase
    /// Not asked for.
    case fixed(String)
    /// Who has signed in.
    case me
    /// A reference within the registry, made from the case's number: `S-` for who signed.
    case reference(String)
    /// The moment, or the day, at which the form is shown.
    case now
    /// What the case says already.
    case known(Known)
    case usual(String)
  }

  /// What a case, or the home's stock, says already.
  enum Known: Sendable {
    case signer, certificateNumber, portions, nextPortion, blankForm, ashes, outcome
  }

  let type: String
  let stream: StreamKind
  /// What it is, and what to have at hand.
  let lead: Bilingual
  var presets: [String: Preset] = [:]
  /// What is said of the person whom it names: members of the sealed part.
  var sealed: [String] = []
  /// The member that says when it happened, where one does; else the form asks.
  var timeFrom: String?
  /// Whether it begins a record whose number the form asks for.
  var beginsRecord = false

  static func of(_ type: String) -> HomeStep? { all.first { $0.type == type } }

  static let all: [HomeStep] = beginning + body + cremation + ashes + services + stock
}

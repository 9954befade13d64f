import Registry

/// A step that somebody enters with a form. What the form asks for stands in the contract of the event type; here is only what
/// a contract does not know: what the page fills in, and what is said of a person.
struct EntryStep: Sendable {
  /// What a step is entered about, and so where its form is.
  enum About: Sendable {
    /// A case that the step opens.
    case beginning
    case file, ashes, stock, plot, right, inspection
    /// What a cemetery has.
    case places
  }

  /// What a member is filled in with.
  enum Preset: Sendable {
    /// The facility or office itself: not asked for.
    case home
    /// The case: not asked for.
    case thisCase
    /// Who has signed in.
    case me
    /// A reference within the registry, made from the case's number: `S-` for who signed.
    case reference(String)
    /// The moment, or the day, at which the form is shown.
    case now
    /// What is on record already.
    case known(Known)
    case usual(String)
    /// What the registry alone writes: not asked for.
    case never
  }

  /// What a case, a stock, a plot, a right or an inspection says already.
  enum Known: Sendable {
    case signer, certificateNumber, portions, nextPortion, blankForm, blankForms, ashes, outcome
    case stocktake, plot, place, contract, formOfPlot, holder, caseID, notice, checklist, checklistItems, openItems
  }

  /// To which record its event goes.
  enum Record: Sendable {
    case subject
    /// One that it begins, under a number that the form offers.
    case new
    /// One whose number is on paper: the form asks for it.
    case named
  }

  let type: String
  let stream: StreamKind
  /// Nil where the stream says it.
  var place: About?
  /// What it is, and what to have at hand.
  let lead: Bilingual
  var presets: [String: Preset] = [:]
  /// What is said of the person whom it names: members of the sealed part.
  var sealed: [String] = []
  /// The member that says when it happened, where one does; else the form asks.
  var timeFrom: String?
  var record = Record.subject
  /// Rows that are left blank for more, where a form has rows.
  var spareRows = 3

  var about: About {
    if let place { return place }
    switch stream {
    case .certificateStock: return .stock
    case .ashCustody: return .ashes
    case .plot: return .plot
    case .useRight: return .right
    case .annualInspection: return .inspection
    default: return .file
    }
  }

  /// The columns that name what a row of a member may be about: a row with nothing else in it says nothing.
  func offers(in member: String) -> Set<String> {
    if case .known(.checklistItems)? = presets[member] { ["item"] } else { [] }
  }

  static func of(_ type: String) -> EntryStep? { all.first { $0.type == type } }

  static let all: [EntryStep] =
    beginning + body + cremation + ashes + services + stock + rest + unclaimed + plots + layout + burial + rights
    + inspection
}

import FoundationEssentials
import Registry

/// What is proposed of a fact: to state it again, or that it never was.
enum AmendmentKind: String, Sendable {
  case correction, voiding

  var title: Bilingual {
    switch self {
    case .correction: Bilingual(zh: "提出更正", en: "Propose a correction")
    case .voiding: Bilingual(zh: "提出撤销", en: "Propose to void")
    }
  }

  /// Where it is proposed.
  func path(of fact: UUID) -> String { "/log/events/\(fact.lowercased)/amend/\(rawValue)" }
}

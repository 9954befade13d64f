/// The kinds of stream of the registry (domain.md 4.2), by the first word of their names.
public enum StreamKind: String, CaseIterable, Sendable {
  case decedentCase = "case"
  case ashCustody = "ashes"
  case facility
  case section
  case plot
  case useRight = "right"
  case serviceWaiver = "waiver"
  case subsidyClaim = "claim"
  case settlementBatch = "batch"
  case annualInspection = "inspection"
  case enforcementCase = "finding"
  case policy
  case cremationUnit = "unit"
  case hearse
  case certificateStock = "stock"
  case referenceData = "reference"
  case submitter
  case review
  case privacy

  /// How many codes follow the kind: a section is named by facility and section, a plot by facility, section, row and
  /// number, a cremator by facility and serial.
  var codes: Int {
    switch self {
    case .section, .settlementBatch, .annualInspection, .cremationUnit, .submitter: 2
    case .plot: 4
    default: 1
    }
  }
}

/// The name of a stream: a kind and the codes that single it out, as in `case/01JD…` or `inspection/371002-GM-01/2026`.
public struct StreamName: Hashable, Sendable, CustomStringConvertible {
  public let kind: StreamKind
  public let key: String
  public var description: String { "\(kind.rawValue)/\(key)" }

  public init(_ kind: StreamKind, _ key: String) {
    self.kind = kind
    self.key = key
  }

  /// Nil unless `text` is a known kind followed by the codes that this kind asks for; a plot ends in its number, a
  /// batch in its month, an inspection in its year.
  public init?(parsing text: String) {
    guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")),
      let kind = StreamKind(rawValue: String(text[..<slash]))
    else { return nil }
    let key = String(text[text.utf8.index(after: slash)...])
    let codes = key.split(separator: "/", omittingEmptySubsequences: false)
    guard codes.count == kind.codes, codes.allSatisfy({ Code(String($0)) != nil }) else { return nil }
    switch kind {
    case .plot:
      guard PlotID(key) != nil else { return nil }
    case .settlementBatch:
      guard Month(String(codes[1])) != nil else { return nil }
    case .annualInspection:
      guard let year = Int(codes[1]), String(year) == codes[1], Year(year) != nil else { return nil }
    default: break
    }
    self.init(kind, key)
  }
}

/// Something that only one stream may hold at a time, across the whole registry: taken and released in the same
/// append as the events that mean it (design.md, "The log").
public struct Claim: Hashable, Sendable, CustomStringConvertible {
  public enum Kind: String, CaseIterable, Sendable {
    /// Key: keyed hash of the person's number. One open case per person (rule D1).
    case person
    /// Key: keyed hash of the death certificate's number (rule D2).
    case certificate
    /// Key: number of a cremation certificate (rule D7).
    case cremationCertificate = "cremation_certificate"
    /// Key: `case/portion number` (rule A1).
    case portion
    /// Key: `plot id#position` (rules A2 and A4). Held by the ashes that lie there; by the plot where there is no such
    /// place any more, and after the return of its right until it has been cleared (rule P7).
    case place
    /// Key: plot id. A block, a reservation or a use right, never two of them (rule P8).
    case plot
    /// Key: `policy/case` (rule M3).
    case award
    /// Key: id of a waiver decision that a batch pays, or may come to pay (rule M6).
    case settlement
    /// Key: `division/year/round` of an announced draw of inspections (rule I5).
    case draw
    /// Key: payment reference (rule M5).
    case payRef = "pay_ref"
    /// Key: id of the event behind which a review is, as long as that is open.
    case review
    /// Key: digest of a hearse's plate. One registered hearse per plate.
    case plate
  }

  public let kind: Kind
  public let key: String
  public var description: String { "\(kind.rawValue)/\(key)" }

  public init(_ kind: Kind, _ key: String) {
    self.kind = kind
    self.key = key
  }
}

extension Claim {
  static func plot(_ plot: PlotID) -> Claim { Claim(.plot, plot.text) }
  static func plate(_ digest: Digest) -> Claim { Claim(.plate, digest.text) }
  static func place(_ position: Int, in plot: PlotID) -> Claim { Claim(.place, "\(plot.text)#\(position)") }
  static func places(_ positions: Range<Int>, in plot: PlotID) -> [Claim] {
    positions.map { .place($0, in: plot) }
  }
}

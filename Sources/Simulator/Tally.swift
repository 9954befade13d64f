/// What a simulation has sent, counted as it goes, so that what the registry shows can be compared with it.
///
/// Kept by the sender alone: no figure here has been through a rule or a projection.
public struct Tally: Equatable, Sendable {
  public struct UnitKey: Hashable, Sendable, Comparable {
    /// The facility's division.
    public let division: String
    /// The registry's name of the kind of plot.
    public let kind: String

    public init(division: String, kind: String) {
      (self.division, self.kind) = (division, kind)
    }

    public static func < (left: Self, right: Self) -> Bool {
      (left.division, left.kind) < (right.division, right.kind)
    }
  }

  public struct Units: Equatable, Sendable {
    /// Laid out.
    public var created = 0
    /// Out of use at the end.
    public var blocked = 0
    /// Reserved, and neither granted nor released, at the end.
    public var reserved = 0
    /// Under a use right; always 0 for eco pools.
    public var granted = 0
    /// With ashes in at least one place.
    public var occupied = 0
    /// Given up for good.
    public var decommissioned = 0
    /// In all that were created.
    public var places = 0
    /// With ashes in them.
    public var placesTaken = 0

    public init() {}
  }

  public var lines = 0
  public var linesByType: [String: Int] = [:]
  /// Events of types that senders use too, which the registry adds by itself: duplicates that end with a merger, plots
  /// of rights given back.
  public var derived: [String: Int] = [:]
  public var cases = 0
  public var cremations = 0
  /// Portions taken into custody; those neither placed nor scattered are still there.
  public var custodies = 0
  /// By burial form.
  public var placements: [String: Int] = [:]
  public var scatterings: [String: Int] = [:]
  public var claimsSubmitted = 0
  public var claimsApproved = 0
  public var claimsRejected = 0
  public var claimsPaid = 0
  /// What was paid in all, that which came back too.
  public var paidFen = 0
  public var recoveredFen = 0
  /// Decisions on free services, those reversed too, and what homes were paid for them.
  public var waivers = 0
  public var settledFen = 0
  /// Services delivered, by item code, and what they cost by the price list.
  public var services: [String: Int] = [:]
  public var servicesFen: [String: Int] = [:]
  /// Conclusions of annual inspections, by result.
  public var conclusions: [String: Int] = [:]
  public var units: [UnitKey: Units] = [:]
  /// Streams of what was planted for auditors to find.
  public var planted: [Fraud: [String]] = [:]
  /// Cases by the county of their funeral home.
  public var casesByCounty: [String: Int] = [:]

  /// Portions placed or scattered in a land-saving form, in a thousand of all that were: every form but the standard plot.
  public var ecoPermille: Int {
    let all = placements.values.reduce(0, +) + scatterings.values.reduce(0, +)
    let standard = placements[Disposition.plotStandard.rawValue, default: 0]
    return all == 0 ? 0 : (all - standard) * 1000 / all
  }
}

// Stream `facility/<facility code>` 殡葬设施: licence and sales status.

// MARK: Events

/// 许可/备案.
public struct FacilityLicensed: EventPayload {
  public static var stream: StreamKind { .facility }
  public enum Kind: String, Codable, CaseIterable, Sendable {
    case funeralHome = "funeral_home"
    case columbarium, cemetery
  }
  public enum Nature: String, Codable, CaseIterable, Sendable {
    case publicBenefit = "public_benefit"
    case commercial
  }
  public enum Level: String, Codable, CaseIterable, Sendable { case city, county, town, village }
  public var nameZh: Text
  public var nameEn: Text
  public var kind: Kind
  public var nature: Nature
  public var level: Level
  public var division: DivisionCode
  public var operatorUscc: USCC
  public var operatorUsccReason: Text?
  public var licenceNo: Text
  public var validFrom: LocalDate
  public var validTo: LocalDate?
  public var landM2: Count
  public var bodyBurialAllowed: Bool
}

/// 状态变更. While a facility is anything but open, nothing new may be granted, reserved or sold (rule P6).
public struct FacilityStatusChanged: EventPayload {
  public static var stream: StreamKind { .facility }
  public enum Status: String, Codable, CaseIterable, Sendable {
    case open
    case salesSuspended = "sales_suspended"
    case rectifying, closed
  }
  public var status: Status
  public var from: LocalDate
  public var reason: Text
  /// The event that made it so, for example an inspection's conclusion.
  public var causeEventId: EventID?
}

// Events of the stream `facility/<facility code>` 殡葬设施.

/// 许可/备案.
public struct FacilityLicensed: FactPayload {
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
  /// Where it lies in its county. A town has no life of its own here: its code and its names are those of the licence.
  public struct Town: Codable, Equatable, Sendable {
    public var code: TownCode
    public var nameZh: Text
    public var nameEn: Text
  }
  public var nameZh: Text
  public var nameEn: Text
  public var kind: Kind
  public var nature: Nature
  public var level: Level
  public var division: DivisionCode
  /// Absent where the licence does not say it.
  public var town: Town?
  public var operatorUscc: USCC
  public var operatorUsccReason: Text?
  public var licenceNo: Text
  public var validFrom: LocalDate
  public var validTo: LocalDate?
  public var landM2: Count
  public var bodyBurialAllowed: Bool
}

/// 状态变更. While a facility is anything but open, nothing new may be granted, reserved or sold (rule P6).
public struct FacilityStatusChanged: FactPayload {
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

/// 服务范围: whom a public-benefit cemetery is for (rule A7). Of several that hold on a day, the one recorded last.
public struct ServiceAreaAssigned: FactPayload {
  public static var stream: StreamKind { .facility }
  public var divisionCodes: [DivisionCode]
  public var from: LocalDate
  public var to: LocalDate?
}

/// 殡仪馆等级评定 (民办发(1990)10号).
public struct FacilityGraded: FactPayload {
  public static var stream: StreamKind { .facility }
  public var grade: HomeGrade
  public var from: LocalDate
}

/// 价目公示: the whole list (发改价格〔2026〕108号).
public struct PriceListPublished: FactPayload {
  public static var stream: StreamKind { .facility }
  public struct PriceItem: Codable, Equatable, Sendable {
    public var code: Code
    /// Whether it is a basic service, at a price that the government guides.
    public var basic: Bool
    public var unit: ServiceItemDelivered.Unit
    public var priceFen: Fen
  }
  public var items: [PriceItem]
  public var from: LocalDate
}

/// 利害关系申报: an inspector, or somebody who knows of it, declares a tie to the operator (rule I6).
public struct InspectorTieDeclared: FactPayload {
  public static var stream: StreamKind { .facility }
  public enum Tie: String, Codable, CaseIterable, Sendable {
    case relative, employment, investment, contract, other
  }
  public var inspectorId: Code
  public var tie: Tie
  public var from: LocalDate
  /// The last day; absent while it lasts.
  public var to: LocalDate?
  public var docNo: Text
}

/// 维护基金: what a year's sales have put into it.
public struct MaintenanceFundSet: FactPayload {
  public static var stream: StreamKind { .facility }
  public var year: Year
  public var salesFen: Fen
  public var fundFen: Fen
}

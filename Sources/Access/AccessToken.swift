import FoundationEssentials
import JWTKit
import Registry

/// The claims of an access token (RFC 9068) that the registry reads. Members that it does not know are left alone.
struct AccessToken: JWTPayload {
  var issuer: String
  var audience: Audience
  var subject: String
  var expires: Int64
  var issuedAt: Int64?
  var notBefore: Int64?
  var id: String?
  var name: String?
  var roles: [String]
  /// The six digits of a division.
  var division: String
  /// The code of the facility or office that they work for.
  var organisation: String

  enum CodingKeys: String, CodingKey {
    case issuer = "iss"
    case audience = "aud"
    case subject = "sub"
    case expires = "exp"
    case issuedAt = "iat"
    case notBefore = "nbf"
    case id = "jti"
    case name, roles
    case division = "qingming_division"
    case organisation = "qingming_organisation"
  }

  /// One text, or several (RFC 7519, 4.1.3). JWTKit's own claim ends the program when there are none.
  enum Audience: Codable, Sendable {
    case one(String)
    case several([String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .one(text)
      } else {
        self = .several(try container.decode([String].self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .one(let text): try container.encode(text)
      case .several(let texts): try container.encode(texts)
      }
    }

    func contains(_ text: String) -> Bool {
      switch self {
      case .one(let own): own == text
      case .several(let own): own.contains(text)
      }
    }
  }

  /// ``TokenVerifier`` holds the claims against its rules, with its own clock.
  func verify(using algorithm: some JWTAlgorithm) {}

  /// Nil where it names no role of the registry, or nobody, or nowhere.
  var principal: Principal? {
    let known = Set(roles.compactMap(Role.init(rawValue:)))
    guard let id = Code(subject), !known.isEmpty, let division = DivisionCode(division),
      let organisation = Code(organisation)
    else { return nil }
    return Principal(
      id: id,
      name: name,
      roles: known,
      organisation: organisation,
      division: division,
      expires: Date(timeIntervalSince1970: Double(expires))
    )
  }
}

public import FoundationEssentials
public import Registry

/// Who sends a request: a person, or a machine of a facility.
public struct Principal: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case person
    /// Vouches for whoever of its facility it names.
    case machine
  }

  public let kind: Kind
  /// Whom events name as their actor.
  public let id: Code
  /// As people call them; nil where the token does not say it.
  public let name: String?
  public let roles: Set<Role>
  /// The facility or office that they work for, as events name it as their source.
  public let organisation: Code
  /// Beyond it nothing is reached.
  public let division: DivisionCode
  /// Until when the sign-in holds.
  public let expires: Date

  public init(
    _ kind: Kind = .person,
    id: Code,
    name: String? = nil,
    roles: Set<Role>,
    organisation: Code,
    division: DivisionCode,
    expires: Date = .distantFuture
  ) {
    (self.kind, self.id, self.name, self.roles) = (kind, id, name, roles)
    (self.organisation, self.division, self.expires) = (organisation, division, expires)
  }

  /// Whether it hands on what others send it, and vouches for them.
  var isForwarding: Bool { kind == .machine && roles.contains(.system) }
}

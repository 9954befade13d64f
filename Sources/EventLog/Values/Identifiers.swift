public import Postgres

/// A registry: a city, say. Its number is the six-digit code of its administrative division (Weihai: 371000).
public struct Node: RawRepresentable, Hashable, Sendable {
  public let rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// The name of a stream, which is the `subject` of its events.
public struct StreamID: RawRepresentable, Hashable, Sendable, Comparable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The place of an event in the log of its node: 1, 2, 3, … without gaps, in the order of commits.
public struct Position: RawRepresentable, Hashable, Sendable, Comparable {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Before the first event.
  public static let start = Position(rawValue: 0)
}

extension Node: PostgresEncodable, PostgresDecodable {}

extension StreamID: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .textArray }
}

extension Position: PostgresEncodable, PostgresDecodable {}

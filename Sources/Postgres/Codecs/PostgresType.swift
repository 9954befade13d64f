/// A PostgreSQL type by its object identifier.
public struct PostgresType: RawRepresentable, Hashable, Sendable {
  /// The OID in `pg_type`.
  public let rawValue: UInt32

  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }
}

// The OIDs of built-in types never change: src/include/catalog/pg_type.dat.
extension PostgresType {
  /// Lets the server infer the type of a parameter.
  public static let unspecified = PostgresType(rawValue: 0)

  public static let bool = PostgresType(rawValue: 16)
  public static let bytea = PostgresType(rawValue: 17)
  public static let char = PostgresType(rawValue: 18)
  public static let name = PostgresType(rawValue: 19)
  public static let int8 = PostgresType(rawValue: 20)
  public static let int2 = PostgresType(rawValue: 21)
  public static let int4 = PostgresType(rawValue: 23)
  public static let text = PostgresType(rawValue: 25)
  public static let oid = PostgresType(rawValue: 26)
  public static let json = PostgresType(rawValue: 114)
  public static let xml = PostgresType(rawValue: 142)
  public static let unknown = PostgresType(rawValue: 705)
  public static let bpchar = PostgresType(rawValue: 1042)
  public static let varchar = PostgresType(rawValue: 1043)
  public static let date = PostgresType(rawValue: 1082)
  public static let timestamptz = PostgresType(rawValue: 1184)
  public static let void = PostgresType(rawValue: 2278)
  public static let uuid = PostgresType(rawValue: 2950)
  public static let jsonb = PostgresType(rawValue: 3802)

  public static let jsonArray = PostgresType(rawValue: 199)
  public static let boolArray = PostgresType(rawValue: 1000)
  public static let byteaArray = PostgresType(rawValue: 1001)
  public static let int2Array = PostgresType(rawValue: 1005)
  public static let int4Array = PostgresType(rawValue: 1007)
  public static let textArray = PostgresType(rawValue: 1009)
  public static let int8Array = PostgresType(rawValue: 1016)
  public static let dateArray = PostgresType(rawValue: 1182)
  public static let timestamptzArray = PostgresType(rawValue: 1185)
  public static let uuidArray = PostgresType(rawValue: 2951)
  public static let jsonbArray = PostgresType(rawValue: 3807)

  static let nameArray = PostgresType(rawValue: 1003)
  static let bpcharArray = PostgresType(rawValue: 1014)
  static let varcharArray = PostgresType(rawValue: 1015)
  static let oidArray = PostgresType(rawValue: 1028)

  private static let arrays: Set<PostgresType> = [
    .jsonArray, .boolArray, .byteaArray, .int2Array, .int4Array, .textArray, .int8Array, .dateArray,
    .timestamptzArray, .uuidArray, .jsonbArray, .nameArray, .bpcharArray, .varcharArray, .oidArray,
  ]

  /// Whether the binary form may be an array's: it has no mark of its own that tells it from other types'.
  var isArray: Bool { Self.arrays.contains(self) || isUserDefined }

  /// Types of extensions and of users (enumerations, `citext`, …) have OIDs from 16384 on, different in every database.
  var isUserDefined: Bool { rawValue >= 16_384 }
}

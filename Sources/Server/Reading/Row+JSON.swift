import CanonicalJSON
import FoundationEssentials
import Postgres
import Registry

extension Row {
  /// The row as an object whose members are named as its columns; NULL is left out.
  /// - Throws: ``PostgresError`` for a column of a type that no read model shows.
  func json() throws(PostgresError) -> JSONObject {
    var object = JSONObject()
    for (index, column) in columns.enumerated() {
      object[column.name] = try value(at: index, column.type)
    }
    return object
  }

  private func value(at index: Int, _ type: PostgresType) throws(PostgresError) -> JSON? {
    switch type {
    case .bool: try decode(Bool?.self, at: index).map { .bool($0) }
    case .int2, .int4, .int8: try decode(Int64?.self, at: index).map { .integer($0) }
    case .date: try decode(PostgresDate?.self, at: index).flatMap(Self.date)
    case .timestamptz: try decode(PostgresTimestamp?.self, at: index).map { .string($0.description) }
    case .uuid: try decode(UUID?.self, at: index).map { .string($0.uuidString.lowercased()) }
    case .textArray: try decode([String]?.self, at: index).map { .array($0.map { .string($0) }) }
    default: try decode(String?.self, at: index).map { .string($0) }
    }
  }

  private static func date(_ date: PostgresDate) -> JSON? {
    LocalDate(daysSince1970: Int(date.daysSince1970)).map { .string($0.description) }
  }
}

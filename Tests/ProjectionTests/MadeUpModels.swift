import CanonicalJSON
import ProjectionEngine

/// Read models that no folder has, to see what the engine does.
extension ProjectionDefinition {
  /// Keeps the position of every event: an event that is applied twice breaks its key.
  static func positions(_ name: String = "positions", also statement: String = "") -> ProjectionDefinition {
    ProjectionDefinition(
      name: name,
      title: .none,
      version: 1,
      applies: ["Ticked"],
      ignores: ["Tocked"],
      tables:
        "CREATE TABLE seen (node integer, position bigint, PRIMARY KEY (node, position)); CREATE TABLE gate (node integer);",
      apply: "INSERT INTO seen (node, position) SELECT node, position FROM batch; \(statement)",
      retract: ""
    )
  }

  /// As above, but a batch waits while somebody holds the table `gate`.
  static let gated = positions("gated", also: "DELETE FROM gate;")
}

extension ProjectionDefinition.Title {
  static let none = ProjectionDefinition.Title(zh: "", en: "")
}

extension Happening {
  static func ticks(_ count: Int, _ type: String = "Ticked") -> [Happening] {
    (0..<count).map { Happening(type, "clock/\($0 % 7)", ["count": .integer(Int64($0))]) }
  }
}

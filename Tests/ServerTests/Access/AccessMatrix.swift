import Access
import CanonicalJSON
import Foundation
import Registry
import TestSupport
import Testing

/// Schemas/access read once more, plainly, and what it means for rows and records: what the server and the database are held to.
struct AccessMatrix {
  struct View: Sendable {
    let model: String
    let name: String
    let rows: String
    let cells: [String: String]
  }

  let routes: [(method: String, path: String, cells: [String: String])]
  let views: [View]
  let events: [(type: String, cells: [String: String])]

  init() throws {
    routes = try Self.table("routes", keys: 2).map { ($0.keys[0], $0.keys[1], $0.cells) }
    views = try Self.table("read-models", keys: 3).map {
      View(model: $0.keys[0], name: $0.keys[1], rows: $0.keys[2], cells: $0.cells)
    }
    events = try Self.table("events", keys: 1).map { ($0.keys[0], $0.cells) }
  }

  private static func table(_ name: String, keys: Int) throws -> [(keys: [String], cells: [String: String])] {
    let file = Repository.root.appending(path: "Schemas/access/\(name).csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",").map(String.init)
    }
    let names = lines[0].dropFirst(keys)
    return lines.dropFirst().map { cells in
      (Array(cells.prefix(keys)), Dictionary(uniqueKeysWithValues: zip(names, cells.dropFirst(keys))))
    }
  }
}

/// Somebody with one role, and what of the city's registry is theirs by plain reading.
struct Visitor: Sendable, CustomStringConvertible {
  static let bound: Set<String> = ["funeral_home_clerk", "funeral_home_checker", "cemetery_clerk", "town_office"]

  let role: String
  let organisation: String
  /// What codes in their division begin with.
  let prefix: String
  let principal: Principal

  init(role: Role, organisation: String, prefix: String) throws {
    (self.role, self.organisation, self.prefix) = (role.rawValue, organisation, prefix)
    let division = prefix + String(repeating: "0", count: 6 - prefix.count)
    principal = Principal(
      .machine,
      id: Code.known("p-1"),
      roles: [role],
      organisation: Code.known(organisation),
      division: try #require(DivisionCode(division))
    )
  }

  var description: String { "\(role) of \(organisation) in \(prefix.isEmpty ? "the nation" : prefix)" }
  var isBound: Bool { Self.bound.contains(role) }

  /// Nothing of a registry of Weihai, 371000, is theirs.
  var isElsewhere: Bool { !("371000".hasPrefix(prefix) || prefix.hasPrefix("3710")) }
  var hasAllOfIt: Bool { !isBound && "371000".hasPrefix(prefix) }

  func sees(_ organisation: String) -> Bool {
    organisation.hasPrefix(prefix) && (!isBound || organisation == self.organisation)
  }

  /// A row of a view, as JSON; `parties` are those who have entered something, by stream.
  func sees(_ row: JSON, of view: AccessMatrix.View, _ parties: [String: Set<String>]) -> Bool {
    if hasAllOfIt { return true }
    func text(_ name: String) -> String? { row[name]?.stringValue }
    switch view.rows {
    case "case": return enteredIn(["case", "waiver"], text("case_id"), parties)
    case "claim": return enteredIn(["claim"], text("claim_id"), parties)
    case "record": return text("stream").map { sees(stream: $0, parties) } ?? false
    case "place":
      let own = ["facility", "home", "submitter"].first { row[$0] != nil }
      if isBound { return own.flatMap(text).map(sees) ?? false }
      if let division = text("division") { return division.hasPrefix(prefix) }
      return own.flatMap(text).map(sees) ?? false
    default: return false
    }
  }

  private func enteredIn(_ kinds: [String], _ id: String?, _ parties: [String: Set<String>]) -> Bool {
    kinds.contains { kind in id.flatMap { parties["\(kind)/\($0)"] }?.contains(where: sees) ?? false }
  }

  /// A record of the log.
  func sees(stream: String, _ parties: [String: Set<String>]) -> Bool {
    let parts = stream.split(separator: "/").map(String.init)
    switch parts[0] {
    case _ where hasAllOfIt: return true
    case "policy", "reference": return true
    case "facility", "section", "plot", "unit", "batch", "inspection", "stock", "submitter": return sees(parts[1])
    default: return parties[stream]?.contains(where: sees) ?? false
    }
  }
}

import Foundation

/// The SQL files of one folder: of a read model's own, or of a part that several have.
struct ProjectionSQL {
  let tables: String
  /// Those for people; empty where there are none.
  let views: String
  let apply: String
  let retract: String

  init(folder: URL) throws {
    func text(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }
    (tables, apply, retract) = (try text("tables.sql"), try text("apply.sql"), try text("retract.sql"))
    let directory = folder.appending(path: "views").path
    guard FileManager.default.fileExists(atPath: directory) else {
      views = ""
      return
    }
    views = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".sql") }.sorted()
      .map { try text("views/\($0)") }.joined(separator: "\n")
  }
}

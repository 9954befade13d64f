import Foundation

/// The SQL files under Schemas/database.
struct SchemaFiles: Sendable {
  struct Migration: Sendable {
    let number: Int32
    let name: String
    let text: String
  }

  /// By number: 1, 2, 3, ….
  let migrations: [Migration]
  /// Functions, views and grants, in the order in which they are applied.
  let definitions: [String]

  /// The same, to be told from others by a checksum.
  var allDefinitions: [UInt8] { Array(definitions.joined(separator: "\n").utf8) }

  init(directory: URL) throws(EventLogError) {
    var migrations: [Migration] = []
    for file in try Self.files(in: directory.appending(path: "migrations")) {
      let name = file.deletingPathExtension().lastPathComponent
      guard let number = Int32(name.prefix(4)), Int(number) == migrations.count + 1 else {
        throw EventLogError(.schema, "migrations must be numbered from 0001 without gaps: \(name)")
      }
      migrations.append(Migration(number: number, name: name, text: try Self.text(of: file)))
    }
    var definitions: [String] = []
    for folder in ["functions", "views", "grants"] {
      for file in try Self.files(in: directory.appending(path: folder)) { definitions.append(try Self.text(of: file)) }
    }
    self.migrations = migrations
    self.definitions = definitions
  }

  private static func files(in folder: URL) throws(EventLogError) -> [URL] {
    do {
      return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "sql" }
        .sorted { $0.lastPathComponent < $1.lastPathComponent }
    } catch {
      throw EventLogError(.schema, "cannot list \(folder.path)")
    }
  }

  private static func text(of file: URL) throws(EventLogError) -> String {
    do {
      return try String(contentsOf: file, encoding: .utf8)
    } catch {
      throw EventLogError(.schema, "cannot read \(file.path)")
    }
  }
}

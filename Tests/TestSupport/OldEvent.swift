public import CanonicalJSON
import Foundation

/// An event of the corpus, `Schemas/events/<type>/v<n>/*.json`: its data as they were once written, and as they are read
/// now.
public struct OldEvent: Sendable, CustomStringConvertible {
  public let type: String
  public let version: Int
  public let name: String
  public let stored: JSON
  public let lifted: JSON

  public var dataschema: String { "\(type)/v\(version)" }
  public var description: String { "\(dataschema)/\(name)" }

  struct Malformed: Error { let file: String }

  public static func all() throws -> [OldEvent] {
    let folder = Repository.events
    let versions = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    return try versions.compactMap { path in
      guard let match = path.wholeMatch(of: /(\w+)\/v(\d+)\/([^\/]+)\.json/), let version = Int(match.2) else {
        return nil
      }
      let file = try JSON.parse([UInt8](Data(contentsOf: folder.appending(path: path))))
      guard let stored = file["stored"], let lifted = file["lifted"] else { throw Malformed(file: path) }
      return OldEvent(type: String(match.1), version: version, name: String(match.3), stored: stored, lifted: lifted)
    }
  }
}

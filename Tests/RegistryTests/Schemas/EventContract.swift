import CanonicalJSON
import Foundation
import Registry
import TestSupport

/// What `Schemas/events/<type>` holds for one version of a type of event.
struct EventContract: Sendable {
  let type: String
  let version: Int
  /// Whether no version is newer.
  let isCurrent: Bool
  let schema: JSON
  /// Of an old version: the data of its corpus, as they were written.
  let examples: [Document]
  let invalid: [Document]

  var dataschema: String { "\(type)/v\(version)" }

  /// One JSON file; its name without the ending.
  struct Document: Sendable {
    let name: String
    let bytes: [UInt8]

    func json() throws -> JSON { try JSON.parse(bytes) }
  }
}

/// The files of the repository that these tests read.
enum ContractFiles {
  static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let events = repository.appending(path: "Schemas/events")

  /// Every version in every folder of `Schemas/events`, by name.
  static func contracts() throws -> [EventContract] {
    let corpus = try OldEvent.all()
    return try entries(of: events).filter(\.hasDirectoryPath).flatMap { folder in
      let type = folder.lastPathComponent
      let versions = try entries(of: folder).compactMap { file in
        try /v(\d+)\.schema\.json/.wholeMatch(in: file.lastPathComponent).flatMap { Int($0.1) }
      }
      return try versions.map { version in
        let isCurrent = version == versions.max()
        let old = corpus.filter { $0.type == type && $0.version == version }
        return EventContract(
          type: type,
          version: version,
          isCurrent: isCurrent,
          schema: try JSON.parse(
            [UInt8](Data(contentsOf: folder.appending(path: "v\(version).schema.json"))),
            maximumBytes: 1 << 20
          ),
          examples: try isCurrent
            ? documents(in: folder.appending(path: "examples"))
            : old.map { EventContract.Document(name: $0.name, bytes: $0.stored.canonicalBytes) },
          invalid: try documents(in: folder.appending(path: isCurrent ? "invalid" : "v\(version)/invalid"))
        )
      }
    }
  }

  static func policies() throws -> [EventContract.Document] {
    try documents(in: repository.appending(path: "Schemas/policies"))
  }

  /// The files of `Schemas/reference`, each with the type of event that its stream takes.
  static func reference() throws -> [(stream: String, type: String, document: EventContract.Document)] {
    let types = [
      "divisions": DivisionChanged.type, "services": ServiceCataloguePublished.type,
      "eco-forms": EcoFormMapPublished.type,
    ]
    return try documents(in: repository.appending(path: "Schemas/reference")).map { document in
      let stream = String(document.name.prefix { $0 != "." })
      return (stream, types[stream] ?? "", document)
    }
  }

  private static func documents(in folder: URL) throws -> [EventContract.Document] {
    try entries(of: folder).filter { $0.pathExtension == "json" }.map { file in
      EventContract.Document(
        name: file.deletingPathExtension().lastPathComponent,
        bytes: [UInt8](try Data(contentsOf: file))
      )
    }
  }

  private static func entries(of folder: URL) throws -> [URL] {
    try FileManager.default
      .contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey], options: .skipsHiddenFiles)
      .sorted { $0.path < $1.path }
  }
}

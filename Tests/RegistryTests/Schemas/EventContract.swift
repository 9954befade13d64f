import CanonicalJSON
import Foundation
import Registry

/// What `Schemas/events/<type>` holds for one type of event.
struct EventContract: Sendable {
  let type: String
  let schema: JSON
  let examples: [Document]
  let invalid: [Document]

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

  /// Every folder of `Schemas/events`, by name.
  static func contracts() throws -> [EventContract] {
    try entries(of: events).filter(\.hasDirectoryPath).map { folder in
      EventContract(
        type: folder.lastPathComponent,
        schema: try JSON.parse(
          [UInt8](Data(contentsOf: folder.appending(path: "v1.schema.json"))),
          maximumBytes: 1 << 20
        ),
        examples: try documents(in: folder.appending(path: "examples")),
        invalid: try documents(in: folder.appending(path: "invalid"))
      )
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

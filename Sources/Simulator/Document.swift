internal import CanonicalJSON
public import Foundation

/// A document that bureaus publish: a policy, the catalogue of services, what counts as eco.
public struct Document: Sendable {
  /// The name of its file up to the first dot: the policy's id, or that of the list below `reference/`.
  public let id: String
  let type: String
  let stream: String
  let data: JSON

  /// The first day on which it holds, as an ISO text.
  var from: String { (data["valid_from"] ?? data["from"])?.stringValue ?? "" }

  /// Divisions that it is for.
  var scope: [String] {
    (data["scope_divisions"]?.elements ?? []).compactMap(\.stringValue)
      + [data["scope_division"]?.stringValue].compactMap(\.self)
  }

  /// Reads `Schemas/policies` and the lists of `Schemas/reference`; changes of divisions are the cities' own.
  /// - Throws: what Foundation or ``CanonicalJSON/JSON`` says of a file that cannot be read.
  public static func read(schemas: URL) throws -> [Document] {
    let policies = try files(in: schemas.appending(path: "policies")).map { id, data in
      Document(id: id, type: "PolicyPublished", stream: "policy/\(id)", data: data)
    }
    let lists = try files(in: schemas.appending(path: "reference")).compactMap { id, data -> Document? in
      let types = ["services": "ServiceCataloguePublished", "eco-forms": "EcoFormMapPublished"]
      return types[id].map { Document(id: id, type: $0, stream: "reference/\(id)", data: data) }
    }
    return policies + lists
  }

  private static func files(in directory: URL) throws -> [(id: String, data: JSON)] {
    try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { file in
        let bytes = Array(try Data(contentsOf: file))
        return (String(file.lastPathComponent.prefix { $0 != "." }), try JSON.parse(bytes, maximumBytes: 1 << 20))
      }
  }
}

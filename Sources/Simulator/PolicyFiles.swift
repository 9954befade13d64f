public import CanonicalJSON
public import Foundation

/// The policies of `Schemas/policies`. The name of a file is the policy's id; of further versions, up to the first dot.
public enum PolicyFiles {
  /// - Throws: what Foundation or ``CanonicalJSON/JSON`` says of a file that cannot be read.
  public static func read(_ directory: URL) throws -> [(id: String, data: JSON)] {
    try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { file in
        let bytes = Array(try Data(contentsOf: file))
        return (String(file.lastPathComponent.prefix { $0 != "." }), try JSON.parse(bytes, maximumBytes: 1 << 20))
      }
  }
}

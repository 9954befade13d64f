public import CanonicalJSON
public import Foundation

/// The policies of `Schemas/policies`, by the name of their file, which is the policy's id.
public enum PolicyFiles {
  /// - Throws: what Foundation or ``CanonicalJSON/JSON`` says of a file that cannot be read.
  public static func read(_ directory: URL) throws -> [(id: String, data: JSON)] {
    try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { file in
        let bytes = Array(try Data(contentsOf: file))
        return (file.deletingPathExtension().lastPathComponent, try JSON.parse(bytes, maximumBytes: 1 << 20))
      }
  }
}

import ArgumentParser
import Foundation
import PrivateCluster

/// Where the registry's own files are, and where its data go.
struct Installation: Sendable {
  /// The directory that holds `Schemas` and `Projections`.
  let root: URL
  /// The directory of the private cluster, the keys and the cursors.
  let data: URL

  var schemas: URL { root.appending(path: "Schemas/database") }
  var documents: URL { root.appending(path: "Schemas") }
  var projections: URL { root.appending(path: "Projections") }
  var cluster: URL { data.appending(path: "cluster") }

  /// Looks for the registry's files upwards from the working directory, then from the program.
  static func find(data: String?) throws -> Installation {
    let here = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    let program = URL(filePath: CommandLine.arguments[0], relativeTo: here).resolvingSymlinksInPath()
    guard let root = searchUp(from: here) ?? searchUp(from: program.deletingLastPathComponent()) else {
      throw ValidationError("Schemas/database was not found: run qingming inside its checkout")
    }
    let directory = data.map { URL(filePath: $0, relativeTo: here) } ?? root.appending(path: ".qingming")
    return Installation(root: root, data: directory.standardizedFileURL)
  }

  private static func searchUp(from start: URL) -> URL? {
    var directory = start.standardizedFileURL
    while true {
      if FileManager.default.fileExists(atPath: directory.appending(path: "Schemas/database").path) { return directory }
      let parent = directory.deletingLastPathComponent().standardizedFileURL
      if parent.path == directory.path { return nil }
      directory = parent
    }
  }
}

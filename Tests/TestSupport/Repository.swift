public import Foundation
public import Logging

/// The checkout that the tests were built from.
public enum Repository {
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  public static var schemas: URL { root.appending(path: "Schemas/database") }
  public static var projections: URL { root.appending(path: "Projections") }
  public static var events: URL { documents.appending(path: "events") }
  public static var documents: URL { root.appending(path: "Schemas") }
}

extension Logger {
  /// Says nothing: a test tells what went wrong by its expectations.
  public static var test: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}

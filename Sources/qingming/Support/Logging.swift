import Logging

extension Logger {
  /// For commands that people run and read: only what went wrong.
  static var quiet: Logger { make(.error) }
  /// For processes that stay.
  static var service: Logger { make(.info) }

  private static func make(_ level: Level) -> Logger {
    var logger = Logger(label: "qingming") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = level
    return logger
  }
}

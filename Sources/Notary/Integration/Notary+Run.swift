public import Logging
import TransparencyLog

extension Notary {
  /// Goes on until the task is cancelled: integrates and signs what is new, at once while there is a batch or more of it, else
  /// after each pause. Nothing ends it: what cannot be read or written is tried again, and what is refused is looked at again, for
  /// somebody may put it right.
  /// - Throws: ``NotaryError/busy(_:)``, or ``NotaryError/file(_:errno:)`` where the directory cannot be used at all.
  public func run(every pause: Duration = .seconds(2), logger: Logger) async throws(NotaryError) {
    let lock = try DirectoryLock(directory)
    defer { lock.release() }
    var told: String?
    while !Task.isCancelled {
      var isTroubled = false
      do throws(NotaryError) {
        if let note = try await step() {
          logger.debug("signed", metadata: ["checkpoint": "\(note.text)"])
        }
        told = nil
      } catch {
        isTroubled = true
        // The same is said once.
        if told != error.description { logger.log(level: error.level, "\(error)") }
        told = error.description
      }
      if isTroubled || !isBehind { try? await Task.sleep(for: pause) }
    }
  }
}

extension NotaryError {
  fileprivate var level: Logger.Level {
    if case .refused = self { .critical } else { .warning }
  }
}

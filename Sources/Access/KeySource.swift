public import Foundation
public import Logging

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Where an issuer's keys are: a file, or an address over HTTPS. They are read again when a token names a key that is not
/// known, but not more often than `pause`, and once an hour; meanwhile and while they cannot be read the known ones go on.
public actor KeySource {
  /// Nil for keys that never change.
  private let location: URL?
  private let pause: TimeInterval
  private let logger: Logger?
  private var known: KeySet?
  private var readAt: Date?
  private var reading: Task<Result<KeySet, AccessError>, Never>?

  private static let renewal: TimeInterval = 3_600

  /// The `location` is that of a file, or `https:`; `http:` only on this machine. The `logger` is told when the keys cannot
  /// be read again.
  ///
  /// - Throws: ``AccessError/Code/badKeys`` for another address.
  public init(_ location: URL, pause: TimeInterval = 30, logger: Logger) throws(AccessError) {
    let isHere = ["127.0.0.1", "localhost", "::1"].contains(location.host() ?? "")
    guard location.isFileURL || location.scheme == "https" || location.scheme == "http" && isHere else {
      throw AccessError(.badKeys, "\(location) is neither a file nor https")
    }
    (self.location, self.pause, self.logger) = (location, pause, logger)
  }

  init(_ known: KeySet) {
    (location, pause, logger, self.known) = (nil, 0, nil, known)
  }

  /// Reads the keys now.
  /// - Throws: ``AccessError``.
  public func load() async throws(AccessError) {
    guard let location else { return }
    known = try await Self.read(location)
    readAt = .now
  }

  /// The keys, read again where `id` is not among them.
  func set(knowing id: String?, at now: Date) async -> KeySet? {
    let age = readAt.map(now.timeIntervalSince) ?? .infinity
    let isMissing = known?.key(id) == nil
    if age >= Self.renewal || isMissing && age >= pause { await renew(at: now) }
    return known
  }

  /// Whoever comes while they are read waits for the same reading.
  private func renew(at now: Date) async {
    guard let location else { return }
    if reading == nil {
      reading = Task {
        do throws(AccessError) {
          return .success(try await Self.read(location))
        } catch {
          return .failure(error)
        }
      }
    }
    let outcome = await reading?.value
    reading = nil
    readAt = now
    switch outcome {
    case .success(let fresh): known = fresh
    case .failure(let error): logger?.warning("the issuer's keys cannot be read again: \(error)")
    case nil: break
    }
  }

  private static func read(_ location: URL) async throws(AccessError) -> KeySet {
    let bytes: Data
    do {
      bytes = location.isFileURL ? try Data(contentsOf: location) : try await fetch(location)
    } catch {
      throw AccessError(.keysAway, "\(location): \(error)")
    }
    return try await KeySet(json: Array(bytes))
  }

  private static func fetch(_ location: URL) async throws -> Data {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = 5
    let (bytes, response) = try await URLSession(configuration: configuration).data(from: location)
    guard let answer = response as? HTTPURLResponse, answer.statusCode == 200, bytes.count <= 1 << 20 else {
      throw URLError(.badServerResponse)
    }
    return bytes
  }
}

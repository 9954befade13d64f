public import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Brings a request to a witness and its answer back.
public struct WitnessPost: Sendable {
  public struct Answer: Sendable {
    public let status: Int
    public let type: String
    public let body: [UInt8]

    public init(status: Int, type: String, body: [UInt8]) { (self.status, self.type, self.body) = (status, type, body) }
  }

  /// No answer has come.
  public struct Silence: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
  }

  let send: @Sendable (URL, String) async throws(Silence) -> Answer

  public init(_ send: @escaping @Sendable (URL, String) async throws(Silence) -> Answer) { self.send = send }

  /// Over HTTP. Whoever has not answered in full after `patience` has not answered.
  public static func http(patience: Duration = .seconds(5)) -> WitnessPost {
    let courier = Courier(patience: patience)
    return WitnessPost { url, text throws(Silence) in try await courier.send(url, text) }
  }
}

/// One session for all, which ends with it.
private final class Courier: Sendable {
  private let session: URLSession
  private let patience: Duration

  init(patience: Duration) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.urlCache = nil
    configuration.httpCookieStorage = nil
    session = URLSession(configuration: configuration)
    self.patience = patience
  }

  deinit { session.invalidateAndCancel() }

  func send(_ url: URL, _ text: String) async throws(WitnessPost.Silence) -> WitnessPost.Answer {
    let outcome = await withTaskGroup(of: Result<WitnessPost.Answer, WitnessPost.Silence>.self) { group in
      group.addTask { await self.exchange(url, text) }
      group.addTask { [patience] in
        try? await Task.sleep(for: patience)
        return .failure(WitnessPost.Silence("\(patience) 内无应答 no answer within \(patience)"))
      }
      defer { group.cancelAll() }
      return await group.next() ?? .failure(WitnessPost.Silence("无应答 no answer"))
    }
    return try outcome.get()
  }

  private func exchange(_ url: URL, _ text: String) async -> Result<WitnessPost.Answer, WitnessPost.Silence> {
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.setValue("text/plain; charset=utf-8", forHTTPHeaderField: "Content-Type")
    do {
      let (body, response) = try await session.upload(for: request, from: Data(text.utf8))
      guard let answer = response as? HTTPURLResponse else { return .failure(WitnessPost.Silence("not HTTP")) }
      let type = answer.value(forHTTPHeaderField: "Content-Type") ?? ""
      return .success(WitnessPost.Answer(status: answer.statusCode, type: type, body: Array(body)))
    } catch {
      return .failure(WitnessPost.Silence(error.localizedDescription))
    }
  }
}

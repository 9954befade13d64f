public import TransparencyLog

/// The witnesses whose cosignatures a log's checkpoints need.
public struct WitnessCircle: Sendable {
  private let policy: TrustPolicy
  private let clients: [WitnessClient]

  /// Why a policy is none that a log's checkpoints can meet.
  public enum Flaw: Error, Equatable, Sendable, CustomStringConvertible {
    /// It is about other logs.
    case otherLog(origin: String)
    /// The witness's address is not HTTPS.
    case address(witness: String)
    /// Those who have an address are too few.
    case tooFew

    public var description: String {
      switch self {
      case .otherLog(let origin): "策略中没有日志 \(origin) 的密钥 the policy does not have the key of the log \(origin)"
      case .address(let witness):
        "见证人 \(witness) 的网址须为 https（本机可用 http） the address of the witness \(witness) has to be https, or http on this machine"
      case .tooFew: "有网址的见证人不足法定数 the witnesses with an address are too few for the quorum"
      }
    }
  }

  /// A policy without logs is one for this log. Witnesses without an address are asked by nobody.
  /// - Throws: ``Flaw``.
  public init(_ policy: TrustPolicy, of log: VerifierKey, post: WitnessPost = .http()) throws(Flaw) {
    guard policy.logs.isEmpty || policy.logs.contains(log) else { throw .otherLog(origin: log.name) }
    var clients: [WitnessClient] = []
    for witness in policy.witnesses where witness.url != nil {
      guard let client = WitnessClient(witness, post: post) else { throw .address(witness: witness.name) }
      clients.append(client)
    }
    guard policy.isQuorum(Set(clients.map(\.name))) else { throw .tooFew }
    (self.policy, self.clients) = (policy, clients)
  }

  /// Whether as many cosignatures are below a note as the policy wants.
  func isMet(by note: SignedNote) -> Bool {
    policy.isQuorum(
      Set(
        policy.witnesses.filter { witness in
          note.signatures.contains { witness.key.verifies($0, of: note.text) }
        }.map(\.name)
      )
    )
  }

  /// Whether so many have said what they have seen that whatever met the policy before is known to one of them, if any two
  /// quorums of the policy have a witness in common.
  func isHeard(_ reports: [WitnessReport]) -> Bool {
    policy.isQuorum(Set(reports.filter(\.isHeard).map(\.witness)))
  }

  /// Asks all at once. `known` is what each has seen, as far as is known, and `tree` the one whose checkpoint it is.
  func ask(
    _ note: SignedNote,
    known: [String: Int],
    tree: TiledTree<NotaryError>
  ) async throws(NotaryError) -> [WitnessReport] {
    let outcomes = await withTaskGroup(of: (Int, Result<WitnessReport, NotaryError>).self) { group in
      for (place, client) in clients.enumerated() {
        group.addTask { (place, await client.report(note, known: known[client.name] ?? 0, tree: tree)) }
      }
      var outcomes: [(Int, Result<WitnessReport, NotaryError>)] = []
      for await outcome in group { outcomes.append(outcome) }
      return outcomes.sorted { $0.0 < $1.0 }
    }
    var reports: [WitnessReport] = []
    for (_, outcome) in outcomes { reports.append(try outcome.get()) }
    return reports
  }
}

extension WitnessClient {
  fileprivate func report(
    _ note: SignedNote,
    known: Int,
    tree: TiledTree<NotaryError>
  ) async -> Result<WitnessReport, NotaryError> {
    do throws(NotaryError) {
      return .success(WitnessReport(witness: name, outcome: try await ask(note, known: known, tree: tree)))
    } catch {
      return .failure(error)
    }
  }
}

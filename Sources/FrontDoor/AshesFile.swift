public import EventLog
public import Registry

/// A portion of ashes, and the case that it is of.
public struct AshesFile: Sendable {
  public let custody: CaseFile.Custody
  public let caseFile: CaseFile

  public init(custody: CaseFile.Custody, caseFile: CaseFile) {
    (self.custody, self.caseFile) = (custody, caseFile)
  }
}

extension EventLog {
  /// Reads a portion of ashes by its id; nil when it never came into custody.
  public func ashesFile(_ id: Code) async throws(FrontDoorError) -> AshesFile? {
    let stream = StreamName(.ashCustody, id.text)
    guard let events = try await stored([stream])[stream] else { return nil }
    var snapshot = Snapshot()
    do {
      try snapshot.load(stream, events: events)
    } catch {
      throw FrontDoorError(.unreadable, "stream \(stream) cannot be read: \(error)")
    }
    guard let state = snapshot.ashCustody(id), let file = try await caseFile(state.caseID) else { return nil }
    return AshesFile(custody: CaseFile.Custody(id: id, state: state), caseFile: file)
  }

  /// Reads the file of the case whose cremation certificate bears a number; nil when none does.
  public func caseFile(certified number: String) async throws(FrontDoorError) -> CaseFile? {
    let claim = LogClaim(kind: Registry.Claim.Kind.cremationCertificate.rawValue, key: number)
    let holder: StreamID?
    do {
      holder = try await holders(of: [claim])[claim]
    } catch {
      throw FrontDoorError(error)
    }
    guard let name = holder.flatMap({ StreamName(parsing: $0.rawValue) }), name.kind == .decedentCase,
      let id = Code(name.key)
    else { return nil }
    return try await caseFile(id)
  }
}

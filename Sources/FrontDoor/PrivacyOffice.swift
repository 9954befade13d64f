public import EventLog
import FoundationEssentials
import Postgres
public import Registry
public import SealedStore

/// Where personal data are looked for, shown and erased in the registry of one city. Masked unless somebody says what the plain
/// text is needed for, which is in the log before it is shown.
public struct PrivacyOffice: Sendable {
  /// Whose data, by the person or by one event.
  public enum Target: Sendable, CustomStringConvertible {
    case person(PersonName)
    case event(EventID)
    /// Only what these events say of the person: a reference is its home's own choice, and may name another elsewhere.
    case personIn(PersonName, events: Set<EventID>)

    public var description: String {
      switch self {
      case .person(let person), .personIn(let person, _): person.text
      case .event(let event): event.text
      }
    }
  }

  /// Whether somebody may see a record, into which these organisations have entered something. Nil for the registry's own
  /// operator, who sees everything.
  public typealias Sight = @Sendable (_ record: StreamName, _ enteredBy: Set<String>) -> Bool

  private let log: EventLog
  private let keeper: Keeper

  /// A log of a role that may append, and the keeper of the same node.
  public init(log: EventLog, keeper: Keeper) {
    (self.log, self.keeper) = (log, keeper)
  }

  /// Who has a number, by its hash for the search.
  public func persons(having hash: [UInt8], seenBy sight: Sight? = nil) async throws(FrontDoorError) -> [PersonName] {
    let found: [PersonName]
    do {
      found = try await keeper.persons(having: hash).compactMap(PersonName.init(_:))
    } catch {
      throw FrontDoorError(error)
    }
    guard sight != nil else { return found }
    var seen: [PersonName] = []
    for person in found where try await !parts(of: .person(person), seenBy: sight).isEmpty { seen.append(person) }
    return seen
  }

  /// What there is, masked.
  public func show(
    _ target: Target,
    seenBy sight: Sight? = nil
  ) async throws(FrontDoorError) -> Result<[PersonalData], Refusal> {
    let kept = try await parts(of: target, seenBy: sight)
    if kept.isEmpty { return .failure(v3NothingSealed(target)) }
    var data: [PersonalData] = []
    for part in kept {
      data.append(try PersonalData(part, part.isErased ? [] : try open(part).map(\.masked)))
    }
    return .success(data)
  }

  /// The plain text, once the log has who looks at it, what for and on which ground.
  public func unseal(
    _ target: Target,
    for purpose: Text,
    by legalBasis: Text,
    _ actor: Code,
    of office: Code,
    as role: Code? = nil,
    vouchedBy voucher: Voucher? = nil,
    seenBy sight: Sight? = nil
  ) async throws(FrontDoorError) -> Result<Unsealed, Refusal> {
    let kept = try await parts(of: target, seenBy: sight)
    guard let first = kept.first, let person = PersonName(first.person) else {
      return .failure(v3NothingSealed(target))
    }
    if first.isErased { return .failure(v4Erased(person)) }
    let events = kept.compactMap { EventID($0.event.uuidString.lowercased()) }
    var generator = SystemRandomNumberGenerator()
    let record: PrivacyRecord
    do throws(Refusal) {
      let author = PrivacyRecord.Author(actor: actor, source: office, role: role, time: .now())
      record = try .unsealing(events, of: person, for: purpose, by: legalBasis, author, using: &generator)
    } catch {
      return .failure(error)
    }
    try await append(record, vouchedBy: voucher)
    var data: [PersonalData] = []
    for part in kept { data.append(try PersonalData(part, try open(part))) }
    return .success(Unsealed(record: record.id, data: data))
  }

  /// Destroys the key of a person, in the same moment as the log gets to know of it.
  /// - Returns: how many parts nobody can read any more.
  public func erase(_ person: PersonName, _ order: ErasureOrder) async throws(FrontDoorError) -> Result<Int, Refusal> {
    while true {
      let parts = try await parts(of: .person(person))
      guard !parts.isEmpty, let count = Count(parts.count) else { return .failure(v3NothingSealed(person)) }
      var generator = SystemRandomNumberGenerator()
      let record: PrivacyRecord
      do throws(Refusal) {
        record = try .erasing(person, order, parts: count, at: .now(), using: &generator)
      } catch {
        return .failure(error)
      }
      do throws(SealedStoreError) {
        let basis = order.basis.rawValue
        switch try await keeper.erase(person.text, basis: basis, parts: parts.count, event: record.bytes) {
        case .erased: return .success(parts.count)
        case .before: return .failure(v4Erased(person))
        case .unknown: return .failure(v3NothingSealed(person))
        case .changed: continue
        }
      } catch {
        throw FrontDoorError(error)
      }
    }
  }

  /// Removes what was sealed for submissions that were never recorded.
  public func sweep(olderThan seconds: Int) async throws(FrontDoorError) -> (parts: Int64, keys: Int64) {
    do {
      return try await keeper.sweep(olderThan: seconds)
    } catch {
      throw FrontDoorError(error)
    }
  }

  /// Those in records that may be seen; the others are as if they were not there.
  private func parts(of target: Target, seenBy sight: Sight?) async throws(FrontDoorError) -> [KeptPart] {
    let kept = try await parts(of: target)
    guard let sight, !kept.isEmpty else { return kept }
    let parties = try await log.parties(of: Set(kept.map { StreamID(rawValue: $0.stream) }))
    return kept.filter { part in
      StreamName(parsing: part.stream).map { sight($0, parties[StreamID(rawValue: part.stream)] ?? []) } ?? false
    }
  }

  private func parts(of target: Target) async throws(FrontDoorError) -> [KeptPart] {
    do {
      switch target {
      case .person(let person): return try await keeper.parts(of: person.text)
      case .event(let event): return try await keeper.parts(of: event.uuid)
      case .personIn(let person, let events):
        let ids = Set(events.map(\.uuid))
        return try await keeper.parts(of: person.text).filter { ids.contains($0.event) }
      }
    } catch {
      throw FrontDoorError(error)
    }
  }

  private func open(_ part: KeptPart) throws(FrontDoorError) -> [PersonalData.Member] {
    do {
      return try PersonalData.Member.all(in: try keeper.open(part))
    } catch let error as SealedStoreError {
      throw FrontDoorError(error)
    } catch let error as FrontDoorError {
      throw error
    } catch {
      throw FrontDoorError(.unreadable, "a sealed part cannot be read")
    }
  }

  private func append(_ record: PrivacyRecord, vouchedBy voucher: Voucher?) async throws(FrontDoorError) {
    let event = ProposedEvent(
      id: record.id.uuid,
      stream: StreamID(record.stream),
      version: 1,
      bytes: record.bytes
    )
    do {
      guard case .appended = try await log.append(AppendUnit(events: [event], voucher: voucher?.document)) else {
        throw FrontDoorError(.unreadable, "the log does not take the record of who is shown what")
      }
    } catch let error as EventLogError {
      throw FrontDoorError(error)
    } catch let error as FrontDoorError {
      throw error
    } catch {
      throw FrontDoorError(.unavailable, "the record of who is shown what cannot be written")
    }
  }
}

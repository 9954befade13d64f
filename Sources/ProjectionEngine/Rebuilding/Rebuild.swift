public import EventLog
public import Logging
public import Postgres

/// Fills the version of a read model that readers see once more, beside it, and puts it in its place when it has all
/// that the other one has. Readers notice nothing. Killed and begun again, it goes on where it was.
public struct Rebuild: Sendable {
  let definition: ProjectionDefinition
  let configuration: Configuration
  let logger: Logger

  /// - Parameters:
  ///   - definition: of the version that readers see.
  ///   - configuration: as that of a worker: `registry_worker`.
  ///   - logger: gets what the connection says, at debug level.
  public init(_ definition: ProjectionDefinition, configuration: Configuration, logger: Logger) {
    self.definition = definition
    self.configuration = configuration.with("application_name", "qingming rebuild \(definition.name)")
    self.logger = logger
  }

  public struct Progress: Sendable {
    public let node: Node
    public let position: Int64
    public let head: Int64
  }

  public struct Result: Sendable {
    /// The schema that readers see now.
    public let schema: String
    /// Whether the schemas that they saw before are dropped; else a reader is at work in them, and a worker drops them
    /// when it starts.
    public let isTidy: Bool
  }

  /// - Parameter progress: told how far each node has come.
  /// - Returns: what readers see now.
  /// - Throws: ``ProjectionError/Code/changed`` when the live version has other statements than the definition;
  ///   `lostLead` when it is being rebuilt by somebody else; `stuck` at an event that cannot be applied, or when a stream is
  ///   parked that is not parked in what readers see; `database` or
  ///   `cancelled`.
  public func run(progress: @Sendable (Progress) -> Void = { _ in }) async throws(ProjectionError) -> Result {
    do {
      let connection = try await Connection.open(configuration, logger: logger)
      do {
        let result = try await fill(connection, progress)
        await connection.close()
        return result
      } catch {
        await connection.close()
        throw error
      }
    } catch {
      throw ProjectionError(any: error)
    }
  }

  private func fill(_ connection: Connection, _ progress: @Sendable (Progress) -> Void) async throws -> Result {
    let schema = try await connection.query(definition.installing(again: true))[0].decode(String.self, at: 0)
    var leads: [Lead] = []
    while true {
      // A registry may be installed meanwhile.
      let nodes = try await connection.query("SELECT node FROM registry.head ORDER BY node").decode(Node.self)
      for node in nodes where !leads.contains(where: { $0.node == node }) {
        guard let lead = try await Lead.take(of: schema, on: node, by: connection) else {
          throw ProjectionError(.lostLead, "\(definition.name) is being rebuilt by another process")
        }
        leads.append(lead)
      }
      for lead in leads { try await catchUp(lead, progress) }
      if try await connection.query("SELECT projection.publish(\(schema))")[0].decode(Bool.self, at: 0) { break }
      try await refuseParked(in: schema, connection)
      // A reader is in the way, or a worker has applied more: neither is announced here.
      try await Task.sleep(for: .milliseconds(100))
    }
    let busy = try await connection.query("SELECT projection.drop_retired()")[0].decode(Int32.self, at: 0)
    return Result(schema: schema, isTidy: busy == 0)
  }

  /// What readers see whole must not be taken from them.
  private func refuseParked(in schema: String, _ connection: Connection) async throws {
    let parked = try await connection.query(
      """
      SELECT p.stream FROM projection.newly_parked p WHERE p.schema = \(schema) ORDER BY p.node, p.position LIMIT 1
      """
    ).decode(String.self)
    guard let stream = parked.first else { return }
    throw ProjectionError(
      .stuck,
      "\(schema) has parked \(stream): readers keep what they see until its cause is mended"
    )
  }

  private func catchUp(_ lead: Lead, _ progress: @Sendable (Progress) -> Void) async throws {
    var pace = Pace()
    while true {
      try Task.checkCancellation()
      let done = try await lead.work(&pace)
      progress(Progress(node: lead.node, position: done.upTo, head: done.head))
      if done.outcome == .idle { return }
      guard done.outcome != .failed || pace.failed(events: done.events) else {
        throw ProjectionError(.stuck, "\(lead.schema) cannot apply the event at position \(done.upTo)")
      }
    }
  }
}

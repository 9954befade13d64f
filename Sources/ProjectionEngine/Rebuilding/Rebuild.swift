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
  ///   `lostLead` when it is being rebuilt by somebody else; `stuck` at an event that cannot be applied; `database` or
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
    let nodes = try await connection.query("SELECT node FROM registry.head ORDER BY node").decode(Node.self)
    var leads: [Lead] = []
    for node in nodes {
      guard let lead = try await Lead.take(of: schema, on: node, by: connection) else {
        throw ProjectionError(.lostLead, "\(definition.name) is being rebuilt by another process")
      }
      leads.append(lead)
    }
    repeat {
      for lead in leads { try await catchUp(lead, progress) }
    } while try await !connection.query("SELECT projection.publish(\(schema))")[0].decode(Bool.self, at: 0)
    let busy = try await connection.query("SELECT projection.drop_retired()")[0].decode(Int32.self, at: 0)
    return Result(schema: schema, isTidy: busy == 0)
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

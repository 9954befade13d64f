import CanonicalJSON
public import EventLog
public import Postgres
import ProjectionEngine
import Registry

/// What the pages and queries read: the read models of a node, and where they stand.
///
/// Every answer is of one moment (one snapshot), so that its rows are those of the position that it names.
public struct ReadModels: Sendable {
  private let pool: ConnectionPool
  private let whole: ConnectionPool
  let node: Node
  let kept = KeptAnswers()
  /// How long a reader waits for a position.
  private static let patience = Duration.seconds(10)

  /// The connections of `pool` may take on the role of whoever asks; those of `whole` read everything, for what is kept for
  /// many and for the registry's own operator.
  public init(pool: ConnectionPool, whole: ConnectionPool, node: Node) {
    (self.pool, self.whole, self.node) = (pool, whole, node)
  }

  /// Reads what is held against the visitor's reach afterwards, or has no visitor.
  func readWhole<R: Sendable>(
    _ body: @Sendable (isolated Connection) throws -> R
  ) async throws(ReadError) -> R {
    do {
      return try await whole.transaction(mode: .snapshot, body)
    } catch {
      throw ReadError(any: error)
    }
  }

  func read<R: Sendable>(
    as reader: Reader? = nil,
    _ body: @Sendable (isolated Connection) throws -> R
  ) async throws(ReadError) -> R {
    guard let reader else { return try await readWhole(body) }
    do {
      return try await pool.transaction(mode: .snapshot) { connection in
        try connection.set(reader.settings)
        return try body(connection)
      }
    } catch {
      throw ReadError(any: error)
    }
  }
}

extension ReadModels: Reading {
  public func capacity(
    by grouping: CapacityGrouping,
    as reader: Reader? = nil
  ) async throws(ReadError) -> ModelRows {
    try await read(as: reader) { [node = node.rawValue] connection in
      let view = grouping.view
      return ModelRows(
        standing: try connection.standing(of: view.name, in: view.model, node: node),
        rows: try connection.rows(of: view, node: node)
      )
    }
  }

  public func entitlement(
    of caseID: String,
    as reader: Reader? = nil
  ) async throws(ReadError) -> CaseEntitlement {
    try await read(as: reader) { [node = node.rawValue] connection in
      let standing = try connection.standing(of: ModelView.caseItem.model, node: node)
      let known = try connection.query(
        "SELECT FROM free_service_entitlement.decedent_case WHERE node = \(node) AND case_id = \(caseID)"
      )
      if known.isEmpty { return CaseEntitlement(standing: standing, items: nil, criteria: []) }
      return CaseEntitlement(
        standing: standing,
        items: try connection.rows(of: .caseItem, node: node, caseID: caseID),
        criteria: try connection.rows(of: .caseCriterion, node: node, caseID: caseID)
      )
    }
  }

  /// How many cases each service item is due to, and what it comes to.
  public func entitlementSummary() async throws(ReadError) -> ModelRows {
    try await read { [node = node.rawValue] connection in
      let view = ModelView.entitlementByItem
      return ModelRows(
        standing: try connection.standing(of: view.name, in: view.model, node: node),
        rows: try connection.rows(of: view, node: node)
      )
    }
  }

  func rows(
    of view: ProjectionDefinition.View,
    in model: String,
    _ selection: RowSelection,
    on day: LocalDate?,
    atLeast position: Int64?,
    as reader: Reader?
  ) async throws(ReadError) -> ModelAnswer {
    try await read(as: reader) { [node] connection in
      if let day { try connection.asOf(day.text) }
      let standing = try connection.standing(of: view.name, in: model, node: node.rawValue, atLeast: position)
      return ModelAnswer(standing, try connection.table(view, in: model, node: node, selection))
    }
  }

  func wait(for position: Int64, in model: String) async throws(ReadError) {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      let standing = try await read { [node = node.rawValue] connection in
        try connection.standing(of: model, node: node)
      }
      if standing.position >= position { return }
      guard ContinuousClock.now < deadline, (try? await Task.sleep(for: .milliseconds(50))) != nil else {
        throw ReadError(.behind, "\(model) stands at \(standing.position)")
      }
    }
  }

  func standings() async throws(ReadError) -> [Standing] {
    try await readWhole { [node = node.rawValue] connection in try connection.standings(node: node) }
  }

  func head() async throws(ReadError) -> Int64 {
    try await read { [node = node.rawValue] connection in try connection.head(node: node) }
  }

  func overview(
    newest count: Int,
    _ questions: [BureauQuestion],
    as reader: Reader?
  ) async throws(ReadError) -> Overview {
    let figures = try await answers(questions)
    return try await read(as: reader) { [node = node.rawValue] connection in
      Overview(
        head: try connection.head(node: node),
        standings: try connection.standings(node: node),
        figures: figures,
        newest: try connection.newest(count, node: node)
      )
    }
  }
}

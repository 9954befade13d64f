import EventLog
import Postgres
import ProjectionEngine
import TestSupport
import Testing

/// A reader who goes on behind the last row of each page has seen the whole view, whatever stands in its key.
@Suite struct PagingTests {
  @Test(arguments: ModelTrial.all)
  func `pages put together are the view`(_ trial: ModelTrial) async throws {
    let seed = UInt64.random(in: 0...999_999)
    let registry = try await Registry.make()
    let definition = try trial.definition
    try await registry.append(trial.history(seed: seed, count: 120))
    try await registry.applyAll(definition)
    let live = LiveModel(definition, pool: registry.pool)
    for view in definition.views {
      let whole = try await live.rows(of: view, node: Registry.node)
      #expect(whole.last == nil)
      let places = view.key.compactMap { whole.columns.firstIndex(of: $0) }
      let keys = Set(whole.rows.map { row in places.map { row[$0] } })
      #expect(keys.count == whole.rows.count, "seed \(seed), \(trial.model).\(view.name): its key tells rows apart")
      for limit in [1, 7] where whole.rows.count < 40 * limit {
        var rows: [[String?]] = []
        var after: [String?]?
        repeat {
          let selection = RowSelection(after: after, limit: limit)
          let page = try await live.rows(of: view, node: Registry.node, selection)
          rows += page.rows
          after = page.last
        } while after != nil
        #expect(rows == whole.rows, "seed \(seed), \(trial.model).\(view.name) by \(limit)")
      }
    }
    await registry.pool.close()
  }

  @Test(arguments: ModelTrial.all)
  func `rows that match are those of the view with these values`(_ trial: ModelTrial) async throws {
    let seed = UInt64.random(in: 0...999_999)
    let registry = try await Registry.make()
    let definition = try trial.definition
    try await registry.append(trial.history(seed: seed, count: 120))
    try await registry.applyAll(definition)
    let live = LiveModel(definition, pool: registry.pool)
    for view in definition.views {
      let whole = try await live.rows(of: view, node: Registry.node)
      for (index, column) in whole.columns.enumerated() where view.key.contains(column) {
        let matching = Array(Set(whole.rows.compactMap { $0[index] }).sorted().prefix(2))
        let found = try await live.rows(of: view, node: Registry.node, RowSelection(matching: [column: matching]))
        let expected = whole.rows.filter { row in row[index].map(matching.contains) ?? false }
        #expect(found.rows == expected, "seed \(seed), \(trial.model).\(view.name) \(column) \(matching)")
      }
    }
    await registry.pool.close()
  }

  /// Rows in the order of a column, part by part, each with how many there are in all.
  @Test(arguments: ModelTrial.all)
  func `parts in an order put together are the view in that order`(_ trial: ModelTrial) async throws {
    let seed = UInt64.random(in: 0...999_999)
    let registry = try await Registry.make()
    let definition = try trial.definition
    try await registry.append(trial.history(seed: seed, count: 120))
    try await registry.applyAll(definition)
    let live = LiveModel(definition, pool: registry.pool)
    for view in definition.views {
      let whole = try await live.rows(of: view, node: Registry.node)
      #expect(whole.total == nil)
      let place = Int(seed) % whole.columns.count
      for order in [RowSelection.Order.rising(whole.columns[place]), .falling(whole.columns[place])] {
        var selection = RowSelection(limit: max(1, whole.rows.count / 3))
        (selection.order, selection.isCounted) = ([order], true)
        var rows: [[String?]] = []
        while true {
          selection.offset = rows.count
          let part = try await live.rows(of: view, node: Registry.node, selection)
          if part.rows.isEmpty { break }
          #expect(part.total == whole.rows.count, "seed \(seed), \(trial.model).\(view.name)")
          rows += part.rows
        }
        func written(_ rows: [[String?]]) -> [String] { rows.map { "\($0)" }.sorted() }
        #expect(written(rows) == written(whole.rows), "seed \(seed), \(trial.model).\(view.name) by \(order)")
        let figures = rows.compactMap { $0[place].flatMap { Int64($0) } }
        guard figures.count == rows.count(where: { $0[place] != nil }) else { continue }
        let isRising = zip(rows, rows.dropFirst()).allSatisfy { one, next in
          let (a, b) = (one[place].flatMap { Int64($0) }, next[place].flatMap { Int64($0) })
          return (a ?? .min) <= (b ?? .min)
        }
        let isFalling = zip(rows, rows.dropFirst()).allSatisfy { one, next in
          let (a, b) = (one[place].flatMap { Int64($0) }, next[place].flatMap { Int64($0) })
          return (a ?? .min) >= (b ?? .min)
        }
        #expect(
          "\(order)".contains("true") ? isFalling : isRising,
          "seed \(seed), \(trial.model).\(view.name) by \(order)"
        )
      }
    }
    await registry.pool.close()
  }

  @Test func `no order by what the view has not`() async throws {
    let registry = try await Registry.make()
    let definition = try ModelTrial.plotCapacity.definition
    try await registry.applyAll(definition)
    let live = LiveModel(definition, pool: registry.pool)
    var selection = RowSelection(limit: 1)
    selection.order = [.rising(#"node", (SELECT 1)"#)]
    let error = await #expect(throws: ProjectionError.self) {
      _ = try await live.rows(of: definition.views[0], node: Registry.node, selection)
    }
    #expect(error?.code == .folder)
    await registry.pool.close()
  }

  @Test func `a key of another view is refused`() async throws {
    let registry = try await Registry.make()
    let definition = try ModelTrial.plotCapacity.definition
    try await registry.applyAll(definition)
    let live = LiveModel(definition, pool: registry.pool)
    let selection = RowSelection(after: ["371002"], limit: 1)
    let error = await #expect(throws: ProjectionError.self) {
      _ = try await live.rows(of: definition.views[0], node: Registry.node, selection)
    }
    #expect(error?.code == .badKey)
    await registry.pool.close()
  }
}

import EventLog
import Foundation
import FrontDoor
import Logging
import Postgres
import ProjectionEngine
import Registry
import Subprocess
import Testing
import TestSupport

/// What one event changes, and what a facility's figures are, come out of a part of the log as they do of all of it.
@Suite(.timeLimit(.minutes(10))) struct AuditScopeTests {
  private static let node = Node(rawValue: TestDatabase.node)

  private static func replay(
    _ definition: ProjectionDefinition,
    _ place: Place,
    upTo position: Int64,
    part: Replay.Part? = nil
  ) async throws -> ReplayedModel {
    try await Replay(
      definition,
      node: node,
      moment: Moment(position: position),
      part: part,
      configuration: place.database.configuration(user: "registry_inspector"),
      logger: .test
    ).run()
  }

  /// In words that can be compared.
  private static func told(_ change: RowChange) -> String {
    func row(_ values: [String?]?) -> String {
      values.map { $0.map { $0 ?? "—" }.joined(separator: " | ") } ?? "none"
    }
    let key = change.key.map { $0 ?? "—" }.joined(separator: "/")
    return "\(change.table.model).\(change.table.name) \(key): \(row(change.before)) → \(row(change.after))"
  }

  @Test(arguments: [UInt64(20_261_123)])
  func anEventChangesInAPartWhatItChangesInAll(seed: UInt64) async throws {
    let place = try await Place(cases: 24)
    #expect(try await Program.run(place.submit).status == .exited(0))
    var events: [RecordedEvent] = []
    for try await event in place.log.events(after: .start) { events.append(event) }
    var random = SeededGenerator(seed: seed)
    // One of each type, those on which all may rest left out.
    let narrow = Dictionary(grouping: events.filter { WideStream($0.stream.rawValue) == nil }, by: \.type)
    var sample: [(event: RecordedEvent, part: Replay.Part)] = []
    for (_, alike) in narrow.sorted(by: { $0.key < $1.key }) {
      let event = try #require(alike.randomElement(using: &random))
      let streams = try #require(try await place.log.streams(touchedBy: event))
      sample.append((event, Replay.Part(streams, upTo: event.position)))
    }
    var changed = 0
    for definition in try ProjectionDefinition.all(in: Repository.projections) {
      var whole = try await Self.replay(definition, place, upTo: 0)
      let all = Dictionary(grouping: try await whole.changes(through: Int64(events.count)), by: \.position)
      await whole.close()
      // A model may count events whose content it ignores.
      let ignored = sample.filter { !definition.applies.contains($0.event.type) }.shuffled(using: &random).prefix(2)
      for (event, part) in sample.filter({ definition.applies.contains($0.event.type) }) + ignored {
        let position = event.position.rawValue
        var model = try await Self.replay(definition, place, upTo: position - 1, part: part)
        let found = try await model.changes(through: position)
        await model.close()
        // In the long replay what is ignored is applied with the next event that is not: each event is entered by its id.
        let id = [event.id.uuidString.lowercased()]
        if !definition.applies.contains(event.type) {
          let entered = definition.name == "data_quality" ? [id] : []
          #expect(found.map(\.key) == entered, "\(definition.name), \(event.type) at \(position), seed \(seed)")
          continue
        }
        let expected = (all[position] ?? []).filter { $0.table.name != "entry" || $0.key == id }
        #expect(
          found.map(Self.told).sorted() == expected.map(Self.told).sorted(),
          "\(definition.name), \(event.type) at \(position), seed \(seed)"
        )
        changed += expected.count
      }
    }
    print("\(sample.count) events of as many types changed \(changed) rows")
    #expect(changed > 100)
  }
}

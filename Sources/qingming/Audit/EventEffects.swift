import EventLog
import FrontDoor
import ProjectionEngine
import Server

/// What an event has changed in each read model: a replay of what it touches, up to the event before it, and one event more.
struct EventEffects {
  struct Effect {
    let model: ProjectionDefinition
    let isIgnored: Bool
    let changes: [RowChange]
  }

  /// Nil where all of the log was replayed.
  let streams: Int?
  let effects: [Effect]

  init(of event: RecordedEvent, _ city: CityRegistry, _ registry: OpenRegistry) async throws {
    let position = event.position.rawValue
    let search = SharedProgress("查找相关登记流 streams", unit: "events", after: .seconds(2))
    let touched = try await city.log.streams(touchedBy: event) {
      search.update(part: 0, done: $0.rawValue, of: position)
    }
    search.finish()
    streams = touched?.count
    let part = touched.map { Replay.Part($0, upTo: event.position) }
    var effects: [Effect] = []
    for definition in try ProjectionDefinition.all(in: registry.installation.projections) {
      let bar = SharedProgress("重放 replay \(definition.name)", unit: "events", after: .seconds(2))
      let replay = Replay(
        definition,
        node: city.node,
        moment: Moment(position: position - 1),
        part: part,
        configuration: registry.configuration(role: "registry_inspector"),
        logger: registry.logger
      )
      var model = try await replay.run { bar.update(part: 0, done: $0.position, of: $0.end) }
      let changes = await Result { try await model.changes(through: position) }
      await model.close()
      bar.finish()
      for stream in model.parked {
        complain("\(definition.name)：\(stream) 含无法计入的事件 holds an event that cannot be applied")
      }
      let isIgnored = definition.ignores.contains(event.type)
      effects.append(Effect(model: definition, isIgnored: isIgnored, changes: try changes.get()))
    }
    self.effects = effects
  }
}

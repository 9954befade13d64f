import Testing

@testable import Registry

@Suite("Random histories of bodies against a plain model")
struct RandomBodyTests {
  private enum Move: CaseIterable {
    case keep, takeOut, hold, lift, authorise, cremate, donate, release, closeDonated, closeReleased, duplicate
  }

  /// The rules of one case, written as plainly as can be.
  private struct Model {
    enum End { case cremated, donated, released }
    let identified: Bool
    var isKept = false
    var holds: [EventID] = []
    var isAuthorised = false
    var end: End?
    var isClosed = false
    var isDuplicate = false

    var isHere: Bool { !isClosed && end == nil }

    func allows(_ move: Move, other: Model, isSame: Bool) -> Bool {
      switch move {
      case .keep: isHere && !isKept
      case .takeOut: isHere && isKept
      case .hold: isHere
      case .lift: !isClosed && !holds.isEmpty
      case .authorise: isHere && identified && !isAuthorised && holds.isEmpty
      case .cremate: isHere && isAuthorised && holds.isEmpty
      case .donate, .release: isHere && holds.isEmpty
      case .closeDonated: !isClosed && end == .donated
      case .closeReleased: !isClosed && end == .released
      case .duplicate: isHere && !isSame && !other.isDuplicate && !(identified && other.identified)
      }
    }
  }

  @Test("D1, D4, D8, R3: the registry accepts exactly what the model accepts", arguments: 0..<16)
  func agrees(_ run: Int) throws {
    var world = try World.city()
    let ids = ["c1", "c2", "c3"]
    try world.certified("c1", 1)
    try world.certified("c2", 2)
    try world.given(CaseOpened.sample, in: "c3")
    var models = [Model(identified: true), Model(identified: true), Model(identified: false)]
    var history: [String] = []
    for step in 0..<60 {
      let (index, other) = (Int.random(in: 0...2), Int.random(in: 0...2))
      let move = try #require(Move.allCases.randomElement())
      history.append("\(move) \(ids[index]) \(ids[other])")
      let expected = models[index].allows(move, other: models[other], isSame: index == other)
      let start: Instant = "2026-10-05T08:00:00+08:00"
      let time = try #require(start.adding(seconds: Int64(step) * 3_600))
      let event = try perform(move, ids[index], ids[other], models[index], at: time, in: &world)
      guard expected == (event != nil) else {
        Issue.record("run \(run): the model says \(expected) of the last of \(history)")
        return
      }
      if let event { apply(move, to: &models[index], event) }
      if step.isMultiple(of: 9) { world.forgetEverything() }
    }
    let persons = zip(1..., models).filter { $0.1.identified && !$0.1.isDuplicate }
    #expect(
      Set(world.holders.keys.filter { $0.kind == .person })
        == Set(persons.map { Claim(.person, KeyedHash.of($0.0).text) })
    )
  }

  /// The event's id, nil when it is refused.
  private func perform(
    _ move: Move,
    _ id: String,
    _ other: String,
    _ model: Model,
    at time: Instant,
    in world: inout World
  ) throws -> EventID? {
    let payload: any FactPayload =
      switch move {
      case .keep: with(KeepingStarted.sample) { $0.startedAt = time }
      case .takeOut: KeepingEnded(endedAt: time)
      case .hold: HoldPlaced.sample
      case .lift: HoldReleased(holdEventId: model.holds.first ?? "00000000-0000-8000-8000-000000000009", docNo: "解1")
      case .authorise: CremationAuthorised.sample
      case .cremate:
        with(CremationCompleted.sample) {
          ($0.startedAt, $0.endedAt) = (time, time.adding(seconds: 1_800) ?? time)
        }
      case .donate: BodyDonated.sample
      case .release: BodyReleasedOut.sample
      case .closeDonated: CaseClosed.sample(.donated)
      case .closeReleased: CaseClosed.sample(.releasedOut)
      case .duplicate: CaseClosed.sample(.duplicate, of: Code(other))
      }
    do throws(Refusal) {
      return try world.submit(payload, to: id, at: time).events[0].id
    } catch {
      return nil
    }
  }

  private func apply(_ move: Move, to model: inout Model, _ event: EventID) {
    switch move {
    case .keep: model.isKept = true
    case .takeOut: model.isKept = false
    case .hold: model.holds.append(event)
    case .lift: model.holds.removeFirst()
    case .authorise: model.isAuthorised = true
    case .cremate: model.end = .cremated
    case .donate: model.end = .donated
    case .release: model.end = .released
    case .closeDonated, .closeReleased: model.isClosed = true
    case .duplicate: (model.isClosed, model.isDuplicate) = (true, true)
    }
  }
}

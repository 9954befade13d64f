import ArgumentParser
import CanonicalJSON
import FrontDoor
import Registry

/// The reviews that are open: what rests on a fact that was amended or came late, and is to be decided again.
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Show the reviews that are open, or work through them",
    discussion: """
      When a policy, a facility or reference data are amended, or such a fact
      reaches back, everything that was decided on it is decided again. `qingming
      work` and `qingming run` do that as they go; --finish does it here and now,
      and may be stopped and run again at any time. What is found stands in the log:
      AnomalyRaised and RecoveryOpened. Exit status 0 also when reviews are open.

      Examples:
        qingming review
        qingming review --finish --city weihai
      """
  )

  @Flag(help: "Work through them.")
  var finish = false

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let outcome = await Result { try await reviews(registry) }
    await registry.close()
    let open = try outcome.get()
    if output.json {
      print((["reviews": .array(open.map { $0.review.json(city: $0.city.id) })] as JSON).line)
    } else if open.isEmpty {
      print("没有待复核的事项 no review is open")
    } else {
      print(table(open))
    }
  }

  /// Those that are still open at the end.
  private func reviews(_ registry: OpenRegistry) async throws -> [(city: CityRegistry, review: OpenReview)] {
    var open: [(city: CityRegistry, review: OpenReview)] = []
    for city in registry.cities {
      let reviewer = city.reviewer(registry.logger)
      if finish { try await work(reviewer, city) }
      open += try await reviewer.open().map { (city, $0) }
    }
    return open
  }

  private func work(_ reviewer: Reviewer, _ city: CityRegistry) async throws {
    let bar = SharedProgress("复核 reviewing \(city.name)", unit: "events")
    var count: Int32 = 0
    var last: EventID?
    try await reviewer.finish { progress in
      if progress.review.cause != last { (count, last) = (count + 1, progress.review.cause) }
      bar.update(part: count, done: progress.done, of: progress.total)
    }
    if count > 0 { bar.finish() }
  }

  private func table(_ reviews: [(city: CityRegistry, review: OpenReview)]) -> String {
    var table = TextTable([
      ("城市 city", .left), ("所改变的 about", .left), ("自 since", .left), ("位置 position", .right), ("因 cause", .left),
    ])
    for (city, review) in reviews {
      table.add([
        city.name, review.about.description, review.since?.text ?? "–", String(review.end), review.cause.text,
      ])
    }
    return table.text
  }
}

extension OpenReview {
  fileprivate func json(city: String) -> JSON {
    [
      "city": .string(city), "about": .string(about.description), "since": since.map { .string($0.text) } ?? .null,
      "position": .integer(end), "cause_event_id": .string(cause.text),
    ]
  }
}

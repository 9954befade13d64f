import ArgumentParser
import Logging
import ServiceLifecycle

/// What is done behind the submissions of every city: its read models, and its reviews.
struct Work: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keep the read models up to date, and work through reviews, until Ctrl-C",
    discussion: """
      Any number of workers may run; one leads each read model, and another takes
      over when it is lost. What rests on a policy, a facility or reference data
      that are amended is decided again (qingming review).

      Examples:
        qingming work
      """
  )

  @OptionGroup var place: DataOptions

  func run() async throws {
    let registry = try await OpenRegistry.open(place, logger: .service)
    try await registry.serviceGroup(registry.background(try registry.workers())).run()
    await registry.close()
  }
}

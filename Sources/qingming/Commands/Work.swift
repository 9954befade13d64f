import ArgumentParser
import Logging
import ServiceLifecycle

/// Workers that keep the read models of every city up to date.
struct Work: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keep the read models up to date until Ctrl-C",
    discussion: """
      Any number of workers may run; one leads each read model, and another takes over when it is lost.

      Example:
        qingming work
      """
  )

  @OptionGroup var place: DataOptions

  func run() async throws {
    let registry = try await OpenRegistry.open(place, logger: .service)
    try await registry.serviceGroup(try registry.workers().map(WorkerService.init)).run()
    await registry.close()
  }
}

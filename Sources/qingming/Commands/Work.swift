import ArgumentParser
import Logging
import ServiceLifecycle

/// A worker that keeps the read models up to date.
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
    try await registry.serviceGroup([WorkerService(worker: try registry.worker())]).run()
    await registry.close()
  }
}

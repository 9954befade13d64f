import ArgumentParser
import CanonicalJSON
import EventLog
import Foundation
import Server

/// The log itself.
struct Log: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read the log",
    subcommands: [Tail.self, ReceiptCommand.self, VoucherCommand.self]
  )

  struct Tail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the newest events, and those to come",
      discussion: """
        Times are those of Beijing. With --json each line is the log's own line:
        {"event":…,"position":N,"recordedAt":"…"}, with
        "voucher":"…" where something vouched for it.

        Examples:
          qingming log tail --lines 20 --city weihai
          qingming log tail --after 0 --json > log.ndjson
          qingming log tail --follow --type CremationCompleted
        """
    )

    @Option(help: "How many of the newest events.")
    var lines = 10

    @Option(help: "Start behind this position instead.")
    var after: Int64?

    @Option(name: .customLong("type"), help: "Only events of this type; may be given more than once.")
    var types: [String] = []

    @Flag(help: "Wait for more.")
    var follow = false

    @OptionGroup var city: CityOption
    @OptionGroup var place: DataOptions
    @OptionGroup var output: JSONOption

    func run() async throws {
      let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
      let log = try registry.onlyCity().log
      let head = try await log.head()
      let start = Position(rawValue: after ?? max(0, head.rawValue - Int64(lines)))
      let filter = types.isEmpty ? nil : types
      let events =
        follow
        ? log.follow(after: start, types: filter, listeningOn: registry.configuration(role: "registry_app"))
        : log.events(after: start, types: filter)
      for try await event in events {
        print(output.json ? event.line : text(event))
        // A follower's reader wants each event when it happens, also through a pipe.
        if follow { fflush(nil) }
      }
      await registry.close()
    }

    private func text(_ event: RecordedEvent) -> String {
      let position = Figures.grouped(event.position.rawValue).padded(to: 11, .right)
      let type = EventNames.both(event.type).padded(to: 44, .left)
      return "\(position)  \(Figures.time(event.recordedAt))  \(type)  \(event.stream.rawValue)"
    }
  }
}

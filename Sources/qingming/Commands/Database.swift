import ArgumentParser
import CanonicalJSON
import EventLog
import Foundation
import PrivateCluster
import Registry

/// The private cluster and its schema.
struct Database: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start, stop, migrate or look at the registry's PostgreSQL",
    subcommands: [Start.self, Stop.self, Migrate.self, Status.self]
  )

  struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Create the private cluster if there is none, and start it",
      discussion: """
        Examples:
          qingming database start
          qingming database start --data /var/lib/qingming
        """
    )
    @OptionGroup var place: DataOptions

    func run() async throws {
      let cluster = try place.cluster()
      try await cluster.start()
      print("running: \(cluster.connectionString())")
    }
  }

  struct Stop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Stop the private cluster",
      discussion: """
        Examples:
          qingming database stop
        """
    )
    @OptionGroup var place: DataOptions

    func run() async throws {
      try await place.cluster().stop()
      print("stopped")
    }
  }

  struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring the schema up to date",
      discussion: """
        Safe to run at any time, by several at once.

        Examples:
          qingming database migrate
          qingming database migrate --database 'host=db.example dbname=qingming'
        """
    )
    @OptionGroup var place: DataOptions

    func run() async throws {
      let registry = try await OpenRegistry.open(place, logger: .quiet)
      let missing = try await Safeguard.missing(in: registry.pool)
      await registry.close()
      print("schema up to date")
      for safeguard in missing { print("\(safeguard.words.zh)\n\(safeguard.words.en)") }
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Whether the database runs, how long its log is, and what of its safeguards is missing",
      discussion: """
        Exit status 1 when it does not run.

        Examples:
          qingming database status --json
        """
    )
    @OptionGroup var place: DataOptions
    @OptionGroup var output: JSONOption

    func run() async throws {
      guard try await isRunning() else {
        print(output.json ? #"{"running":false}"# : "not running")
        throw ExitCode(1)
      }
      let registry = try await OpenRegistry.open(place, logger: .quiet)
      var head: Int64 = 0
      for city in registry.cities { head += try await city.log.head().rawValue }
      let missing = try await Safeguard.missing(in: registry.pool)
      await registry.close()
      guard !output.json else {
        let names = missing.map { #""\#($0.rawValue)""# }.joined(separator: ",")
        return print(#"{"events":\#(head),"missingSafeguards":[\#(names)],"running":true}"#)
      }
      print("running, \(head) events in \(registry.cities.count) logs")
      for safeguard in missing { print("\(safeguard.words.zh)\n\(safeguard.words.en)") }
    }

    private func isRunning() async throws -> Bool {
      // Somebody else's server shows whether it runs when it is connected to.
      if place.database != nil { return true }
      return try await place.cluster().isRunning()
    }
  }
}

extension DataOptions {
  func cluster() throws -> PrivateCluster {
    guard database == nil else { throw ValidationError("--database names a server that is not ours to start or stop") }
    return try PrivateCluster(directory: installation().cluster)
  }
}

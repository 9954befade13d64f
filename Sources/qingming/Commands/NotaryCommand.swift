import ArgumentParser
import ServiceLifecycle

/// What signs the log.
struct NotaryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notary",
    abstract: "Sign what the log holds, and say what is signed",
    discussion: """
      The notary keeps the Merkle tree of the log (RFC 6962, C2SP tlog-tiles) in
      files and signs checkpoints of it (Ed25519). It hashes what is stored again
      and signs nothing more where it differs from what was signed.

      Examples:
        qingming notary run
        qingming notary status --city weihai
        qingming notary key --city weihai
      """,
    subcommands: [RunNotary.self, NotaryStatus.self, NotaryKey.self]
  )
}

struct RunNotary: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Sign what comes, every few seconds, until Ctrl-C",
    discussion: """
      One process a directory. Killed at any moment, it goes on where it was.

      Where the data directory has a policy for a city, notary/CITY.policy (C2SP
      tlog-policy), a checkpoint is shown once as many of its witnesses as it says
      have cosigned it. Nothing is signed that is older than what one of them has
      seen.

      With --sm3 a second tree over the same lines is kept beside the first, whose
      hashes are SM3 (GB/T 32905): in CITY/sm3, with an origin and an Ed25519 key of
      its own. It may be begun at any time, and catches up. It takes as much of the
      disk again, and has no witnesses.

      Examples:
        qingming notary run
        qingming notary run --sm3
      """
  )

  @Flag(help: "Also keep a tree whose hashes are SM3.")
  var sm3 = false
  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .service)
    try await registry.serviceGroup(try registry.notaries(withSM3: sm3)).run()
    await registry.close()
  }
}

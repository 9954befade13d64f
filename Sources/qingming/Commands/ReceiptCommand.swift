import ArgumentParser
import EventLog
import Foundation
import Notary
import TransparencyLog

/// What the submitter of an event keeps.
struct ReceiptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract: "Give out the proof that an event is in the log, to be kept",
    discussion: """
      A C2SP tlog-proof with the event's line in it: qingming verify receipt verifies
      it without the registry. Exit status 3 when there is no such event, or nothing
      that has it is signed yet.

      Examples:
        qingming log receipt 019a0000-0000-7000-8000-000000000001 --city weihai
        qingming log receipt 019a0000-0000-7000-8000-000000000001 --out my.tlog-proof
      """
  )

  @Argument(help: "The event's id.")
  var event: String
  @Option(help: "Write it there instead of to standard output.")
  var out: String?
  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions

  func run() async throws {
    guard let id = UUID(uuidString: event) else { throw ValidationError("\(event) cannot be an event's id") }
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let found = await Result { try await receipt(of: id, in: registry) }
    await registry.close()
    guard let proof = try found.get() else {
      print("日志中没有这个事件，或尚未签署 no such event is signed: \(event)")
      throw ExitCode(3)
    }
    guard let out else { return print(proof.text, terminator: "") }
    try Data(proof.text.utf8).write(to: URL(filePath: out))
    print(out)
  }

  private func receipt(of id: UUID, in registry: OpenRegistry) async throws -> LogProof? {
    for city in registry.cities {
      guard let event = try await city.log.event(id) else { continue }
      let tiles = NotaryFiles(of: city, in: registry.installation).tiles
      return try tiles.receipt(of: Array(event.line.utf8), at: Int(event.position.rawValue))
    }
    return nil
  }
}

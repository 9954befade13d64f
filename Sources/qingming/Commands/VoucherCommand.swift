import ArgumentParser
import CanonicalJSON
import EventLog
import Foundation

/// What vouched for an event, verified from what is kept.
struct VoucherCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "voucher",
    abstract: "Show what vouched for an event, and verify it once more",
    discussion: """
      Somebody who submits has signed in with a token, a certificate or a signature
      on the request, or has given a command. The line of the event has the SHA-256
      of the document that says so. A signature is verified again, from the document
      alone: the signature base, the public key and the signature are in it. With
      --body, a file that its sender has kept, also whether that is what was signed
      and whether the event is in it as it is stored, or which members differ; the
      registry keeps no bodies, and of what is sealed compares no more than that
      it is there.

      Exit status 0 when all that can be verified is true, 4 when something is not,
      3 when there is no such event.

      Examples:
        qingming log voucher 019a0000-0000-7000-8000-000000000001 --city weihai
        qingming log voucher 019a0000-0000-7000-8000-000000000001 --body sent.ndjson
      """
  )

  @Argument(help: "The event's id.")
  var event: String

  @Option(help: "The body that was sent, as its sender has kept it.")
  var body: String?

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func run() async throws {
    guard let id = UUID(uuidString: event) else { throw ValidationError("\(event) cannot be an event's id") }
    let sent = try body.map { try Data(contentsOf: URL(filePath: $0)) }
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let found = await Result { try await find(id, in: registry) }
    await registry.close()
    guard let found = try found.get() else {
      print("日志中没有这个事件 no such event stands in the log: \(event)")
      throw ExitCode(3)
    }
    let checks = found.checks(body: sent)
    print(output.json ? found.json(checks).line : found.text(checks))
    if checks.contains(where: { !$0.holds }) { throw ExitCode(4) }
  }

  private func find(_ id: UUID, in registry: OpenRegistry) async throws -> VouchedEvent? {
    for city in registry.cities {
      guard let event = try await city.log.event(id) else { continue }
      let leaf = try await city.log.seals(of: [id])[id]?.leaf
      guard let digest = event.voucher else { return VouchedEvent(event: event, leaf: leaf, document: nil) }
      return VouchedEvent(event: event, leaf: leaf, document: try await city.log.voucher(digest))
    }
    return nil
  }
}

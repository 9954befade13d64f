import ArgumentParser
import CanonicalJSON
import EventLog
import Notary
import Server
import TransparencyLog

struct NotaryStatus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "How far the log is signed",
    discussion: """
      Examples:
        qingming notary status
        qingming notary status --city weihai --json
      """
  )

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let found = await Result { try await standings(registry) }
    await registry.close()
    let all = try found.get()
    if output.json {
      print((["logs": .array(all.map { $0.json })] as JSON).line)
    } else {
      var table = TextTable([
        ("城市 city", .left), ("哈希 hash", .left), ("日志 log", .right), ("已签 signed", .right), ("根 root", .left),
        ("签署者 signed by", .left),
      ])
      for standing in all { table.add(standing.row) }
      print(table.text)
    }
  }

  private func standings(_ registry: OpenRegistry) async throws -> [Standing] {
    var standings: [Standing] = []
    for city in registry.cities {
      let first = NotaryFiles(of: city, in: registry.installation)
      let head = try await city.log.head().rawValue
      for files in [first] + (try first.keptSM3().map { [$0] } ?? []) {
        let note = try files.tiles.readCheckpoint().map { try SignedNote($0) }
        standings.append(
          Standing(
            city: city.id,
            name: city.name,
            hash: files.hasher.name,
            head: head,
            checkpoint: try note?.checkpoint,
            signedBy: note?.signatures.map(\.name) ?? []
          )
        )
      }
    }
    return standings
  }

  private struct Standing {
    let city: String
    let name: String
    /// Which tree: "SHA-256" or "SM3".
    let hash: String
    let head: Int64
    let checkpoint: Checkpoint?
    let signedBy: [String]

    var json: JSON {
      var object = JSONObject()
      object["city"] = .string(city)
      object["hash"] = .string(hash)
      object["head"] = .integer(head)
      object["origin"] = checkpoint.map { .string($0.origin) } ?? .null
      object["size"] = checkpoint.map { .integer(Int64($0.size)) } ?? .null
      object["root"] = checkpoint.map { .string($0.root.description) } ?? .null
      object["signedBy"] = .array(signedBy.map { .string($0) })
      return .object(object)
    }

    var row: [String] {
      [
        name, hash, Figures.grouped(head), checkpoint.map { Figures.grouped(Int64($0.size)) } ?? "—",
        checkpoint?.root.base64 ?? "—", signedBy.isEmpty ? "—" : signedBy.joined(separator: ", "),
      ]
    }
  }
}

struct NotaryKey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "The key that tells whether a checkpoint is this log's",
    discussion: """
      A verifier key as C2SP signed-note has it, to be given to inspectors and
      witnesses by another way than the registry. The key that signs stays in its
      file (keys/notary-CITY.key).

      Examples:
        qingming notary key --city weihai
        qingming notary key --city weihai --json
      """
  )

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    await registry.close()
    let keys = try registry.cities.map { city in
      (city: city.id, key: try NotaryFiles(of: city, in: registry.installation).signer().verifier)
    }
    if output.json {
      let all = keys.map { ["city": .string($0.city), "key": .string($0.key.text)] as JSON }
      print((["keys": .array(all)] as JSON).line)
    } else {
      for key in keys { print(key.key.text) }
    }
  }
}

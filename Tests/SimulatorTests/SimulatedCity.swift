import CanonicalJSON
import Foundation
import Simulator
import Testing

/// Cities for the tests, under the policies of the repository.
enum SimulatedCity {
  static func make(
    _ city: City = .weihai,
    cases: Int,
    years: Int = 1,
    seed: UInt64 = 371_000,
    from: Day? = nil,
    frauds: Set<Fraud> = []
  ) throws -> Simulation {
    Simulation(
      city: city,
      cases: cases,
      years: years,
      seed: seed,
      documents: try documents(),
      from: from,
      frauds: frauds
    )
  }

  static func lines(
    _ city: City = .weihai,
    cases: Int,
    years: Int = 1,
    seed: UInt64 = 371_000,
    from: Day? = nil
  ) throws -> [JSON] {
    try make(city, cases: cases, years: years, seed: seed, from: from).map {
      try JSON.parse($0, maximumBytes: 65_407)
    }
  }

  /// One year that several tests look at, made once.
  static func sharedYear() throws -> [JSON] { try shared.get() }

  private static let shared = Result { try lines(cases: 900) }

  private static func documents() throws -> [Document] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let documents = try Document.read(schemas: root.appendingPathComponent("Schemas"))
    try #require(!documents.isEmpty)
    return documents
  }
}

extension JSON {
  func text(_ name: String) -> String { self[name]?.stringValue ?? "" }
  func number(_ name: String) -> Int {
    guard case .integer(let value)? = self[name] else { return 0 }
    return Int(value)
  }

  var elements: [JSON] {
    guard case .array(let values) = self else { return [] }
    return values
  }

  var type: String { text("type") }
  var data: JSON { self["data"] ?? .null }
}

/// FNV-1a over the lines, enough to tell two streams of bytes apart.
struct LineDigest: Equatable {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325
  private(set) var lines = 0

  mutating func add(_ line: [UInt8]) {
    for byte in line { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    lines += 1
  }

  static func of(_ simulation: Simulation) -> LineDigest {
    var digest = LineDigest()
    for line in simulation { digest.add(line) }
    return digest
  }
}

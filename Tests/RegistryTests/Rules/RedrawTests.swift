import CanonicalJSON
import Foundation
import TestSupport
import Testing

@testable import Registry

/// A recorded draw is drawn once more, here and by ten lines of Python that know nothing of this program.
@Suite struct RedrawTests {
  /// Plain hashlib: reads the event's data, writes the digest of the list, whom it draws and what.
  private static let recipe = """
    import hashlib, json, sys
    d = json.load(sys.stdin)
    sha = lambda text: hashlib.sha256(text.encode("utf-8")).hexdigest()
    lowest = lambda codes, n: sorted(codes, key=lambda code: sha(d["seed"] + "\\n" + code))[:n]
    print(sha("".join(code + "\\n" for code in sorted(d["population"]))))
    print(*lowest(d["population"], len(d["picked"])))
    print(*lowest(d["pool"], len(d["inspectors"])))
    """

  private static func example(_ name: String) throws -> InspectionSampled {
    let file = Repository.root.appending(path: "Schemas/events/InspectionSampled/examples/\(name).json")
    return try PayloadDecoder.decode(InspectionSampled.self, from: try JSON.parse(Array(try Data(contentsOf: file))))
  }

  private static func bytes(_ sampled: InspectionSampled) throws -> [UInt8] {
    try PayloadEncoder.encode(sampled).canonicalBytes
  }

  @Test(arguments: ["weihai-2025", "weihai-2025-announced", "rushan-second-round"])
  func pythonDrawsTheSame(example: String) async throws {
    let sampled = try Self.example(example)
    let redraw = Redraw(sampled)
    #expect(redraw.differences == [])
    let drawn = try await Python.run(["-c", Self.recipe], input: try Self.bytes(sampled))
    func line(_ ranks: [Redraw.Rank], _ count: Int) -> String {
      ranks.prefix(count).map(\.code.text).joined(separator: " ")
    }
    let expected = [
      redraw.listDigest, line(redraw.population, redraw.sampled.picked.count),
      line(redraw.pool, redraw.sampled.inspectors.count),
    ]
    #expect(drawn.split(separator: "\n").map(String.init) == expected)
  }

  @Test func pythonRanksRandomListsTheSame() async throws {
    let seed = UInt64.random(in: 0...999_999)
    var random = EventMutations.Generator(seed: seed)
    for _ in 0..<5 {
      let codes = (0..<Int.random(in: 4...60, using: &random)).compactMap { _ in
        Code("\(Int.random(in: 100_000...999_999, using: &random))-GM.\(Int.random(in: 0...9, using: &random))")
      }
      var sampled = InspectionSampled.unannounced
      sampled.seed = try #require(Text("摇号 \(random.next()) ☯"))
      sampled.population = Array(Set(codes))
      sampled.picked = Array(sampled.population.prefix(3))
      let redraw = Redraw(sampled)
      let drawn = try await Python.run(["-c", Self.recipe], input: try Self.bytes(sampled)).split(separator: "\n")
      let picked = redraw.population.prefix(sampled.picked.count).map(\.code.text).joined(separator: " ")
      #expect(drawn[0] == redraw.listDigest && drawn[1] == picked, "seed \(seed)")
    }
  }

  @Test func whatDiffersIsNamed() throws {
    let sample = try Self.example("weihai-2025")
    #expect(Redraw(sample).differences == [])
    let picked = with(sample) { $0.picked.reverse() }
    #expect(Redraw(picked).differences == [.picked(recorded: picked.picked, drawn: sample.picked)])
    let inspectors = with(sample) { $0.inspectors = [$0.pool[0], $0.pool[1]] }
    #expect(Redraw(inspectors).differences == [.inspectors(recorded: inspectors.inspectors, drawn: sample.inspectors)])
    let twice = with(sample) { $0.population.append($0.population[0]) }
    #expect(Redraw(twice).differences.first == .repeated([sample.population[0]]))
    let fewer = with(sample) { $0.population.removeLast() }
    guard case .listDigest(let recorded, let found)? = Redraw(fewer).differences.first else {
      Issue.record("the digest of a shorter list is another one")
      return
    }
    #expect(recorded == sample.populationDigest.text && found != recorded)
  }
}

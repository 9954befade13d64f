import CanonicalJSON
import TestSupport
import Testing

@testable import Registry

@Suite("Events of old versions are read as current ones")
struct LiftingTests {
  @Test("as the corpus says, also where that takes several steps", arguments: try OldEvent.all())
  func corpus(_ old: OldEvent) throws {
    let schema = try #require(DataSchema(old.dataschema))
    #expect(try schema.lift(old.stored) == old.lifted)
    let current = DataSchema(schema.payload)
    #expect(try current.lift(old.lifted) == old.lifted)
    #expect(try schema.decode(old.stored).equals(try current.decode(old.lifted)))
  }

  @Test("which the current schema finds sound")
  func soundByTheirSchema() async throws {
    let corpus = try OldEvent.all()
    let verdicts = try await SchemaJudge.ask(
      corpus.map { old in
        let current = EventCatalogue.payloadType(named: old.type).map { DataSchema($0).text }
        return .init(dataschema: current ?? "", data: old.lifted.canonicalBytes)
      }
    )
    for (old, verdict) in zip(corpus, verdicts) { #expect(verdict.isValid, "\(old): \(verdict.reasons)") }
  }

  @Test("of every version of every type that has several")
  func everyVersion() throws {
    let corpus = Set(try OldEvent.all().map(\.dataschema))
    let types = EventCatalogue.types.filter { $0.version.value > 1 }
    #expect(types.count >= 3)
    #expect(types.contains { $0.version.value > 2 })
    for type in types {
      for version in 1..<type.version.value { #expect(corpus.contains("\(type.type)/v\(version)")) }
    }
  }

  @Test("from the bytes that are stored")
  func stored() throws {
    let old = try #require(try OldEvent.all().first { $0.dataschema == "DeathCertificateRecorded/v1" })
    let stream = StreamName(.decedentCase, "c1")
    func line(_ dataschema: String) -> [UInt8] {
      let event: JSON = [
        "actor": "a", "data": old.stored, "dataschema": .string(dataschema), "source": "371000", "specversion": "1.0",
        "id": "01979e3a-1111-7abc-8def-0123456789ab", "subject": .string(stream.description),
        "time": "2026-07-02T10:30:00Z", "type": .string(old.type),
      ]
      return event.canonicalBytes
    }
    let event = try RecordedEvent(stored: line("DeathCertificateRecorded/v1"), in: stream, version: 1)
    let current = try EventCatalogue.decode(type: old.type, data: old.lifted)
    #expect(event.payload.equals(current))
    for unknown in ["DeathCertificateRecorded/v2", "DeathCertificateRecorded/v4", "CaseOpened/v1", "x", ""] {
      let error = #expect(throws: UnreadableEvent.self) {
        try RecordedEvent(stored: line(unknown), in: stream, version: 1)
      }
      #expect(error?.defect == .payload)
    }
  }

  @Test("and a version is named in one way only")
  func names() {
    #expect(DataSchema("DeathCertificateRecorded/v1")?.version.value == 1)
    #expect(DataSchema("DeathCertificateRecorded/v3")?.text == "DeathCertificateRecorded/v3")
    for wrong in ["v01", "v0", "v4", "V1", "v1 ", "1", "v", "", "v1/v1", "v-1", "v１"] {
      #expect(DataSchema("DeathCertificateRecorded/\(wrong)") == nil, "\(wrong)")
    }
    for wrong in ["DeathCertificateRecorded", "/v1", "Nothing/v1", "deathcertificaterecorded/v1"] {
      #expect(DataSchema(wrong) == nil, "\(wrong)")
    }
  }
}

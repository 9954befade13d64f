import CanonicalJSON
import Registry
import Testing

@Suite struct EventCatalogueTests {
  @Test func holdsEachTypeOnce() {
    let names = EventCatalogue.types.map { $0.type }
    #expect(names == Set(names).sorted())
    #expect(names.count == 119)
    for name in names { #expect(EventCatalogue.payloadType(named: name)?.type == name) }
  }

  /// Every kind of stream has events, and what is no event has no payload.
  @Test func coversEveryKindOfStream() {
    // Of reviews and of what is sealed only the registry tells.
    let kinds = Set(StreamKind.allCases).subtracting([.review, .privacy])
    #expect(Set(EventCatalogue.types.compactMap { ($0 as? any FactPayload.Type)?.stream }) == kinds)
    #expect(EventCatalogue.payloadType(named: "Criterion") == nil)
  }

  @Test func everyTypeAsksForItsMembers() throws {
    for type in EventCatalogue.types {
      let error = try #require(throws: PayloadError.self) { try EventCatalogue.decode(type: type.type, data: [:]) }
      #expect(error.problem == .missingMember, "\(type)")
      let unknown = try #require(throws: PayloadError.self) {
        try EventCatalogue.decode(type: type.type, data: ["nobody_reads_this": 1])
      }
      #expect(unknown.problem == .unknownMember, "\(type)")
    }
  }

  @Test func decodesByName() throws {
    let payload = try EventCatalogue.decode(type: "PlotBlocked", data: ["reason": "塌陷"])
    #expect((payload as? PlotBlocked)?.reason.text == "塌陷")
    #expect(throws: PayloadError.self) { try EventCatalogue.decode(type: "Nothing", data: [:]) }
  }
}

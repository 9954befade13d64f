import ArgumentParser
import EventLog
import Foundation
import Logging
import Notary
import Postgres
import Simulator
import TestSupport
import Testing
import TransparencyLog

@testable import qingming

/// Who has to cosign stands in a file beside what the notary writes.
@Suite struct NotaryPolicyTests {
  private func files(_ place: Place) throws -> (NotaryFiles, CityRegistry) {
    let pool = ConnectionPool(place.database.configuration(user: "registry_app"), maximum: 2, logger: .test)
    let city = CityRegistry(.weihai, pool: pool, reader: pool, logger: .test)
    return (NotaryFiles(of: city, in: try Installation.find(data: place.directory.path)), city)
  }

  @Test func `a policy beside the tiles keeps what is not cosigned from being shown`() async throws {
    let place = try await Place(cases: 1)
    let (files, city) = try files(place)
    let witness = try NoteSigner(name: "w.example", .cosignature, seed: NoteSigner.randomSeed()).verifier
    try FileManager.default.createDirectory(at: files.directory, withIntermediateDirectories: true)
    // Port 9 is nobody's here.
    let line = "witness w \(witness.text) http://127.0.0.1:9/\n"
    try Data("\(line)quorum w\n".utf8).write(to: files.policy)
    let watched = try files.notary(city)
    await #expect(throws: NotaryError.self) { try await watched.step() }
    try Data("\(line)quorum none\n".utf8).write(to: files.policy)
    let free = try files.notary(city)
    #expect(try await free.step() == nil)

    for text in ["quorum w\n", "witness w \(witness.text)\nquorum w\n", "log \(files.origin)\nquorum none\n", ""] {
      try Data(text.utf8).write(to: files.policy)
      let error = #expect(throws: ValidationError.self) { try files.notary(city) }
      #expect(error?.message.contains(files.policy.path) == true)
    }
    try FileManager.default.removeItem(at: place.directory)
  }

  /// A bundle names the witnesses, too, so that whoever verifies it sees who has cosigned.
  @Test func `what is taken away says who has to cosign`() async throws {
    let place = try await Place(cases: 1)
    let (files, _) = try files(place)
    let log = try files.signer().verifier
    #expect(try TrustPolicy(Array(try files.trusted(of: log).utf8)) == TrustPolicy(log: log))
    let witness = try NoteSigner(name: "w.example", .cosignature, seed: NoteSigner.randomSeed()).verifier
    try FileManager.default.createDirectory(at: files.directory, withIntermediateDirectories: true)
    let text = "witness w \(witness.text)\nquorum w\n"
    for written in [text, "log \(log.text)\n" + text] {
      try Data(written.utf8).write(to: files.policy)
      let policy = try TrustPolicy(Array(try files.trusted(of: log).utf8))
      #expect(policy.logs == [log] && policy.witnesses.map(\.key) == [witness] && !policy.isQuorum([]))
    }
    try FileManager.default.removeItem(at: place.directory)
  }
}

import Foundation
import Notary
import SystemPackage
import TestSupport
import TransparencyLog

/// A log with three witnesses, two of which are enough.
struct WitnessedOffice {
  var office: Office
  var witnesses: [RunningWitness]

  static let names = ["督查", "省厅", "烟台"]

  static func open() async throws -> WitnessedOffice {
    let office = try await Office.open()
    var witnesses: [RunningWitness] = []
    for place in 0..<3 {
      witnesses.append(try await RunningWitness("w\(place).example", logs: [office.signer.verifier]))
    }
    return WitnessedOffice(office: office, witnesses: witnesses)
  }

  func close() async throws {
    for witness in witnesses {
      try? await witness.stop()
      try witness.remove()
    }
    try office.close()
  }

  func policy(_ quorum: String = "group 二比三 2 督查 省厅 烟台\nquorum 二比三\n") throws -> TrustPolicy {
    let lines = zip(Self.names, witnesses).map { $1.line($0) }.joined()
    return try TrustPolicy(Array("log \(office.signer.verifier.text)\n\(lines)\(quorum)".utf8))
  }

  /// As it is after a start.
  func notary(_ batch: Int = 4_096) throws -> Notary {
    var terms = Notary.Terms()
    terms.batch = batch
    return Notary(
      log: office.log,
      directory: office.directory,
      signer: office.signer,
      witnesses: try WitnessCircle(try policy(), of: office.signer.verifier),
      terms: terms
    )
  }

  /// Who has cosigned what everybody is shown, and its size; nil where nothing is.
  func shown() throws -> (size: Int, by: Set<String>)? {
    guard let bytes = try office.directory.readCheckpoint() else { return nil }
    let trusted = try policy().verify(SignedNote(bytes))
    return (trusted.checkpoint.size, Set(trusted.cosigned.keys))
  }

  /// Why a step signs nothing; nil where it does.
  func trouble(_ notary: Notary) async -> NotaryError? {
    do throws(NotaryError) {
      _ = try await notary.step()
      return nil
    } catch {
      return error
    }
  }

  /// What somebody finds who has lost the directory.
  func losingDirectory() throws -> WitnessedOffice {
    try office.close()
    try FileManager.default.createDirectory(atPath: office.directory.root.string, withIntermediateDirectories: true)
    return self
  }

  /// The same directory, witnesses and key over another database.
  func over(_ other: Office) -> WitnessedOffice {
    WitnessedOffice(
      office: Office(database: other.database, log: other.log, directory: office.directory, signer: office.signer),
      witnesses: witnesses
    )
  }
}

import EventLog
import Foundation
import Notary
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

/// Whatever a superuser changes, with triggers disabled, the notary finds before its next signature, and names the place.
@Suite struct TamperingTests {
  @Test(arguments: Tampering.all)
  func `what is changed in the log is refused`(_ tampering: Tampering) async throws {
    let office = try await Office.signedInPart()
    let before = try office.files()
    try await office.tamper(tampering.statements)
    #expect(try await office.refusal() == tampering.refusal)
    #expect(try await office.refusal() == tampering.refusal, "asked again")
    #expect(try office.files()["checkpoint"] == before["checkpoint"])
    try office.close()
  }

  @Test(
    arguments: [
      "tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/000", "tile/entries/002.p/88",
    ],
    [true, false]
  )
  func `a tile that is replaced, or gone, is named`(_ name: String, _ isGone: Bool) async throws {
    let office = try await Office.signedInPart()
    let file = URL(filePath: office.directory.root.string).appending(path: name)
    if isGone {
      try FileManager.default.removeItem(at: file)
    } else {
      var bytes = try Data(contentsOf: file)
      bytes[bytes.count - 3] ^= 1
      try bytes.write(to: file)
    }
    let found = try await office.refusal()
    let isRight = found == .tile(try #require(TilePath(name))) || found == .checkpoint(size: 600, nil)
    #expect(isRight, "\(found.map { "\($0)" } ?? "nothing")")
    try office.close()
  }

  @Test func `a checkpoint that somebody else has signed, or of another tree, is refused`() async throws {
    let office = try await Office.signedInPart()
    let good = try SignedNote(try #require(try office.directory.readCheckpoint()))
    let other = try NoteSigner(name: Office.origin, .ed25519, seed: [UInt8](repeating: 8, count: 32))
    try office.directory.writeCheckpoint(SignedNote(text: good.text, signatures: [other.sign(good.text, at: 0)]))
    #expect(try await office.refusal() == .unsigned(.notSigned(origin: Office.origin)))
    // A fork: signed by the notary itself, of lines that the log does not hold.
    let fork = Checkpoint(origin: Office.origin, size: 600, root: TreeHasher.sha256.leaf([1]))
    try office.directory.writeCheckpoint(
      SignedNote(text: fork.text, signatures: [office.signer.sign(fork.text, at: 0)])
    )
    #expect(try await office.refusal() == .checkpoint(size: 600, nil))
    try office.close()
  }

  /// An older state of the database, with whatever has happened since.
  @Test func `a log that was put back and has grown again is refused`() async throws {
    let office = try await Office.signedInPart()
    let old = try await Office.open()
    try await old.append(700, note: "another history")
    let restored = Office(database: old.database, log: old.log, directory: office.directory, signer: office.signer)
    #expect(try await restored.refusal() == .changed(position: 513))
    try office.close()
    try old.close()
  }

  @Test func `what was not touched is signed`() async throws {
    let office = try await Office.signedInPart()
    #expect(try await office.refusal() == nil)
    try office.close()
  }

  /// A line that would not be due for a long time.
  @Test(
    arguments: [
      "\(Tampering.row) event = replace(event::text, '371002', '371003')::json WHERE position = 1500",
      "DELETE FROM registry.event WHERE position = 1500",
      // As if nothing had been counted, and as after a crash.
      "\(Tampering.row) recorded_at = now() WHERE position = 1500; SELECT pg_stat_reset()",
      """
      CREATE TABLE public.other AS SELECT * FROM registry.event WHERE position <> 1500;
      TRUNCATE registry.event; INSERT INTO registry.event SELECT * FROM public.other
      """,
    ],
    [true, false]
  )
  func `an old line of a long log that was changed is found before the next signature`(
    _ statements: String,
    _ isNew: Bool
  ) async throws {
    let office = try await Office.open()
    try await office.append(3_000)
    var terms = Notary.Terms()
    terms.recheck = 256
    var notary = office.notary(terms)
    _ = try await notary.step()
    try await office.append(1)
    #expect(try await notary.step() != nil)
    try await office.tamper(statements)
    try await office.append(1)
    // Also where nobody was watching.
    if isNew { notary = office.notary(terms) }
    for _ in 0..<2 {
      do throws(NotaryError) {
        _ = try await notary.step()
        Issue.record("it signed")
      } catch .refused(let discrepancy) {
        #expect([.leaf(position: 1500), .missing(position: 1500)].contains(discrepancy), "\(discrepancy)")
      } catch {
        throw error
      }
    }
    try office.close()
  }

  /// Old lines are read some at a time where nothing was counted: what was found once is refused until it is put right, also when
  /// others are due.
  @Test func `what was refused is refused again, in a log of many tiles`() async throws {
    let office = try await Office.open()
    try await office.append(3_000)
    var terms = Notary.Terms()
    terms.recheck = 512
    let notary = office.notary(terms)
    _ = try await notary.step()
    try await office.tamper(
      "\(Tampering.row) event = replace(event::text, '371002', '371003')::json WHERE position = 1000",
      isCounted: false
    )
    var found: [Discrepancy] = []
    for _ in 0..<12 {
      try await office.append(1)
      do throws(NotaryError) {
        _ = try await notary.step()
        #expect(found.isEmpty, "signed after \(found)")
      } catch .refused(let discrepancy) {
        found.append(discrepancy)
      } catch {
        throw error
      }
    }
    #expect(
      found.count >= 8 && Set(found.map(\.description)).count == 1 && found.first == .leaf(position: 1000),
      "\(found)"
    )
    try await office.database.tamper(
      "\(Tampering.row) event = replace(event::text, '371003', '371002')::json WHERE position = 1000"
    )
    #expect(try await notary.step() != nil)
    try office.close()
  }

  @Test func `between signatures it looks less often, and still finds what was changed before the next one`()
    async throws
  {
    let office = try await Office.open()
    try await office.append(3_000)
    let notary = office.notary()
    _ = try await notary.step()
    #expect(try await notary.step() == nil)
    try await office.tamper(
      "\(Tampering.row) event = replace(event::text, '371002', '371003')::json WHERE position = 2999"
    )
    #expect(try await notary.step() == nil)
    try await office.append(1)
    await #expect(throws: NotaryError.self) { try await notary.step() }
    try office.close()
  }

  @Test func `all is read again within a round, also where nothing is ever signed`() async throws {
    let office = try await Office.open()
    try await office.append(3_000)
    var terms = Notary.Terms()
    // Four looks a round.
    (terms.idle, terms.round) = (.nanoseconds(1), .nanoseconds(4))
    let notary = office.notary(terms)
    _ = try await notary.step()
    for _ in 0..<4 { #expect(try await notary.step() == nil) }
    try await office.tamper(
      "\(Tampering.row) event = replace(event::text, '371002', '371003')::json WHERE position = 1000",
      isCounted: false
    )
    var looks = 0
    do throws(NotaryError) {
      while looks < 5 {
        looks += 1
        _ = try await notary.step()
      }
    } catch .refused(let discrepancy) {
      #expect(discrepancy == .leaf(position: 1000) && looks <= 4, "\(discrepancy) after \(looks)")
      return try office.close()
    } catch {
      throw error
    }
    Issue.record("not found")
  }
}

import EventLog
import Foundation
import Notary
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

/// Nobody is shown what too few witnesses have cosigned, and nothing is signed that they have not seen coming.
@Suite struct WitnessedNotaryTests {
  @Test func `all three cosign, and what has grown, again`() async throws {
    let place = try await WitnessedOffice.open()
    let notary = try place.notary()
    #expect(try await notary.step() == nil)
    #expect(try place.office.files().isEmpty)
    for size in [300, 700, 701] {
      try await place.office.append(size - (try place.shown()?.size ?? 0))
      let note = try #require(try await notary.step())
      #expect(try note.checkpoint.size == size)
      let shown = try #require(try place.shown())
      #expect(shown.size == size && shown.by == Set(WitnessedOffice.names))
      #expect(try await notary.step() == nil)
    }
    let names = try place.office.files().keys
    // Nothing waits, and no part is kept of what is full.
    #expect(!names.contains(".pending") && !names.contains { $0.hasPrefix("tile/0/000.p") })
    try await place.close()
  }

  @Test func `one of three may be dead`() async throws {
    let place = try await WitnessedOffice.open()
    try await place.witnesses[1].stop()
    try await place.office.append(10)
    let note = try await place.notary().step()
    #expect(try note?.checkpoint.size == 10)
    let shown = try #require(try place.shown())
    #expect(shown.size == 10 && shown.by == ["督查", "烟台"])
    try await place.close()
  }

  @Test func `with two dead the checkpoint stays, and one that is back makes it go on`() async throws {
    var place = try await WitnessedOffice.open()
    try await place.office.append(10)
    let notary = try place.notary()
    _ = try await notary.step()
    try await place.witnesses[0].stop()
    try await place.witnesses[2].stop()
    try await place.office.append(10)
    for _ in 0..<2 {
      guard case .unwitnessed(let reports)? = await place.trouble(notary) else {
        Issue.record("it was shown, or it failed otherwise")
        break
      }
      #expect(reports.map(\.witness) == WitnessedOffice.names)
      guard case .silent = reports[0].outcome, case .cosigned = reports[1].outcome, case .silent = reports[2].outcome
      else {
        Issue.record("\(reports)")
        break
      }
      #expect(try place.shown()?.size == 10)
      try await place.office.append(1)
    }
    place.witnesses[2] = try await place.witnesses[2].restarted()
    // What was signed first is shown first, and then what has come since.
    let note = try await notary.step()
    #expect(try note?.checkpoint.size == 22)
    let shown = try #require(try place.shown())
    #expect(shown.size == 22 && shown.by == ["省厅", "烟台"])
    try await place.close()
  }

  /// Killed between the signature and the last cosignature.
  @Test func `after a start what was signed and not shown is shown, and goes on`() async throws {
    var place = try await WitnessedOffice.open()
    try await place.office.append(10)
    try await place.witnesses[0].stop()
    let first = try place.notary()
    _ = try await first.step()
    try await place.witnesses[1].stop()
    try await place.office.append(300)
    #expect(await place.trouble(first) != nil)
    #expect(try place.shown()?.size == 10)
    // A witness has seen 310 of it.
    let waiting = try #require(try place.office.files()[".pending"])
    #expect(try SignedNote(waiting).checkpoint.size == 310)
    // Nothing is signed as long as too few can say what they have seen.
    try await place.office.append(5)
    #expect(await place.trouble(try place.notary()) != nil)
    #expect(try place.office.files()[".pending"] == waiting)
    place.witnesses[1] = try await place.witnesses[1].restarted()
    let second = try place.notary()
    #expect(try await second.step()?.checkpoint.size == 315)
    #expect(try place.shown()?.by == ["省厅", "烟台"])
    #expect(try place.office.files()[".pending"] == nil)
    try await place.close()
  }

  @Test func `what was signed and not shown binds, too`() async throws {
    let place = try await WitnessedOffice.open()
    try await place.witnesses[0].stop()
    try await place.witnesses[1].stop()
    try await place.office.append(10)
    let other = try await Office.open()
    try await other.append(20, note: "another history")
    // One witness alone is heard: nothing is signed yet.
    let notary = try place.notary()
    #expect(await place.trouble(notary) != nil)
    #expect(try place.office.files().isEmpty)
    let back = try await place.witnesses[1].restarted()
    var now = place
    now.witnesses[1] = back
    _ = try await notary.step()
    try await back.stop()
    try await place.office.append(1)
    #expect(await place.trouble(notary) != nil)
    guard case .refused(.changed(position: 1))? = await now.over(other).trouble(try now.over(other).notary()) else {
      Issue.record("another history was signed, or refused otherwise")
      return
    }
    try await now.close()
    try other.close()
  }

  @Test func `a database that was put back is refused because of a witness, also without the directory`() async throws {
    var place = try await WitnessedOffice.open()
    try await place.office.append(600)
    _ = try await place.notary().step()
    place = try place.losingDirectory()
    let old = try await Office.open()
    try await old.append(500)
    let restored = place.over(old)
    for notary in [try restored.notary(), try restored.notary(100)] {
      for _ in 0..<2 {
        guard case .refused(.behind(_, seen: 600, head: 500))? = await restored.trouble(notary) else {
          Issue.record("it was signed, or refused otherwise")
          break
        }
      }
    }
    #expect(try restored.office.files().isEmpty)
    // Grown beyond what was seen, it is another tree, and shown to nobody.
    try await old.append(200)
    let notary = try restored.notary(100)
    for _ in 0..<2 {
      guard case .refused(.forked(_, size: 600))? = await restored.trouble(notary) else {
        Issue.record("it was shown, or refused otherwise")
        break
      }
    }
    #expect(try restored.office.directory.readCheckpoint() == nil)
    try await restored.close()
    try old.close()
  }

  @Test func `of exactly the size that was seen, another tree is refused`() async throws {
    var place = try await WitnessedOffice.open()
    try await place.office.append(60)
    _ = try await place.notary().step()
    place = try place.losingDirectory()
    let other = try await Office.open()
    try await other.append(60)
    let restored = place.over(other)
    guard case .refused(.forked(_, size: 60))? = await restored.trouble(try restored.notary()) else {
      Issue.record("it was shown, or refused otherwise")
      return
    }
    #expect(try restored.office.directory.readCheckpoint() == nil)
    try await restored.close()
    try other.close()
  }

  /// Whoever has only lost the directory makes it again, and signs nothing smaller than what was seen on the way.
  @Test func `a lost directory is made again`() async throws {
    var place = try await WitnessedOffice.open()
    try await place.office.append(600)
    _ = try await place.notary().step()
    place = try place.losingDirectory()
    try await place.office.append(20)
    let notary = try place.notary(100)
    #expect(try await notary.step()?.checkpoint.size == 600)
    #expect(try await notary.step()?.checkpoint.size == 620)
    #expect(try place.shown()?.by == Set(WitnessedOffice.names))
    try await place.close()
  }

  @Test func `witnesses may come later, and go`() async throws {
    let place = try await WitnessedOffice.open()
    try await place.office.append(10)
    _ = try await place.office.notary().step()
    try await place.office.append(10)
    #expect(try await place.notary().step()?.checkpoint.size == 20)
    for witness in place.witnesses { try await witness.stop() }
    try await place.office.append(10)
    #expect(try await place.office.notary().step()?.checkpoint.size == 30)
    try await place.close()
  }
}

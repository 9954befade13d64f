import EventLog
import Foundation
import Subprocess
import TestSupport
import Testing

/// `qingming submit` as a process that can die and be run again.
@Suite struct SubmitProcessTests {
  @Test func killedInTheMiddleAndRunAgain() async throws {
    let place = try await Place(cases: 120)
    let killed = try await Program.run(place.submit) { pid in
      try await place.waitForEvents(600)
      kill(pid, SIGKILL)
    }
    #expect(killed.status == .signaled(SIGKILL))
    let before = try await place.log.head().rawValue
    #expect(before >= 600 && before < place.lineCount)

    let again = try await Program.run(place.submit)
    #expect(again.status == .exited(0))
    try await place.expectEachLineStoredOnce()
  }

  @Test func oneFileByTwoProcessesAtOnce() async throws {
    let place = try await Place(cases: 25)
    async let one = Program.run(place.submit + ["--json"])
    async let other = Program.run(place.submit + ["--json"])
    let ended = try await [one, other]
    #expect(ended.map(\.status) == [.exited(0), .exited(0)])
    let answers = ended.flatMap { $0.output.split(separator: "\n") }
    #expect(answers.count == 2 * place.lineCount)
    #expect(answers.count { $0.contains(#""outcome":"accepted""#) } == place.lineCount)
    try await place.expectEachLineStoredOnce()
  }
}

import EventLog
import Foundation
import Subprocess
import TestSupport
import Testing

/// `qingming submit` as a process that can die and be run again.
@Suite(.timeLimit(.minutes(5))) struct SubmitProcessTests {
  @Test func killedInTheMiddleAndRunAgain() async throws {
    let place = try await Place(cases: 120)
    let killed = try await Program.run(place.submit) { pid in
      try await place.stalled(at: 600) { kill(pid, SIGKILL) }
    }
    #expect(killed.status == .signaled(SIGKILL))
    let before = try await place.log.head().rawValue
    #expect(before > 0 && before < place.lineCount)

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

  /// A table in which one row is wrong: the others are stored, and that row, once corrected, is sent again by itself.
  @Test func aTableAndItsRefusedRow() async throws {
    let place = try await Place(cases: 1)
    #expect(try await Program.run(place.submit).status == .exited(0))
    let before = try await place.log.facts()
    let examples = Repository.root.appending(path: "Schemas/intake/examples")
    let mapping = examples.appending(path: "reception-register.mapping.json").path
    let table = place.directory.appending(path: "table.csv")
    let refused = place.directory.appending(path: "refused.csv")
    let example = try Data(contentsOf: examples.appending(path: "reception-register.csv"))
    // In the bytes of GB 18030, the second row's certificate becomes one that was issued before the form it is on.
    try example.replacing("2026.7.12", "2026.6.12").write(to: table)

    let arguments = ["submit", table.path, "--mapping", mapping, "--refused", refused.path] + place.options
    let first = try await Program.run(arguments)
    #expect(first.status == .exited(2))
    #expect(first.output.contains("第 3 行 line 3  规则 rule D2"))
    #expect(first.output.contains("accepted 9") && first.output.contains("refused 1"))
    #expect(try await place.log.facts() == before + 9)
    // The same name again would hide what waits for correction.
    #expect(try await Program.run(arguments).status != .exited(0))

    let lines = try Data(contentsOf: refused).split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 2)
    let corrected = place.directory.appending(path: "corrected.csv")
    try Data(contentsOf: refused).replacing("2026.6.12", "2026.7.12").write(to: corrected)
    let second = try await Program.run(["submit", corrected.path, "--mapping", mapping] + place.options)
    #expect(second.status == .exited(0))
    #expect(second.output.contains("accepted 1") && second.output.contains("already stored 3"))
    #expect(try await place.log.facts() == before + 10)

    // Names for people, and the hours of Beijing.
    let shown = try await Program.run(["case", "JY-0001"] + place.options)
    #expect(shown.output.contains("2026-03-05 09:30:00") && shown.output.contains("建案 CaseOpened"))
    #expect(try await Program.run(["case", "JY-0009"] + place.options).status == .exited(3))
  }
}

extension Data {
  fileprivate func replacing(_ old: String, _ new: String) -> Data {
    var data = self
    while let range = data.range(of: Data(old.utf8)) { data.replaceSubrange(range, with: Data(new.utf8)) }
    return data
  }
}

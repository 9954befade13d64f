import ArgumentParser
import Foundation
import FrontDoor
import Registry

/// Submits a file of events.
struct Submit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Submit CloudEvents, one JSON object a line",
    discussion: """
      Each line is decided by the rules and stored, or refused with the rule, the fact and the remedy; a refused line leaves
      the others alone. Safe to run again, also at the same time: an event that is stored already is not stored twice.

      Examples:
        qingming submit 2026-03.ndjson
        qingming submit - < 2026-03.ndjson
        qingming submit 2026-03.ndjson --json > answers.ndjson
      """
  )

  @Argument(help: "A file of NDJSON, or - for standard input.")
  var file: String

  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  static let linesPerCall = 500

  func run() async throws {
    let registry = try await OpenRegistry.open(place, logger: .quiet)
    let door = try await registry.frontDoor()
    var report = SubmissionReport(json: output.json)
    do {
      try await submit(through: door, &report)
    } catch {
      await registry.close()
      throw error
    }
    await registry.close()
    report.printSummary()
    if report.refused > 0 { throw ExitCode(2) }
  }

  private func submit(through door: FrontDoor, _ report: inout SubmissionReport) async throws {
    let handle = try open()
    let size = (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? nil
    var bar = ProgressBar("提交 submitting", unit: "bytes", total: size ?? 0)
    var reader = LineReader(handle)
    var lines: [[UInt8]] = []
    var numbers: [Int] = []
    var number = 0
    while let line = reader.next() {
      number += 1
      if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { continue }
      lines.append(line)
      numbers.append(number)
      if lines.count == Self.linesPerCall {
        report.add(try await door.submit(lines), numbers)
        lines.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        bar.update(reader.bytesRead)
      }
    }
    report.add(try await door.submit(lines), numbers)
    bar.finish(reader.bytesRead)
  }

  private func open() throws -> FileHandle {
    if file == "-" { return .standardInput }
    guard let handle = FileHandle(forReadingAtPath: file) else { throw ValidationError("cannot read \(file)") }
    return handle
  }
}

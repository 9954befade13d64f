import ArgumentParser
import Foundation
import FrontDoor
import Registry

/// Submits a file of events, or a table of them.
struct Submit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Submit CloudEvents, one JSON object a line, or a table with a mapping",
    discussion: """
      Each line is decided by the rules and stored, or refused with the rule, the
      fact and the remedy; a refused line leaves the others alone. Safe to run
      again, also at the same time: an event that is stored already is not stored
      twice. With --refused the lines refused are also written to a file, as they
      were, for your eyes only, since they may hold personal data: correct them
      there, submit that file, and remove it.

      A table (CSV, in UTF-8 or GB 18030) needs a mapping file, which says what its
      columns mean: Schemas/intake/README.md.

      Exit status: 0 when all is stored, 2 when something was refused.

      Examples:
        qingming submit 2026-03.ndjson --city weihai
        qingming submit - < 2026-03.ndjson
        qingming submit 2026-03.ndjson --json > answers.ndjson
        qingming submit 火化登记.csv --mapping cremations.json --refused 待改.csv
      """
  )

  @OptionGroup var input: SubmissionFileOptions

  @Option(help: "Write the lines that were refused to this new file.")
  var refused: String?

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  static let submissionsPerCall = 500

  func run() async throws {
    var file = try SubmissionFile(input)
    var report = SubmissionReport(json: output.json, refused: try refused.map(RefusedFile.init), header: file.header)
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    do {
      let door = try await registry.door(try registry.onlyCity())
      try await submit(&file, through: door, &report)
    } catch {
      await registry.close()
      throw error
    }
    await registry.close()
    report.printSummary()
    if report.refused > 0 { throw ExitCode(2) }
  }

  private func submit(
    _ file: inout SubmissionFile,
    through door: FrontDoor,
    _ report: inout SubmissionReport
  ) async throws {
    var bar = ProgressBar("提交 submitting", unit: "bytes", total: file.chunks.size ?? 0)
    var entries: [Entry] = []
    var waiting = 0
    while let entry = try file.next() {
      entries.append(entry)
      waiting += (try? entry.submissions.get().count) ?? 0
      guard waiting >= Self.submissionsPerCall else { continue }
      try await submit(entries, through: door, &report)
      (entries, waiting) = ([], 0)
      bar.update(file.chunks.bytesRead)
    }
    try await submit(entries, through: door, &report)
    bar.finish(file.chunks.bytesRead)
  }

  private func submit(
    _ entries: [Entry],
    through door: FrontDoor,
    _ report: inout SubmissionReport
  ) async throws {
    var answers = try await door.submit(entries.flatMap { (try? $0.submissions.get()) ?? [] })[...]
    for entry in entries {
      switch entry.submissions {
      case .success(let submissions):
        try report.add(entry, Array(answers.prefix(submissions.count)))
        answers = answers.dropFirst(submissions.count)
      case .failure(let refusal):
        try report.add(entry, [Answer(id: nil, outcome: .refused(refusal))])
      }
    }
  }
}

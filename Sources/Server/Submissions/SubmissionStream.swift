import CanonicalJSON
import FrontDoor
import HTTPTypes
import Hummingbird

/// Submissions of any number, one a line, and their answers, one a line as soon as each is known.
///
/// Neither the lines nor the answers are ever all in memory. What has been read when the client is cut off is decided all the
/// same, but for a line without an end; sent again, it gets the same answers.
struct SubmissionStream: Sendable {
  /// How many lines are decided together at most.
  static let most = 500
  /// How many streams of a city are decided at a time: what they bring together stays below what may wait for the log, so that
  /// many senders slow each other down, and none is sent away.
  static let atATime = 8

  let reception: any Reception
  let authority: any SubmissionAuthority
  let metrics: ServerMetrics
  let turns: Turns
  /// `Prefer: return=minimal` (RFC 7240): only refusals and the sums are told.
  let isMinimal: Bool

  /// Reads lines and writes answers until the body ends.
  func answer(_ body: RequestBody, to writer: inout any ResponseBodyWriter) async throws {
    let queue = LineQueue()
    let reading = Task { try await Self.read(body, into: queue) }
    var counts = AnswerCounts()
    do {
      while let lines = await queue.take(most: Self.most) {
        let answers = try await submit(lines)
        counts.add(answers)
        let told = zip(lines, answers).filter { !isMinimal || $0.1.isRefused }
        let text = told.map { Self.line($0.number, $1) }.joined()
        if !text.isEmpty { try await writer.write(ByteBuffer(string: text)) }
      }
      try await reading.value
      try await writer.write(ByteBuffer(string: counts.json().line))
    } catch {
      reading.cancel()
      await queue.finish()
      _ = await reading.result
      guard let error = error as? FrontDoorError else { throw error }
      // The lines that have no answer are to be sent again.
      try await writer.write(ByteBuffer(string: Problem(error).json.line))
    }
    try await writer.finish(nil)
  }

  private static func read(_ body: RequestBody, into queue: LineQueue) async throws {
    do {
      var splitter = LineSplitter()
      for try await part in body {
        let lines = splitter.take(part.readableBytesView)
        if !lines.isEmpty, await !queue.put(lines) { return }
      }
      if let last = splitter.finish() { _ = await queue.put([last]) }
      await queue.finish()
    } catch {
      await queue.finish()
      throw error
    }
  }

  private func submit(_ lines: [NumberedLine]) async throws(FrontDoorError) -> [Answer] {
    do throws(FrontDoorError) {
      let answers = try await turns.take { () async throws(FrontDoorError) in
        try await reception.submit(lines.map(\.bytes), expecting: nil, by: authority)
      }
      metrics.count(answers)
      return answers
    } catch {
      metrics.countFailure()
      throw error
    }
  }

  private static func line(_ number: Int, _ answer: Answer) -> String {
    guard case .object(var object) = answer.json else { return "" }
    object["line"] = .integer(Int64(number))
    return JSON.object(object).line
  }
}

extension JSON {
  fileprivate var line: String { String(decoding: canonicalBytes, as: UTF8.self) + "\n" }
}

import CanonicalJSON
import FrontDoor
import HTTPTypes
import Hummingbird

/// `POST /v1/submissions`.
struct SubmissionRoutes<Context: RequestContext>: Sendable {
  let reception: any Reception
  let metrics: ServerMetrics

  func submit(_ request: Request, _ context: Context) async throws -> Response {
    switch try await SubmissionBody.read(request) {
    case .single(let line):
      let answers = try await answers(to: [line])
      guard let answer = answers.first else { throw Problem.internalError }
      return try answer.response()
    case .several(let lines):
      return try await answers(to: lines).response()
    }
  }

  private func answers(to lines: [[UInt8]]) async throws(FrontDoorError) -> [Answer] {
    do throws(FrontDoorError) {
      let answers = try await reception.submit(lines)
      metrics.count(answers)
      return answers
    } catch {
      metrics.countFailure()
      throw error
    }
  }
}

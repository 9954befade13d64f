import CanonicalJSON
import FrontDoor
import HTTPTypes
import Hummingbird

/// `POST /v1/submissions`.
struct SubmissionRoutes<Context: RequestContext>: Sendable {
  let services: Services

  func submit(_ request: Request, _ context: Context) async throws -> Response {
    let city = try services.city(for: request)
    switch try await SubmissionBody.read(request) {
    case .single(let line):
      let answers = try await answers(to: [line], city)
      guard let answer = answers.first else { throw Problem.internalError }
      return try answer.response()
    case .several(let lines):
      return try await answers(to: lines, city).response()
    }
  }

  private func answers(to lines: [[UInt8]], _ city: CityDesk) async throws(FrontDoorError) -> [Answer] {
    do throws(FrontDoorError) {
      let answers = try await city.reception.submit(lines)
      services.metrics.count(answers)
      return answers
    } catch {
      services.metrics.countFailure()
      throw error
    }
  }
}

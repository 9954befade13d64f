import CanonicalJSON
import FrontDoor
import HTTPTypes
import Hummingbird

/// `POST /v1/submissions`.
struct SubmissionRoutes<Context: RequestContext>: Sendable {
  let services: Services

  func submit(_ request: Request, _ context: Context) async throws -> Response {
    let city = try services.city(for: request)
    guard let form = try SubmissionBody.form(of: request) else { return stream(request, city) }
    switch try await SubmissionBody.read(request, as: form) {
    case .single(let line):
      let answers = try await answers(to: [line], city)
      guard let answer = answers.first else { throw Problem.internalError }
      return try answer.response()
    case .several(let lines):
      return try await answers(to: lines, city).response()
    }
  }

  private func stream(_ request: Request, _ city: CityDesk) -> Response {
    let preference = HTTPField.Name("Prefer").flatMap { request.headers[$0] }
    let isMinimal = preference == "return=minimal"
    let stream = SubmissionStream(reception: city.reception, metrics: services.metrics, isMinimal: isMinimal)
    var response = Response(
      status: .ok,
      headers: [.contentType: SubmissionBody.lines, .cacheControl: "no-store"],
      body: ResponseBody { writer in try await stream.answer(request.body, to: &writer) }
    )
    if isMinimal { response.headers.set("Preference-Applied", to: "return=minimal") }
    response.headers.set("X-Accel-Buffering", to: "no")
    return response
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

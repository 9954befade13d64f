import CanonicalJSON
import FrontDoor
import HTTPTypes
import Hummingbird

/// `POST /v1/submissions`.
struct SubmissionRoutes<Context: VisitContext>: Sendable {
  let services: Services

  func submit(_ request: Request, _ context: Context) async throws -> Response {
    let city = try await services.city(for: request, context.visitor)
    let version = try Self.expectedVersion(request)
    guard let form = try SubmissionBody.form(of: request) else {
      guard version == nil else { throw Problem.versionOfSeveral }
      return stream(request, city)
    }
    switch try await SubmissionBody.read(request, as: form) {
    case .single(let line):
      let answers = try await answers(to: [line], expecting: version, city)
      guard let answer = answers.first else { throw Problem.internalError }
      return try answer.response()
    case .several(let lines):
      guard version == nil else { throw Problem.versionOfSeveral }
      return try await answers(to: lines, expecting: nil, city).response()
    }
  }

  private func stream(_ request: Request, _ city: VisitedCity) -> Response {
    let preference = HTTPField.Name("Prefer").flatMap { request.headers[$0] }
    let isMinimal = preference == "return=minimal"
    let stream = SubmissionStream(
      reception: city.desk.reception,
      authority: city.vouched,
      metrics: services.metrics,
      turns: city.desk.turns,
      isMinimal: isMinimal
    )
    var response = Response(
      status: .ok,
      headers: [.contentType: SubmissionBody.lines, .cacheControl: "no-store"],
      body: ResponseBody { writer in try await stream.answer(request.body, to: &writer) }
    )
    if isMinimal { response.headers.set("Preference-Applied", to: "return=minimal") }
    response.headers.set("X-Accel-Buffering", to: "no")
    return response
  }

  /// The version of the stream that the client has seen, as `ETag` told it: `If-Match: "3"`, or `If-None-Match: *` for one
  /// that is not there (RFC 9110, 13.1).
  private static func expectedVersion(_ request: Request) throws(Problem) -> Int? {
    if let none = request.headers[.ifNoneMatch] {
      guard none == "*", request.headers[.ifMatch] == nil else {
        throw .badParameter("If-None-Match", allowed: ["*"])
      }
      return 0
    }
    guard let tag = request.headers[.ifMatch] else { return nil }
    guard tag.hasPrefix("\""), tag.hasSuffix("\""), let version = Int32(tag.dropFirst().dropLast()), version > 0 else {
      throw .badParameter("If-Match", allowed: ["\"1\"…"])
    }
    return Int(version)
  }

  private func answers(
    to lines: [[UInt8]],
    expecting version: Int?,
    _ city: VisitedCity
  ) async throws(FrontDoorError) -> [Answer] {
    do throws(FrontDoorError) {
      let answers = try await city.desk.reception.submit(lines, expecting: version, by: city.vouched)
      services.metrics.count(answers)
      return answers
    } catch {
      services.metrics.countFailure()
      throw error
    }
  }
}

import CanonicalJSON
import HTTPTypes
import Hummingbird
import Registry

/// Why a request is not answered as asked: problem details (RFC 9457), in Chinese and in English.
///
/// `type` is stable and names the kind of problem; ``extra`` carries what a program may act upon. No SQL, no value of a
/// parameter and no personal data ever come in here.
struct Problem: HTTPResponseError {
  /// The last part of the type's URI, `urn:qingming:problem:<kind>`.
  let kind: String
  let status: HTTPResponse.Status
  let title: Bilingual
  let detail: Bilingual
  var extra: [String: JSON] = [:]
  var headers: HTTPFields = [:]

  var json: JSON {
    var object = JSONObject()
    for (name, value) in extra { object[name] = value }
    object["type"] = .string("urn:qingming:problem:\(kind)")
    object["status"] = .integer(Int64(status.code))
    object["title"] = .string(title.zh)
    object["titleEn"] = .string(title.en)
    object["detail"] = .string(detail.zh)
    object["detailEn"] = .string(detail.en)
    return .object(object)
  }

  func response(from request: Request, context: some RequestContext) -> Response {
    var response = Response(json: json, status: status, type: "application/problem+json")
    response.headers[.contentLanguage] = "zh, en"
    response.headers.append(contentsOf: headers)
    return response
  }
}

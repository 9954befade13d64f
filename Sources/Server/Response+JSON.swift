import CanonicalJSON
import Foundation
import HTTPTypes
import Hummingbird

extension Response {
  init(json: JSON, status: HTTPResponse.Status = .ok, type: String = "application/json") {
    self.init(bytes: json.canonicalBytes, status: status, type: type)
  }

  /// A table to be kept as a file; its Chinese title is the name that people see (RFC 6266).
  init(csv: [UInt8], name: String, title: String) {
    self.init(bytes: csv, type: "text/csv; charset=utf-8; header=present")
    let encoded = title.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
    headers[.contentDisposition] = "attachment; filename=\"\(name).csv\"; filename*=UTF-8''\(encoded).csv"
  }

  init(bytes: [UInt8], status: HTTPResponse.Status = .ok, type: String) {
    self.init(
      status: status,
      headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }
}

extension HTTPFields {
  /// Sets a field that has no name of its own in HTTPTypes; what is no name is left out.
  mutating func set(_ name: String, to value: String) {
    if let name = HTTPField.Name(name) { self[name] = value }
  }
}

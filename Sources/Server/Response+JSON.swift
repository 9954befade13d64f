import CanonicalJSON
import HTTPTypes
import Hummingbird

extension Response {
  init(json: JSON, status: HTTPResponse.Status = .ok, type: String = "application/json") {
    self.init(bytes: json.canonicalBytes, status: status, type: type)
  }

  init(bytes: [UInt8], status: HTTPResponse.Status = .ok, type: String) {
    self.init(
      status: status,
      headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }
}

import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import Notary
import TransparencyLog

/// What a witness is asked, and what it says.
struct WitnessRoutes: Sendable {
  let book: WitnessBook
  let logger: Logger

  func health(_ request: Request, _ context: BasicRequestContext) -> Response {
    Response(.ok, "application/json", #"{"status":"ok"}"#)
  }

  func addCheckpoint(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    guard let body = try await body(of: request) else {
      return tell(.contentTooLarge, "text/plain; charset=utf-8", "超过 \(AddCheckpointRequest.longest) 字节 longer\n", nil)
    }
    let asked: AddCheckpointRequest
    do throws(NoteError) {
      asked = try AddCheckpointRequest(body)
    } catch {
      return refuse(.malformed(error), nil)
    }
    do throws(WitnessError) {
      let cosignature = try await book.cosign(asked, at: UInt64(Date.now.timeIntervalSince1970))
      return tell(.ok, "text/plain; charset=utf-8", AddCheckpointAnswer.text([cosignature]), asked)
    } catch .refused(let refusal) {
      return refuse(refusal, asked)
    } catch {
      logger.critical("nothing can be cosigned: \(error)")
      let text = "目前无法签署 this witness cannot cosign now\n"
      return tell(.serviceUnavailable, "text/plain; charset=utf-8", text, asked)
    }
  }

  /// Nil for one that is longer than any request.
  private func body(of request: Request) async throws -> [UInt8]? {
    var bytes: [UInt8] = []
    for try await part in request.body {
      guard bytes.count + part.readableBytes <= AddCheckpointRequest.longest else { return nil }
      bytes.append(contentsOf: part.readableBytesView)
    }
    return bytes
  }

  private func refuse(_ refusal: WitnessRefusal, _ asked: AddCheckpointRequest?) -> Response {
    let status = HTTPResponse.Status(code: refusal.status)
    guard case .conflict(let size) = refusal else {
      return tell(status, "text/plain; charset=utf-8", "\(refusal)\n", asked)
    }
    return tell(status, AddCheckpointAnswer.sizeType, AddCheckpointAnswer.text(size: size), asked)
  }

  /// Says in a line of the server's log what was answered about which tree; of logs that are unknown not even the name, which
  /// may be anything.
  private func tell(
    _ status: HTTPResponse.Status,
    _ type: String,
    _ text: String,
    _ asked: AddCheckpointRequest?
  ) -> Response {
    var metadata: Logger.Metadata = ["status": "\(status.code)"]
    if let asked, let checkpoint = try? asked.checkpoint.checkpoint, book.rules.knows(checkpoint.origin) {
      metadata["origin"] = "\(checkpoint.origin)"
      metadata["old"] = "\(asked.oldSize)"
      metadata["size"] = "\(checkpoint.size)"
    }
    logger.info("add-checkpoint", metadata: metadata)
    return Response(status, type, text)
  }
}

extension Response {
  fileprivate init(_ status: HTTPResponse.Status, _ type: String, _ text: String) {
    self.init(
      status: status,
      headers: [.contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text))
    )
  }
}

import Hummingbird
import Registry

/// A form as somebody has sent it: what was typed, and of the document with it no more than the digest.
struct SentForm: Sendable {
  /// 8 MiB.
  static let largestDocument = SubmissionBody.maximumBytes

  enum Document: Sendable {
    case taken(Digest)
    case tooLarge
  }

  let form: TypedForm
  /// Nil where none was chosen.
  var document: Document?

  /// Reads the form that a request sends. A document that is too large is no reason to lose what was typed.
  /// - Throws: 400, 413 or 415 for what is no form.
  static func read(_ request: Request) async throws -> SentForm {
    let type = request.headers[.contentType] ?? ""
    guard let boundary = MultipartBody.boundary(in: type) else {
      return SentForm(form: try await TypedForm.read(request, type))
    }
    let limits = MultipartReader.Limits(text: TypedForm.maximumBytes, file: largestDocument)
    let parts = try await MultipartBody.read(request, boundary: boundary, keeping: limits)
    var form = TypedForm()
    for part in parts where part.fileName == nil { form[part.name] = String(decoding: part.bytes, as: UTF8.self) }
    let file = parts.first { $0.fileName != nil && !$0.bytes.isEmpty }
    return SentForm(form: form, document: file.map { $0.isCut ? .tooLarge : .taken(Digest(of: Array($0.bytes))) })
  }

  /// With the digest of the document, where a type's events have one.
  func form(of contract: EventContract) -> TypedForm {
    var form = form
    if let digest, let field = contract.fields.first(where: { $0.kind == .digest }) {
      form["data.\(field.path)"] = digest.text
    }
    return form
  }

  /// Of the document that was taken.
  var digest: Digest? {
    if case .taken(let digest)? = document { digest } else { nil }
  }

  /// Why nothing can be recorded of it as it was sent.
  var trouble: Problem? {
    if case .tooLarge? = document { .documentTooLarge } else { nil }
  }
}

extension Problem {
  static let documentTooLarge = Problem(
    kind: "content-too-large",
    status: .contentTooLarge,
    title: Bilingual(zh: "扫描件超过 8 MiB", en: "The scan is larger than 8 MiB"),
    detail: Bilingual(
      zh: "请用较低的分辨率重新扫描，或只选需要的几页，再选择一次文件",
      en: "Scan it again at a lower resolution, or only the pages that are needed, and choose that file."
    )
  )
}

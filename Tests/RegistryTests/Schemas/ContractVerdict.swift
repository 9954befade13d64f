import CanonicalJSON
import Registry

/// What Swift says to the bytes of event data: the parser first, then the payload type.
enum ContractVerdict {
  case accepted(any EventPayload)
  /// Refused by the payload type, at a place such as `to[0].name_zh` ("." is the data as a whole).
  case refused(at: String)
  /// Refused by the parser.
  case notOurJSON(JSONError.Code)

  init(_ dataschema: String, data: [UInt8]) {
    do {
      let json = try JSON.parse(data)
      guard let schema = DataSchema(dataschema) else {
        self = .refused(at: "dataschema")
        return
      }
      self = .accepted(try schema.decode(json))
    } catch let error as PayloadError {
      self = .refused(at: error.path.isEmpty ? "." : error.path)
    } catch let error as JSONError {
      self = .notOurJSON(error.code)
    } catch {
      // Both calls throw what they say; the compiler joins their types to `any Error`.
      preconditionFailure("decoding threw neither of its error types")
    }
  }

  var isAccepted: Bool {
    if case .accepted = self { true } else { false }
  }
}

public import CanonicalJSON

/// One step of a type's schema: says data of one version in the words of the next, in place. It invents nothing: what an
/// old event did not say stays absent, or is said to be unstated. `Schemas/database/functions/lift_*.sql` does the same.
public typealias Lift = @Sendable (inout JSONObject) throws(PayloadError) -> Void

extension JSONObject {
  /// Takes out a member that the next version has no more.
  mutating func take<Value: Decodable>(_ name: String, as type: Value.Type) throws(PayloadError) -> Value {
    guard let value = try takeIfPresent(name, as: type) else {
      throw PayloadError(.missingMember, at: [.member(name)])
    }
    return value
  }

  mutating func takeIfPresent<Value: Decodable>(_ name: String, as type: Value.Type) throws(PayloadError) -> Value? {
    guard let json = self[name] else { return nil }
    self[name] = nil
    do {
      return try PayloadDecoder.decode(type, from: json)
    } catch {
      throw .from(error, decoding: type, at: .member(name))
    }
  }

  /// Adds a member that the old version does not have, where there is something to say in it.
  mutating func add(_ name: String, _ value: JSON?) throws(PayloadError) {
    guard self[name] == nil else { throw PayloadError(.unknownMember, at: [.member(name)]) }
    self[name] = value
  }
}

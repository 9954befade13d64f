/// Why JSON is not the payload of an event type, and where.
public struct PayloadError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Problem: Equatable, Sendable {
    /// The catalogue has no such event type.
    case unknownType
    case missingMember
    /// No property reads it.
    case unknownMember
    /// The value is of another kind or shape than the one told.
    case mismatch(expected: Bilingual)
  }

  enum Step: Equatable, Sendable {
    case member(String)
    case index(Int)
  }

  public let problem: Problem
  private(set) var steps: [Step]

  init(_ problem: Problem, at steps: [Step] = []) {
    self.problem = problem
    self.steps = steps
  }

  /// Where in the payload, as in `to[0].name_zh`; empty for the payload as a whole. A member name that is not one of
  /// ours in form is shown as `…`, since it might be anybody's data.
  public var path: String {
    steps.enumerated().map { index, step in
      switch step {
      case .member(let name): (index > 0 ? "." : "") + MemberName.shown(name)
      case .index(let number): "[\(number)]"
      }
    }.joined()
  }

  public var description: String {
    switch problem {
    case .unknownType: "unknown event type"
    case .missingMember: "\(path) is missing"
    case .unknownMember: "\(path) is not a member of this type"
    case .mismatch(let expected): "\(path.isEmpty ? "the payload" : path) must be \(expected.en)"
    }
  }

  /// The error that decoding a `type` found, with the step that led to it.
  static func from(_ error: any Error, decoding type: any Any.Type, at step: Step? = nil) -> PayloadError {
    let steps = step.map { [$0] } ?? []
    guard let error = error as? PayloadError else {
      return PayloadError(.mismatch(expected: shape(of: type)), at: steps)
    }
    return PayloadError(error.problem, at: steps + error.steps)
  }
}

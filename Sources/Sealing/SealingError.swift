/// Why something sealed cannot be opened. Says nothing of what is in it.
public enum SealingError: Error, Equatable, CustomStringConvertible {
  /// It was changed, it belongs to another event or person, or the key is another one: which of these cannot be told.
  case notAuthentic
  /// A key has 32 bytes.
  case keyLength

  public var description: String {
    switch self {
    case .notAuthentic: "what is sealed was changed, is not of this event and person, or was sealed under another key"
    case .keyLength: "a key has 32 bytes"
    }
  }
}

/// Why a private cluster could not be created, started or stopped, in a sentence for whoever runs it.
public struct ClusterError: Error, CustomStringConvertible {
  public enum Code: Sendable { case notInstalled, account, directory, create, start, stop, command }

  public let code: Code
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}

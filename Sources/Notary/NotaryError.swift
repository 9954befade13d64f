public import EventLog

/// Why the notary has not signed.
public enum NotaryError: Error, Sendable {
  /// What it watches over is not as it was: somebody has to look at it before anything more is signed.
  case refused(Discrepancy)
  /// The log cannot be read now.
  case log(EventLogError)
  /// A file cannot be read or written now.
  case file(String, errno: Int32)
  /// Another notary writes this directory.
  case busy(String)
  /// Too few witnesses have cosigned, or have said what they have seen: the checkpoint before stays.
  case unwitnessed([WitnessReport])
}

extension NotaryError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .refused(let discrepancy): "拒绝签署 refused to sign: \(discrepancy)"
    case .log(let error): "无法读取日志 the log cannot be read: \(error)"
    case .file(let path, let errno): "文件 \(path)：errno \(errno) the file \(path): errno \(errno)"
    case .busy(let path): "另一公证进程正在使用 \(path) another notary writes \(path)"
    case .unwitnessed(let reports):
      "见证人不足，原检查点不变 too few witnesses, the checkpoint stays: "
        + reports.map(\.description).joined(separator: "; ")
    }
  }
}

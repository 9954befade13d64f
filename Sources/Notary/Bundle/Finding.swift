/// What a verification has found to be wrong.
public struct Finding: Error, Equatable, Sendable {
  /// The raw value is the exit status of `qingming verify`, and of `qingming audit run`, which alone finds those from 20 on.
  public enum Kind: Int32, Sendable, CaseIterable {
    /// A file is missing, or is not what its name says.
    case file = 10
    /// The checkpoint is not signed by whoever is trusted, or by too few witnesses.
    case signature = 11
    /// The tree does not go on from an older checkpoint.
    case consistency = 12
    /// A line is not the one that was signed.
    case inclusion = 13
    /// A line is missing, comes twice, or stands elsewhere, in the log or in its stream.
    case order = 14
    /// A replay of the lines gives a read model another content than the one that is stated.
    case readModel = 15
    /// A certificate's form is not from its home's stock, or is gone twice.
    case certificate = 20
    /// Something is granted or paid twice, or without the event that it is for, or a sum is wrong.
    case award = 21
    /// What is kept beside the log is not what the events lead to.
    case index = 22
  }

  public let kind: Kind
  /// In the log, from 1; nil where it is about no line.
  public let position: Int?
  /// In Chinese and English.
  public let text: String

  public init(_ kind: Kind, position: Int? = nil, _ text: String) {
    (self.kind, self.position, self.text) = (kind, position, text)
  }
}

extension Finding.Kind: CustomStringConvertible {
  /// For machines.
  public var name: String {
    switch self {
    case .file: "file"
    case .signature: "signature"
    case .consistency: "consistency"
    case .inclusion: "inclusion"
    case .order: "order"
    case .readModel: "readModel"
    case .certificate: "certificate"
    case .award: "award"
    case .index: "index"
    }
  }

  /// For people.
  public var description: String {
    switch self {
    case .file: "文件 file"
    case .signature: "签名 signature"
    case .consistency: "延续 consistency"
    case .inclusion: "收录 inclusion"
    case .order: "次序 order"
    case .readModel: "读模型 read model"
    case .certificate: "证明 certificate"
    case .award: "领取 award"
    case .index: "索引 index"
    }
  }
}

/// The versions of events in their streams, as they come. Where every line of the log comes they go from 1 on without a gap, else
/// they ascend.
struct StreamVersions {
  let isWhole: Bool
  private var last: [[UInt8]: Int32] = [:]

  init(isWhole: Bool) { self.isWhole = isWhole }

  /// - Returns: the version that was to come; nil where this may be it.
  mutating func take(_ version: Int32, of stream: [UInt8]) -> Int32? {
    let before = last.updateValue(version, forKey: stream) ?? 0
    return (isWhole ? version == before + 1 : version > before) ? nil : before + 1
  }
}

import CanonicalJSON
import EventLog
import Registry

/// The records that events name: cases, ashes, use rights, claims and plots. What is decided and derived about one of them rests
/// on the others.
struct NamedRecords {
  private(set) var streams: Set<StreamID> = []
  private(set) var plots: Set<PlotID> = []
  private(set) var sections: Set<String> = []

  mutating func take(_ event: RecordedEvent) {
    take(event.stream)
    guard let json = try? JSON.parse(event.bytes, maximumBytes: event.bytes.count), let data = json["data"] else {
      return
    }
    take(data)
  }

  mutating func take(_ stream: StreamID) {
    guard let name = StreamName(parsing: stream.rawValue) else { return }
    switch name.kind {
    case .decedentCase, .ashCustody, .useRight, .subsidyClaim: streams.insert(stream)
    case .serviceWaiver: streams.insert(StreamID(StreamName(.decedentCase, name.key)))
    case .plot: if let plot = PlotID(name.key) { plots.insert(plot) }
    case .section: sections.insert(name.key)
    default: break
    }
  }

  /// A correction has the data that it restates among its own.
  private mutating func take(_ value: JSON) {
    switch value {
    case .object(let object):
      for member in object.members {
        if let kind = Self.kinds[member.name] {
          for text in member.value.texts { streams.insert(StreamID(StreamName(kind, text))) }
        } else if member.name.hasSuffix("plot_id") {
          plots.formUnion(member.value.texts.compactMap { PlotID($0) })
        } else {
          take(member.value)
        }
      }
    case .array(let values): for value in values { take(value) }
    default: break
    }
  }

  private static let kinds: [String: StreamKind] = [
    "case_id": .decedentCase, "decedent_case_id": .decedentCase, "of_case": .decedentCase,
    "merged_case_id": .decedentCase, "custody_id": .ashCustody, "custody_ids": .ashCustody, "contract_no": .useRight,
    "claim_id": .subsidyClaim,
  ]

  /// What stands in each event that speaks of one of them, or of the row that one of the plots is in: rows are counted.
  var texts: [String] {
    let keys = streams.compactMap { StreamName(parsing: $0.rawValue)?.key }
    let rows = plots.map { $0.text.split(separator: "/").dropLast().joined(separator: "/") + "/" }
    return keys.map { "\($0)\"" } + rows + sections.map { "\($0)/" }
  }

  /// The sections that the plots are in.
  var sectionStreams: Set<StreamID> {
    let ofPlots = plots.map { $0.text.split(separator: "/").prefix(2).joined(separator: "/") }
    return Set(sections.union(ofPlots).map { StreamID(StreamName(.section, $0)) })
  }
}

extension JSON {
  fileprivate var texts: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let values): values.compactMap(\.stringValue)
    default: []
    }
  }
}

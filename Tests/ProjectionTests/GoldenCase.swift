import CanonicalJSON
import Foundation
import ProjectionEngine
import TestSupport

/// A case file of a read model: given these events, expect these rows. See Projections/README.md for its form.
struct GoldenCase: CustomStringConvertible {
  struct Expectation {
    let view: String
    let day: String?
    let columns: [String]
    let rows: [[String]]
  }

  let model: String
  let file: String
  let given: [Happening]
  let expectations: [Expectation]

  var description: String { "\(model)/\(file)" }

  struct Malformed: Error {
    let file: String
    let line: String
  }

  static func all() throws -> [GoldenCase] {
    var all: [GoldenCase] = []
    for definition in try ProjectionDefinition.all(in: Repository.projections) {
      let folder = Repository.projections.appending(path: "\(definition.name)/cases")
      let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      for file in files.sorted(by: { $0.path < $1.path }) {
        all.append(try GoldenCase(model: definition.name, file: file))
      }
    }
    return all
  }

  init(model: String, file: URL) throws {
    self.model = model
    self.file = file.lastPathComponent
    var given: [Happening] = []
    var expectations: [Expectation] = []
    for section in try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n## ").dropFirst() {
      let title = section.prefix { $0 != "\n" }.split(separator: " ").map(String.init)
      let table = try MarkdownTable(in: section)
      switch title.first {
      case "Given":
        let ids = table.rows.map { _ in UUID() }
        for (row, id) in zip(table.rows, ids) {
          var json = row[3].trimmingCharacters(in: CharacterSet(charactersIn: "`"))
          // "#3" is the id of the third event.
          for (index, id) in ids.enumerated() {
            json = json.replacingOccurrences(of: "\"#\(index + 1)\"", with: "\"\(id.text)\"")
          }
          // "CremationCompleted/v1" is by an old version.
          let type = row[2].split(separator: "/v").map(String.init)
          let version = type.count > 1 ? Int(type[1]) : nil
          let data = try JSON.parse(Array(json.utf8))
          var event = Happening(type[0], version: version, row[1], data, at: Self.time(row[0]))
          event.id = id
          given.append(row.count > 4 ? event.from(row[4]) : event)
        }
      case "Expect":
        let day = title.firstIndex(of: "on").map { title[$0 + 1] }
        expectations.append(Expectation(view: title[1], day: day, columns: table.columns, rows: table.rows))
      default:
        throw Malformed(file: file.lastPathComponent, line: "## " + title.joined(separator: " "))
      }
    }
    self.given = given
    self.expectations = expectations
  }

  /// "now-30h" is thirty hours less fifty minutes before now, so that it is never more when the log records it.
  private static func time(_ text: String) -> String {
    guard let hours = text.wholeMatch(of: /now-(\d+)h/).flatMap({ Double($0.1) }) else { return text }
    return (Date.now - hours * 3_600 + 3_000).formatted(.iso8601)
  }
}

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
      let table = try Self.table(section, file: file.lastPathComponent)
      switch title.first {
      case "Given":
        for row in table.rows {
          var json = row[3].trimmingCharacters(in: CharacterSet(charactersIn: "`"))
          // "#3" is the id of the third event.
          for (index, earlier) in given.enumerated() {
            json = json.replacingOccurrences(of: "\"#\(index + 1)\"", with: "\"\(earlier.id.text)\"")
          }
          given.append(Happening(row[2], row[1], try JSON.parse(Array(json.utf8)), at: row[0]))
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

  private static func table(_ section: String, file: String) throws -> (columns: [String], rows: [[String]]) {
    let lines = section.split(separator: "\n").filter { $0.hasPrefix("|") }
    var cells = lines.map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
    guard cells.count >= 2, cells[1].allSatisfy({ $0.hasPrefix("--") }) else {
      throw Malformed(file: file, line: section.prefix { $0 != "\n" } + ": a table is expected")
    }
    cells.remove(at: 1)
    let columns = cells.removeFirst()
    if let odd = cells.first(where: { $0.count != columns.count }) {
      throw Malformed(file: file, line: odd.joined(separator: "|"))
    }
    return (columns, cells)
  }
}

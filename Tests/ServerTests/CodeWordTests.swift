import Foundation
import ProjectionEngine
import Registry
import TestSupport
import Testing

@testable import Server

/// Codes are shown as words: `Projections/codes.json`.
@Suite struct CodeWordTests {
  /// Columns in which words stand that are no codes: names of definitions, of rules of a policy, of what nobody has listed.
  private static let names: Set<String> = ["indicator", "policy_id", "rule_id", "due_rule_id", "submitter", "document"]

  /// Whatever the cases of the read models show in a column of codes has a word, and every column of codes is known.
  @Test func everyCodeOfTheCasesHasAWord() throws {
    let catalogue = try ModelCatalogue(directory: Repository.projections)
    var seen = 0
    for model in catalogue.models {
      let views = Dictionary(uniqueKeysWithValues: model.views.map { ($0.name, $0) })
      let folder = Repository.projections.appending(path: "\(model.name)/cases")
      let statements = try Self.text(ofViews: model.name)
      for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
        let text = try String(contentsOf: file, encoding: .utf8)
        for section in text.components(separatedBy: "\n## Expect ").dropFirst() {
          guard let view = section.split(separator: "\n").first?.split(separator: " ").first, views[String(view)] != nil
          else { continue }
          let table = try MarkdownTable(in: section)
          for row in table.rows {
            for (column, value) in zip(table.columns, row) {
              guard value.wholeMatch(of: /[a-z]+(_[a-z0-9]+)*/) != nil, !["null", "true", "false"].contains(value),
                !column.hasSuffix("_en"), !Self.names.contains(column), !statements.contains("\(column)_zh")
              else { continue }
              let word = catalogue.word(for: value, column: column, in: model.name)
              #expect(word.zh != value, "\(model.name).\(view): \(column) \(value)")
              seen += 1
            }
          }
        }
      }
    }
    #expect(seen > 20)
  }

  /// A view has the name beside the code in most cases; a table of a case need not show it.
  private static func text(ofViews model: String) throws -> String {
    let folder = Repository.projections.appending(path: "\(model)/views")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
  }

  /// Every value of the registry's own lists.
  @Test func everyValueOfTheRegistryHasAWord() throws {
    let catalogue = try ModelCatalogue(directory: Repository.projections)
    let lists: [(String, String, [String])] = [
      ("free_service_entitlement", "fact", PolicyFact.allCases.map(\.rawValue)),
      ("free_service_entitlement", "missing", PolicyFact.allCases.map(\.rawValue)),
      ("free_service_entitlement", "contradicted", PolicyFact.allCases.map(\.rawValue)),
      ("free_service_entitlement", "item_code", ServiceItem.allCases.map(\.rawValue)),
      ("free_service_entitlement", "date_basis", PolicyPublished.DateBasis.allCases.map(\.rawValue)),
      ("settlement", "reason_code", RecoveryCause.allCases.map(\.rawValue)),
      ("subsidies", "relation", Relation.allCases.map(\.rawValue)),
      ("custody_trace", "kind", BurialForm.allCases.map(\.rawValue)),
      ("plot_capacity", "shown", PlotState.allCases.map(\.rawValue)),
    ]
    for (model, column, values) in lists {
      for value in values {
        #expect(catalogue.word(for: value, column: column, in: model).zh != value, "\(model).\(column) \(value)")
      }
    }
  }

  @Test func aCodeThatNobodyKnowsIsItself() throws {
    let catalogue = try ModelCatalogue(directory: Repository.projections)
    #expect(catalogue.word(for: "from_the_future", column: "level", in: "plot_capacity").zh == "from_the_future")
    #expect(catalogue.word(for: "public_benefit", column: "nature", in: "plot_capacity").en == "public benefit")
    #expect(catalogue.word(for: "open", column: "state", in: "anomalies").zh == "未了结")
    #expect(catalogue.word(for: "CaseOpened", column: "type", in: "custody_trace").zh == "建案")
  }

  @Test func everyColumnOfWordsHasAName() throws {
    let catalogue = try ModelCatalogue(directory: Repository.projections)
    for column in catalogue.coded.keys where column != "plot_capacity.shown" {
      let name = String(column.split(separator: ".").last ?? "")
      let model = column.contains(".") ? String(column.split(separator: ".")[0]) : "plot_capacity"
      #expect(catalogue.title(ofColumn: name, in: model).zh != name, "\(column)")
    }
  }
}

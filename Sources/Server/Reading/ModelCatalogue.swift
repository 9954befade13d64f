public import Foundation
import ProjectionEngine
import Registry

/// The read models that there are, by their folders in Projections.
public struct ModelCatalogue: Sendable {
  /// In the order in which they are listed.
  let models: [ProjectionDefinition]
  /// What columns are called in Chinese; in English they are called by their names.
  private let columns: [String: String]

  /// Reads the folders, and `columns.json` beside them.
  /// - Throws: ``ProjectionError``, or why that file cannot be read.
  public init(directory: URL) throws {
    models = try ProjectionDefinition.all(in: directory)
    let file = try Data(contentsOf: directory.appending(path: "columns.json"))
    columns = try JSONDecoder().decode([String: String].self, from: file)
  }

  /// A word that says something else in one read model stands there under `model.column`.
  func title(ofColumn name: String, in model: String) -> Bilingual {
    Bilingual(zh: columns["\(model).\(name)"] ?? columns[name] ?? name, en: name.replacing("_", with: " "))
  }

  func model(named name: String) -> ProjectionDefinition? { models.first { $0.name == name } }

  /// What people call a read model; its name where it has no folder any more.
  func title(of name: String) -> Bilingual {
    model(named: name).map { Bilingual($0.title) } ?? Bilingual(zh: name, en: name)
  }
}

extension Bilingual {
  init(_ title: ProjectionDefinition.Title) {
    self.init(zh: title.zh, en: title.en)
  }
}

public import Foundation
public import ProjectionEngine
public import Registry

/// The read models that there are, by their folders in Projections.
public struct ModelCatalogue: Sendable {
  /// In the order in which they are listed.
  public let models: [ProjectionDefinition]
  /// What columns are called in Chinese; in English they are called by their names.
  private let columns: [String: String]
  /// What codes in columns are called in Chinese, by column and code; in English they are called by themselves.
  private let codes: [String: [String: String]]

  /// Reads the folders, and `columns.json` and `codes.json` beside them.
  /// - Throws: ``ProjectionError``, or why one of these files cannot be read.
  public init(directory: URL) throws {
    models = try ProjectionDefinition.all(in: directory)
    let file = try Data(contentsOf: directory.appending(path: "columns.json"))
    columns = try JSONDecoder().decode([String: String].self, from: file)
    let words = try Data(contentsOf: directory.appending(path: "codes.json"))
    codes = try JSONDecoder().decode([String: [String: String]].self, from: words)
  }

  /// What people call a code in a column; what is none is its own word. Event types stand in several columns.
  public func word(for value: String, column: String, in model: String) -> Bilingual {
    if ["type", "closed_by", "event_type"].contains(column) {
      return Bilingual(
        zh: EventNames.name(of: value, in: .chinese),
        en: EventNames.name(of: value, in: .english)
      )
    }
    guard let words = codes["\(model).\(column)"] ?? codes[column], let zh = words[value] else {
      return Bilingual(zh: value, en: value)
    }
    return Bilingual(zh: zh, en: value.replacing("_", with: " "))
  }

  /// The codes that have words.
  var coded: [String: Set<String>] { codes.mapValues { Set($0.keys) } }

  /// A word that says something else in one read model stands there under `model.column`.
  public func title(ofColumn name: String, in model: String) -> Bilingual {
    Bilingual(zh: columns["\(model).\(name)"] ?? columns[name] ?? name, en: name.replacing("_", with: " "))
  }

  func model(named name: String) -> ProjectionDefinition? { models.first { $0.name == name } }

  /// What people call a read model; its name where it has no folder any more.
  public func title(of name: String) -> Bilingual {
    model(named: name).map { Bilingual($0.title) } ?? Bilingual(zh: name, en: name)
  }
}

extension Bilingual {
  init(_ title: ProjectionDefinition.Title) {
    self.init(zh: title.zh, en: title.en)
  }
}

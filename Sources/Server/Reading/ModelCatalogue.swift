public import ProjectionEngine
import Registry

/// The read models that there are, by their folders in Projections.
public struct ModelCatalogue: Sendable {
  let models: [ProjectionDefinition]

  /// In the order in which they are listed.
  public init(_ models: [ProjectionDefinition]) {
    self.models = models
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

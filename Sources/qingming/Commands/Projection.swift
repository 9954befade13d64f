import ArgumentParser
import ProjectionEngine

/// The read models as the engine sees them.
struct Projection: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List, look after, rebuild and verify the read models",
    discussion: """
      Examples:
        qingming projection status
        qingming projection why plot_capacity
        qingming projection rebuild plot_capacity
        qingming projection verify
      """,
    subcommands: [
      List.self, Status.self, Why.self, Rebuild.self, Verify.self, Resume.self,
    ]
  )
}

/// Which read models a command is about.
struct ModelArguments: ParsableArguments {
  @Argument(help: "Read models, by the names of their folders; all of them without any.")
  var models: [String] = []

  func definitions(_ installation: Installation) throws -> [ProjectionDefinition] {
    let all = try ProjectionDefinition.all(in: installation.projections)
    guard !models.isEmpty else { return all }
    return try models.map { try all.named($0) }
  }
}

extension [ProjectionDefinition] {
  func named(_ name: String) throws -> ProjectionDefinition {
    guard let definition = first(where: { $0.name == name }) else {
      throw ValidationError("没有这个读模型 no such read model: \(name). There are: \(map(\.name).joined(separator: ", "))")
    }
    return definition
  }
}

extension ProjectionDefinition {
  func view(named name: String?) throws -> View {
    guard let view = name == nil ? views.first : views.first(where: { $0.name == name }) else {
      throw ValidationError(
        "\(self.name) has no view \(name ?? ""). There are: \(views.map(\.name).joined(separator: ", "))"
      )
    }
    return view
  }
}

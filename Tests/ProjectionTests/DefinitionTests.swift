import Foundation
import ProjectionEngine
import Testing
import TestSupport

@Suite struct DefinitionTests {
  @Test(arguments: try ProjectionDefinition.all(in: Repository.projections))
  func `every event type is either applied or ignored`(_ definition: ProjectionDefinition) throws {
    let events = Repository.root.appending(path: "Schemas/events")
    let types = try FileManager.default.contentsOfDirectory(atPath: events.path).filter { !$0.contains(".") }
    // Amendments are the engine's own.
    #expect(Set(definition.applies + definition.ignores) == Set(types).subtracting(["FactCorrected", "EventVoided"]))
  }

  @Test(arguments: try ProjectionDefinition.all(in: Repository.projections))
  func `every type that it applies is named in its statements`(_ definition: ProjectionDefinition) {
    for type in definition.applies { #expect(definition.apply.contains("'\(type)'"), "\(type)") }
    for type in definition.ignores { #expect(!definition.apply.contains("'\(type)'"), "\(type)") }
  }

  @Test(arguments: try ProjectionDefinition.all(in: Repository.projections))
  func `it has views for people, and no functions, which a replay could not have`(_ definition: ProjectionDefinition) {
    #expect(!definition.views.isEmpty)
    for view in definition.views { #expect(definition.tables.contains(" \(view.name) ")) }
    #expect(!definition.tables.contains("FUNCTION"))
  }

  @Test func `a folder that lacks a part is refused`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect {
      try ProjectionDefinition(folder: folder)
    } throws: { error in
      (error as? ProjectionError)?.code == .folder
    }
  }
}

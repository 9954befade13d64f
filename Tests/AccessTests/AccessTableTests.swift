import Foundation
import Registry
import TestSupport
import Testing

@testable import Access

/// Schemas/access as it is written.
@Suite struct AccessTableTests {
  private let tables: AccessTables

  init() throws {
    tables = try AccessTables(directory: Repository.root.appending(path: "Schemas/access"))
  }

  @Test func everyTypeOfEventHasARow() throws {
    let file = try String(contentsOf: Repository.root.appending(path: "Schemas/access/events.csv"), encoding: .utf8)
    let rows = file.split(separator: "\n").dropFirst().map { String($0.prefix { $0 != "," }) }
    #expect(rows == EventCatalogue.types.map { $0.type }.sorted())
  }

  /// Whoever only watches enters nothing; and no role both asks for money and pays it.
  @Test func dutiesAreApart() throws {
    for role in [Role.provinceViewer, .auditor] { #expect(tables.events[role] == nil) }
    // What an exchange hands on, others have signed.
    for role in Role.allCases where role != .system {
      let types = tables.events[role] ?? []
      #expect(!types.contains("ClaimApproved") || !types.contains("ClaimPaid"), "\(role)")
      #expect(!types.contains("BatchOpened") || !types.contains("BatchReviewed"), "\(role)")
      #expect(!types.contains("SelfCheckSubmitted") || !types.contains("PlotRangeCreated") || role == .cemeteryClerk)
    }
  }

  @Test(arguments: [
    "", "method,path\n", "method,path,cook\nGET,/,all\n",
    "method,path,\(Role.allCases.map(\.rawValue).joined(separator: ","))\nGET,/,all\n",
    "method,path,\(Role.allCases.map(\.rawValue).joined(separator: ","))\nGET,/\(String(repeating: ",maybe", count: 12))\n",
  ])
  func aBrokenTableIsRefused(_ routes: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.copyItem(at: Repository.root.appending(path: "Schemas/access"), to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(routes.utf8).write(to: folder.appending(path: "routes.csv"))
    #expect(throws: AccessError.self) { try AccessTables(directory: folder) }
  }
}

import Foundation
import TestSupport
import Testing

@testable import qingming

@Suite struct InstallationTests {
  /// A relative directory once went beside the working directory instead of into it.
  @Test func aRelativeDataDirectoryLiesInTheWorkingDirectory() throws {
    let here = FileManager.default.currentDirectoryPath
    #expect(try Installation.find(data: "some/where").data.path == here + "/some/where")
    #expect(try Installation.find(data: "/some/where").data.path == "/some/where")
    #expect(try Installation.find(data: nil).data.path == Repository.root.path + "/.qingming")
  }
}

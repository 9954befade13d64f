import Foundation
import PrivateCluster
import TestSupport
import Testing

@Suite struct PrivateClusterTests {
  @Test func keepsItsDataOverARestart() async throws {
    let cluster = try await TestCluster.separate()
    let database = try await TestDatabase.make(in: cluster)
    let first = try #require(cluster.postmasterPID())
    try await cluster.stop()
    #expect(try await !cluster.isRunning())
    try await cluster.start()
    #expect(cluster.postmasterPID() != first)
    let asked = try await cluster.server("psql", ["-XAtc", "SHOW data_checksums", "-d", database.connectionString()])
    #expect(asked.output == "on\n")
    try await cluster.stop()
  }

  @Test func startingTwiceIsStartingOnce() async throws {
    let cluster = try await TestCluster.shared()
    let pid = cluster.postmasterPID()
    try await cluster.start()
    #expect(cluster.postmasterPID() == pid)
  }

  @Test func aPathTooLongForASocketGetsAShortOne() throws {
    let long = URL(filePath: "/tmp/" + String(repeating: "x", count: 120))
    let cluster = try PrivateCluster(directory: long)
    #expect(cluster.connectionString().hasPrefix("host='/tmp/qingming-"))
  }
}

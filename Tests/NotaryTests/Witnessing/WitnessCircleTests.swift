import Notary
import Testing
import TransparencyLog

/// Which policies a log's checkpoints can meet.
@Suite struct WitnessCircleTests {
  private let log: NoteSigner
  private let witness: NoteSigner

  init() throws {
    log = try NoteSigner(name: "weihai.example/registry", .ed25519, seed: [UInt8](repeating: 1, count: 32))
    witness = try NoteSigner(name: "w.example", .cosignature, seed: [UInt8](repeating: 2, count: 32))
  }

  private func flaw(_ text: String) throws -> WitnessCircle.Flaw? {
    let policy = try TrustPolicy(Array(text.utf8))
    do throws(WitnessCircle.Flaw) {
      _ = try WitnessCircle(policy, of: log.verifier)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: ["https://w.example", "https://w.example/w1/", "http://127.0.0.1:8090/", "http://localhost:1"])
  func `a witness is asked over HTTPS, or on this machine`(_ url: String) throws {
    #expect(try flaw("witness w \(witness.verifier.text) \(url)\nquorum w\n") == nil)
  }

  @Test(arguments: ["http://w.example", "ftp://w.example", "w.example", "https:///", "http://127.0.0.1.example/"])
  func `and at no other address`(_ url: String) throws {
    #expect(try flaw("witness w \(witness.verifier.text) \(url)\nquorum w\n") == .address(witness: "w"))
  }

  @Test func `a quorum that nobody can reach, and another log, are said at once`() throws {
    #expect(try flaw("witness w \(witness.verifier.text)\nquorum w\n") == .tooFew)
    let other = try NoteSigner(name: "weihai.example/registry", .ed25519, seed: [UInt8](repeating: 3, count: 32))
    #expect(try flaw("log \(other.verifier.text)\nquorum none\n") == .otherLog(origin: "weihai.example/registry"))
    #expect(try flaw("log \(log.verifier.text)\nquorum none\n") == nil)
  }
}

import Foundation
import Notary
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

/// Logs that grow, fork and go back ask a witness for whatever they like, several at once, while it is ended and started again:
/// all that it has ever cosigned of a log is one chain.
@Suite struct WitnessChainTests {
  @Test(arguments: 1...4) func `all that was ever cosigned of a log is one chain`(_ run: Int) async throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let directory = FilePath("/tmp/qmw-\(UUID().uuidString.prefix(8))")
    let signer = try NoteSigner(name: "w.example", .cosignature, seed: [UInt8](repeating: 50, count: 32))
    // Two logs, and beside each what it might have been.
    let logs = try [UInt8(1), 2].map { place in
      var log = try GrowingLog("log\(place).example", seed: place)
      log.grow(to: 300)
      return log
    }
    let versions = logs.map {
      [$0, $0.forked(at: 0, to: 300), $0.forked(at: 40, to: 300), $0.forked(at: 250, to: 300)]
    }
    let rules = WitnessRules(logs: logs.map(\.signer.verifier))
    var cosigned: [[Checkpoint]] = [[], []]
    for _ in 0..<4 {
      let book = try WitnessBook(rules: rules, signer: signer, directory: directory)
      for _ in 0..<30 {
        let asked = (0..<Int.random(in: 1...6, using: &random)).map { _ in
          let place = Int.random(in: 0...1, using: &random)
          let log = versions[place][min(3, Int.random(in: 0...8, using: &random) / 2)]
          let newest = cosigned[place].last?.size ?? 0
          let old =
            Int.random(in: 0..<3, using: &random) > 0
            ? newest : Int.random(in: 0...min(300, newest + 5), using: &random)
          let size = min(300, max(0, old + Int.random(in: -2...9, using: &random)))
          var request = log.request(from: old, to: size)
          if Int.random(in: 0..<6, using: &random) == 0 {
            request = AddCheckpointRequest(oldSize: old, proof: request.proof, checkpoint: log.note(min(300, size + 1)))
          }
          return (place, request)
        }
        // At once; what was cosigned in which order is seen by the sizes.
        let done = try await withThrowingTaskGroup(of: (Int, Checkpoint)?.self) { group in
          for (place, request) in asked {
            group.addTask {
              guard let line = try? await book.cosign(request, at: 1) else { return nil }
              #expect(signer.verifier.verifies(line, of: request.checkpoint.text), "seed \(seed)")
              return (place, try request.checkpoint.checkpoint)
            }
          }
          var done: [(Int, Checkpoint)] = []
          for try await one in group { if let one { done.append(one) } }
          return done
        }
        for place in 0...1 {
          let new = done.filter { $0.0 == place }.map(\.1).sorted { $0.size < $1.size }
          if let first = new.first, let last = cosigned[place].last {
            #expect(first.size >= last.size, "rolled back, seed \(seed)")
          }
          cosigned[place] += new
        }
      }
      await book.close()
    }
    for place in 0...1 {
      let chain = cosigned[place]
      #expect(chain.count > 8, "too little was cosigned to show anything, seed \(seed)")
      // One of the histories has all of them in it.
      let histories = versions[place].filter { log in chain.allSatisfy { log.checkpoint($0.size) == $0 } }
      #expect(!histories.isEmpty, "no one history has all that was cosigned, seed \(seed)")
    }
    try FileManager.default.removeItem(atPath: directory.string)
  }
}

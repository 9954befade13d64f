import CanonicalJSON
import EventLog
import Foundation
import Notary
import Server
import TransparencyLog

/// Where an event stands in the tree that the notary signs, verified from its files.
enum EventProof {
  /// Nothing that has it is signed yet: so many events are.
  case unsigned(size: Int)
  /// The receipt, and when the file of its checkpoint was written.
  case signed(VerifiedReceipt, at: Date?)
  case refused(Finding)

  /// Asks for the policy once something is signed: the key is made by the first who asks for it.
  init(of event: RecordedEvent, in files: NotaryFiles, by policy: () throws -> TrustPolicy) throws {
    let checkpoint = try files.tiles.readCheckpoint()
    guard let checkpoint else {
      self = .unsigned(size: 0)
      return
    }
    let proof: LogProof?
    do throws(NotaryError) {
      proof = try files.tiles.receipt(of: Array(event.line.utf8), at: Int(event.position.rawValue))
    } catch {
      guard case .refused(let discrepancy) = error else { throw error }
      self = .refused(Finding(Self.kind(of: discrepancy), position: Int(event.position.rawValue), "\(discrepancy)"))
      return
    }
    guard let proof else {
      self = .unsigned(size: (try? SignedNote(checkpoint).checkpoint.size) ?? 0)
      return
    }
    let trusted = try policy()
    do throws(Finding) {
      self = .signed(try VerifiedReceipt(Array(proof.text.utf8), trusting: trusted), at: files.signedAt)
    } catch {
      self = .refused(error)
    }
  }

  private static func kind(of discrepancy: Discrepancy) -> Finding.Kind {
    switch discrepancy {
    case .unsigned: .signature
    case .tile: .file
    default: .inclusion
    }
  }

  var finding: Finding? { if case .refused(let finding) = self { finding } else { nil } }
}

internal import Foundation
internal import TransparencyLog

/// Asks one witness for its cosignature.
struct WitnessClient: Sendable {
  let name: String
  let key: VerifierKey
  let url: URL
  let post: WitnessPost

  /// Nil unless the address is one of HTTPS; of HTTP only on this machine, for anybody on the way could say that the witness has
  /// seen more than we have.
  init?(_ witness: TrustPolicy.Witness, post: WitnessPost) {
    guard let url = witness.url.flatMap({ URL(string: $0) }), let host = url.host() else { return nil }
    guard url.scheme == "https" || url.scheme == "http" && ["127.0.0.1", "localhost", "::1"].contains(host) else {
      return nil
    }
    (name, key, self.url, self.post) = (witness.name, witness.key, url.appending(path: "add-checkpoint"), post)
  }

  /// A witness that has seen another size than we thought says so; then it is asked again with the proof from there.
  /// `known` is what it has seen, as far as is known, and `tree` the one whose checkpoint it is.
  /// - Throws: ``NotaryError``, where the tree cannot be read.
  func ask(
    _ note: SignedNote,
    known: Int,
    tree: TiledTree<NotaryError>
  ) async throws(NotaryError) -> WitnessReport.Outcome {
    var old = min(known, tree.size)
    // Others may ask it meanwhile, for a log that has failed over; not for ever.
    for _ in 0..<4 {
      let proof = try tree.consistency(from: old)
      let request = AddCheckpointRequest(oldSize: old, proof: proof, checkpoint: note)
      let answer: WitnessPost.Answer
      do throws(WitnessPost.Silence) {
        answer = try await post.send(url, request.text)
      } catch {
        return .silent(error.description)
      }
      switch answer.status {
      case 200:
        let cosignatures = AddCheckpointAnswer.cosignatures(answer.body) ?? []
        guard let own = cosignatures.first(where: { key.verifies($0, of: note.text) }) else {
          return .refused(status: 200)
        }
        return .cosigned(own)
      case 409 where answer.type == AddCheckpointAnswer.sizeType:
        guard let size = AddCheckpointAnswer.size(answer.body) else { return .refused(status: 409) }
        if size > tree.size { return .ahead(size: size) }
        if size == old { return size == tree.size ? .forked(size: size) : .refused(status: 409) }
        old = size
      case 422:
        // Where the sizes differ it says 409: so it has seen as many leaves, and others.
        return .forked(size: old)
      default: return .refused(status: answer.status)
      }
    }
    return .refused(status: 409)
  }
}

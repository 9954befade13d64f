import TransparencyLog

/// Receipts and what witnesses are asked: of one form, and verified to nothing worse than an error, whatever sizes they name.
enum ProofProperties {
  private static let leaf = TreeHasher.sha256.leaf([])

  static func check(_ bytes: [UInt8]) {
    if let proof = try? LogProof(bytes) {
      require(proof.text.bytes == bytes, "a proof of another form")
      verify(proof)
    }
    if let request = try? AddCheckpointRequest(bytes) {
      require(request.text.bytes == bytes, "a request of another form")
      verify(request)
    }
  }

  private static func verify(_ proof: LogProof) {
    guard let checkpoint = try? proof.checkpoint.checkpoint else { return }
    let entry = proof.extra.map { TreeHasher.sha256.leaf($0) } ?? leaf
    // A path that leads anywhere leads to its own root, and in that tree from no other leaf.
    guard let root = try? proof.inclusion.root(from: entry, size: checkpoint.size) else { return }
    require(isIn(entry, proof.inclusion, checkpoint.size, root), "a path that does not lead where it leads")
    require(!isIn(root, proof.inclusion, checkpoint.size, root) || entry == root, "another leaf in the same place")
    require(!isIn(entry, proof.inclusion, checkpoint.size, leaf) || root == leaf, "another root")
  }

  private static func isIn(_ leaf: MerkleHash, _ proof: InclusionProof, _ size: Int, _ root: MerkleHash) -> Bool {
    (try? proof.verify(leaf, size: size, root: root)) != nil
  }

  private static func verify(_ request: AddCheckpointRequest) {
    guard let checkpoint = try? request.checkpoint.checkpoint else { return }
    let goesOn = { (old: MerkleHash) in
      (try? request.proof.verify(from: request.oldSize, old, to: checkpoint.size, checkpoint.root)) != nil
    }
    // The old root is what the new one is shown to go on from: no proof is one for two.
    require(!(goesOn(leaf) && goesOn(checkpoint.root)), "two histories")
  }
}

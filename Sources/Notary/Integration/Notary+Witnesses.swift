import EventLog
import TransparencyLog

/// What is signed is written down, cosigned, and only then shown, in this order: whatever is cut off in between, the next tree goes
/// on from the one that a witness may have seen.
extension Notary {
  /// Of what a witness has seen nothing smaller is signed.
  var mostSeen: Int { seen.values.max() ?? 0 }

  /// Asks about what was signed last where that is not shown to anybody yet, or the witnesses have not been heard yet.
  func settle() async throws(NotaryError) {
    guard let now = signed else { return }
    let isSettled = now.published == now.checkpoint.size
    guard let witnesses else {
      if !isSettled { try publish(now) }
      return
    }
    if !isSettled || !isHeard { try await ask(witnesses, about: now) }
  }

  /// Brings what has just been signed before the witnesses.
  func submit(_ new: Signed) async throws(NotaryError) {
    guard let witnesses, let note = new.note else { return try publish(new) }
    try directory.writePending(note)
    signed = new
    try await ask(witnesses, about: new)
  }

  private func ask(_ witnesses: WitnessCircle, about signed: Signed) async throws(NotaryError) {
    isHeard = false
    var now = signed
    let size = now.checkpoint.size
    // A witness answers whoever shows it a checkpoint; the one without leaves says nothing of the log.
    var note = now.note ?? sign(now.checkpoint)
    let reports = try await witnesses.ask(note, known: seen, tree: directory.tree(size: size))
    var isBehindOne = false
    for report in reports {
      switch report.outcome {
      case .cosigned(let cosignature):
        note.add([cosignature])
        seen[report.witness] = size
      case .ahead(let other):
        let head = try await head()
        guard other <= head else { throw .refused(.behind(witness: report.witness, seen: other, head: head)) }
        seen[report.witness] = other
        isBehindOne = true
      case .forked(let size): throw .refused(.forked(witness: report.witness, size: size))
      case .refused, .silent: break
      }
    }
    isHeard = witnesses.isHeard(reports)
    if size > 0 { now.note = note }
    self.signed = now
    if now.published < size, witnesses.isMet(by: note) { return try publish(now) }
    // What one that has seen more can cosign is a larger tree than this.
    guard isHeard, now.published == size || isBehindOne else { throw .unwitnessed(reports) }
  }

  private func publish(_ signed: Signed) throws(NotaryError) {
    guard let note = signed.note else { return }
    try directory.writeCheckpoint(note)
    var now = signed
    now.published = now.checkpoint.size
    self.signed = now
    try directory.removePending()
    // Nobody is shown a checkpoint that needs them any more.
    for path in TilePath.added(from: signed.published, to: now.published) where path.isFull {
      try directory.removePartials(of: path)
    }
  }

  private func head() async throws(NotaryError) -> Int {
    do throws(EventLogError) {
      return Int(try await log.head().rawValue)
    } catch {
      throw .log(error)
    }
  }
}

import EventLog
import FoundationEssentials
import Notary
import Postgres
import Registry
import TransparencyLog

/// Where an event stands in the tree that the notary signs. The template reads the properties by name.
struct SignedPlace {
  let sentence: String
  /// Where its receipt is; nil while it is not signed, or is not what was signed.
  let receipt: String?
  let isAltered: Bool

  /// - Throws: ``NotaryError/file(_:errno:)`` where the notary's files cannot be read.
  init(of event: RecordedEvent, in files: TileDirectory?, _ address: PageAddress) throws(NotaryError) {
    let choose = address.language.choose
    let (position, head) = (Int(event.position.rawValue), try Self.size(files))
    do throws(NotaryError) {
      guard let files, try files.receipt(of: Array(event.line.utf8), at: position) != nil else {
        let signed = Figures.grouped(Int64(head))
        sentence = choose(Bilingual(zh: "尚未签署：已签至第 \(signed) 位。", en: "Not yet signed: \(signed) events are."))
        (receipt, isAltered) = (nil, false)
        return
      }
      let (place, size) = (Figures.grouped(Int64(position)), Figures.grouped(Int64(head)))
      let time = Self.time(of: files).map(Figures.time) ?? "—"
      sentence = choose(
        Bilingual(
          zh: "第 \(place) 位，在大小为 \(size) 的已签检查点之内；该检查点写于 \(time)。已即时核验：此行在所签的树中。",
          en: """
            Position \(place), within the signed checkpoint of size \(size), which was written at \(time). Verified just now: \
            the line is in the tree that was signed.
            """
        )
      )
      (receipt, isAltered) = (address.to("/v1/log/events/\(event.id.lowercased)/receipt"), false)
    } catch {
      guard case .refused(let discrepancy) = error else { throw error }
      sentence = "\(discrepancy)"
      (receipt, isAltered) = (nil, true)
    }
  }

  /// How many events are signed.
  private static func size(_ files: TileDirectory?) throws(NotaryError) -> Int {
    guard let bytes = try files?.readCheckpoint() else { return 0 }
    return (try? SignedNote(bytes).checkpoint.size) ?? 0
  }

  /// By the file's own time: a checkpoint tells none.
  private static func time(of files: TileDirectory) -> PostgresTimestamp? {
    let path = "\(files.root)/\(TileDirectory.checkpointName)"
    let date = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    return date.map { PostgresTimestamp(microsecondsSince1970: Int64($0.timeIntervalSince1970 * 1_000_000)) }
  }
}

public import SystemPackage
internal import TransparencyLog

/// A directory that an inspector takes away: lines of the log, what shows that they are in it, and who has signed that.
///
/// | File | |
/// |---|---|
/// | `checkpoint` | what the notary has signed, with cosignatures |
/// | `consistency` | that the checkpoint goes on from an older one, as C2SP tlog-witness asks for it; if there is an older one |
/// | `old-checkpoint` | that one |
/// | `lines.ndjson` | the lines as the registry holds them, which are hashed, in the order of the log |
/// | `index.csv` | what it keeps beside each: its position, its version in its stream, its leaf |
/// | `tile/…` | the tiles that show where the lines stand |
/// | `policy` | whose signatures count, as whoever made the bundle has it: C2SP tlog-policy |
/// | `Schemas/…`, `Projections/…` | what the lines mean, and the read models' SQL |
/// | `read-models.json` | what the read models held: positions, tables, rows, digests; of a whole log |
/// | `manifest.json` | what was asked for, and the SHA-256 of all files but lines and tiles |
public struct LogBundle: Sendable {
  public let directory: TileDirectory

  public init(_ directory: FilePath) { self.directory = TileDirectory(directory) }

  public static let linesName = "lines.ndjson"
  public static let indexName = "index.csv"
  public static let policyName = "policy"
  public static let oldCheckpointName = "old-checkpoint"
  public static let consistencyName = "consistency"
  public static let readModelsName = "read-models.json"
  public static let manifestName = "manifest.json"

  public func path(_ name: String) -> FilePath { directory.root.appending(name) }

  /// Whether every byte of a file is compared with what was signed, so that the manifest need not have it; the manifest itself.
  static func isShownByTree(_ name: String) -> Bool {
    name == linesName || name == manifestName || name.hasPrefix("tile/")
  }

  /// A note of the bundle.
  /// - Throws: ``Finding/Kind/file``.
  func note(_ name: String) throws(Finding) -> SignedNote {
    let bytes = try bytes(name)
    do throws(NoteError) { return try SignedNote(bytes) } catch { throw Finding(.file, "\(name)：\(error)") }
  }

  /// - Throws: ``Finding/Kind/file``, also where there is none.
  public func bytes(_ name: String) throws(Finding) -> [UInt8] {
    guard let found = try bytesIfThere(name) else {
      throw Finding(.file, "缺少文件 \(name) the file \(name) is missing")
    }
    return found
  }

  /// Nil only where there is none.
  /// - Throws: ``Finding/Kind/file``.
  func bytesIfThere(_ name: String) throws(Finding) -> [UInt8]? {
    do throws(NotaryError) { return try DurableFile.read(path(name)) } catch { throw Finding(.file, "\(error)") }
  }
}

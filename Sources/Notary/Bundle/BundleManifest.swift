internal import CanonicalJSON
internal import Crypto
internal import FoundationEssentials
internal import SystemPackage
public import TransparencyLog

/// `manifest.json`: what a bundle is of, and the SHA-256 of every file in it that is not shown by the tree. Nobody signs it: it
/// shows that a bundle is as it was made, and who made it has to be asked another way.
public struct BundleManifest: Equatable, Sendable {
  public static let format = "qingming bundle 2"

  public let origin: String
  /// How many events the checkpoint is of.
  public let size: Int
  /// How many lines are in the bundle.
  public let lines: Int
  /// What was asked for: of which case or cemetery, or of which time; nil for the whole log.
  public let selection: [String: String]?
  /// SHA-256 in hexadecimal, by the file's path in the bundle.
  public let files: [String: String]

  public var isWhole: Bool { selection == nil }

  /// Of what is in the bundle now.
  /// - Throws: ``Finding/Kind/file``.
  public init(
    of bundle: LogBundle,
    _ checkpoint: Checkpoint,
    lines: Int,
    selection: [String: String]?
  ) throws(Finding) {
    (origin, size) = (checkpoint.origin, checkpoint.size)
    (self.lines, self.selection) = (lines, selection)
    files = try Self.digests(of: bundle)
  }

  /// As it was written.
  /// - Throws: ``Finding/Kind/file``.
  init(_ text: [UInt8]) throws(Finding) {
    let malformed = Finding(.file, "\(LogBundle.manifestName) 不是清单 it is no manifest of a bundle")
    guard let json = try? JSON.parse(text, maximumBytes: text.count), json["format"] == .string(Self.format),
      let origin = json["origin"]?.stringValue, case .integer(let size) = json["size"],
      case .integer(let lines) = json["lines"], case .object(let files) = json["files"]
    else { throw malformed }
    (self.origin, self.size, self.lines) = (origin, Int(size), Int(lines))
    self.files = files.texts
    switch json["selection"] {
    case .string("whole"): selection = nil
    case .object(let members): selection = members.texts
    default: throw malformed
    }
    // One way to write it, and a digest of it: nothing that is changed in it passes unseen.
    guard bytes == text else { throw malformed }
  }

  public var bytes: [UInt8] {
    var object = json
    object["digest"] = .string(SHA256.hash(data: JSON.object(json).canonicalBytes).hexadecimal)
    return JSON.object(object).canonicalBytes + [0x0A]
  }

  private var json: JSONObject {
    var object = JSONObject()
    object["files"] = .object(JSONObject(files))
    object["format"] = .string(Self.format)
    object["lines"] = .integer(Int64(lines))
    object["origin"] = .string(origin)
    object["selection"] = selection.map { .object(JSONObject($0)) } ?? "whole"
    object["size"] = .integer(Int64(size))
    return object
  }

  /// That every file is as it was, and none came.
  func verify(_ bundle: LogBundle) throws(Finding) {
    let found = try Self.digests(of: bundle)
    for name in Set(files.keys).union(found.keys).sorted() where files[name] != found[name] {
      let words =
        switch (files[name], found[name]) {
        case (_, nil): "缺少文件 \(name) the file \(name) is missing"
        case (nil, _): "多出文件 \(name) the file \(name) is not in the manifest"
        default: "文件 \(name) 与清单不符 the file \(name) is not the one of the manifest"
        }
      throw Finding(.file, words)
    }
  }

  private static func digests(of bundle: LogBundle) throws(Finding) -> [String: String] {
    let root = bundle.directory.root.string
    let names: [String]
    do {
      names = try FileManager.default.subpathsOfDirectory(atPath: root)
    } catch {
      throw Finding(.file, "无法读取目录 cannot read the directory \(root)")
    }
    var digests: [String: String] = [:]
    for name in names where !LogBundle.isShownByTree(name) {
      switch try? FileManager.default.attributesOfItem(atPath: "\(root)/\(name)")[.type] as? FileAttributeType {
      case .typeDirectory: continue
      case .typeRegular: digests[name] = try digest(of: bundle.path(name))
      default: throw Finding(.file, "\(name) 不是普通文件 it is no ordinary file")
      }
    }
    return digests
  }

  /// A part at a time: the index of a long log is long.
  private static func digest(of path: FilePath) throws(Finding) -> String {
    do {
      let file = try FileDescriptor.open(path, .readOnly)
      return try file.closeAfter {
        var hasher = SHA256()
        try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
          while case let count = try file.read(into: buffer), count > 0 {
            hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
          }
        }
        return hasher.finalize().hexadecimal
      }
    } catch {
      throw Finding(.file, "\(path)：\(error)")
    }
  }
}

extension JSONObject {
  fileprivate init(_ texts: [String: String]) {
    self.init()
    for (name, text) in texts { self[name] = .string(text) }
  }

  /// What of it is text.
  fileprivate var texts: [String: String] {
    var texts: [String: String] = [:]
    for member in members { texts[member.name] = member.value.stringValue }
    return texts
  }
}

extension SHA256.Digest {
  fileprivate var hexadecimal: String { MerkleHash(self).map(\.description) ?? "" }
}

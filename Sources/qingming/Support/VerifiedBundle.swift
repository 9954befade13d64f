import CanonicalJSON
import Notary
import ProjectionEngine
import Server
import TransparencyLog

/// What the verification of a bundle has shown.
struct VerifiedBundle {
  let trusted: TrustPolicy.Trusted
  /// What the checkpoint goes on from.
  let old: Checkpoint?
  let manifest: BundleManifest
  /// Whether the keys were given, and not taken from the bundle.
  let isTrusted: Bool
  /// How many read models are stated; nil where none are.
  let models: Int?
  /// Nil where they were not replayed.
  let replay: BundleReplay.Outcome?

  private var cosigned: [String] { trusted.cosigned.keys.sorted() }

  var json: JSON {
    var object = JSONObject()
    object["origin"] = .string(trusted.checkpoint.origin)
    object["size"] = .integer(Int64(trusted.checkpoint.size))
    object["root"] = .string(trusted.checkpoint.root.description)
    object["cosigned"] = .array(cosigned.map { .string($0) })
    object["goesOnFrom"] = old.map { .integer(Int64($0.size)) } ?? .null
    object["lines"] = .integer(Int64(manifest.lines))
    object["isWhole"] = .bool(manifest.isWhole)
    object["keysWereGiven"] = .bool(isTrusted)
    object["readModels"] = models.map { .integer(Int64($0)) } ?? .null
    object["replayed"] = replay.map { .array($0.models.map { $0.json(city: "") }) } ?? .null
    return .object(object)
  }

  var text: String {
    let size = Figures.grouped(Int64(trusted.checkpoint.size))
    let whole = manifest.isWhole ? "整个日志 the whole log" : "其中一部分 a part of it"
    var lines = [
      "✓ 签名 signature：\(trusted.checkpoint.origin)，共 \(size) 个事件 events",
      "✓ 见证 witnesses：\(cosigned.isEmpty ? "—" : cosigned.joined(separator: ", "))",
      "✓ 延续 consistency：\(old.map { "自 from \(Figures.grouped(Int64($0.size)))" } ?? "—")",
      "✓ 文件 files：\(Figures.grouped(Int64(manifest.files.count)))，与清单相符 as in the manifest",
      "✓ 收录 inclusion：\(Figures.grouped(Int64(manifest.lines))) 行 lines，\(whole)，叶与版本相符 with leaves and versions",
    ]
    if let replay {
      lines += replay.models.map { "✓ 重放 replay：\($0.sentence)" }
      if !replay.isSameSchema {
        lines.append("! 所用数据库结构与原库不同 this program's schema is another than the registry's was")
      }
    } else if let models {
      lines.append("· 读模型 read models：声明 \(models) 个，未重放 stated, not replayed (--replay)")
    }
    if !isTrusted {
      lines.append("! 所用密钥取自包内，只能说明其自相一致 the keys are the bundle's own: it is in keeping with itself, no more")
    }
    return lines.joined(separator: "\n")
  }
}

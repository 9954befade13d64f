import EventLog
import Registry

extension Safeguard {
  /// What is missing, and what to do.
  var words: Bilingual {
    switch self {
    case .pageChecksums:
      Bilingual(
        zh: "页校验和未开启：磁盘损坏可能不被发现。请停库后运行 pg_checksums --enable。",
        en:
          "Page checksums are off: what the disk damages may go unseen. Stop the server and run pg_checksums --enable."
      )
    case .guardOfSchemas:
      Bilingual(
        zh: "结构守卫未生效：登记库的结构可能被迁移之外的命令更改。请查明是谁停用的，再运行 ALTER EVENT TRIGGER guard_before"
          + "（以及 guard_after、guard_drop）ENABLE ALWAYS。",
        en:
          "The guard of the schemas is off: other commands than migrations may change them. Find out who disabled it, and run "
          + "ALTER EVENT TRIGGER guard_before (and guard_after, guard_drop) ENABLE ALWAYS."
      )
    case .appendOnly:
      Bilingual(
        zh: "只增不改的触发器缺失或被停用：日志可能已被改动。请用公证的日志核对，查明原因后恢复。",
        en:
          "Triggers that keep the log append-only are missing or disabled: it may have been changed. Compare it with what the "
          + "notary has signed, find out why, and restore them."
      )
    case .owner:
      Bilingual(
        zh: "登记库的对象不全归 registry_owner 所有，或有角色成为其成员：有人可以更改日志。请查明并收回。",
        en:
          "Not all of the registry is registry_owner's, or some role is a member of it: somebody could change the log. Find out "
          + "who, and take it back."
      )
    }
  }
}

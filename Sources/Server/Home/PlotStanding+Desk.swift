import FrontDoor
import Registry

/// A plot at the desk of its cemetery.
extension PlotStanding {
  var path: String { "/home/plots/\(id.section)/\(id.row)/\(id.number)" }

  var name: Bilingual {
    Bilingual(zh: "墓位 \(id.section) \(id.row)-\(id.number)", en: "Plot \(id.section) \(id.row)-\(id.number)")
  }

  /// Whether ashes may come to lie in it without a right of somebody's.
  var isPool: Bool { kind == .ecoPool }

  private var isBody: Bool { kind == .bodySingle || kind == .bodyDouble }

  /// Whether a portion of ashes could be placed in it now, as far as the plot goes.
  var takesAshes: Bool {
    free != nil && !isBody && state?.blocked == nil && state?.decommissioned == nil && (isPool || right != nil)
  }

  /// What can become of it next.
  var steps: [String] {
    if state?.decommissioned != nil { return [] }
    if right != nil { return isBody && free != nil ? ["BodyBuried"] : [] }
    if state?.blocked != nil { return ["PlotUnblocked", "PlotResized"] }
    if isPool { return ["PlotBlocked", "PlotResized"] }
    if state?.reservation != nil { return ["UseRightGranted", "ReservationReleased"] }
    return ["UseRightGranted", "PlotReserved", "PlotBlocked", "PlotResized"]
  }

  var standing: Bilingual {
    if state?.decommissioned != nil { return Bilingual(zh: "已撤销", en: "given up") }
    if let blocked = state?.blocked {
      return Bilingual(zh: "停用（\(blocked.data.reason)）", en: "blocked (\(blocked.data.reason))")
    }
    if let right {
      let until = right.state.lastDay
      return Bilingual(zh: "有人持有，至 \(until)", en: "held until \(until)")
    }
    if let reservation = state?.reservation {
      return Bilingual(zh: "预留至 \(reservation.data.until)", en: "reserved until \(reservation.data.until)")
    }
    return isPool ? Bilingual(zh: "可安放", en: "open to ashes") : Bilingual(zh: "空闲", en: "free")
  }
}

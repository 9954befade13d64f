import Access
import CanonicalJSON
import FrontDoor
import ProjectionEngine
import Registry

/// The cemeteries of a division that may be drawn from, and what whoever announces a draw is to know of that list.
struct DrawCandidates {
  var codes: [Code] = []
  var notices: [Bilingual] = []
}

extension Services {
  /// Those that are open and due by their own records, wherever their codes say that they lie; which there are is read from the
  /// inspector's worklist.
  func drawCandidates(in division: DivisionCode, of year: Int, _ city: VisitedCity) async throws -> DrawCandidates {
    guard city.reach.holds(division: division) else { return DrawCandidates(notices: [.outOfReach(division)]) }
    guard let model = models.model(named: "inspection_worklist"),
      let view = model.views.first(where: { $0.name == "risk" }), city.reader(of: view.name, in: model.name) != nil
    else { return DrawCandidates(notices: [.listNotShown]) }
    let most = WorklistModel.most.read
    let answer: ModelAnswer
    do {
      answer = try await rows(of: view, in: model, city, RowSelection(limit: most), at: nil)
    } catch let error as ReadError where error.code == .notReady {
      return DrawCandidates(notices: [.listNotReady])
    }
    var candidates = DrawCandidates()
    if case .integer(let behind)? = answer.lag?["events"], 0 < behind {
      candidates.notices.append(.listBehind(answer.position, by: behind))
    }
    if answer.table.rows.count == most { candidates.notices.append(.listCut(most)) }
    let listed = answer.table.rows.compactMap { RowRecord(answer.table.columns, $0)["facility"].flatMap { Code($0) } }
    let today = Instant.now().localDate
    let history = try await city.desk.divisions.history()
    let own = Locality(division, writtenOn: today, history)
    candidates.codes = try await city.desk.cases.facilities(listed).filter { _, facility in
      let licence = facility.licence.data
      return licence.kind != .funeralHome && licence.validFrom.year < year && facility.status(on: today) != .closed
        && Locality(licence, history).isWithin(own, on: today)
    }.keys.sorted { $0.text < $1.text }
    if candidates.codes.isEmpty { candidates.notices.append(.nobodyListed(division, year)) }
    return candidates
  }
}

extension Bilingual {
  fileprivate static func outOfReach(_ division: DivisionCode) -> Bilingual {
    Bilingual(
      zh: "区划 \(division) 不在您的管辖范围内，未列出公墓，公告也不会被登记（规则 W5）",
      en:
        "The division \(division) is not yours: no cemeteries are listed, and no announcement would be recorded (rule W5)."
    )
  }

  fileprivate static let listNotShown = Bilingual(
    zh: "公墓名单不对您的角色开放，请自行填写名录",
    en: "The list of cemeteries is not for your role: type in those to draw from."
  )

  fileprivate static let listNotReady = Bilingual(
    zh: "公墓名单尚未整理好，下面没有列出公墓：请稍后再打开本页，或自行填写名录",
    en: "The list of cemeteries is not ready, so that none is listed below: come back later, or type them in."
  )

  fileprivate static func listBehind(_ position: Int64, by events: Int64) -> Bilingual {
    Bilingual(
      zh: "名录只到日志第 \(position) 号，其后的 \(events) 个事件尚未计入：刚许可的公墓可能没有列出，请核对",
      en: """
        The list goes up to number \(position) of the log; \(events) later event(s) are not in it yet: a cemetery that has just been \
        licensed may be missing.
        """
    )
  }

  fileprivate static func listCut(_ most: Int) -> Bilingual {
    Bilingual(
      zh: "公墓超过 \(most) 个，名录可能不全，请核对",
      en: "There are more than \(most) cemeteries, so the list may not be complete."
    )
  }

  fileprivate static func nobodyListed(_ division: DivisionCode, _ year: Int) -> Bilingual {
    Bilingual(
      zh: "区划 \(division) 没有 \(year) 年度应检且未关闭的公墓",
      en: "In the division \(division) no cemetery that is open is due in \(year)."
    )
  }
}

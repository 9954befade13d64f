import Access
import CanonicalJSON
import EventLog
import Foundation
import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import Server

/// W5 through HTTP: what becomes of ashes is entered by the facility that has them.
@Suite struct KeptAshesTests {
  private static let home = "371002-BYG-01"
  private static let cemetery = "371002-GM-01"

  private let story: Story

  /// Ashes in the custody of a home, of which there are two, with two cemeteries and two bureaus.
  init() async throws {
    let database = try await TestDatabase.migrated()
    let whole = try Story(in: database)
    let stock = Event(
      "StockReceived",
      "stock/\(Self.home)",
      "2025-01-05T09:00:00+08:00",
      ["forms": ["first": "A001", "last": "A060"], "delivery_no": "领 1 号"]
    )
    let issued = Event(
      "CremationCertificateIssued",
      "case/C-1",
      "2025-03-01T12:00:00+08:00",
      ["cert_no": "HZ-1", "form_serial": "A001", "received_by_ref": "P-2"]
    )
    let licences = [("371002-BYG-02", "funeral_home"), ("371002-GM-02", "cemetery"), ("371082-GM-01", "cemetery")]
    let events =
      Event.toThePaidAward.prefix { $0.type != "AshesPlaced" } + [stock, issued]
      + licences.map { Event.licence($0, $1) }
    for event in events { try await whole.record(event) }
    func clerk(_ role: Role, _ organisation: String) throws -> Principal {
      Principal(
        .machine,
        id: Code.known("WH-0107"),
        roles: [role],
        organisation: Code.known(organisation),
        division: try #require(DivisionCode(String(organisation.prefix(6))))
      )
    }
    let roles: [String: Role] = [
      Self.home: .funeralHomeClerk, "371002-BYG-02": .funeralHomeClerk, Self.cemetery: .cemeteryClerk,
      "371002-GM-02": .cemeteryClerk, "371082-GM-01": .cemeteryClerk, "371002-MZ": .countyBureau,
      "371082-MZ": .countyBureau,
    ]
    let people = Dictionary(uniqueKeysWithValues: try roles.map { ($0, try clerk($1, $0)) })
    story = try Story(in: database, signIn: ListedSignIn(people: people))
  }

  private func event(_ type: String, _ time: String, _ data: JSON, by organisation: String) -> Event {
    var event = Event(type, "ashes/A-1", time, data)
    event.source = organisation
    return event
  }

  private func released(to facility: String?, _ time: String, by organisation: String) -> Event {
    var data = JSONObject()
    (data["to_person_ref"], data["cert_no"]) = ("P-2", "HZ-1")
    data["destination_kind"] = .string(facility == nil ? "family" : "placement")
    data["destination_facility"] = facility.map { .string($0) }
    return event("AshesReleased", time, .object(data), by: organisation)
  }

  private func stored(at facility: String, _ time: String, by organisation: String) -> Event {
    let data: JSON = ["facility_id": .string(facility), "term_days": 30, "fee_fen": 0, "agreement_no": "JC-1"]
    return event("AshesStored", time, data, by: organisation)
  }

  private func placed(in cemetery: String, _ time: String, by organisation: String) -> Event {
    let data: JSON = [
      "facility_id": .string(cemetery), "plot_id": .string("\(cemetery)/ST/A/1"), "position_no": 1, "form": "tree",
      "degradable": true, "marker": "none", "agreement_no": "XY-1",
    ]
    return event("AshesPlaced", time, data, by: organisation)
  }

  private func checked(_ time: String, found: Bool = true, by organisation: String) -> Event {
    let data: JSON = [
      "stocktake_no": .string("PD-\(time.prefix(10))"), "found": .bool(found), "tag_matches": .bool(found),
      "checker_id": "GM-2",
    ]
    return event("StocktakeChecked", time, data, by: organisation)
  }

  private func scattered(_ time: String, by organisation: String) -> Event {
    event("AshesScattered", time, ["form": "sea", "site": "威海湾", "all_ashes": true], by: organisation)
  }

  /// What is answered, line by line: that it is recorded, that it was already, or the rule.
  private func send(_ events: Event...) async throws -> [String] {
    let lines = events.map(\.text).joined(separator: "\n")
    let answer = try await story.client.send(
      .post,
      "/v1/submissions",
      headers: [.authorization: events[0].source, .contentType: "application/x-ndjson"],
      body: Array(lines.utf8)
    )
    // The last line counts the others.
    return try answer.text.split(separator: "\n").dropLast().map { line in
      let json = try JSON.parse(Array(line.utf8))
      return json["rule"]?.stringValue ?? json["outcome"]?.stringValue ?? "\(line)"
    }
  }

  @Test func theyAreLeftToWhoeverKeepsThem() async throws {
    let (home, cemetery) = (Self.home, Self.cemetery)
    // In the custody of the home: nobody else does anything, and the home puts them into nobody else's place.
    let day = "2025-03-02T09:00:00+08:00"
    #expect(try await send(placed(in: cemetery, day, by: cemetery)) == ["W5"])
    #expect(try await send(released(to: nil, day, by: "371002-BYG-02")) == ["W5"])
    #expect(try await send(checked(day, found: false, by: "371002-GM-02")) == ["W5"])
    #expect(try await send(scattered(day, by: "371082-MZ")) == ["W5"])
    #expect(try await send(placed(in: cemetery, day, by: home)) == ["W5"])
    #expect(try await send(stored(at: "371002-BYG-02", day, by: home)) == ["W5"])
    #expect(try await send(checked(day, by: home), released(to: cemetery, day, by: home)) == ["accepted", "accepted"])

    // On their way to the cemetery: it takes them in, and goes on in the same call.
    let later = "2025-03-03T09:00:00+08:00"
    #expect(try await send(checked(later, found: false, by: "371002-GM-02")) == ["W5"])
    #expect(try await send(stored(at: "371002-GM-02", later, by: "371002-GM-02")) == ["A2"])
    let renewal = event("StorageRenewed", later, ["until": "2025-05-01", "fee_fen": 0], by: cemetery)
    let taken = [stored(at: cemetery, later, by: cemetery), renewal]
    #expect(try await send(taken[0], taken[1]) == ["accepted", "accepted"])

    // The home has them no more.
    let next = "2025-03-04T09:00:00+08:00"
    #expect(try await send(event("StorageRenewed", next, ["until": "2025-06-01", "fee_fen": 0], by: home)) == ["W5"])
    #expect(try await send(released(to: nil, next, by: home)) == ["W5"])
    #expect(try await send(released(to: nil, next, by: cemetery)) == ["accepted"])
    // What is sent again is answered as it was, whoever has them now.
    #expect(try await send(taken[0], taken[1]) == ["repeated", "repeated"])
  }

  @Test func fromThePlaceTheyGoByWayOfTheFamily() async throws {
    let (home, cemetery) = (Self.home, Self.cemetery)
    let times = (3...9).map { "2025-03-0\($0)T09:00:00+08:00" }
    #expect(try await send(released(to: nil, times[0], by: home)) == ["accepted"])
    // Whoever the family comes to takes them in, in a place of its own alone.
    #expect(try await send(placed(in: cemetery, times[1], by: "371002-GM-02")) == ["W5"])
    #expect(try await send(placed(in: cemetery, times[1], by: cemetery)) == ["accepted"])
    func moved(to plot: String?, by organisation: String) -> Event {
      var data = JSONObject()
      (data["approval_no"], data["reason_code"]) = ("迁 1 号", "family_wish")
      data["from_plot_id"] = .string("\(cemetery)/ST/A/1")
      if let plot {
        data["to_plot_id"] = .string(plot)
        (data["to_position_no"], data["form"], data["agreement_no"]) = (1, "tree", "XY-2")
      }
      return event("AshesRelocated", times[2], .object(data), by: organisation)
    }
    #expect(try await send(moved(to: nil, by: home)) == ["W5"])
    #expect(try await send(moved(to: "371002-GM-02/ST/A/1", by: "371002-GM-02")) == ["W5"])
    #expect(try await send(moved(to: "371002-GM-02/ST/A/1", by: cemetery)) == ["W5"])
    #expect(
      try await send(moved(to: "\(cemetery)/ST/A/2", by: cemetery), moved(to: nil, by: cemetery)) == ["accepted", "A6"]
    )
    // A bureau reaches what lies under it.
    var out = moved(to: nil, by: cemetery)
    out.data = [
      "approval_no": "迁 2 号", "reason_code": "family_wish", "from_plot_id": .string("\(cemetery)/ST/A/2"),
    ]
    out.time = times[3]
    #expect(try await send(out) == ["accepted"])
    #expect(try await send(stored(at: "371082-GM-01", times[4], by: "371082-GM-01")) == ["accepted"])
    let release = released(to: nil, times[5], by: "371082-GM-01")
    #expect(try await send(scattered(times[5], by: "371002-MZ")) == ["W5"])
    #expect(try await send(release) == ["accepted"])
    #expect(try await send(scattered(times[6], by: "371002-MZ")) == ["accepted"])
    // Nobody is named in the log for what was beyond them.
    let events = try await story.log.read(after: .start, limit: 200)
    #expect(events.filter { $0.type == "SubmissionsRefused" }.count == 1)
  }

  /// A home opens no case or custody for another, nor one of another's case.
  @Test func custodyIsOfTheCase() async throws {
    func opened(_ source: String, at facility: String, _ time: String) -> Event {
      let data: JSON = [
        "case_id": "C-1", "facility_id": .string(facility), "portion_no": 1, "portions_total": 1,
        "container_tag": "T-9",
      ]
      var event = Event("CustodyOpened", "ashes/A-9", time, data)
      event.source = source
      return event
    }
    let day = "2025-03-02T09:00:00+08:00"
    #expect(try await send(opened("371002-BYG-02", at: "371002-BYG-02", day)) == ["W5"])
    #expect(try await send(opened("371002-BYG-02", at: Self.home, day)) == ["W5"])
    #expect(try await send(opened(Self.home, at: "371002-BYG-02", day)) == ["W5"])
    // The portion is in custody already.
    #expect(try await send(opened(Self.home, at: Self.home, day)) == ["A1"])
    var opening = Event(
      "CaseOpened",
      "case/C-9",
      day,
      ["facility_id": .string(Self.home), "place_kind": "hospital", "unknown_person": false]
    )
    opening.source = "371002-BYG-02"
    #expect(try await send(opening) == ["W5"])
  }
}

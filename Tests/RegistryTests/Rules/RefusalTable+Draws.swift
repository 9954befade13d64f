import Testing

@testable import Registry

extension Refused {
  static let ofDraws: [Refused] = [
    Refused("r1NoSuchRecord", ["facility/371002-X"]) {
      try $0.submit(with(DrawAnnounced.sample) { $0.population = ["371002-X"] }, to: "inspection-draws")
    },
    Refused("i1YearOfDraw", ["2028", "2026-11-22"]) {
      try $0.submit(with(DrawAnnounced.sample) { $0.year = 2028 }, to: "inspection-draws")
    },
    Refused("i1Due", ["371002-H"]) {
      try $0.submit(with(DrawAnnounced.sample) { $0.population = ["371002-H"] }, to: "inspection-draws")
    },
    Refused("i1Due", ["371002-C", "2010-05-01", "2011"]) {
      try $0.submit(with(DrawAnnounced.sample) { $0.year = 2010 }, to: "inspection-draws")
    },
    Refused("i5DivisionStands", ["371081", "371003"]) {
      try $0.given(DivisionChanged.sample, in: "divisions")
      try $0.submit(with(DrawAnnounced.sample) { $0.division = "371081" }, to: "inspection-draws")
    },
    Refused("i5OfTheDivision", ["371002-C", "371082"]) {
      try $0.submit(with(DrawAnnounced.sample) { $0.division = "371082" }, to: "inspection-draws")
    },
    Refused("i5StillOpen", ["371002-C", "2026-11-01"]) {
      try $0.given(FacilityStatusChanged.sample(.closed, from: "2026-10-31"), in: "371002-C")
      try $0.submit(DrawAnnounced.sample, to: "inspection-draws", at: "2026-11-01T09:00:00+08:00")
    },
    Refused("i5SomethingToDraw", ["1", "3"]) {
      try $0.submit(with(DrawAnnounced.sample) { $0.inspectorCount = 3 }, to: "inspection-draws")
    },
    Refused("i5ListsOnce", ["1", Digest.paper.text]) {
      try $0.submit(with(DrawAnnounced.sample) { $0.populationDigest = .paper }, to: "inspection-draws")
    },
    Refused("i5ListsOnce", ["4"]) {
      try $0.submit(with(DrawAnnounced.sample) { $0.pool.append("inspector-1") }, to: "inspection-draws")
    },
    Refused("i5EnoughToDraw", ["1", "2"]) {
      try $0.submit(with(DrawAnnounced.sample) { $0.pickedCount = 2 }, to: "inspection-draws")
    },
    Refused("i5EnoughToDraw", ["3", "4"]) {
      try $0.submit(with(DrawAnnounced.sample) { $0.inspectorCount = 4 }, to: "inspection-draws")
    },
    Refused("i6TwoDrawn", ["1"]) {
      try $0.submit(with(DrawAnnounced.sample) { $0.inspectorCount = 1 }, to: "inspection-draws")
    },
    Refused("i5RoundBeforeDrawn", ["371000", "1"]) {
      try $0.announced()
      try $0.submit(with(DrawAnnounced.sample) { $0.round = 2 }, to: "inspection-draws")
    },
    Refused("i5AnnouncedOnce", ["371000/2026/1"]) {
      try $0.announced()
      try $0.submit(with(DrawAnnounced.sample) { $0.pool.append("inspector-4") }, to: "inspection-draws")
    },
    Refused("i5AnnouncementStands", ["371000", "2026"]) {
      try $0.announced()
      try $0.void(DrawAnnounced.self, in: RecordedDraw.stream)
    },
    Refused("i5AnnouncementStands", ["371000", "2026"]) {
      try $0.given(DrawAnnounced.sample, in: "inspection-draws")
      try $0.correct(RecordedDraw.stream) { (last: inout DrawAnnounced) in last.pool.append("inspector-4") }
    },
    Refused("i5NotAnnounced", []) {
      try $0.submit(InspectionSampled.unannounced, to: "inspection-draws")
    },
    Refused("i5NotAnnounced", ["00000000-0000-7000-8000-000000000999"]) {
      try $0.announced()
      let elsewhere = with(InspectionSampled.unannounced) {
        $0.announcementEventId = "00000000-0000-7000-8000-000000000999"
      }
      try $0.submit(elsewhere, to: "inspection-draws")
    },
    Refused("i5AsAnnounced", ["pool", "population"]) {
      let id = try $0.announced()
      let changed = with(try $0.drawn(by: id)) {
        $0.population.append("371002-H")
        $0.pool.removeLast()
      }
      try $0.submit(changed, to: "inspection-draws")
    },
    Refused("i5AsAnnounced", ["picked_count"]) {
      let id = try $0.announced()
      try $0.submit(with(try $0.drawn(by: id)) { $0.picked = [] }, to: "inspection-draws")
    },
    Refused("r4InOrder", ["2026-11-01T09:00:00+08:00", "2026-11-01T08:59:59+08:00"]) {
      let id = try $0.announced()
      try $0.submit(try $0.drawn(by: id), to: "inspection-draws", at: "2026-11-01T08:59:59+08:00")
    },
    Refused("i5HeldOnce", ["2026-11-01T09:00:00+08:00"]) {
      let id = try $0.announced()
      try $0.given(try $0.drawn(by: id), in: "inspection-draws")
      try $0.submit(try $0.drawn(by: id), to: "inspection-draws")
    },
    Refused("i5SeedOfTheLog", []) {
      let id = try $0.given(DrawAnnounced.sample, in: "inspection-draws").events[0].id
      let early = with(InspectionSampled.unannounced) { $0.announcementEventId = id }
      try $0.submit(early, to: "inspection-draws")
    },
    Refused("i5SeedOfTheLog", ["7741"]) {
      let id = try $0.announced()
      try $0.submit(with(InspectionSampled.unannounced) { $0.announcementEventId = id }, to: "inspection-draws")
    },
    Refused("i5DrawRepeats", ["371002-H"]) {
      let id = try $0.announced()
      try $0.submit(with(try $0.drawn(by: id)) { $0.picked = ["371002-H"] }, to: "inspection-draws")
    },
    Refused("i5DrawRepeats", ["371002-C"]) {
      let id = try $0.announced()
      try $0.submit(with(try $0.drawn(by: id)) { $0.inspectors.reverse() }, to: "inspection-draws")
    },
  ]
}

import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import Postgres
import Registry
import SealedStore
import Sealing
import TestSupport
import Testing

/// What is sealed by the front door, and when.
@Suite struct SealingTests {
  private struct Scene {
    let place: Doorway
    let keeper: Keeper
    var sender = Sender()

    init() async throws {
      place = try await Doorway()
      let pool = ConnectionPool(place.database.configuration(user: "registry_keeper"), maximum: 2, logger: .test)
      keeper = Keeper(pool: pool, node: TestDatabase.node, keys: try TestDatabase.keys())
      #expect(try await place.door.submit([sender.home(), sender.opened("c1")]).allSatisfy(\.isAccepted))
    }

    func texts(of person: String) async throws -> [JSON] {
      try await keeper.parts(of: person).map { try JSON.parse(try keeper.open($0)) }
    }

    func count(_ table: String) async throws -> Int {
      let connection = try await Connection.open(place.database.configuration(), logger: .test)
      let sql: SQL = "SELECT count(*) FROM sealed.\(identifier: table)"
      let count = try await connection.query(sql)[0].decode(Int.self, at: 0)
      await connection.close()
      return count
    }

    func tamper(_ statements: String) async throws { try await place.database.tamper(statements) }
  }

  static let number = "11010519491231002X"

  @Test func whatIsAcceptedIsSealed() async throws {
    var scene = try await Scene()
    let line = scene.sender.identity("c1", name: "王建国")
    #expect(try await scene.place.door.submit([line])[0].isAccepted)
    #expect(try await scene.texts(of: "p-1") == [["id_number": .string(Self.number), "name": "王建国"]])
    // Again, twice at once, and from another process: the same event.
    #expect(try await scene.place.door.submit([line, line]).allSatisfy(\.isRepeated))
    #expect(try await scene.place.anotherDoor().submit([line])[0].isRepeated)
    #expect(try await scene.count("part") == 1)
    // Another name under the same id is another event.
    let other = scene.sender.identity("c1", name: "王建军", id: try JSON.parse(line)["id"]?.stringValue)
    #expect(try await scene.place.door.submit([other])[0].rule == "L2")
    #expect(try await scene.count("part") == 1)
  }

  @Test func noKeyIsOfferedForWhatIsBeyondTheSender() async throws {
    var scene = try await Scene()
    let line = scene.sender.identity("c1", name: "王建国")
    #expect(try await scene.place.door.submit([line, line], by: Stranger()).map(\.rule) == ["W2", "W2"])
    #expect(try await scene.keeper.sweep(olderThan: 0) == (0, 0))
  }

  @Test func nothingIsWrittenOfWhatIsRefused() async throws {
    var scene = try await Scene()
    let line = scene.sender.identity("nobody", name: "王建国")
    #expect(try await scene.place.door.submit([line])[0].rule == "R1")
    #expect(try await scene.count("part") == 0)
    #expect(try await scene.count("number") == 0)
    #expect(try await scene.keeper.sweep(olderThan: 0) == (0, 1))
  }

  @Test func anErasedPersonTakesNothing() async throws {
    var scene = try await Scene()
    let line = scene.sender.identity("c1", name: "王建国")
    #expect(try await scene.place.door.submit([line])[0].isAccepted)
    try await scene.tamper(
      """
      UPDATE sealed.person_key SET wrapped = NULL, kek = NULL, destroyed_at = now(), basis = 'court_order' WHERE person = 'p-1'
      """
    )
    #expect(try await scene.place.door.submit([line])[0].isRepeated)
    #expect(try await scene.place.door.submit([line, line]).allSatisfy(\.isRepeated))
    let again = scene.sender.identity("c1", name: "王建国")
    #expect(try await scene.place.door.submit([again])[0].rule == "S11")
    // What says nothing of a person goes on.
    #expect(try await scene.place.door.submit([scene.sender.residency("c1")])[0].isAccepted)
    #expect(try await scene.count("part") == 1)
  }

  /// A process that died between writing the part and appending the event leaves the part; sending again finishes the work.
  @Test func aDeathBeforeTheAppendIsMended() async throws {
    var scene = try await Scene()
    let line = scene.sender.identity("c1", name: "王建国")
    try await scene.tamper(
      """
      CREATE FUNCTION registry.fail() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END$$;
      CREATE TRIGGER fail BEFORE INSERT ON registry.event_371000 FOR EACH ROW
        WHEN (NEW.type = 'IdentityVerified') EXECUTE FUNCTION registry.fail()
      """
    )
    await #expect(throws: FrontDoorError.self) { try await scene.place.door.submit([line]) }
    #expect(try await scene.count("part") == 1)
    #expect(try await scene.texts(of: "p-1").isEmpty)
    try await scene.tamper("DROP TRIGGER fail ON registry.event_371000")
    #expect(try await scene.place.door.submit([line])[0].isAccepted)
    #expect(try await scene.count("part") == 1)
    #expect(try await scene.texts(of: "p-1").count == 1)
  }

  /// The sweep takes the part away while its event is on the way: append finds out, and it is written again.
  @Test func aPartThatIsSweptMeanwhileIsWrittenAgain() async throws {
    var scene = try await Scene()
    try await scene.tamper(
      """
      CREATE SEQUENCE sealed.swept;
      GRANT ALL ON SEQUENCE sealed.swept TO PUBLIC;
      CREATE FUNCTION sealed.lose() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        IF nextval('sealed.swept') = 1 THEN DELETE FROM sealed.part; END IF;
        RETURN NULL;
      END$$;
      CREATE TRIGGER lose AFTER INSERT ON sealed.number FOR EACH STATEMENT EXECUTE FUNCTION sealed.lose()
      """
    )
    #expect(try await scene.place.door.submit([scene.sender.identity("c1", name: "王建国")])[0].isAccepted)
    #expect(try await scene.texts(of: "p-1").count == 1)
  }

  /// Many at once for few persons: each has one key, and every event its part.
  @Test func manyProcessesSealForTheSamePersons() async throws {
    var scene = try await Scene()
    let doors = try (0..<4).map { _ in try scene.place.anotherDoor() }
    let cases = (0..<24).map { "c\($0 + 2)" }
    #expect(try await scene.place.door.submit(cases.map { scene.sender.opened($0) }).allSatisfy(\.isAccepted))
    let lines = cases.map { id in
      // Nobody may be cremated yet: the first is refused, and nothing of the signer is wanted then.
      [
        scene.sender.authorised(id, signedBy: "p-\(id.utf8.count)", name: "王\(id)"),
        scene.sender.identity(id, person: "p-\(id.utf8.count)", name: "王\(id)", check: "failed"),
      ]
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, door) in doors.enumerated() {
        group.addTask { () async throws -> Void in
          for (number, lines) in lines.enumerated() where number % 4 == index {
            let answers = try await door.submit(lines)
            #expect(answers.map(\.isAccepted) == [false, true])
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await scene.texts(of: "p-2").count + scene.texts(of: "p-3").count == 24)
  }

  @Test func withoutItsKeyItTakesNothingSealed() async throws {
    var scene = try await Scene()
    let keys = try TestDatabase.keys()
    try keys.set(1, 12)
    let pool = ConnectionPool(scene.place.database.configuration(user: "registry_app"), maximum: 1, logger: .test)
    let sealer = Sealer(pool: pool, node: TestDatabase.node, keys: keys)
    let door = FrontDoor(log: scene.place.log, hasher: try Doorway.hasher, sealer: sealer, logger: .test)
    let error = await #expect(throws: FrontDoorError.self) {
      try await door.submit([scene.sender.identity("c1", name: "王建国")])
    }
    #expect(error?.code == .unavailable && error?.description.contains("key") == true)
    #expect(try await door.submit([scene.sender.residency("c1")])[0].isAccepted)
  }
}

extension Sender {
  fileprivate mutating func identity(
    _ id: String,
    person: String = "p-1",
    name: String,
    check: String = "passed",
    id event: String? = nil
  ) -> [UInt8] {
    line(
      "IdentityVerified",
      "case/\(id)",
      data: [
        "person_ref": .string(person), "id_kind": "citizen_id", "id_check": .string(check), "method": "document",
        "checker_id": "clerk-7",
      ],
      sealed: ["id_number": .string(SealingTests.number), "name": .string(name)],
      id: event
    )
  }

  fileprivate mutating func authorised(_ id: String, signedBy person: String, name: String) -> [UInt8] {
    line(
      "CremationAuthorised",
      "case/\(id)",
      data: [
        "confirm_form_no": "Q-1", "signer_ref": .string(person), "relation_code": "child", "signer_id_check": "passed",
        "checker_id": "clerk-7", "second_checker_id": "clerk-8",
      ],
      sealed: ["name": .string(name), "telephone": "13800000000"]
    )
  }

  fileprivate mutating func residency(_ id: String) -> [UInt8] {
    line(
      "ResidencyRecorded",
      "case/\(id)",
      data: ["residence_permit": false, "ethnicity_exempt": false, "as_of": "2026-03-01"]
    )
  }
}

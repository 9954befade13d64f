import ArgumentParser
import Foundation
import FrontDoor
import Registry
import SealedStore

extension Privacy {
  struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Destroy the key of a person, for good",
      discussion: """
        The log keeps who erased whom, on which ground and document, and who approved
        it: somebody else. The events stay, and every proof over them. Nothing new is
        sealed of that person. The decedent of a case has a key of that case for the
        number of the death certificate; erase it too.

        The key as it was wrapped is in backups made before, and opens there until
        the key-encryption key of that time is destroyed: Schemas/database/sealed.md.

        Exit status 2 when a rule refuses it, 3 when there is nothing.

        Examples:
          qingming privacy erase P-7 --city weihai --basis relatives_request \\
            --doc-no "威模拟删〔2026〕3号" --by MZ.officer-02 --approver MZ.chief-01
        """
    )

    @Argument(help: "A person's reference, or case/ID for the decedent of a case.")
    var person: String

    @Option(
      help: ArgumentHelp(
        "Why: \(PersonErased.Basis.allCases.map(\.rawValue).joined(separator: ", ")).",
        valueName: "basis"
      )
    )
    var basis: PersonErased.Basis

    @Option(help: "The document that it rests on.")
    var docNo: Text

    @Option(help: ArgumentHelp("Who approved it.", valueName: "code"))
    var approver: Code

    @OptionGroup var author: AuthorOptions
    @OptionGroup var city: CityOption
    @OptionGroup var place: DataOptions

    func run() async throws {
      let person = try PrivacyTarget.person(person)
      let parts = try await place.withRegistry(city.cities) { registry in
        try await registry.withPrivacyOffice { city, office in
          let order = ErasureOrder(
            basis,
            document: docNo,
            by: author.by,
            approvedBy: approver,
            office: try author.office(of: city)
          )
          return try await office.erase(person, order)
        }
      }
      print("已删除 erased: \(person), \(parts) sealed parts that nobody can read any more")
    }
  }

  struct Sweep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove what was sealed for submissions that were never recorded",
      discussion: """
        Such as when a process died between sealing and recording. Safe at any time.

        Examples:
          qingming privacy sweep
        """
    )

    @Option(help: "Only what is older than so many seconds.")
    var olderThan = 3_600

    @OptionGroup var city: CityOption
    @OptionGroup var place: DataOptions

    func run() async throws {
      let swept = try await place.withRegistry(city.cities) { registry in
        try await registry.withPrivacyOffices { offices in
          var swept: (parts: Int64, keys: Int64) = (0, 0)
          for (_, office) in offices {
            let more = try await office.sweep(olderThan: olderThan)
            swept = (swept.parts + more.parts, swept.keys + more.keys)
          }
          return swept
        }
      }
      print("已清除 swept: \(swept.parts) parts, \(swept.keys) unused keys")
    }
  }

  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a new key-encryption key, and wrap the key of every person again",
      discussion: """
        For all cities in the database. Stopped at any moment, it goes on where it
        stopped when it is run again; --finish does no more than that. What is sealed
        stays as it is. The old file is kept: it says when it may be destroyed.

        Examples:
          qingming privacy rotate
          qingming privacy rotate --finish
        """
    )

    @Flag(help: "Make no new key; finish what a stopped run has left.")
    var finish = false

    @OptionGroup var place: DataOptions

    func run() async throws {
      try await place.withRegistry() { registry in
        let keys = try await registry.sealingKeys()
        try await registry.withKeeper { pool in
          let rotation = KeyRotation(pool: pool, keys: keys)
          let before = try await rotation.counts()
          // A run that was stopped is finished first: no more than two keys are in use at a time.
          let isUnfinished = before.contains { !$0.isInUse && $0.persons > 0 }
          if !finish, !isUnfinished {
            try await rotation.begin(try keys.create((before.map(\.number).max() ?? 0) + 1))
          }
          try await wrapAll(rotation)
          try await report(rotation, keys)
        }
      }
    }

    private func wrapAll(_ rotation: KeyRotation) async throws {
      let total = Int(try await rotation.counts().filter { !$0.isInUse }.map(\.persons).reduce(0, +))
      var bar = ProgressBar("重新封装密钥 wrapping keys again", unit: "keys", total: total)
      var done = 0
      while case let count = try await rotation.wrapNext(), count > 0 {
        try Task.checkCancellation()
        done += count
        bar.update(done)
      }
      bar.finish(done, of: done)
    }

    private func report(_ rotation: KeyRotation, _ keys: KeyDirectory) async throws {
      for (number, isInUse, persons) in try await rotation.counts() {
        let file = keys.file(number).path
        if isInUse {
          print("在用 in use: \(file), wraps the keys of \(persons) persons")
        } else if persons > 0 {
          print("仍需保留 still needed: \(file), for \(persons) persons; run qingming privacy rotate --finish")
        } else {
          print("可以销毁 may be destroyed: \(file), once no backup from before is to be read any more")
        }
      }
    }
  }
}

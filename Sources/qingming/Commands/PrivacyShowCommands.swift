import ArgumentParser
import CanonicalJSON
import Foundation
import FrontDoor
import Registry
import Server

extension Privacy {
  struct Find: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find who has an ID number",
      discussion: """
        The number is read from standard input, where neither the list of processes
        nor the shell's history sees it. Exit status 3 when nobody has it.

        Examples:
          qingming privacy find --id-number < number.txt
          qingming privacy find --id-number --kind passport --city weihai
        """
    )

    @Flag(help: "By the number of an identity document, as it was recorded when the identity was verified.")
    var idNumber = false

    @Option(help: "The document: citizen_id, passport, hkmo_permit or tw_permit.")
    var kind = IdentityVerified.IDKind.citizenId

    @OptionGroup var city: CityOption
    @OptionGroup var place: DataOptions

    func validate() throws {
      guard idNumber else { throw ValidationError("say what to look for: --id-number") }
    }

    func run() async throws {
      if isatty(STDIN_FILENO) == 1 { complain("证件号码 ID number:") }
      let number = (readLine(strippingNewline: true) ?? "").trimmingCharacters(in: .whitespaces)
      guard !number.isEmpty else { throw ValidationError("no number on standard input") }
      let found = try await place.withRegistry(city.cities) { registry in
        let hash = try await registry.hasher().searchHash(of: number, kind, on: Instant.today)
        return try await registry.withPrivacyOffices { offices in
          var found: [(CityRegistry, PersonName)] = []
          for (city, office) in offices { found += try await office.persons(having: hash).map { (city, $0) } }
          return found
        }
      }
      for (city, person) in found { print("\(city.id)\t\(person)") }
      if found.isEmpty {
        print("没有登记此号码的人员 nobody has this number")
        throw ExitCode(3)
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what is sealed of a person or in an event, masked",
      discussion: """
        Exit status 3 when there is nothing.

        Examples:
          qingming privacy show P-01KES3DGD69Y2BQ2F56ZBMVBP0 --city weihai
          qingming privacy show case/C-EXAMPLE-1 --city weihai
        """
    )

    @Argument(help: "A person's reference, case/ID for the decedent of a case, or an event's id.")
    var target: String

    @OptionGroup var city: CityOption
    @OptionGroup var place: DataOptions
    @OptionGroup var output: JSONOption

    func run() async throws {
      let target = try PrivacyTarget.read(target)
      let data = try await place.withRegistry(city.cities) { registry in
        try await registry.withPrivacyOffice { try await $1.show(target) }
      }
      print(PersonalDataText(data).text(json: output.json))
    }
  }

  struct Unseal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the plain text; who sees it and what for is in the log before",
      discussion: """
        Exit status 2 when a rule refuses it, 3 when there is nothing.

        Examples:
          qingming privacy unseal P-7 --city weihai --by MZ.officer-02 \\
            --purpose "核对骨灰领取人身份" --legal-basis "个人信息保护法第十三条"
        """
    )

    @Argument(help: "A person's reference, case/ID for the decedent of a case, or an event's id.")
    var target: String

    @Option(help: "What the plain text is needed for.")
    var purpose: Text

    @Option(help: "The law that allows it.")
    var legalBasis: Text

    @OptionGroup var author: AuthorOptions
    @OptionGroup var city: CityOption
    @OptionGroup var place: DataOptions
    @OptionGroup var output: JSONOption

    func run() async throws {
      let target = try PrivacyTarget.read(target)
      let data = try await place.withRegistry(city.cities) { registry in
        try await registry.withPrivacyOffice { city, office in
          try await office.unseal(
            target,
            for: purpose,
            by: legalBasis,
            author.by,
            of: try author.office(of: city),
            vouchedBy: .command(account: NSUserName())
          ).map(\.data)
        }
      }
      print(PersonalDataText(data).text(json: output.json))
    }
  }
}

/// What is sealed, for people or programs to read.
private struct PersonalDataText {
  let data: [PersonalData]

  init(_ data: [PersonalData]) { self.data = data }

  func text(json: Bool) -> String {
    json ? (["parts": .array(data.map(\.json))] as JSON).line : data.map(Self.text).joined(separator: "\n")
  }

  private static func text(_ data: PersonalData) -> String {
    let head =
      "\(data.person)  \(EventNames.both(data.type))  \(data.stream)  \(data.occurredAt.localDate)  \(data.event)"
    if data.isErased { return head + "\n  已删除 erased" }
    return head + data.members.map { "\n  \($0.name)  \($0.text)" }.joined()
  }
}

extension Instant {
  /// By this machine's clock.
  fileprivate static var today: LocalDate {
    get throws {
      let microseconds = Int64(Date().timeIntervalSince1970 * 1_000_000)
      guard let now = Instant(microsecondsSince1970: microseconds) else {
        throw ValidationError("this machine's clock is centuries off")
      }
      return now.localDate
    }
  }
}

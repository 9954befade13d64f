import ArgumentParser
import CanonicalJSON
import Server

/// Free services: in all, or of one case with the reasons.
struct Entitlement: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show which free services are due, in all or for one case",
    discussion: """
      Exit status 3 when there is no such case.

      Examples:
        qingming entitlement
        qingming entitlement C-371002-000001
        qingming entitlement C-371002-000001 --json
      """
  )

  @Argument(help: "A case's id; without one, the summary by service item.")
  var caseID: String?

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    guard let caseID else { return try await printSummary(registry) }
    for city in registry.cities {
      let answer = try await city.readModels.entitlement(of: caseID)
      guard let items = answer.items, let json = answer.json(of: caseID) else { continue }
      await registry.close()
      let text = [Self.table(items), Self.reasons(items, answer.criteria), answer.standing.sentence]
      return print(output.json ? json.line : text.joined(separator: "\n\n"))
    }
    await registry.close()
    print("没有这个个案 no such case: \(caseID)")
    throw ExitCode(3)
  }

  private func printSummary(_ registry: OpenRegistry) async throws {
    var answers: [(city: String, rows: ModelRows)] = []
    for city in registry.cities { answers.append((city.id, try await city.readModels.entitlementSummary())) }
    await registry.close()
    if output.json { return print(CityAnswers.json(answers, by: "item").line) }
    for (city, answer) in zip(registry.cities, answers) {
      print(answers.count > 1 ? "\(city.name)\n\n\(Self.summary(answer.rows))\n" : Self.summary(answer.rows))
    }
  }

  static func summary(_ answer: ModelRows) -> String {
    var table = TextTable([
      ("项目 item", .left), ("个案 cases", .right), ("享受 entitled", .right), ("缺材料 waiting", .right),
      ("不符 refused", .right), ("减免（元） waived CNY", .right),
    ])
    for row in answer.rows {
      table.add([
        "\(row.text("item_zh")) \(row.text("item_en"))", row.text("cases"), row.text("entitled"), row.text("waiting"),
        row.text("refused"), row.yuan("waived_fen"),
      ])
    }
    return table.text + "\n" + answer.standing.sentence
  }

  private static func table(_ items: [JSONObject]) -> String {
    var table = TextTable([
      ("项目 item", .left), ("享受 entitled", .left), ("政策 policy", .left), ("版本", .right), ("规则 rule", .left),
      ("上限（元） cap CNY", .right), ("减免（元） waived CNY", .right), ("缺材料 missing", .left), ("不符 contradicted", .left),
    ])
    for row in items {
      table.add([
        row.text("item_zh"), row.flag("entitled"), row.text("policy_id"), row.text("policy_version"),
        row.text("rule_id"), row.yuan("cap_fen"), row.yuan("waived_fen"), row.text("missing"),
        row.text("contradicted"),
      ])
    }
    return table.text
  }

  /// Of each item the rule that counts, criterion by criterion, with the event that says so.
  private static func reasons(_ items: [JSONObject], _ criteria: [JSONObject]) -> String {
    var table = TextTable([
      ("项目 item", .left), ("文号 document", .left), ("规则 rule", .left), ("条件 criterion", .left), ("须 must", .left),
      ("已知 known", .left), ("结果 outcome", .left), ("依据事件 event", .left),
    ])
    for item in items {
      for row in criteria where row["item_code"] == item["item_code"] && row["applied"] == true {
        table.add([
          item.text("item_zh"), row.text("doc_no"), row.text("rule_id"), row.text("fact"), row.flag("must_hold"),
          row.text("value"), row.text("outcome"), row.text("event_id"),
        ])
      }
    }
    return "依据 why\n\n" + table.text
  }
}

import ArgumentParser

@main
struct Qingming: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "qingming",
    abstract: "清明 · an event-sourced registry of deaths, cremation, ashes, subsidies and cemetery inspections",
    discussion: """
      Every query takes --json. Exit status: 0 done; 1 failed; 2 some submissions
      were refused; 3 not found; 4 two replays, or a draw and its repetition, differ;
      10 to 14 what a bundle or a receipt does not show (qingming verify);
      64 wrong use.

      Examples:
        qingming run                       four simulated cities, served on port 8080
        qingming submit events.ndjson      CloudEvents, one a line; safe to run again
        qingming capacity --by facility    places left, by facility
        qingming log tail --follow         events as they are stored
        qingming replay plot_capacity --city weihai --true-at 2026-03-31
      """,
    subcommands: [
      Run.self, Serve.self, Work.self, Token.self, Submit.self, ShowCase.self, Capacity.self, Entitlement.self,
      Log.self, Show.self, Projection.self, ReplayModel.self, ReviewCommand.self, InspectionCommand.self,
      NotaryCommand.self, WitnessCommand.self, BundleCommand.self, VerifyCommand.self, AuditCommand.self, Privacy.self,
      Simulate.self, Database.self,
    ]
  )
}

import ArgumentParser

/// What somebody has taken away, verified without the registry.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify a bundle or a receipt, without the registry and without a network",
    discussion: """
      Exit status 0 when all holds; 10 a file is missing or is not what it should be;
      11 the checkpoint is not signed by those you trust; 12 the log does not go on
      from the older checkpoint; 13 a line is not the one that was signed; 14 lines
      are missing or out of order; 15 a read model did not hold what the lines lead
      to.

      Examples:
        qingming verify weihai.bundle --key "$(qingming notary key --city weihai)"
        qingming verify receipt my.tlog-proof --policy trusted.policy
      """,
    subcommands: [VerifyBundle.self, VerifyReceipt.self],
    defaultSubcommand: VerifyBundle.self
  )
}

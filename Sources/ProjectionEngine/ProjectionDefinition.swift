public import Foundation

/// A read model, as its folder in Projections has it.
///
///     Projections/plot_capacity/
///       README.md         the question that it answers
///       projection.json   {"title": {"zh": "墓位容量", "en": "Plot capacity"}, "version": 1, "parts": ["divisions"],
///                          "applies": ["PlotBlocked", …], "ignores": ["CaseOpened", …],
///                          "views": [{"name": "by_section", "title": {…}, "key": ["facility", "section"]}, …]}
///       tables.sql        its tables, and views of what a batch touches
///       views/*.sql       its views for people, in the order of the files' names
///       apply.sql         the statements that apply a batch to them
///       retract.sql       the statements that forget what the amended streams of a batch said before
///       cases/            examples, which are tests
///
/// What several read models keep is written once, as a part: `Projections/parts/divisions`, with the same SQL files. Each
/// read model that names it has tables of its own from it. A part's tables and views come before the model's own and its
/// statements are applied first; what amended streams said it forgets last.
public struct ProjectionDefinition: Hashable, Sendable {
  /// The folder's name.
  public let name: String
  public let title: Title
  /// From 1; raised with every change to the tables or the statements.
  public let version: Int32
  /// The event types that the statements read. Corrections and voidings are the engine's own: see `projection.batch`.
  public let applies: [String]
  /// The event types that somebody has decided they need not read. One that is in neither list stops the projection.
  public let ignores: [String]
  /// What people ask it for; the first unless they say which.
  public let views: [View]
  public let tables: String
  public let apply: String
  public let retract: String

  /// The names of the views whose rows are kept where the log is long.
  var keptViews: [String] { views.filter { $0.kept == true }.map(\.name) }

  /// A view for people, and the columns that tell its rows apart and put them in order.
  public struct View: Hashable, Sendable, Decodable {
    public let name: String
    public let title: Title
    public let key: [String]
    /// Whether its rows are kept where the log is long, for they take seconds to compute: see ``ViewKeeper``.
    var kept: Bool?
  }

  /// What people call it.
  public struct Title: Hashable, Sendable, Codable {
    public let zh: String
    public let en: String

    public init(zh: String, en: String) {
      (self.zh, self.en) = (zh, en)
    }
  }

  /// The PostgreSQL schema that this version is first filled in; filled again, it gets others.
  public var schema: String { "\(name)_v\(version)" }

  private struct Manifest: Decodable {
    let title: Title
    let version: Int32
    let parts: [String]
    let applies: [String]
    let ignores: [String]
    let views: [View]
  }

  public init(
    name: String,
    title: Title,
    version: Int32,
    applies: [String],
    ignores: [String],
    views: [View] = [],
    tables: String,
    apply: String,
    retract: String
  ) {
    self.name = name
    self.title = title
    self.version = version
    self.applies = applies.sorted()
    self.ignores = ignores.sorted()
    self.views = views
    self.tables = tables
    self.apply = apply
    self.retract = retract
  }

  /// Reads a folder.
  /// - Throws: ``ProjectionError/Code/folder``.
  public init(folder: URL) throws(ProjectionError) {
    let name = folder.lastPathComponent
    do {
      let manifest = try JSONDecoder().decode(
        Manifest.self,
        from: try Data(contentsOf: folder.appending(path: "projection.json"))
      )
      let parts = try manifest.parts.map { try ProjectionSQL(folder: folder.appending(path: "../parts/\($0)")) }
      let own = try ProjectionSQL(folder: folder)
      self.init(
        name: name,
        title: manifest.title,
        version: manifest.version,
        applies: manifest.applies,
        ignores: manifest.ignores,
        views: manifest.views,
        tables: ((parts + [own]).map(\.tables) + (parts + [own]).map(\.views)).joined(separator: "\n"),
        apply: (parts + [own]).map(\.apply).joined(separator: "\n"),
        retract: ([own] + parts).map(\.retract).joined(separator: "\n")
      )
    } catch {
      throw ProjectionError(
        .folder,
        "\(name), or a part of it, lacks projection.json, tables.sql, apply.sql or retract.sql"
      )
    }
    guard Set(applies).isDisjoint(with: ignores) else {
      throw ProjectionError(.folder, "\(name) both applies and ignores an event type")
    }
  }

  /// The read models in a directory, by name.
  /// - Throws: ``ProjectionError/Code/folder``.
  public static func all(in directory: URL) throws(ProjectionError) -> [ProjectionDefinition] {
    let folders: [URL]
    do {
      folders = try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
    } catch {
      throw ProjectionError(.folder, "cannot list the read models")
    }
    var all: [ProjectionDefinition] = []
    for folder in folders where FileManager.default.fileExists(atPath: folder.appending(path: "projection.json").path) {
      all.append(try ProjectionDefinition(folder: folder))
    }
    return all.sorted { $0.name < $1.name }
  }
}

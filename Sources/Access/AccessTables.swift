public import Foundation

/// Schemas/access: who may do what. What stands in no row is refused.
public struct AccessTables: Sendable {
  /// What a role may see or do somewhere.
  public enum Cell: String, Sendable {
    /// Needs no sign-in.
    case open
    /// Is not cut down by a scope.
    case all
    /// What lies in the scope.
    case scope
    case no = "-"
  }

  /// How a row of a view is found to lie in a scope.
  public enum Rows: String, Sendable {
    case place, `case`, claim, record, whole
  }

  public struct Route: Sendable {
    public let method: String
    /// With its parameters in braces.
    public let path: String
    public let cells: [Role: Cell]
    let segments: [Substring]

    init(method: String, path: String, cells: [Role: Cell]) {
      (self.method, self.path, self.cells) = (method, path, cells)
      segments = path.split(separator: "/")
    }

    fileprivate func matches(_ asked: [Substring]) -> Bool {
      segments.count == asked.count && zip(segments, asked).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
    }

    /// What the route is to whoever has these roles, and in which of them; nil where none may.
    public func best(of roles: Set<Role>) -> (cell: Cell, role: Role)? { cells.best(of: roles) }
  }

  public struct View: Sendable {
    public let model: String
    public let name: String
    public let rows: Rows
    public let cells: [Role: Cell]

    /// What the view is to whoever has these roles, and in which of them; nil where none may see it.
    public func best(of roles: Set<Role>) -> (cell: Cell, role: Role)? { cells.best(of: roles) }
  }

  public let routes: [Route]
  public let views: [View]
  /// The types of events that each role may submit.
  public let events: [Role: Set<String>]

  /// - Throws: ``AccessError/Code/badTable``, or when a file cannot be read.
  public init(directory: URL) throws {
    let routes = try AccessTable(directory.appending(path: "routes.csv"), keys: ["method", "path"])
    let views = try AccessTable(directory.appending(path: "read-models.csv"), keys: ["model", "view", "rows"])
    let events = try AccessTable(directory.appending(path: "events.csv"), keys: ["type"])
    self.routes = try routes.rows.map { row in
      Route(method: row.keys[0], path: row.keys[1], cells: try row.cells(as: Cell.init(rawValue:)))
    }
    self.views = try views.rows.map { row in
      guard let rows = Rows(rawValue: row.keys[2]) else { throw row.malformed }
      return View(model: row.keys[0], name: row.keys[1], rows: rows, cells: try row.cells(as: Cell.init(rawValue:)))
    }
    var types: [Role: Set<String>] = [:]
    for row in events.rows {
      for (role, may) in try row.cells(as: { ["yes": true, "-": false][$0] }) where may {
        types[role, default: []].insert(row.keys[0])
      }
    }
    self.events = types
  }

  public func route(_ method: String, _ path: String) -> Route? {
    routes.first { $0.method == method && $0.path == path }
  }

  /// The one that answers at the parts of a path.
  public func route(_ method: String, _ segments: [Substring]) -> Route? {
    routes.first { $0.method == method && $0.matches(segments) }
  }

  public func view(_ model: String, _ name: String) -> View? {
    views.first { $0.model == model && $0.name == name }
  }
}

extension [Role: AccessTables.Cell] {
  /// What is not cut down goes before what is, and of what is cut down that which reaches furthest.
  fileprivate func best(of roles: Set<Role>) -> (cell: AccessTables.Cell, role: Role)? {
    let held = roles.furthestFirst
    for cell in [AccessTables.Cell.all, .scope] {
      if let role = held.first(where: { self[$0] == cell }) { return (cell, role) }
    }
    return nil
  }
}

/// Comma-separated cells without quotes; the first line names the columns: the keys, then every role.
private struct AccessTable {
  struct Row {
    let keys: [String]
    let roles: [Role: String]
    let place: String

    var malformed: AccessError { AccessError(.badTable, place) }

    func cells<Value>(as parse: (String) -> Value?) throws(AccessError) -> [Role: Value] {
      var cells: [Role: Value] = [:]
      for (role, text) in roles {
        guard let value = parse(text) else { throw malformed }
        cells[role] = value
      }
      return cells
    }
  }

  let rows: [Row]

  init(_ file: URL, keys: [String]) throws {
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard lines.first == keys + Role.allCases.map(\.rawValue) else {
      throw AccessError(.badTable, "\(file.lastPathComponent), line 1")
    }
    rows = try lines.enumerated().dropFirst().map { number, cells in
      let place = "\(file.lastPathComponent), line \(number + 1)"
      guard cells.count == keys.count + Role.allCases.count else { throw AccessError(.badTable, place) }
      let roles = Dictionary(zip(Role.allCases, cells.dropFirst(keys.count))) { $1 }
      return Row(keys: Array(cells.prefix(keys.count)), roles: roles, place: place)
    }
  }
}

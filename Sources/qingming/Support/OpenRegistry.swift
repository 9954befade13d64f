import ArgumentParser
import EventLog
import Foundation
import FrontDoor
import Logging
import Postgres
import PrivateCluster
import Registry
import SealedStore
import Server
import Simulator

/// The database reachable, its schema in place, and the registries of the cities in it.
struct OpenRegistry: Sendable {
  let installation: Installation
  /// Nil when the database is somebody else's server.
  let cluster: PrivateCluster?
  /// Whether this process has started the cluster, and so has to stop it.
  private let hasStartedCluster: Bool
  /// Those of the cities that were asked for, or of all in the database.
  let cities: [CityRegistry]
  let pool: ConnectionPool
  /// Of whoever reads everything and writes nothing.
  let reader: ConnectionPool
  /// Of the role that alone reads what is sealed.
  private let keeping: ConnectionPool
  let logger: Logger
  private let database: String?

  /// Starts the private cluster where one is used, brings the schema up to date, and begins the registries of `wanted`; where
  /// none is wanted, all that are there are opened, and Weihai's where there is none yet.
  static func open(_ options: DataOptions, cities wanted: [City] = [], logger: Logger) async throws -> OpenRegistry {
    let installation = try options.installation()
    let cluster = options.database == nil ? try PrivateCluster(directory: installation.cluster) : nil
    let wasRunning = try await cluster?.isRunning() ?? true
    try await cluster?.start()
    let configuration = Self.configuration(cluster, options.database, user: "registry_app")
    let pool = ConnectionPool(configuration, maximum: 8, logger: logger)
    let reading = Self.configuration(cluster, options.database, user: "registry_reader")
    let reader = ConnectionPool(reading, maximum: 4, logger: logger)
    let keeper = Self.configuration(cluster, options.database, user: "registry_keeper")
    let keeping = ConnectionPool(keeper, maximum: 2, logger: logger)
    do {
      let owner = Self.configuration(cluster, options.database, user: "postgres")
      try await DatabaseSchema.migrate(directory: installation.schemas, configuration: owner, logger: logger)
      let cities = try await Self.cities(wanted, pool: pool, owner: owner, logger: logger)
      return OpenRegistry(
        installation: installation,
        cluster: cluster,
        hasStartedCluster: !wasRunning,
        cities: cities.map { CityRegistry($0, pool: pool, reader: reader, logger: logger) },
        pool: pool,
        reader: reader,
        keeping: keeping,
        logger: logger,
        database: options.database
      )
    } catch {
      await pool.close()
      await reader.close()
      await keeping.close()
      if !wasRunning { try await cluster?.stop() }
      throw error
    }
  }

  /// The cities to open, each with its node installed.
  private static func cities(
    _ wanted: [City],
    pool: ConnectionPool,
    owner: Configuration,
    logger: Logger
  ) async throws -> [City] {
    let nodes = try await pool.query("SELECT node FROM registry.head").decode(Int32.self)
    let there = City.all.filter { nodes.contains(Int32($0.node)) }
    let cities = !wanted.isEmpty ? wanted : there.isEmpty ? [.weihai] : there
    for city in cities where !nodes.contains(Int32(city.node)) {
      try await DatabaseSchema.install(city.registryNode, name: city.nameEn, configuration: owner, logger: logger)
    }
    return cities
  }

  /// How `role` connects.
  func configuration(role: String) -> Configuration { Self.configuration(cluster, database, user: role) }

  private static func configuration(_ cluster: PrivateCluster?, _ database: String?, user: String) -> Configuration {
    Configuration(database ?? cluster?.connectionString() ?? "").with("user", user)
  }

  /// The city of a command that is about one.
  func onlyCity() throws -> CityRegistry {
    guard cities.count == 1, let city = cities.first else {
      throw ValidationError("the database holds several cities: say --city \(cities.map(\.id).joined(separator: "|"))")
    }
    return city
  }

  /// Turns personal numbers into keyed hashes, with the key of this installation.
  func hasher() async throws -> KeyedHasher {
    var isEmpty = true
    for city in cities where isEmpty { isEmpty = try await city.log.head() == .start }
    return try KeyFile(in: installation.data).hasher(mayCreate: isEmpty)
  }

  /// The key-encryption keys of this installation; the first one is made for a database in which nothing has been sealed.
  func sealingKeys() async throws -> KeyDirectory {
    let keys = KeyDirectory(in: installation.data)
    if let inUse = try await KeyInUse.find(pool) {
      _ = try inUse.key(among: keys)
    } else {
      try await withKeeper { try await KeyRotation(pool: $0, keys: keys).begin(try keys.create(1)) }
    }
    return keys
  }

  /// A door for submissions to a city.
  func door(_ city: CityRegistry) async throws -> FrontDoor {
    let sealer = Sealer(pool: pool, node: city.node.rawValue, keys: try await sealingKeys())
    let voucher = Voucher.command(account: NSUserName())
    return FrontDoor(log: city.log, hasher: try await hasher(), sealer: sealer, voucher: voucher, logger: logger)
  }

  /// Runs `body` with connections of the role that alone reads what is sealed.
  func withKeeper<R>(_ body: (ConnectionPool) async throws -> R) async throws -> R { try await body(keeping) }

  /// Where what is sealed of persons is shown, in each city.
  func personDesks() async throws -> [PersonDesk] {
    let (keys, hasher) = (try await sealingKeys(), try await hasher())
    return cities.map { city in
      let keeper = Keeper(pool: keeping, node: city.node.rawValue, keys: keys)
      return PersonDesk(office: PrivacyOffice(log: city.log, keeper: keeper), hasher: hasher)
    }
  }

  /// Ends the connections; the cluster goes on.
  func close() async {
    await pool.close()
    await reader.close()
    await keeping.close()
  }

  /// Ends the connections, and the cluster if this process has started it.
  func stop() async throws {
    await close()
    if hasStartedCluster { try await cluster?.stop() }
  }
}

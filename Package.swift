// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is checked as strictly as the compiler can; a warning is an error.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Half of what the tests of the domain would do otherwise is to read and write JSON without optimisation.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")

func library(_ name: String, _ dependencies: [Target.Dependency] = [], also: [SwiftSetting] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict + also)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "qingming",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "qingming", targets: ["qingming"]),
    .library(name: "Postgres", targets: ["Postgres"]),
    .library(name: "EventLog", targets: ["EventLog"]),
    .library(name: "Registry", targets: ["Registry"]),
    // What Tests/Fuzz is linked with.
    .library(name: "CanonicalJSON", targets: ["CanonicalJSON"]),
    .library(name: "Notary", targets: ["Notary"]),
    .library(name: "TransparencyLog", targets: ["TransparencyLog"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-structured-headers", exact: "1.7.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
  ],
  targets: [
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    // The store: each layer imports only those above it.
    library("Postgres", ["CLibPQ", logging]),
    library(
      "PrivateCluster",
      [
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]
    ),
    library("EventLog", ["Postgres", logging]),
    library(
      "Notary",
      [
        "CanonicalJSON", "EventLog", "TransparencyLog", crypto, logging,
        .product(name: "SystemPackage", package: "swift-system"),
      ]
    ),
    library(
      "WitnessServer",
      [
        "Notary", "TransparencyLog", hummingbird, hummingbirdCore, logging,
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]
    ),
    library("ProjectionEngine", ["EventLog", "Postgres", logging]),

    // The domain: no input or output.
    library("CanonicalJSON", also: optimised),
    library("Registry", ["CanonicalJSON", crypto]),
    library("Simulator", ["CanonicalJSON", crypto]),
    library("Intake", ["CanonicalJSON", "Registry", crypto]),
    library(
      "Access",
      [
        "Registry", crypto, logging, .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "RawStructuredFieldValues", package: "swift-http-structured-headers"),
        .product(name: "SwiftASN1", package: "swift-asn1"), .product(name: "X509", package: "swift-certificates"),
      ]
    ),

    // Proof of what is: trees, tiles and notes, without a log behind them.
    library("TransparencyLog", [crypto], also: optimised),
    library("SM3Tree", ["CLibCrypto", "TransparencyLog"]),

    // What is on record, held against itself.
    library("Audit", ["CanonicalJSON", "EventLog", "Notary", "Postgres", "Registry"]),

    // What must not be in the log.
    library("Sealing", [crypto]),
    library("SealedStore", ["Postgres", "Sealing"]),

    // Where the two meet.
    library(
      "FrontDoor",
      ["CanonicalJSON", "EventLog", "Postgres", "Registry", "SealedStore", "Sealing", logging]
    ),
    library(
      "Server",
      [
        "Access", "CanonicalJSON", "EventLog", "FrontDoor", "Intake", "Notary", "Postgres", "ProjectionEngine",
        "Registry",
        "TransparencyLog", hummingbird, hummingbirdCore, logging,
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]
    ),
    .executableTarget(
      name: "qingming",
      dependencies: [
        "Access", "Audit", "CanonicalJSON", "EventLog", "FrontDoor", "Intake", "Notary", "Postgres", "PrivateCluster",
        "ProjectionEngine", "Registry", "SM3Tree", "SealedStore", "Sealing", "Server", "Simulator", "TransparencyLog",
        "WitnessServer", crypto, logging,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "EventLog", "FrontDoor", "Notary", "Postgres", "PrivateCluster", "ProjectionEngine", "Registry", "SealedStore",
        "Sealing", "Simulator", "TransparencyLog", hummingbird, logging,
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      exclude: ["README.md"],
      swiftSettings: strict
    ),

    .target(
      name: "TestSupport",
      dependencies: [
        "CanonicalJSON", "EventLog", "Postgres", "PrivateCluster", "SealedStore", "Sealing", "TransparencyLog", crypto,
        logging,
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      path: "Tests/TestSupport",
      swiftSettings: strict
    ),
    tests("PrivateClusterTests", ["PrivateCluster", "TestSupport"]),
    tests("PostgresTests", ["Postgres", "TestSupport", logging]),
    tests("CanonicalJSONTests", ["CanonicalJSON", "TestSupport"]),
    tests("EventLogTests", ["EventLog", "Postgres", "PrivateCluster", "TestSupport", crypto, logging]),
    tests("RegistryTests", ["CanonicalJSON", "Registry", "TestSupport"]),
    tests("IntakeTests", ["CanonicalJSON", "Intake", "Registry", "TestSupport"]),
    tests("TransparencyLogTests", ["TransparencyLog", "TestSupport", crypto]),
    tests("SM3TreeTests", ["SM3Tree", "TestSupport", "TransparencyLog"]),
    tests(
      "NotaryTests",
      [
        "EventLog", "Notary", "Postgres", "SM3Tree", "TestSupport", "TransparencyLog", "WitnessServer", logging,
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]
    ),
    tests("SealingTests", ["Sealing", "TestSupport"]),
    tests("SealedStoreTests", ["EventLog", "Postgres", "SealedStore", "Sealing", "TestSupport"]),
    tests("SimulatorTests", ["CanonicalJSON", "Registry", "Simulator"]),
    tests("ProjectionTests", ["CanonicalJSON", "EventLog", "Postgres", "ProjectionEngine", "TestSupport"]),
    tests(
      "FrontDoorTests",
      [
        "CanonicalJSON", "EventLog", "FrontDoor", "Postgres", "PrivateCluster", "Registry", "SealedStore", "Sealing",
        "Simulator", "TestSupport",
      ]
    ),
    tests(
      "AuditTests",
      [
        "Audit", "CanonicalJSON", "EventLog", "FrontDoor", "Notary", "Postgres", "Registry", "SealedStore", "Sealing",
        "Simulator", "TestSupport", "TransparencyLog", logging,
        .product(name: "SystemPackage", package: "swift-system"),
      ]
    ),
    tests(
      "AccessTests",
      [
        "Access", "CanonicalJSON", "Registry", "TestSupport", crypto,
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]
    ),
    tests(
      "ServerTests",
      [
        "Access", "CanonicalJSON", "EventLog", "FrontDoor", "Notary", "Postgres", "ProjectionEngine", "Registry",
        "SealedStore", "Server", "Simulator", "TestSupport", "TransparencyLog", hummingbird, logging,
        .product(name: "SystemPackage", package: "swift-system"),
      ]
    ),
    tests(
      "QingmingTests",
      [
        "Benchmarks", "EventLog", "FrontDoor", "Notary", "Postgres", "PrivateCluster", "ProjectionEngine",
        "Registry", "Simulator", "TestSupport", "TransparencyLog", "qingming", crypto, logging,
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]
    ),
  ]
)

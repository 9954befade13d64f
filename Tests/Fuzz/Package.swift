// swift-tools-version: 6.2
import PackageDescription

/// A package of its own: libFuzzer brings a main function, which nothing else here could be linked with.
let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "qingming", path: "../..")],
  targets: [
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        .product(name: "CanonicalJSON", package: "qingming"), .product(name: "Notary", package: "qingming"),
        .product(name: "TransparencyLog", package: "qingming"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error), .unsafeFlags(["-parse-as-library"]),
      ]
    )
  ]
)

// swift-tools-version: 6.2
import Foundation
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
]

// The suite judges a million dossiers: an engine that is not optimised makes of three minutes fifteen.
// `PLAIN=1 swift build` leaves it as the debugger likes it.
let engine =
  Context.environment["PLAIN"] == nil
  ? settings + [.unsafeFlags(["-O"], .when(configuration: .debug))] : settings

let package = Package(
  name: "two-high-review",
  products: [
    .executable(name: "review", targets: ["ReviewCLI"]),
    .library(name: "AuditLog", targets: ["AuditLog"]),
  ],
  targets: [
    // The engine: text and bytes in, values out.
    .target(name: "Rules", swiftSettings: engine),
    .testTarget(
      name: "RulesTests", dependencies: ["Rules", "Reports", "Spreadsheet"],
      swiftSettings: settings),

    // A review in words: text, pages and JSON.
    .target(
      name: "Reports", dependencies: ["Rules"], exclude: ["Assets"], swiftSettings: engine,
      plugins: ["EmbedAssets"]),
    .target(name: "Embedding", swiftSettings: settings),
    .executableTarget(
      name: "AssetEmbedder", dependencies: ["Embedding"], swiftSettings: settings),
    .plugin(
      name: "EmbedAssets", capability: .buildTool(), dependencies: ["AssetEmbedder"],
      path: "Sources/EmbedAssets"),
    .testTarget(
      name: "ReportBrowserTests", dependencies: ["Rules", "Reports"], swiftSettings: settings),

    // Workbooks as rows of text: knows no rules.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .target(name: "Spreadsheet", dependencies: ["CZlib", "CExpat"], swiftSettings: engine),
    .testTarget(name: "SpreadsheetTests", dependencies: ["Spreadsheet"], swiftSettings: settings),

    // What an editor asks about rules: the only place that knows the Language Server Protocol.
    .target(
      name: "LanguageServer", dependencies: ["Rules", "Reports"], swiftSettings: engine),
    .testTarget(
      name: "LanguageServerTests", dependencies: ["LanguageServer", "Rules"],
      swiftSettings: settings),

    // What the page of the desk calls: here for programs that `review desk` asks instead of the page's module,
    // which alone has the exports.
    .target(
      name: "DeskEngine", dependencies: ["Rules", "Reports"], exclude: ["Exports.swift"],
      swiftSettings: engine),

    // The command line, with the rule files compiled in.
    .executableTarget(
      name: "ReviewCLI",
      dependencies: [
        "Rules", "Reports", "AuditLog", "Spreadsheet", "LanguageServer", "DeskEngine",
      ],
      exclude: ["Encodings/generate-gb18030.py"], swiftSettings: engine, plugins: ["EmbedRules"]),
    .testTarget(
      name: "ReviewCLITests", dependencies: ["ReviewCLI", "AuditLog"],
      exclude: ["Audit/LogOfVersion1"], swiftSettings: settings),
    .executableTarget(
      name: "RulesCompiler", dependencies: ["Rules", "CCrypto", "Embedding"],
      swiftSettings: settings),
    .plugin(
      name: "EmbedRules", capability: .buildTool(), dependencies: ["RulesCompiler"],
      path: "Sources/EmbedRules"),

    // The audit log: knows no rules, so that an auditor can build it alone.
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(
      name: "AuditLog", dependencies: ["CCrypto"], exclude: ["Assets"], swiftSettings: settings,
      plugins: ["EmbedAssets"]),
    .executableTarget(name: "cold-start-benchmark", swiftSettings: settings),
    .executableTarget(
      name: "benchmarks", dependencies: ["Rules", "Reports"], path: "Sources/Benchmarks",
      swiftSettings: settings),
    .executableTarget(
      name: "audit-log-benchmark", dependencies: ["AuditLog"], swiftSettings: settings),
    .executableTarget(
      name: "audit-log-writer", dependencies: ["AuditLog"], path: "Tests/audit-log-writer",
      swiftSettings: settings),
    .testTarget(
      name: "AuditLogTests", dependencies: ["AuditLog", "audit-log-writer"],
      swiftSettings: settings),
  ]
)

// The server behind `review desk`, an executable of its own: the program that judges opens no socket,
// and where libmicrohttpd is not installed everything else is built.
if FileManager.default.fileExists(atPath: "/usr/include/microhttpd.h") {
  package.products.append(.executable(name: "review-desk", targets: ["DeskServer"]))
  package.targets += [
    .systemLibrary(
      name: "CMicrohttpd", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
    .executableTarget(
      name: "DeskServer", dependencies: ["Rules", "CMicrohttpd"], swiftSettings: settings),
    .testTarget(name: "DeskServerTests", dependencies: ["DeskServer"], swiftSettings: settings),
  ]
}

// Readers under libFuzzer and AddressSanitizer, built by Tests/Fuzz/run alone: nothing else is declared, so that
// no other program has to be linked with them.
if Context.environment["FUZZ"] != nil {
  let readers = ["Rules", "Reports", "Spreadsheet", "AuditLog"]
  let parts = ["Embedding", "AssetEmbedder", "EmbedAssets", "CZlib", "CExpat", "CCrypto"]
  let sanitizers = ["-sanitize=fuzzer,address"]
  package.products = [.executable(name: "fuzz", targets: ["fuzz"])]
  package.targets.removeAll { !(readers + parts).contains($0.name) }
  for target in package.targets where readers.contains(target.name) {
    target.swiftSettings = settings + [.unsafeFlags(sanitizers)]
  }
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: readers.map { .target(name: $0) }, path: "Tests/Fuzz/fuzz",
      swiftSettings: settings + [.unsafeFlags(sanitizers + ["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(sanitizers + ["-use-ld=lld"])]))
}

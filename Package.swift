// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "two-high-review",
  products: [
    .executable(name: "review", targets: ["ReviewCLI"])
  ],
  targets: [
    .target(name: "Rules", swiftSettings: settings),
    .executableTarget(
      name: "ReviewCLI", dependencies: ["Rules"], swiftSettings: settings,
      plugins: ["EmbedRules"]),
    .executableTarget(name: "RulesEmbedder", swiftSettings: settings),
    .plugin(
      name: "EmbedRules", capability: .buildTool(), dependencies: ["RulesEmbedder"],
      path: "Sources/EmbedRules"),
    .testTarget(name: "RulesTests", dependencies: ["Rules"], swiftSettings: settings),
  ]
)

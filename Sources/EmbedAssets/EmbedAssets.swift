import Foundation
import PackagePlugin

/// Puts the files of a target's `Assets/` into it whenever they change.
@main
struct EmbedAssets: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let assets = target.directoryURL.appending(path: "Assets")
    let files = try FileManager.default.contentsOfDirectory(
      at: assets, includingPropertiesForKeys: nil)
    let output = context.pluginWorkDirectoryURL.appending(path: "Assets.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files",
        executable: try context.tool(named: "AssetEmbedder").url,
        arguments: ["Assets", output.path()] + files.map { $0.path() },
        inputFiles: files, outputFiles: [output])
    ]
  }
}

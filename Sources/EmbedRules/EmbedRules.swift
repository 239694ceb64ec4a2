import Foundation
import PackagePlugin

/// Compiles the rule files of `Rules/` into a target whenever they change.
@main
struct EmbedRules: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let root = context.package.directoryURL
    let folder = root.appending(path: "Rules")
    let files = try ruleFiles(below: folder) + manifest(in: folder)
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedRules.swift")
    return [
      .buildCommand(
        displayName: "Compiling \(files.count) rule files",
        executable: try context.tool(named: "RulesCompiler").url,
        arguments: [root.path(), output.path()] + files.map { $0.path() },
        inputFiles: files, outputFiles: [output])
    ]
  }

  /// The authority's manifest and its key, where there are any.
  private func manifest(in folder: URL) -> [URL] {
    ["release", "release-key"].map { folder.appending(path: $0) }
      .filter { FileManager.default.fileExists(atPath: $0.path()) }
  }

  /// The rules and the tables beside them; examples and cases stay outside.
  private func ruleFiles(below folder: URL) throws -> [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let urls = found?.compactMap { $0 as? URL } ?? []
    return urls.filter { ["rules", "csv"].contains($0.pathExtension) }
      .sorted { $0.path() < $1.path() }
  }
}

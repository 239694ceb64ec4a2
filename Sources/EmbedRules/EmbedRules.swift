import Foundation
import PackagePlugin

/// Puts files into a target whenever they change: its own `Assets/`, or else the rule files of
/// `Rules/`.
@main
struct EmbedRules: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let root = context.package.directoryURL
    let assets = target.directoryURL.appending(path: "Assets")
    if FileManager.default.fileExists(atPath: assets.path()) {
      let files = try FileManager.default.contentsOfDirectory(
        at: assets, includingPropertiesForKeys: nil)
      return [try embed(files, of: assets, in: "constants", as: "Assets", context)]
    }
    let files = try ruleFiles(below: root.appending(path: "Rules"))
    return [try embed(files, of: root, in: "list", as: "EmbeddedRules", context)]
  }

  private func embed(
    _ files: [URL], of root: URL, in layout: String, as name: String, _ context: PluginContext
  ) throws -> Command {
    let output = context.pluginWorkDirectoryURL.appending(path: "\(name).swift")
    return .buildCommand(
      displayName: "Embedding \(files.count) files",
      executable: try context.tool(named: "RulesEmbedder").url,
      arguments: [layout, name, root.path(), output.path()] + files.map { $0.path() },
      inputFiles: files, outputFiles: [output])
  }

  /// The rules and the tables beside them; examples and cases stay outside.
  private func ruleFiles(below folder: URL) throws -> [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let urls = found?.compactMap { $0 as? URL } ?? []
    return urls.filter { ["rules", "csv"].contains($0.pathExtension) }
      .sorted { $0.path() < $1.path() }
  }
}

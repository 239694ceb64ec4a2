import Rules

// What an editor has open, and what stands around it. Nothing is thrown: a file that cannot be read
// is as good as one that is not there, until somebody saves it.

extension RuleFiles {
  /// The folder of the rules that a file stands among: as far up as folders hold rule files.
  func root(ofEdited path: String) -> String {
    guard var root = PathName.folder(above: path) else { return path }
    while let above = PathName.folder(above: root), (try? holdsRules(above)) == true {
      root = above
    }
    return root
  }

  /// The texts of a folder that `check` would read.
  func textsToEdit(in folder: String) -> [SourceText] {
    guard let found = try? files.contents(of: folder, .everything) else { return [] }
    return found.filter {
      Selection.rulesAndCases.wants($0.path) && $0.state?.kind == .plain
    }.compactMap { try? source($0.path) }
  }

  /// The rules whose words a folder without a vocabulary borrows.
  var textsAroundEdited: [SourceText] { (try? defaults(.rulesAndCases)) ?? [] }
}

import Reports
import Rules

extension CaseRunner {
  /// The projects of the cases that speak of a rule that changed, as dossiers.
  func examples(of differences: [RuleDifference]) -> [WrittenExamples.Example] {
    let changed = Set(differences.filter { $0.changesFindings }.map { $0.rule })
    return cases.flatMap { declaration -> [WrittenExamples.Example] in
      let rules = declaration.rules.filter { changed.contains($0) }
      guard !rules.isEmpty else { return [] }
      return projects(of: declaration).map { project in
        var json = JSONWriter(style: .compact)
        JSONDossier(project.dossier, program: book.program, language: .english).write(to: &json)
        return WrittenExamples.Example(
          title: declaration.title, dossier: json.text, asOf: project.asOf, rules: rules)
      }
    }
  }
}

extension CaseRunner {
  /// The projects that a case is judged on, one for each of its rows, with the day of the review among
  /// their facts; none when it cannot be run.
  public func projects(of declaration: CaseDeclaration) -> [(dossier: Dossier, asOf: CalendarDate)]
  {
    guard case .success(let instances) = instances(of: declaration) else { return [] }
    return instances.map { instance in
      let binding = instance.binding
      var root = binding.dossier.root
      if let field = book.program.vocabulary.asOfField {
        root.facts[field] = Fact(.value(.date(binding.asOf)), range: nil)
      }
      return (Dossier(source: binding.dossier.source, root: root), binding.asOf)
    }
  }
}

import Testing

@testable import Rules

// What is asked for, and what is not.

extension Faithfulness {
  /// Facts that the project can have and that are not asked for do not move the decision.
  mutating func tryIndifferentFacts(_ project: RandomProject, _ random: inout SplitMix64) {
    let asked = project.missing.filter { $0.isDecisive }
    let decisive = Set(asked.compactMap { $0.reference })
    if !asked.isEmpty { counts[.open] += 1 }
    let existence = project.review.binding.existence
    var answers: [Answer] = []
    for place in unasked(of: project, decisive)
    where !existence.absentFields.contains(place.field) && random.chance(60) {
      answers.append(.value(place, source.value(of: place.field, &random)))
    }
    for list in project.dossier.missingLists(in: program.vocabulary)
    where !decisive.contains(list) && random.chance(60) {
      guard case .list(let index) = list.target, !source.feedsTotals(index),
        !existence.absentContainers.contains(index)
      else { continue }
      answers.append(.elements(index, source.list(index, 90, &random)))
    }
    counts[.filled] += answers.count
    let after = answering(answers, of: project)
    guard after.decision != project.review.decision else { return }
    let guilty = needed(of: answers) {
      answering($0, of: project).decision != project.review.decision
    }
    Issue.record("\(project.review.decision), then \(after.decision): \(told(guilty, project))")
  }

  /// What projects of its kind cannot have does not count, and is noted when it is given.
  mutating func tryForeignFact(_ project: RandomProject, _ random: inout SplitMix64) {
    let existence = project.review.binding.existence
    let places = project.review.binding.dossier.places(in: program.vocabulary, missing: true)
      .filter { existence.absentFields.contains($0.field) && $0.indices.isEmpty }
    #expect(Set(project.missing.compactMap { $0.reference }).isDisjoint(with: places))
    guard let place = places.randomElement(using: &random) else { return }
    let after = answering([.value(place, source.value(of: place.field, &random))], of: project)
    counts[.foreign] += 1
    let label = place.label(in: program.vocabulary)
    #expect(
      after.decision == project.review.decision
        || after.foreignNotes.contains { $0.chinese.contains(label) }, "\(label)")
  }

  /// What is said of something that the dossier does not give.
  private enum Answer {
    case value(FactReference, ScalarValue)
    case elements(Int, DossierList)
  }

  /// The facts that are missing and not asked for.
  private func unasked(of project: RandomProject, _ asked: Set<FactReference>) -> [FactReference] {
    let readers = project.trial.readers
    // A total that follows from its sources is not missing.
    return project.review.binding.dossier.places(in: program.vocabulary, missing: true).filter {
      !asked.contains($0) && !program.vocabulary.jurisdictionFields.contains($0.field)
        && !readers.feedTotals([$0.field])
    }
  }

  private func answering(_ answers: [Answer], of project: RandomProject) -> Review {
    var dossier = project.dossier
    for answer in answers {
      switch answer {
      case .value(let place, let value):
        dossier.root.set(
          place, to: Fact(.value(value), range: RandomDossier.place), in: program.vocabulary)
      case .elements(let list, let elements): dossier.root.lists[list] = elements
      }
    }
    return project.review(of: dossier)
  }

  /// Some of the answers, none of which can be left out.
  private func needed(of answers: [Answer], for isSo: ([Answer]) -> Bool) -> [Answer] {
    var kept = answers
    for index in answers.indices.reversed() {
      var fewer = kept
      fewer.remove(at: index)
      if isSo(fewer) { kept = fewer }
    }
    return kept
  }

  private func told(_ answers: [Answer], _ project: RandomProject) -> String {
    let after = answering(answers, of: project)
    let facts = answers.map { answer in
      switch answer {
      case .value(let place, let value): "\(place.path(in: program.vocabulary)) = \(value)"
      case .elements(let list, _): "\(program.vocabulary.containers[list].path.english) given"
      }
    }
    let rules = zip(project.review.findings, after.findings)
      .filter { $0.verdict != $1.verdict }
      .map { "\(project.name(of: $0)) \($0.verdict), then \($1.verdict)" }
    return "\(facts); \(rules)"
  }
}

import Rules

/// What the dossier says of the project itself.
struct HTMLProject {
  let names: HTMLNames

  /// The facts that stand beside those which route the project.
  private var fields: [Int] {
    guard let first = names.vocabulary.jurisdictionFields.first else { return [] }
    let container = names.vocabulary.fields[first].container
    return names.vocabulary.containers[container].fields
  }

  func write(to html: inout HTMLWriter) {
    section.write(to: &html)
  }

  private var section: HTMLSection {
    HTMLSection(id: "project", title: names.say("项目", "Project")) { html in
      html.block("dl", [.class("pairs")]) { html in
        for field in fields where field != names.vocabulary.asOfField {
          guard let fact = names.review.binding.dossier.root.facts[field] else { continue }
          let declared = names.vocabulary.fields[field]
          let text = FactText(program: names.program, language: names.language)
            .text(fact, of: field)
          writePair(
            names.say(declared.label, declared.name.english.spacedWords), text, to: &html)
        }
        writePair(
          names.say("卷宗", "Dossier"), names.review.binding.dossier.source.path, to: &html)
        writePair(
          names.say("审查日", "As of"), names.review.binding.asOf.description, to: &html)
        writePair(
          names.say("规则集", "Rulesets"), names.list(names.review.rulesets.map(names.ruleset)),
          isWide: true, to: &html)
      }
    }
  }

  private func writePair(
    _ name: String, _ value: String, isWide: Bool = false, to html: inout HTMLWriter
  ) {
    html.block("div", isWide ? [.class("wide")] : []) { html in
      html.inline("dt", name)
      html.inline("dd", value)
    }
  }
}

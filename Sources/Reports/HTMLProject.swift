import Rules

/// What the dossier says of the project itself.
struct HTMLProject {
  let names: HTMLNames

  var section: HTMLSection {
    HTMLSection(id: "project", title: names.say("项目", "Project")) { html in
      html.block("ul", [.class("pairs")]) { html in
        for (field, fact) in names.projectFields {
          html.pair(
            names.label(of: field),
            FactText(program: names.program, language: names.language).text(fact, of: field))
        }
        html.pair(names.say("卷宗", "Dossier"), names.review.binding.dossier.source.path)
      }
    }
  }
}

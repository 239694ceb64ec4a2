import Rules

/// What a new edition of policy texts changes, and which rules speak of what was changed.
public struct EditionReport {
  private let editions: [EditionComparison]
  /// Documents whose earlier text is at hand and whose new one is not.
  private let missing: [PolicyDocument]
  private let language: Language

  public init(_ editions: [EditionComparison], missing: [PolicyDocument], _ language: Language) {
    (self.editions, self.missing, self.language) = (editions, missing, language)
  }

  private func say(_ chinese: String, _ english: String) -> String {
    Phrase(chinese, english)[language]
  }

  // MARK: - Text

  public var text: String {
    var lines: [String] = []
    for edition in editions { lines += self.lines(of: edition) + [""] }
    for document in missing {
      lines.append(
        say(
          "没有 \(document.number) 的新版 \(document.textName ?? "").txt，没有比较。",
          "There is no new \(document.textName ?? "").txt of \(document.number); it was not compared."
        ))
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.visibleText
  }

  private func lines(of edition: EditionComparison) -> [String] {
    var lines = ["\(edition.document.number) 《\(edition.document.title)》"]
    let counts = EditionComparison.Change.Kind.allCases.map {
      "\($0.name[language]) \(edition.count($0))"
    }
    lines.append("  " + counts.joined(separator: say("、", ", ")))
    for kind in [EditionComparison.Change.Kind.reworded, .removed, .added] {
      let changes = edition.changes.filter { $0.kind == kind }
      guard !changes.isEmpty else { continue }
      lines.append("")
      lines.append("  " + kind.name[language])
      lines += changes.flatMap { self.lines(of: $0) }
    }
    let moved = edition.changes.filter { $0.kind == .unchanged && $0.isMoved && !cited($0).isEmpty }
    if !moved.isEmpty {
      lines += [
        "", "  " + say("原句换了条款号，依据要改", "same words in another section: correct the citation"),
      ]
      lines += moved.flatMap { self.lines(of: $0) }
    }
    let added = edition.changes.compactMap { $0.kind == .added ? $0.new : nil }
      .filter { $0.kind != .heading }
    if !added.isEmpty {
      lines += ["", "  " + say("增加的句子的登记草稿", "drafts of register entries for what was added")]
      lines += added.map { "  " + edition.new.draftEntry($0, of: edition.document, language) }
    }
    return lines
  }

  private func lines(of change: EditionComparison.Change) -> [String] {
    let section = change.new?.section.text ?? change.old?.sentence.section.text ?? ""
    let moved =
      change.isMoved
      ? say(
        "（原 \(change.old?.sentence.section.text ?? "")）",
        " (was \(change.old?.sentence.section.text ?? ""))") : ""
    let words =
      change.difference?.marked ?? change.new?.text ?? change.old?.sentence.text ?? ""
    var lines = ["    \(section)\(moved)「\(words)」"]
    let cited = cited(change)
    if !cited.isEmpty {
      lines.append(
        "      " + say("引用它的：", "cited by: ") + cited.joined(separator: say("、", ", ")))
    }
    return lines
  }

  /// The rules that quote a sentence, and the entries of the register.
  private func cited(_ change: EditionComparison.Change) -> [String] {
    let entries = (change.old?.omissions ?? []).map { omission in
      omission.id
        ?? say(
          "登记（\(omission.category.name.chinese)）", "register (\(omission.category.name.english))")
    }
    return (change.old?.rules ?? []) + entries
  }

  // MARK: - JSON

  /// `{"documents": [{"document": …, "unchanged": 205, …, "changes": [{"kind": "reworded", …}]}], …}`;
  /// sentences that did not change are only counted.
  public func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("documents") { json in
        json.array { json in
          for edition in editions { write(edition, to: &json) }
        }
      }
      json.strings("missing", missing.map { $0.number })
    }
  }

  private func write(_ edition: EditionComparison, to json: inout JSONWriter) {
    json.object { json in
      json.member("document", edition.document.number)
      json.member("title", edition.document.title)
      for kind in EditionComparison.Change.Kind.allCases {
        json.member(kind.rawValue, edition.count(kind))
      }
      json.member("changes") { json in
        json.array { json in
          for change in edition.changes where change.kind != .unchanged || change.isMoved {
            write(change, of: edition, to: &json)
          }
        }
      }
    }
  }

  private func write(
    _ change: EditionComparison.Change, of edition: EditionComparison, to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("kind", change.kind.rawValue)
      json.member("oldSection", change.old?.sentence.section.text)
      json.member("section", change.new?.section.text)
      json.member("old", change.old?.sentence.text)
      json.member("new", change.new?.text)
      if let difference = change.difference {
        json.member("words") { json in
          json.array { json in
            for part in difference.parts {
              json.object { json in
                json.member("kind", part.kind.rawValue)
                json.member("text", part.text)
              }
            }
          }
        }
      }
      json.strings("rules", change.old?.rules ?? [])
      json.strings("omissions", (change.old?.omissions ?? []).compactMap { $0.id })
      if change.kind == .added, let new = change.new, new.kind != .heading {
        json.member("draft", edition.new.draftEntry(new, of: edition.document, language))
      }
    }
  }
}

extension EditionComparison.Change.Kind {
  fileprivate var name: Phrase {
    switch self {
    case .unchanged: Phrase("不变", "unchanged")
    case .reworded: Phrase("改写", "reworded")
    case .removed: Phrase("删去", "removed")
    case .added: Phrase("增加", "added")
    }
  }
}

extension TextDifference {
  /// `PUE不高于[-1.3-]{+1.2+}`, as `git diff --word-diff` marks it.
  fileprivate var marked: String {
    parts.map { part in
      switch part.kind {
      case .same: part.text
      case .removed: "[-\(part.text)-]"
      case .added: "{+\(part.text)+}"
      }
    }.joined()
  }
}

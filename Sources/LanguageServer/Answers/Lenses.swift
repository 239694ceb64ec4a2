import Rules

// What stands above a rule in the editor: its cases and what comes of them, and what the edits since
// the last saving do to it. Both are computed when the editor shows them.

extension LanguageServer {
  func lenses(_ question: Question) -> (inout JSONWriter) -> Void {
    var rewritten: Set<String> = []
    if var tree = trees[question.root] {
      let isEdited =
        tree.saved.texts.first { $0.path == question.path }?.bytes
        != question.analysis.sources[question.source].bytes
      if isEdited {
        rewritten = question.analysis.rewrittenRules(
          of: question.source, since: tree.savedAnalysis())
        trees[question.root] = tree
      }
    }
    let rules = question.analysis.outline(of: question.source).filter { $0.keyword == .rule }
    return { json in
      json.array { json in
        for rule in rules {
          self.write(rule, .cases, question, to: &json)
          if rewritten.contains(rule.name) { self.write(rule, .impact, question, to: &json) }
        }
      }
    }
  }

  private enum Lens: String { case cases, impact }

  private func write(
    _ rule: OutlineItem, _ lens: Lens, _ question: Question, to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("range") {
        $0.range(Int(rule.nameRange.start), Int(rule.nameRange.end), in: question.text)
      }
      json.member("data") { json in
        json.object { json in
          json.member("uri", uri(of: question.path))
          json.member("rule", rule.name)
          json.member("lens", lens.rawValue)
        }
      }
    }
  }

  /// Says what a lens is about, in one line.
  func resolveLens(
    _ params: JSONNode, _ id: RequestID
  ) throws(RPCError) -> (inout JSONWriter) -> Void {
    guard let data = params["data"], let uri = data["uri"]?.string,
      let path = DocumentURI.path(of: uri), let rule = data["rule"]?.string,
      let lens = data["lens"]?.string.flatMap({ Lens(rawValue: $0) }), let range = params["range"]
    else { throw RPCError(.invalidParams, "the lens is none of ours") }
    let root = root(of: path)
    guard var tree = trees[root] else {
      throw RPCError(.invalidParams, "the text is not open: \(path)")
    }
    let language = language ?? .chinese
    let title: Phrase
    switch lens {
    case .cases:
      let outcomes = try run(rule, &tree, id)
      title = CaseOutcome.summary(of: outcomes)
    case .impact:
      let difference = tree.impact(today: today).first { $0.rule == rule }
      title = difference?.words ?? Phrase("与存盘的含义相同", "means the same as the saved text")
    }
    trees[root] = tree
    return { json in
      json.object { json in
        json.member("range") { Self.copy(range, to: &$0) }
        json.member("command") { json in
          json.object { json in
            json.member("title", title[language])
            json.member("command", "")
          }
        }
      }
    }
  }

  /// Writes a range as it came.
  private static func copy(_ range: JSONNode, to json: inout JSONWriter) {
    json.object { json in
      for end in ["start", "end"] {
        json.member(end) { json in
          json.object { json in
            for part in ["line", "character"] {
              json.member(part, range[end]?[part]?.integer ?? 0)
            }
          }
        }
      }
    }
  }
}

extension RuleDifference {
  /// What changed, and by which dossier it is seen.
  var words: Phrase {
    let name: Phrase =
      switch change {
      case .equivalent: Phrase("含义相同", "means the same")
      case .stricter: Phrase("比存盘的严", "stricter than the saved text")
      case .looser: Phrase("比存盘的宽", "looser than the saved text")
      case .mixed: Phrase("与存盘的不同", "differs from the saved text")
      case .undecided: Phrase("与存盘的是否相同没有判定", "may differ from the saved text")
      }
    guard let witness = witnesses.first else { return name }
    func verdict(_ verdict: Verdict?) -> Phrase { verdict?.name ?? Phrase("没有这条", "not there") }
    let old = witness.consequences?.old ?? verdict(witness.old)
    let new = witness.consequences?.new ?? verdict(witness.new)
    return Phrase(
      "\(name.chinese)：\(witness.region.chinese) \(old.chinese) → \(new.chinese)",
      "\(name.english): \(witness.region.english) \(old.english) → \(new.english)")
  }
}

import Rules

/// A review as JSON, with the keys that scripts rely on.
public struct JSONReport {
  let review: Review
  let advice: Advice
  let language: Language
  let origin: ReportOrigin
  let contents: Contents
  private let memory: ReportMemory
  let readings: ReadingMemory

  /// Which members are written.
  public enum Contents: Sendable {
    case complete
    /// Those that an audit log commits to. They never change, so that a result of an earlier
    /// version can be compared member by member.
    case committed
  }

  /// - Parameter memory: That of the reports before it.
  public init(
    _ review: Review, advice: Advice, language: Language, origin: ReportOrigin = ReportOrigin(),
    contents: Contents = .complete, memory: ReportMemory = ReportMemory()
  ) {
    self.init(review, advice, language, origin, contents, memory, marks: nil)
  }

  /// - Parameter marks: What is written where facts stand; nil: where they stand.
  init(
    _ review: Review, _ advice: Advice, _ language: Language, _ origin: ReportOrigin,
    _ contents: Contents, _ memory: ReportMemory, marks: FindingMarks?
  ) {
    self.memory = memory
    readings = ReadingMemory(ReasonText(review, language), marks: marks)
    self.origin = origin
    self.review = review
    self.advice = advice
    self.contents = contents
    self.language = language
  }

  var program: Program { review.program }
  var vocabulary: Vocabulary { program.vocabulary }

  /// - Parameter id: What tells it from the other results; nil where it stands alone.
  public func write(id: String? = nil, to json: inout JSONWriter) {
    json.object { json in
      if let id { json.member("id", id) }
      json.member("project") { writeProject(to: &$0) }
      writeHead(to: &json)
      json.member("findings") { json in
        json.array { json in
          for finding in review.findings { write(finding, to: &json) }
        }
      }
      writeRest(to: &json)
      if let digest = origin.dossierDigest {
        json.member("dossier") { $0.object { $0.member("digest", digest) } }
      }
      origin.writeEngine(to: &json)
      if let proof = origin.proof { json.member("audit") { write(proof, to: &$0) } }
    }
  }

  /// The members between the project and the findings.
  func writeHead(to json: inout JSONWriter) {
    json.member("place") { writePlace(to: &$0) }
    json.member("asOf", review.binding.asOf.description)
    json.member("rules") { writeRulesets(to: &$0) }
    json.member("decision", review.decision.name.english)
    json.member("score") { writeScore(to: &$0) }
  }

  /// The members between the findings and the dossier's digest.
  func writeRest(to json: inout JSONWriter) {
    json.member("missing") { writeMissing(to: &$0) }
    if contents == .complete { writeNotes(to: &json) }
    if contents == .complete { json.member("scope") { writeExistence(to: &$0) } }
    if contents == .complete {
      json.member("unverified") {
        JSONUnverified(program: program, language: language)
          .write(UnverifiedFigure.all(in: review), to: &$0)
      }
    }
    JSONRepairs(
      review: review, advice: advice, language: language, contents: contents
    ).write(to: &json)
    json.member("judgement") { writeJudgements(to: &$0) }
    writeLedger(to: &json)
    if contents == .complete {
      JSONAdvice(review: review, advice: advice, language: language).write(to: &json)
    }
    if let release = origin.release { json.member("release") { write(release, to: &$0) } }
  }

  /// What a page shows that is renewed with every keystroke: as ``write(to:)``, with no more of each
  /// finding than its place in ``Review/findings``, its rule, verdict and consequence.
  public func writeOutline(to json: inout JSONWriter) {
    json.object { json in
      json.member("project") { writeProject(to: &$0) }
      json.member("place") { writePlace(to: &$0) }
      json.member("asOf", review.binding.asOf.description)
      json.member("decision", review.decision.name.english)
      json.member("score") { writeScore(to: &$0) }
      json.member("findings") { json in
        json.array { json in
          for (index, finding) in review.findings.enumerated() {
            json.object { json in
              json.member("index", index)
              writeHead(of: finding, to: &json)
            }
          }
        }
      }
      json.member("missing") { writeMissing(to: &$0) }
      writeNotes(to: &json)
      json.member("scope") { writeExistence(to: &$0) }
      JSONRepairs(review: review, advice: advice, language: language, contents: contents)
        .write(to: &json)
      json.member("judgement") { writeJudgements(to: &$0) }
      JSONAdvice(review: review, advice: advice, language: language).write(to: &json)
    }
  }

  /// One finding, by its place in ``Review/findings``, with its facts and reasons.
  public func write(finding index: Int, to json: inout JSONWriter) {
    write(review.findings[index], to: &json)
  }

  /// One short object for a stock: the decision, the rules that were not met, those that are open and
  /// those of both that decide, the score, and if there are any, what else keeps the decision from
  /// being better, and the warnings of reading.
  ///
  /// - Parameters:
  ///   - id: The project's number, else its line.
  ///   - tellsFailures: Whether the findings that are not met follow, with their reasons.
  public func writeBrief(id: String, tellsFailures: Bool, to json: inout JSONWriter) {
    let failed = review.findings.filter { $0.verdict == .notMet }
    let failedRules = Set(failed.map { $0.rule })
    let open = review.findings.filter {
      $0.verdict == .undetermined && !failedRules.contains($0.rule)
    }
    json.object { json in
      json.member("id", id)
      json.member("decision", review.decision.name.english)
      json.member("notMet") { write(rulesOf: failed, to: &$0) }
      json.member("undetermined") { write(rulesOf: open, to: &$0) }
      json.member("decisive") { json in
        json.array { json in
          for rule in review.decisiveRules { json.string(program.rules.rules[rule].id) }
        }
      }
      json.member("score") { json in
        json.object { json in
          json.member("low") { $0.number(review.score.low.scoreText) }
          json.member("high") { $0.number(review.score.high.scoreText) }
        }
      }
      Self.write(bindingNotes: review.bindingNotes, language, to: &json)
      if review.warningCount > 0 { write(review.briefWarnings, to: &json) }
      if tellsFailures { json.member("findings") { writeFailures(to: &$0) } }
    }
  }

  /// Those of the notes of a whole report that bear on the decision; nothing where none does.
  static func write(
    bindingNotes notes: [Phrase], _ language: Language, to json: inout JSONWriter
  ) {
    guard !notes.isEmpty else { return }
    json.member("notes") { json in
      json.array { json in
        for note in notes { json.string(note[language]) }
      }
    }
  }

  /// The findings that are not met, with their reasons.
  private func writeFailures(to json: inout JSONWriter) {
    json.array { json in
      for finding in review.findings where finding.verdict == .notMet { write(finding, to: &json) }
    }
  }

  /// The findings of one rule, with their reasons.
  ///
  /// - Parameter verdict: Only those that came to it; nil: whatever they came to.
  func writeFindings(of rule: Int, _ verdict: Verdict?, to json: inout JSONWriter) {
    json.array { json in
      for finding in review.findings
      where finding.rule == rule && (verdict ?? finding.verdict) == finding.verdict {
        write(finding, to: &json)
      }
    }
  }

  /// The ids of the rules of some findings, each once.
  private func write(rulesOf findings: [Finding], to json: inout JSONWriter) {
    json.array { json in
      var last: Int?
      for finding in findings where finding.rule != last {
        json.string(program.rules.rules[finding.rule].id)
        last = finding.rule
      }
    }
  }

  private func write(_ release: Release, to json: inout JSONWriter) {
    json.object { json in
      json.member("name", release.name)
      json.member("signer", release.signer)
      json.member("differs") { json in
        json.array { json in
          for rule in release.differs { json.string(rule) }
        }
      }
      // How they do: {"NX-3.1-05": "1.2 → 1.3"}.
      json.member("changes") { json in
        json.object { json in
          for rule in release.differs {
            if let change = release.changes[rule] { json.member(rule, change) }
          }
        }
      }
    }
  }

  private func write(_ proof: AuditProofText, to json: inout JSONWriter) {
    json.object { json in
      json.member("seq", proof.sequence)
      json.member("leaf", proof.leafHash)
      json.member("checkpoint", proof.checkpoint)
    }
  }

  private func writeProject(to json: inout JSONWriter) {
    json.object { json in
      Self.writeNames(
        review.text(of: vocabulary.nameField), code: review.text(of: vocabulary.numberField),
        to: &json)
      writeRegions(to: &json)
    }
  }

  /// What a project is called; what it does not say is left out.
  static func writeNames(_ name: String?, code: String?, to json: inout JSONWriter) {
    if let name { json.member("name", name) }
    if let code { json.member("code", code) }
  }

  private func writePlace(to json: inout JSONWriter) {
    json.object { json in
      writeRegions(to: &json)
      json.member("open", !review.openJurisdiction.isEmpty)
      json.member("notes") { json in
        json.array { json in
          for note in review.placeNotes { json.string(note[language]) }
        }
      }
    }
  }

  /// What every report says at its top, and what was said of the dossier when it was read.
  private func writeNotes(to json: inout JSONWriter) {
    json.member("notes") { json in
      json.array { json in
        for note in review.notes { json.string(note[language]) }
      }
    }
    write(review.allWarnings, to: &json)
  }

  /// Warnings of reading, and how many there are besides.
  private func write(_ warnings: [ReadingWarning], to json: inout JSONWriter) {
    json.member("warnings") { warnings.write(to: &$0, language) }
    let rest = review.warningCount - warnings.count
    if rest > 0 { json.member("warningsLeftOut", rest) }
  }

  /// Each place field under its own name; null where it is not known.
  func writeRegions(to json: inout JSONWriter) {
    for (field, region) in zip(vocabulary.jurisdictionFields, review.binding.place.regions) {
      json.member(vocabulary.fields[field].name.english, region)
    }
  }

  private func writeRulesets(to json: inout JSONWriter) {
    json.array { json in
      for index in review.rulesets {
        json.object { json in
          json.member("ruleset", program.rules.rulesets[index].name.english)
          json.member("digest", origin.rulesetDigests[index])
        }
      }
    }
  }

  private func writeScore(to json: inout JSONWriter) {
    json.object { json in
      json.member("low") { $0.number(review.score.low.scoreText) }
      json.member("high") { $0.number(review.score.high.scoreText) }
      json.member("dimensions") { json in
        json.array { json in
          for part in review.score.parts {
            let dimension = vocabulary.dimensions[part.dimension]
            json.object { json in
              json.member("name", dimension.name.english)
              json.member("label", dimension.label)
              json.member("low") { $0.number(part.low.scoreText) }
              json.member("high") { $0.number(part.high.scoreText) }
              json.member("weight") { $0.number(dimension.weight.scoreText) }
            }
          }
        }
      }
    }
  }

  /// What the project cannot have, and what it has all the same.
  private func writeExistence(to json: inout JSONWriter) {
    json.object { json in
      for (key, targets) in [
        ("absent", review.absent), ("foreign", review.binding.existence.foreign),
      ] {
        json.member(key) { json in
          json.array { json in
            for target in targets {
              let reference = FactReference(target)
              json.object { json in
                json.member("field", reference.path(in: vocabulary))
                json.member("label", reference.label(in: vocabulary))
              }
            }
          }
        }
      }
    }
  }

  // MARK: - Findings

  private func write(_ finding: Finding, to json: inout JSONWriter) {
    readings.marks?.begin(finding, in: program)
    json.object { json in
      writeHead(of: finding, to: &json)
      memory.writeCitation(of: finding.rule, to: &json) { json in
        json.member("citation") {
          write(program.rules.rules[finding.rule].citations.first?.citation, to: &$0)
        }
      }
      json.member("facts") { writeFacts(finding, to: &$0) }
      let reasons = explain(finding, in: review, memory: memory.conditions)
      json.member("explanation", ReasonDrawing(readings).lines(reasons).joined(separator: "\n"))
      if contents == .complete {
        json.member("reasons") { JSONReasons(review, readings).write(reasons, to: &$0) }
      }
      json.member("margin") { json in
        if let mark = readings.marks?.marginObject { return json.verbatim(mark) }
        JSONMargin(finding.margin, language, contents: contents).write(to: &json)
      }
      json.member("unverified", !finding.unverified.isEmpty)
      writeWeight(of: finding, to: &json)
      if contents == .complete {
        writeSupposed(finding, to: &json)
        writeReserve(of: finding, to: &json)
      }
      json.member("missing") { json in
        json.array { json in
          for cause in finding.causes {
            if let name = missingName(cause) { json.string(name) }
          }
        }
      }
    }
  }

  /// What else may follow, and what the finding does to the decision: less than its consequence where
  /// a missing fact or a figure that nobody verified is to be settled first.
  private func writeWeight(of finding: Finding, to json: inout JSONWriter) {
    guard contents == .complete, finding.verdict == .notMet || finding.verdict == .undetermined
    else { return }
    json.member("otherConsequences") { json in
      json.array { json in
        for other in finding.otherConsequences {
          json.string(vocabulary.consequences[other.consequence].name.english)
        }
      }
    }
    json.member("weighsAs", finding.effect(in: vocabulary).name.english)
  }

  /// Which rule it is of, and what came of it.
  private func writeHead(of finding: Finding, to json: inout JSONWriter) {
    memory.writeName(of: finding.rule, to: &json) { json in
      let rule = program.rules.rules[finding.rule]
      json.member("rule", rule.id)
      json.member("ruleset", program.rules.rulesets[rule.ruleset].name.english)
      json.member("title", rule.title(language))
    }
    json.member("verdict", finding.verdict.name.english)
    let consequence = finding.consequence.map { vocabulary.consequences[$0.consequence] }
    json.member("consequence", consequence?.name.english)
    json.member("inferred", finding.consequence?.isInferred ?? false)
    writeBesides(of: finding, to: &json)
    json.member("element", finding.element?.elementPath(in: vocabulary))
  }

  /// What follows together with the consequence, where a clause names several.
  private func writeBesides(of finding: Finding, to json: inout JSONWriter) {
    guard let besides = finding.consequence?.besides, !besides.isEmpty else { return }
    json.member("alsoFollows") { json in
      json.array { json in
        for beside in besides {
          json.string(vocabulary.consequences[beside.consequence].name.english)
        }
      }
    }
  }

  /// When the rule lapsed or begins, and what it would say if it were in force.
  private func writeSupposed(_ finding: Finding, to json: inout JSONWriter) {
    switch finding.standing {
    case .lapsed(let until): json.member("lapsed", until.description)
    case .notYetInForce(let since): json.member("begins", since.description)
    case .inForce, .nothingToJudge: return
    }
    guard let supposed = finding.supposed else { return }
    json.member("wouldBe", supposed.verdict.name.english)
    let consequence = supposed.consequence.map { vocabulary.consequences[$0.consequence] }
    json.member("wouldFollow", consequence?.name.english)
  }

  /// How far a number that is held to a limit stays from it: the least of several.
  private func writeReserve(of finding: Finding, to json: inout JSONWriter) {
    guard finding.verdict == .met, let least = finding.reserves(in: program).nearest else { return }
    json.member("reserve") { json in
      if let mark = readings.marks?.reserveObject { return json.verbatim(mark) }
      JSONMargin(least, language).write(to: &json)
    }
  }

  private func write(_ citation: Citation?, to json: inout JSONWriter) {
    guard let citation else {
      json.null()
      return
    }
    json.object { json in
      json.member("document", citation.document)
      json.member("section", citation.section)
      json.member("quote", citation.quote)
    }
  }

  /// The path of what is missing; a parameter is `param.name[key]`.
  private func missingName(_ cause: Cause) -> String? {
    switch cause {
    case .unverified(let figure): return figure.path(in: program)
    case .parameter(let index, let key), .emptyCell(let index, let key),
      .outsideValidity(let index, let key):
      return Figure(parameter: index, key: key).path(in: program)
    default: return cause.fact?.path(in: vocabulary)
    }
  }

  private func writeMissing(to json: inout JSONWriter) {
    json.array { json in
      for item in advice.asked {
        JSONMissing(program: program, language: language, contents: contents)
          .write(item, advice.analysis(of: item), to: &json)
      }
    }
  }

  /// Only where other projects use the same sources: results of a dossier alone have none.
  private func writeLedger(to json: inout JSONWriter) {
    guard !review.ledger.isEmpty else { return }
    json.member("ledger") { json in
      json.array { json in
        for balance in review.ledger { balance.write(to: &json, language) }
      }
    }
  }

  private func writeJudgements(to json: inout JSONWriter) {
    json.array { json in
      for judgement in review.judgements {
        json.object { json in
          json.member("clause", judgement.id ?? judgement.section)
          json.member("section", judgement.section)
          json.member("quote", judgement.quote)
        }
      }
    }
  }
}

extension ExactNumber {
  /// A score to two places, without trailing zeros.
  var scoreText: String { rounded(places: 2).shortDecimal(places: 2) }
}

extension FactReference {
  /// The element a reference to a list with an index names: heatUnits[0].
  func elementPath(in vocabulary: Vocabulary) -> String {
    let path = self.path(in: vocabulary)
    guard let index = indices.last else { return path }
    return path + (index.map { "[\($0)]" } ?? "[]")
  }
}

extension ReportOrigin {
  func writeEngine(to json: inout JSONWriter) {
    guard let version = engineVersion else { return }
    json.member("engine") { $0.object { $0.member("version", version) } }
  }
}

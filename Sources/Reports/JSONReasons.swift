import Rules

/// Reasons as JSON: the tree as it is, with the words of one language.
///
///     {"kind": "part", "truth": "false", "pieces": [
///       {"words": "单位能耗", "field": "project.use", "value": "868", "unit": "千克标准煤/吨",
///         "origin": "dossier.json:12:20"},
///       {"words": " 不高于 "}, …], "reasons": []}
///
/// A group has its heading in `text`; a note has its kind, its words and, when it is open, what
/// would settle it.
struct JSONReasons {
  let review: Review
  private let memory: ReadingMemory
  private let text: ReasonText

  init(_ review: Review, _ memory: ReadingMemory) {
    (self.review, self.memory, text) = (review, memory, memory.text)
  }

  func write(_ reasons: [Reason], to json: inout JSONWriter) {
    json.array { json in
      for reason in reasons { write(reason, to: &json) }
    }
  }

  private func write(_ reason: Reason, to json: inout JSONWriter) {
    json.object { json in
      switch reason {
      case .about(let subject, let truth, let reasons):
        writeGroup(subject.kind, truth, text.heading(subject, truth), reasons, to: &json)
      case .all(let truth, let reasons):
        writeGroup("all", truth, text.together, reasons, to: &json)
      case .any(let truth, let reasons):
        writeGroup("any", truth, text.alternatives(truth), reasons, to: &json)
      case .part(let truth, let pieces, let below):
        json.member("kind", "part")
        json.member("truth", truth?.name)
        json.member("pieces") { json in
          json.array { json in
            for piece in pieces { write(piece, to: &json) }
          }
        }
        json.member("reasons") { write(below, to: &$0) }
      case .note(let note): write(note, to: &json)
      }
    }
  }

  private func writeGroup(
    _ kind: String, _ truth: Truth?, _ heading: String, _ reasons: [Reason],
    to json: inout JSONWriter
  ) {
    json.member("kind", kind)
    json.member("truth", truth?.name)
    json.member("text", heading)
    json.member("reasons") { write(reasons, to: &$0) }
  }

  private func write(_ note: Note, to json: inout JSONWriter) {
    let sentence = memory.sentence(note)
    json.member("kind", note.kind)
    json.member("text", (sentence.label ?? "") + sentence.words)
    guard case .open(let causes) = note else { return }
    json.member("causes") { json in
      json.array { json in
        for cause in causes { json.string(text.sentence(cause)) }
      }
    }
  }

  // MARK: - Pieces

  private func write(_ piece: Piece, to json: inout JSONWriter) {
    json.object { json in
      json.member("words", piece.words[text.language])
      guard let reading = piece.reading else { return }
      if let words = memory.words(of: reading) {
        words.writePiece(to: &json) { write(reading, to: &$0) }
      } else {
        write(reading, to: &json)
      }
    }
  }

  /// The members that say what a value is of, what it is and where it came from.
  private func write(_ reading: ReadValue, to json: inout JSONWriter) {
    switch reading {
    case .fact(let reference, _):
      json.member("field", reference.path(in: review.program.vocabulary))
    case .parameter(let index, let key, _):
      let name = review.program.rules.parameters[index].name.english
      json.member("parameter", key.map { "\(name)[\($0)]" } ?? name)
    case .result, .reviewDate: break
    }
    if let quantity = reading.quantity, let number = quantity.number {
      json.member("value", digits(number, of: reading))
      json.member("unit", quantity.unit?.name[text.language] ?? "")
    } else {
      json.member("value", text.value(reading))
    }
    if let origin = memory.plainOrigin(reading) { json.member("origin", origin) }
  }

  private func digits(_ number: ExactNumber, of reading: ReadValue) -> String {
    guard case .fact(let reference, let fact) = reading else { return number.shortDecimal() }
    return memory.digits(number, of: reference, fact)
  }
}

extension ReadValue {
  /// The number it is; nil for anything else.
  fileprivate var quantity: Quantity? {
    switch self {
    case .fact(_, let fact):
      if case .value(.number(let quantity))? = fact?.state { quantity } else { nil }
    case .result(.quantity(let quantity, _)): quantity
    case .parameter(_, _, let use): use?.quantity
    case .result, .reviewDate: nil
    }
  }
}

extension Truth {
  fileprivate var name: String {
    switch self {
    case .true: "true"
    case .false: "false"
    case .unknown: "unknown"
    }
  }
}

extension Subject {
  fileprivate var kind: String {
    switch self {
    case .scope: "scope"
    case .exclusion: "exclusion"
    case .requirement: "requirement"
    case .furtherGround: "furtherGround"
    case .exception: "exception"
    case .justification: "justification"
    case .existing: "existing"
    case .consequence: "consequence"
    case .marks: "marks"
    case .noMarks: "noMarks"
    case .fullMarks: "fullMarks"
    case .definition: "definition"
    case .element: "element"
    case .unused: "unused"
    }
  }
}

extension Note {
  fileprivate var kind: String {
    switch self {
    case .notYetInForce: "notYetInForce"
    case .lapsed: "lapsed"
    case .supposed: "supposed"
    case .nothingToJudge: "nothingToJudge"
    case .effect: "effect"
    case .forbidden: "forbidden"
    case .margin: "margin"
    case .timeLeft: "timeLeft"
    case .overdue: "overdue"
    case .open: "open"
    case .indifferent: "indifferent"
    case .membership: "membership"
    case .caution: "caution"
    case .unverified: "unverified"
    case .remedy: "remedy"
    }
  }
}

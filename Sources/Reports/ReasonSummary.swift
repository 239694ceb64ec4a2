import Rules

/// Says reasons in running text, a line for each group, each value in brackets behind its words:
///
///     适用：项目阶段（拟建） 是 拟建
///     要求不成立：✗ 单位能耗（958 千克标准煤/吨） 不高于 限额（940 千克标准煤/吨）
///
/// Where the values come from is told elsewhere, once for the whole report.
struct ReasonSummary {
  private let text: ReasonText

  init(_ text: ReasonText) { self.text = text }

  /// The most elements of a list that one line names.
  private static let elementLimit = 8

  func lines(_ reasons: [Reason]) -> [String] {
    var lines: [String] = []
    var consequences: [String] = []
    var asides: [String] = []
    for reason in reasons {
      switch reason {
      case .about(.unused, _, _), .about(.marks, _, _): break
      case .about(.scope, let truth, let parts):
        lines.append(scope(truth) + joined(parts, isMarked: truth != .true))
      case .about(.consequence(let consequence), let truth, let parts):
        consequences.append(
          text.heading(.consequence(consequence), truth) + joined(parts, isMarked: true))
      case .about(let subject, let truth, let parts):
        lines.append(text.heading(subject, truth) + joined(parts, isMarked: true))
      case .note(.open(let causes)):
        lines.append(
          text.sentence(Note.open(causes)).words
            + causes.map { text.sentence($0) }.joined(separator: separator))
      case .note(let note): asides.append(sentence(note))
      case .part, .all, .any: lines.append(inline(reason, isMarked: true))
      }
    }
    if !consequences.isEmpty { lines.append(consequences.joined(separator: separator)) }
    if !asides.isEmpty { lines.append(asides.joined(separator: text.say("", " "))) }
    return lines
  }

  private func scope(_ truth: Truth?) -> String {
    switch truth {
    case .true: text.say("适用：", "It applies:")
    case .false: text.say("不适用：", "It does not apply:")
    case .unknown, nil: text.say("是否适用未定：", "Whether it applies is open:")
    }
  }

  private func sentence(_ note: Note) -> String {
    let sentence = text.sentence(note)
    let words = (sentence.label ?? "") + sentence.words
    return words.hasSuffix("。") || words.hasSuffix(".") ? words : words + text.say("。", ".")
  }

  private var separator: String { text.say("；", "; ") }

  private func joined(_ reasons: [Reason], isMarked: Bool) -> String {
    text.say("", " ")
      + reasons.map { inline($0, isMarked: isMarked) }.joined(separator: separator)
  }

  private func inline(_ reason: Reason, isMarked: Bool) -> String {
    switch reason {
    case .part(let truth, let pieces, let below):
      let sign = isMarked ? truth.map { $0.sign + " " } ?? "" : ""
      return sign + words(of: pieces) + foundations(below)
    case .all(_, let reasons): return group(reasons, text.say(" 且 ", " and "), isMarked)
    case .any(let truth, let reasons):
      // Of alternatives one of which holds, the others are of no interest.
      let shown = truth == .true ? reasons.filter { $0.truth == .true } : reasons
      return group(shown, text.say(" 或 ", " or "), isMarked)
    case .about(let subject, let truth, let reasons):
      return text.heading(subject, truth) + joined(reasons, isMarked: isMarked)
    case .note(let note): return sentence(note)
    }
  }

  private func group(_ reasons: [Reason], _ joiner: String, _ isMarked: Bool) -> String {
    let words = reasons.map { inline($0, isMarked: isMarked) }.joined(separator: joiner)
    return reasons.count == 1 ? words : text.say("（\(words)）", "(\(words))")
  }

  /// What definitions and totals rest on, in square brackets.
  private func foundations(_ below: [Reason]) -> String {
    guard !below.isEmpty else { return "" }
    let rest = below.count - Self.elementLimit
    let more = rest > 0 ? separator + text.say("另 \(rest) 项", "\(rest) more") : ""
    return " ["
      + below.prefix(Self.elementLimit).map { inline($0, isMarked: true) }
      .joined(separator: separator) + more + "]"
  }

  /// The words of a part, each value in brackets behind those that made it.
  func words(of pieces: [Piece]) -> String { words(of: text.phrases(of: pieces)) }

  func words(of phrases: [ReasonText.Words]) -> String {
    phrases.map { words, reading in
      guard let reading else { return words }
      let value = text.value(reading)
      return words + text.say("（\(value)）", " (\(value))")
    }.joined()
  }
}

extension Reason {
  /// What it came to; nil for a note and for what is no condition.
  var truth: Truth? {
    switch self {
    case .about(_, let truth, _), .part(let truth, _, _): truth
    case .all(let truth, _), .any(let truth, _): truth
    case .note: nil
    }
  }
}

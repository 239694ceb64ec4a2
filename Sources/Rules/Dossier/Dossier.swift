/// A project's facts, each with its place in the file and its evidence.
public struct Dossier: Sendable {
  public let source: SourceText
  /// The facts outside any list.
  public internal(set) var root: DossierElement
  /// What was said of its reading and rejects nothing: a key that nobody knows, for one.
  public internal(set) var warnings: [Diagnostic]

  /// - Parameter diagnostics: What was said of its reading; its errors are left out.
  public init(source: SourceText, root: DossierElement, diagnostics: [Diagnostic] = []) {
    self.source = source
    self.root = root
    warnings = diagnostics.filter { $0.severity == .warning }
  }
}

/// The facts of the project, or of one element of a list.
public struct DossierElement: Sendable {
  /// By field; a field that is not here was not given.
  public internal(set) var facts: [Int: Fact] = [:]
  /// By list; a list that is not here was not given.
  public internal(set) var lists: [Int: DossierList] = [:]

  public init() {}

  /// How many elements its lists have, and those in them.
  var elementCount: Int {
    lists.values.reduce(0) { sum, content in
      guard case .elements(let elements) = content else { return sum }
      return elements.reduce(sum + elements.count) { $0 + $1.elementCount }
    }
  }
}

/// The elements of a list as the dossier gives them.
public enum DossierList: Sendable {
  case elements([DossierElement])
  /// The applicant says that it cannot be given.
  case unavailable(String)
}

/// One fact: what is said of a field, where, and on which evidence.
public struct Fact: Sendable {
  public let state: State
  /// The place in the dossier; nil for a fact that follows from others.
  public let range: SourceRange?
  public let evidence: Evidence?

  public enum State: Sendable, Hashable {
    case value(ScalarValue)
    /// The applicant says that it cannot be given.
    case unavailable(String)
    /// The applicant says that it does not apply.
    case notApplicable(String)
    /// It cannot be, as another fact says: what was not granted has no date. It counts as not done.
    case notDone
    /// Projects of this kind cannot have it.
    case absent
  }

  /// A value as one that the dossier gives, at its beginning.
  static func given(_ value: ScalarValue) -> Fact {
    Fact(.value(value), range: SourceRange(source: 0, start: 0, end: 0))
  }

  public init(_ state: State, range: SourceRange?, evidence: Evidence? = nil) {
    self.state = state
    self.range = range
    self.evidence = evidence
  }
}

/// Where a value was taken from: a document, a page, its words.
public struct Evidence: Sendable, Hashable {
  public let document: String?
  public let page: String?
  public let quote: String?
  public let date: String?
  public let authority: String?
  /// SHA-256 of the document's file, 64 hexadecimal digits in small letters, as `sha256sum` prints it.
  public let sha256: String?

  public init(
    document: String?, page: String?, quote: String?, date: String? = nil,
    authority: String? = nil, sha256: String? = nil
  ) {
    self.document = document
    self.page = page
    self.quote = quote
    self.date = date
    self.authority = authority
    self.sha256 = sha256
  }
}

extension Dossier {
  /// The text of a field of the project; nil for none, and for a value that is no text.
  public func text(of field: Int?) -> String? {
    guard let field, case .value(.text(let text))? = root.facts[field]?.state else { return nil }
    return text
  }
}

/// Names a fact of a dossier: a field or list, and the element it belongs to.
public struct FactReference: Sendable, Hashable {
  public enum Target: Sendable, Hashable {
    case field(Int)
    case list(Int)
  }

  public let target: Target
  /// The positions in the enclosing lists, from the outermost; nil: an element not yet known.
  public let indices: [Int?]

  public init(_ target: Target, indices: [Int?] = []) {
    self.target = target
    self.indices = indices
  }

  /// The path as a dossier has it: `heatUnits[0].capacity`.
  public func path(in vocabulary: Vocabulary, _ language: Language = .english) -> String {
    if case .field(let field) = target, !vocabulary.isInList(field) {
      return vocabulary.fields[field].path[language]
    }
    var container: Int?
    var last: String?
    switch target {
    case .field(let field):
      last = vocabulary.fields[field].name[language]
      container = vocabulary.fields[field].container
    case .list(let list):
      last = vocabulary.containers[list].name[language]
      container = vocabulary.containers[list].parent
    }
    var segments = [last ?? ""]
    var rest = indices
    while let index = container, index != 0 {
      let entry = vocabulary.containers[index]
      var segment = entry.name[language]
      if entry.isList {
        segment += (rest.popLast() ?? nil).map { "[\($0)]" } ?? "[]"
      }
      segments.append(segment)
      container = entry.parent
    }
    return segments.reversed().joined(separator: ".")
  }

  public func label(in vocabulary: Vocabulary) -> String {
    switch target {
    case .field(let field): vocabulary.fields[field].label
    case .list(let list): vocabulary.containers[list].label
    }
  }
}

extension Vocabulary {
  /// Whether a field is of the elements of a list.
  fileprivate func isInList(_ field: Int) -> Bool {
    var container: Int? = fields[field].container
    while let index = container {
      if containers[index].isList { return true }
      container = containers[index].parent
    }
    return false
  }
}

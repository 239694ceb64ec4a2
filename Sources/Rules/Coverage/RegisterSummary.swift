/// What the rules and the register say of the policy documents, without the texts.
///
/// It cannot tell which sentences were forgotten; only the texts can.
public struct RegisterSummary: Sendable {
  public let documents: [Document]

  public struct Document: Sendable {
    public let document: PolicyDocument
    /// In the order in which the rule files first name them.
    public let sections: [Section]
  }

  public struct Section: Sendable {
    public let name: SectionName
    /// The rules that cite it.
    public internal(set) var rules: [String] = []
    /// The entries of the register for it.
    public internal(set) var omissions: [Omission] = []
  }

  init(_ rules: CheckedRules, of documents: Set<Int>) {
    self.documents = documents.sorted().compactMap { index in
      let sections = Self.sections(of: index, in: rules)
      return sections.isEmpty ? nil : Document(document: rules.documents[index], sections: sections)
    }
  }

  private static func sections(of document: Int, in rules: CheckedRules) -> [Section] {
    var sections: [Section] = []
    func place(of name: String) -> Int {
      let name = SectionName(name)
      if let found = sections.firstIndex(where: { $0.name == name }) { return found }
      sections.append(Section(name: name))
      return sections.count - 1
    }
    for rule in rules.rules {
      for citation in rule.citations where citation.document == document {
        let section = place(of: citation.citation.section)
        if !sections[section].rules.contains(rule.id) { sections[section].rules.append(rule.id) }
      }
    }
    for omission in rules.omissions
    where rules.documents(of: omission).first == document {
      sections[place(of: omission.section)].omissions.append(omission)
    }
    return sections
  }
}

extension Array where Element == Omission {
  /// How many there are of each category, in the order of the categories; without empty ones.
  public var countsByCategory: [(category: OmissionCategory, count: Int)] {
    OmissionCategory.allCases.compactMap { category in
      let count = filter { $0.category == category }.count
      return count > 0 ? (category, count) : nil
    }
  }
}

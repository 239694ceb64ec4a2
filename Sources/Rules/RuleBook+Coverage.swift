// A path of a rule tree: its coverage is that of its documents, accounted for by the whole tree.

extension RuleBook {
  /// The documents that the book's own texts declare; where they declare none, those that their rules
  /// and their register speak of.
  var ownDocuments: Set<Int> {
    let declared = checked.documents.indices.filter { isOwn(checked.documents[$0].range) }
    guard declared.isEmpty else { return Set(declared) }
    let cited = checked.rules.filter { isOwn($0.range) }.flatMap {
      $0.citations.map { $0.document }
    }
    let registered = checked.omissions.filter { isOwn($0.range) }.flatMap {
      checked.documents(of: $0)
    }
    return Set(cited + registered)
  }

  /// The register of the book's own documents.
  public var register: RegisterSummary { RegisterSummary(checked, of: ownDocuments) }

  /// How the rules account for the sentences of the book's own documents.
  public func coverage(in texts: PolicyTexts) -> Coverage {
    let whole = measureCoverage(of: checked, trees: trees, in: texts)
    let own = ownDocuments.map { checked.documents[$0].number }
    return Coverage(
      documents: whole.documents.filter { own.contains($0.document.number) },
      lost: whole.lost.filter { isOwn($0.range) },
      unmeasured: whole.unmeasured.filter { own.contains($0.number) },
      idle: whole.idle.filter { isOwn($0.range) })
  }
}

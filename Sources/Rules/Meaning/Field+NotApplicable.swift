extension Field {
  /// Whether "not applicable" is one of its choices, so that whoever says it chooses that.
  func saysNotApplicable(in vocabulary: Vocabulary) -> Bool {
    guard case .choice(let list) = type else { return false }
    return vocabulary.choiceLists[list].index(of: "notApplicable") != nil
  }
}

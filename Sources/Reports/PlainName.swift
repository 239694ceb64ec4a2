import Rules

extension String {
  /// What an applicant calls a fact: Chinese as it is; in English the last word of its path in
  /// words, with the element it belongs to.
  ///
  ///     products[0].unitEnergy              unit energy (products 1)
  ///     param.unitEnergyBenchmark[soda]     unit energy benchmark [soda]
  func plainName(_ language: Language) -> String {
    guard language == .english else { return self }
    if hasPrefix("param.") { return String(dropFirst("param.".count)).plainName(language) }
    let head = prefix { $0 != "[" }
    guard head.contains(".") || (head.count < count && last != "]") else {
      let key = dropFirst(head.count)
      return String(head).lowercasedWords + (key.isEmpty ? "" : " \(key)")
    }
    let parts = split(separator: ".")
    guard let last = parts.last else { return self }
    let elements = parts.dropLast().compactMap { part -> String? in
      guard part.hasSuffix("]"), let open = part.firstIndex(of: "["),
        let index = Int(part[part.index(after: open)...].dropLast())
      else { return nil }
      return "\(String(part[..<open]).lowercasedWords) \(index + 1)"
    }
    let name = String(last).lowercasedWords
    return elements.isEmpty ? name : "\(name) (\(elements.joined(separator: ", ")))"
  }

  /// `products 1` for `products[0]`.
  var plainElement: String {
    guard hasSuffix("]"), let open = lastIndex(of: "["),
      let index = Int(self[self.index(after: open)...].dropLast())
    else { return plainName(.english) }
    return "\(String(self[..<open]).plainName(.english)) \(index + 1)"
  }

  /// The name of a value that a condition computes, each path in it in words: `pue` for
  /// `dataCentre.pue`, `applicable approval date` for `applicable procedure.approvalDate`.
  func plainPhrase(_ language: Language) -> String {
    guard language == .english, contains(" ") else { return plainName(language) }
    return split(separator: " ", omittingEmptySubsequences: false).map { word in
      let isName = word.first { $0 != "(" }.map { $0.isASCII && $0.isLetter } ?? false
      return isName ? String(word).plainName(language) : String(word)
    }.joined(separator: " ")
  }

  /// A sentence with the known paths in it in words, and a capital at its start.
  func plainSentence(_ paths: Set<String>) -> String {
    split(separator: " ", omittingEmptySubsequences: false).map { word in
      let head = word.prefix { $0 == "(" }
      let name = word.dropFirst(head.count).reversed().drop { ",;:.)".contains($0) }.reversed()
      let path = String(name)
      guard paths.contains(path) else { return String(word) }
      return head + path.plainName(.english) + word.dropFirst(head.count + path.count)
    }.joined(separator: " ").beginningSentence(.english)
  }

  /// A choice in words: `notConform` is `not conform`; what is no single word stays.
  func plainValue(_ language: Language) -> String {
    guard language == .english,
      allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "," || $0 == " ") })
    else { return self }
    return lowercasedWords
  }

  /// `unitEnergy` is `unit energy`; capitals in a row stay, as in `PUE` and `unit energy quota NX`.
  private var lowercasedWords: String {
    let letters: [Character] = Array(self)
    var text = ""
    for (index, letter) in letters.enumerated() {
      guard letter.isASCII, letter.isUppercase, index > 0, letters[index - 1].isLowercase else {
        text.append(letter)
        continue
      }
      let isAbbreviation = index + 1 < letters.count && letters[index + 1].isUppercase
      text += " " + (isAbbreviation ? String(letter) : letter.lowercased())
    }
    return text
  }
}

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

  /// A choice in words: `notConform` is `not conform`; what is no single word stays.
  func plainValue(_ language: Language) -> String {
    guard language == .english,
      allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "," || $0 == " ") })
    else { return self }
    return lowercasedWords
  }

  /// `unitEnergy` is `unit energy`; what begins with capitals stays, as `PUE`.
  private var lowercasedWords: String {
    var text = ""
    for character in self {
      if character.isASCII, character.isUppercase, text.last?.isLowercase == true {
        text += " " + character.lowercased()
      } else {
        text.append(character)
      }
    }
    return text
  }
}

/// The mutants of what rules share: members of sets and values of tables.
struct SharedMutants {
  let program: Program

  func all() -> [Mutant] { sets() + values() }

  // MARK: - Sets

  private func sets() -> [Mutant] {
    let users = users { step in
      if case .memberOfSet(_, let set) = step { set } else { nil }
    }
    return program.rules.sets.enumerated().flatMap { index, set -> [Mutant] in
      guard let rules = users[index], set.members.count > 1 else { return [] }
      return set.members.sorted().map { member in
        let name = program.vocabulary.choiceLists[set.choiceList].choices[member]
        return Mutant(
          rules, .value(name: set.name, key: name.chinese, row: 0),
          Phrase("去掉这一项", "without this item")
        ) { parts in
          parts.rules = parts.rules.replacing(set.without(member), at: index)
        }
      }
    }
  }

  /// The rules whose conditions use each of some things.
  private func users(of thing: (Step) -> Int?) -> [Int: [Int]] {
    var users: [Int: [Int]] = [:]
    for (index, rule) in program.programRules.enumerated() {
      for used in Set(rule.steps.compactMap { thing(program.steps[$0]) }) {
        users[used, default: []].append(index)
      }
    }
    return users
  }

  // MARK: - Values

  private func values() -> [Mutant] {
    let users = users { step in
      if case .parameter(let parameter, _) = step { parameter } else { nil }
    }
    return users.keys.sorted().flatMap { index -> [Mutant] in
      let parameter = program.rules.parameters[index]
      let rules = users[index] ?? []
      let texts = parameter.rows.texts.enumerated().flatMap { place, entry in
        let key = parameter.keys.first { TextKey.folded($0) == entry.key } ?? entry.key
        return mutants(of: entry.value, rules, index, key: key.isEmpty ? nil : key) {
          parameter, rows in parameter.replacing(rows, text: place)
        }
      }
      let others = parameter.rows.others.enumerated().flatMap { place, entry in
        mutants(of: entry.value, rules, index, key: key(entry.key, parameter)) {
          parameter, rows in parameter.replacing(rows, other: place)
        }
      }
      return texts + others
    }
  }

  private func key(_ value: ScalarValue, _ parameter: CatalogueParameter) -> String {
    ConditionWriter(program: program, language: .chinese).value(value, type: parameter.keyType)
  }

  private func mutants(
    of rows: [ParameterRow], _ rules: [Int], _ index: Int, key: String?,
    _ replacing: @escaping @Sendable (CatalogueParameter, [ParameterRow]) -> CatalogueParameter
  ) -> [Mutant] {
    rows.enumerated().flatMap { position, row in
      others(than: row).map { words, changed in
        var mutant = Mutant(
          rules,
          .value(name: program.rules.parameters[index].name, key: key, row: position), words
        ) { parts in
          var all = rows
          all[position] = changed
          parts.rules = parts.rules.replacing(
            replacing(parts.rules.parameters[index], all), at: index)
        }
        mutant.figure = Figure(parameter: index, key: key)
        return mutant
      }
    }
  }

  /// What a row could say by a slip.
  private func others(than row: ParameterRow) -> [(Phrase, ParameterRow)] {
    var others: [(Phrase, ParameterRow)] = []
    switch row.value {
    case .number(let quantity)?:
      let near = NumberMutants(quantity, written: nil, program.vocabulary).all
      others += near.map { ($0.words, row.with(value: .number($0.quantity))) }
    case .truth(let truth)?:
      others.append((Phrase("是↔否", "yes ↔ no"), row.with(value: .truth(!truth))))
    case .date(let date)?:
      for by in [-1, 1] {
        guard let moved = date.adding(days: by) else { continue }
        others.append((RuleMutants.days(by), row.with(value: .date(moved))))
      }
    case .text?, .choice?, .choices?:
      others.append((Phrase("去掉这个值", "without this value"), row.with(value: nil)))
    case .days?, nil: break
    }
    for (date, isStart) in [(row.validity.since, true), (row.validity.until, false)] {
      guard let date else { continue }
      for by in [-1, 1] {
        guard let moved = date.adding(days: by) else { continue }
        let day = RuleMutants.days(by)
        let validity =
          isStart
          ? Validity(since: moved, until: row.validity.until)
          : Validity(since: row.validity.since, until: moved)
        others.append(
          (
            Phrase("\(date) \(day.chinese)", "\(date) \(day.english)"),
            row.with(value: row.value, validity: validity)
          ))
      }
    }
    return others
  }
}

extension NamedSet {
  fileprivate func without(_ member: Int) -> NamedSet {
    NamedSet(
      name: name, label: label, choiceList: choiceList, members: members.subtracting([member]),
      source: source)
  }
}

extension ParameterRow {
  fileprivate func with(value: ScalarValue?, validity: Validity? = nil) -> ParameterRow {
    ParameterRow(
      value: value, validity: validity ?? self.validity, verification: verification, basis: basis,
      source: source)
  }
}

extension CatalogueParameter {
  fileprivate func replacing(_ rows: [ParameterRow], text place: Int) -> CatalogueParameter {
    var texts = self.rows.texts
    texts[place] = KeyedValues.Entry(key: texts[place].key, value: rows)
    return with(KeyedValues(texts: texts, others: self.rows.others))
  }

  fileprivate func replacing(_ rows: [ParameterRow], other place: Int) -> CatalogueParameter {
    var others = self.rows.others
    others[place] = KeyedValues.Entry(key: others[place].key, value: rows)
    return with(KeyedValues(texts: self.rows.texts, others: others))
  }

  private func with(_ rows: KeyedValues<[ParameterRow]>) -> CatalogueParameter {
    CatalogueParameter(
      name: name, label: label, type: type, unit: unit, bareUnit: bareUnit, keyType: keyType,
      keyLevel: keyLevel, source: source,
      table: Deferred(ParameterTable(rows: rows, keys: self.keys, parts: self.parts)))
  }
}

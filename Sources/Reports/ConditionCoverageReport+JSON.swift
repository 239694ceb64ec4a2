import Rules

extension ConditionCoverageReport {
  /// The member `coverage` of what `review test --format json` prints.
  ///
  ///     {"percent": "98.4", "reached": 984, "total": 1000,
  ///      "groups": [{"group": "conditions", "percent": …}],
  ///      "documents": [{"document": "宁政发〔2022〕30号", "title": "…", "percent": …, "rules": [
  ///        {"rule": "NX-3.1-05", "percent": …, "missing": [
  ///          {"at": "a.rules:12:6", "text": "数据中心.PUE 不高于 1.2", "lacks": ["不明"]}]}]}],
  ///      "tables": [{"parameter": "能效标杆水平", "percent": …, "missing": ["电石"]}],
  ///      "unreachable": [{"at": "a.rules:20:4", "text": "能源.新增耗煤 高于 0", "lacks": "略低于界限"}]}
  func write(to json: inout JSONWriter) {
    json.object { json in
      write(coverage.total, to: &json)
      json.member("groups") { json in
        json.array { json in
          for (group, count) in groups {
            json.object { json in
              json.member("group", group.key)
              write(count, to: &json)
            }
          }
        }
      }
      json.member("documents") { json in
        json.array { json in for document in documents { write(document, to: &json) } }
      }
      json.member("tables") { json in
        json.array { json in for table in coverage.tables { write(table, to: &json) } }
      }
      json.member("unreachable") { json in
        json.array { json in for goal in unreachable { write(goal, to: &json) } }
      }
    }
  }

  /// What is proved to be shown by no dossier, in the order of the texts.
  private var unreachable: [CoverageGoal] {
    coverage.unreachable.sorted { left, right in
      (left.place.source, left.place.start, left.kind.name.english)
        < (right.place.source, right.place.start, right.kind.name.english)
    }
  }

  private func write(_ goal: CoverageGoal, to json: inout JSONWriter) {
    json.object { json in
      json.member("at", at(goal.place))
      json.member("text", words(at: goal.place))
      json.member("lacks", goal.kind.name[language])
    }
  }

  private func write(_ count: CoverageCount, to json: inout JSONWriter) {
    json.member("percent", count.percent)
    json.member("reached", count.reached)
    json.member("total", count.total)
  }

  private func write(_ document: OfDocument, to json: inout JSONWriter) {
    json.object { json in
      json.member("document", document.document?.number)
      json.member("title", document.document?.title)
      write(count(document), to: &json)
      json.member("rules") { json in
        json.array { json in for rule in document.rules { write(rule, to: &json) } }
      }
    }
  }

  private func write(_ rule: ConditionCoverage.OfRule, to json: inout JSONWriter) {
    json.object { json in
      json.member("rule", catalogue.rules[rule.rule].id)
      write(coverage.count(rule.goals), to: &json)
      json.member("missing") { json in
        json.array { json in
          for place in places(of: rule) where !place.missing.isEmpty {
            json.object { json in
              json.member("at", at(place.place))
              json.member("text", words(at: place.place))
              json.member("lacks") { json in
                json.array { json in
                  for goal in place.missing { json.string(name(of: goal, in: rule.rule)) }
                }
              }
            }
          }
        }
      }
    }
  }

  private func write(_ table: TableCoverage, to json: inout JSONWriter) {
    json.object { json in
      json.member("parameter", label(of: table.parameter))
      write(table.count, to: &json)
      json.member("missing") { json in
        json.array { json in for key in table.missing { json.string(key) } }
      }
    }
  }
}

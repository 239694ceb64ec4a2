extension ParameterForm {
  /// The form as a parameter file in which nothing is given.
  ///
  ///     "regionBehindBasicTarget": {
  ///       "$comment": "所在地区未达到能耗强度降低基本目标进度要求；是、否；键：项目所在市（盟）",
  ///       "中卫市": {"value": null, "source": null}
  ///     }
  public func json(_ language: Language) -> String {
    var json = JSONWriter(style: .pretty)
    json.object { json in
      let advice = Phrase(
        "主管部门和其他文件给定的值，供 review evaluate --parameters。值写在 value；留 null 则用规则中的值，规则中没有即为未知。",
        "What the authority and other instruments give, for review evaluate --parameters. Where value stays null the rules' own value holds, if they have one."
      )
      json.member(
        JSONMember.commentKey, ([advice] + notes).map { $0[language] }.joined(separator: " "))
      for entry in entries {
        json.member(entry.name[language]) { json in
          json.object { json in
            let comment = entry.remark(language)
            if entry.keyKind == nil {
              Self.writeValue(comment, to: &json)
            } else {
              json.member(JSONMember.commentKey, comment)
              for key in entry.keys {
                json.member(key[language]) { json in
                  json.object { Self.writeValue(nil, to: &$0) }
                }
              }
            }
          }
        }
      }
    }
    json.endLine()
    return json.text
  }

  private static func writeValue(_ comment: String?, to json: inout JSONWriter) {
    json.member("value", String?.none)
    json.member("source", String?.none)
    if let comment { json.member(JSONMember.commentKey, comment) }
  }
}

extension ParameterForm.Entry {
  /// All that is to be known of it, in one line.
  fileprivate func remark(_ language: Language) -> String {
    var texts = [label, answer.text(language)]
    if let unit { texts.append(Phrase("单位：\(unit.chinese)", "unit: \(unit.english)")[language]) }
    if let keyKind {
      texts.append(Phrase("键：\(keyKind.chinese)", "keys: \(keyKind.english)")[language])
    }
    if let known { texts.append(known[language]) }
    if let source { texts.append(Phrase("来源：\(source)", "source: \(source)")[language]) }
    texts.append(
      Phrase("规则：\(rules.joined(separator: " "))", "rules: \(rules.joined(separator: " "))")[
        language])
    return texts.joined(separator: language == .chinese ? "；" : "; ")
  }
}

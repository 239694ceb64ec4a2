/// Which witnesses count, and how many of them are enough.
///
/// ```
/// log two-high.local/lz01+a98eadb7+AZ3L0nZ…
/// witness 省厅 audit.province.local/w+1f2e3d4c+BAbc…
/// witness 审计局 audit.city.local/w+5a6b7c8d+BDef…
/// witness 邻市 neighbour.local/w+9e8f7a6b+BGhi…
/// group 外证 2 省厅 审计局 邻市
/// quorum 外证
/// ```
/// <https://c2sp.org/tlog-policy>. Addresses behind a key are allowed and not used.
public struct WitnessPolicy: Sendable {
  private enum Rule {
    case witness(VerifierKey)
    case group(threshold: Int, members: [[UInt8]])
  }

  /// The logs that it speaks of; empty for any.
  public private(set) var logs: [VerifierKey] = []
  // Names are opaque bytes.
  private var rules: [[UInt8]: Rule] = [:]
  private var quorum: [UInt8]?

  /// The policy that `bytes` hold; `place` names the text in what is thrown.
  public init(_ bytes: [UInt8], place: String) throws(AuditLogError) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let words = line.split { $0 == 0x20 || $0 == 0x09 }.map { Array($0) }
      guard let first = words.first, first.first != UInt8(ascii: "#") else { continue }
      do throws(JSONProblem) {
        try take(String(decoding: first, as: UTF8.self), Array(words.dropFirst()))
      } catch {
        throw .unfitFile(
          place: "\(place):\(index + 1)", problem: "\(error.message) / 见证规则（tlog-policy）的这一行不合格式")
      }
    }
    guard quorum != nil else {
      throw .unfitFile(
        place: place, problem: "there must be one `quorum` line / 应有且只有一行 quorum")
    }
  }

  private mutating func take(_ keyword: String, _ words: [[UInt8]]) throws(JSONProblem) {
    func text(_ word: [UInt8]) -> String { String(decoding: word, as: UTF8.self) }
    switch keyword {
    case "log":
      guard let word = words.first, let key = VerifierKey(text(word)) else {
        throw JSONProblem(offset: 0, message: "`log` needs a verifier key")
      }
      logs.append(key)
    case "witness":
      guard words.count >= 2, let key = VerifierKey(text(words[1]), for: .cosignature) else {
        throw JSONProblem(
          offset: 0, message: "`witness` needs a name and a key for cosignatures (type 04)")
      }
      guard !witnesses.contains(where: { $0.publicKey == key.publicKey }) else {
        throw JSONProblem(offset: 0, message: "a witness's key stands twice")
      }
      try define(words[0], .witness(key))
    case "group":
      guard words.count >= 3 else {
        throw JSONProblem(offset: 0, message: "`group` needs a name, a number and members")
      }
      let members = Array(words[2...])
      let threshold: Int? =
        switch text(words[1]) {
        case "all": members.count
        case "any": 1
        case let digits: Int(digits)
        }
      guard let threshold, (1...members.count).contains(threshold),
        members.allSatisfy({ rules[$0] != nil }), Set(members).count == members.count
      else {
        throw JSONProblem(
          offset: 0, message: "a group needs k of n members, each defined above and named once")
      }
      try define(words[0], .group(threshold: threshold, members: members))
    case "quorum":
      guard quorum == nil, words.count == 1, rules[words[0]] != nil || text(words[0]) == "none"
      else {
        throw JSONProblem(offset: 0, message: "one `quorum` line names what is defined above")
      }
      quorum = words[0]
    default:
      throw JSONProblem(offset: 0, message: "`\(keyword)` is none of log, witness, group, quorum")
    }
  }

  private mutating func define(_ name: [UInt8], _ rule: Rule) throws(JSONProblem) {
    guard rules[name] == nil, name != Array("none".utf8) else {
      throw JSONProblem(offset: 0, message: "a name stands twice, or is `none`")
    }
    rules[name] = rule
  }

  /// The keys of all witnesses.
  public var witnesses: [VerifierKey] {
    rules.values.compactMap { if case .witness(let key) = $0 { key } else { nil } }
  }

  /// Whether these witnesses are enough; never by `quorum none`, which asks for nobody's word.
  func isMet(by keys: [VerifierKey]) -> Bool {
    quorum.map { isMet($0, by: keys) } ?? false
  }

  private func isMet(_ name: [UInt8], by keys: [VerifierKey]) -> Bool {
    switch rules[name] {
    case .witness(let key): keys.contains(key)
    case .group(let threshold, let members):
      members.count { isMet($0, by: keys) } >= threshold
    case nil: false
    }
  }
}

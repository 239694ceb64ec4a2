import AuditLog
import Rules

/// One part of the index: the uses and projects whose keys have one hash.
struct Shelf {
  /// How many shelves an index has.
  static let count = 256

  /// A use under one of its keys, or what is left of one whose documents were destroyed.
  struct Entry {
    /// Empty where it was destroyed.
    let key: String
    /// The hash of the key with the salt of the index, where the key itself was destroyed.
    let hash: String?
    /// As it stands in the file; of many lines few are read any further.
    let line: ArraySlice<UInt8>

    /// nil for a line that others wrote.
    func use(_ units: UnitTable) -> SourceBalance.Use? {
      Shelf.node(line)?["use"].flatMap { SourceBalance.Use($0, units: units) }
    }

    var sequence: Int? { Shelf.node(line)?["use"]?["seq"]?.integer }
  }

  private var entries: [Entry] = []
  private var placesOfKey: [String: [Int]] = [:]
  private var newestOfProject: [String: Int] = [:]

  /// Reads the lines of a file.
  init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: 0x0A) {
      if let key = Self.text(of: line, behind: #"{"key":"#) {
        append(Entry(key: key, hash: nil, line: line))
      } else if let hash = Self.text(of: line, behind: #"{"hash":"#) {
        append(Entry(key: "", hash: hash, line: line))
      } else if let node = Self.node(line), let key = node["project_key"]?.string,
        let sequence = node["seq"]?.integer
      {
        add(project: key, sequence)
      }
    }
  }

  private static func node(_ line: ArraySlice<UInt8>) -> JSONNode? {
    JSONReader.read(SourceText(path: "ledger", bytes: Array(line)), index: 0).node
  }

  /// The string behind the opening of a line; nil for another opening.
  private static func text(of line: ArraySlice<UInt8>, behind opening: String) -> String? {
    guard line.starts(with: opening.utf8) else { return nil }
    let (quote, escape) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    let start = line.startIndex + opening.utf8.count
    guard start < line.endIndex, line[start] == quote else { return nil }
    var end = start + 1
    while end < line.endIndex, line[end] != quote { end += line[end] == escape ? 2 : 1 }
    guard end < line.endIndex else { return nil }
    let text = line[(start + 1)..<end]
    return text.contains(escape)
      ? node(line[start...end])?.string : String(decoding: text, as: UTF8.self)
  }

  static func name(_ number: Int) -> String {
    (number < 16 ? "0" : "") + String(number, radix: 16)
  }

  // FNV-1a, 64 bits, folded. <http://www.isthe.com/chongo/tech/comp/fnv/>
  static func number(_ key: String) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int((hash ^ (hash >> 32)) & 0xFF)
  }

  /// The uses that are not destroyed.
  func uses(_ units: UnitTable) -> [SourceBalance.Use] {
    entries.filter { $0.hash == nil }.compactMap { $0.use(units) }
  }

  /// The entries under a key, those among them whose key was destroyed.
  func entries(of key: String, _ salt: String) -> [Entry] {
    let known = (placesOfKey[key] ?? []).map { entries[$0] }
    let hidden = placesOfKey[""] ?? []
    guard !hidden.isEmpty else { return known }
    let hash = Self.hash(key, salt)
    return known + hidden.map { entries[$0] }.filter { $0.hash == hash }
  }

  /// The newest decision on a project.
  func newest(of key: String) -> Int? { newestOfProject[key] }

  mutating func add(project key: String, _ sequence: Int) {
    newestOfProject[key] = max(sequence, newestOfProject[key] ?? 0)
  }

  mutating func add(_ use: SourceBalance.Use, _ key: String) {
    guard use.sequence != nil else { return }
    let entry = Entry(
      key: key, hash: nil, line: Self.line("key", key, use)[...])
    // Entered again after a crash, it stands once.
    let isThere = (placesOfKey[key] ?? []).contains { entries[$0].line == entry.line }
    if !isThere { append(entry) }
  }

  private mutating func append(_ entry: Entry) {
    placesOfKey[entry.key, default: []].append(entries.count)
    entries.append(entry)
  }

  /// Forgets the words and amounts of a decision; false when it has none here.
  mutating func destroy(_ sequence: Int, _ salt: String) -> Bool {
    guard entries.contains(where: { $0.hash == nil && $0.sequence == sequence }) else {
      return false
    }
    let old = entries
    (entries, placesOfKey) = ([], [:])
    for entry in old {
      guard entry.hash == nil, entry.sequence == sequence, let use = entry.use(UnitTable()) else {
        append(entry)
        continue
      }
      let hash = Self.hash(entry.key, salt)
      append(
        Entry(
          key: "", hash: hash, line: Self.line("hash", hash, use.hidden)[...]))
    }
    return true
  }

  private static func line(_ key: String, _ value: String, _ use: SourceBalance.Use) -> [UInt8] {
    var json = JSONWriter(style: .compact)
    json.object { json in
      json.member(key, value)
      json.member("use") { use.write(to: &$0, .chinese) }
    }
    return json.bytes
  }

  private static func hash(_ key: String, _ salt: String) -> String {
    SHA256.hash(Array("\(salt)\n\(key)".utf8)).hexadecimal
  }

  var bytes: [UInt8] {
    var json = JSONWriter(style: .compact)
    var bytes: [UInt8] = []
    for (key, sequence) in newestOfProject.sorted(by: { $0.key < $1.key }) {
      json.object { json in
        json.member("project_key", key)
        json.member("seq", sequence)
      }
      json.endLine()
      bytes += Array(json.drain().utf8)
    }
    for entry in entries { bytes += entry.line + [0x0A] }
    return bytes
  }
}

extension SourceBalance.Use {
  /// The project and the decision, with nothing of the source.
  fileprivate var hidden: SourceBalance.Use {
    SourceBalance.Use(
      project: project,
      claim: SourceClaim(
        list: "", part: "", position: [], number: "", names: [], date: "", amount: nil, whole: nil),
      sequence: sequence, decision: decision, since: since)
  }

  /// A use of the source that another dossier claims now, of an amount that nobody knows.
  func destroyed(as claim: SourceClaim) -> SourceBalance.Use {
    SourceBalance.Use(
      project: project,
      claim: SourceClaim(
        list: claim.list, part: claim.part, position: [], number: claim.number,
        names: claim.names, date: claim.date, amount: nil, whole: nil),
      sequence: sequence, decision: decision, since: since)
  }
}

/// How much of a log an index holds.
struct Head {
  /// What the ledgers read, by which it was made.
  let fields: String
  /// Random, so that what is hashed cannot be found by trying names elsewhere.
  let salt: String
  private(set) var size = 0
  /// The leaf hash of the last entry it holds.
  private(set) var leaf: Digest?
  /// The root of the tree of just so many entries; nil where nobody knows it. While the log has it,
  /// nothing of the log needs to be read.
  private var root: Digest?
  /// The digest of each shelf that is not empty, so that none is lost unseen.
  private var digests: [String: String] = [:]

  init(fields: String) {
    self.fields = fields
    salt = (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined()
  }

  /// nil when the bytes are not what ``bytes`` makes.
  init?(_ bytes: [UInt8]) {
    let source = SourceText(path: "head", bytes: bytes)
    guard let node = JSONReader.read(source, index: 0).node,
      let fields = node["fields"]?.string, let salt = node["salt"]?.string,
      let size = node["size"]?.integer
    else { return nil }
    (self.fields, self.salt, self.size) = (fields, salt, size)
    leaf = node["leaf"]?.string.flatMap { Digest(hexadecimal: $0) }
    root = node["root"]?.string.flatMap { Digest(hexadecimal: $0) }
    guard case .object(let members)? = node["shelves"]?.kind else { return nil }
    for member in members { digests[member.key] = member.value.string }
  }

  /// Whether a shelf is the one that was stored last.
  func knows(_ bytes: [UInt8], of number: Int) -> Bool {
    digests[Shelf.name(number)] == (bytes.isEmpty ? nil : SHA256.hash(bytes).hexadecimal)
  }

  mutating func keep(_ bytes: [UInt8], of number: Int) {
    digests[Shelf.name(number)] = bytes.isEmpty ? nil : SHA256.hash(bytes).hexadecimal
  }

  mutating func advance(to size: Int, leaf: Digest) {
    (self.size, self.leaf, root) = (size, leaf, nil)
  }

  /// Takes down the root of a log that has as many entries.
  mutating func note(_ tip: (size: Int, root: Digest)) {
    if tip.size == size { root = tip.root }
  }

  /// Whether a log has these entries and no others.
  func isTip(_ tip: (size: Int, root: Digest)) -> Bool { size == tip.size && root == tip.root }

  var bytes: [UInt8] {
    var json = JSONWriter(style: .compact)
    json.object { json in
      json.member("fields", fields)
      json.member("leaf", leaf?.hexadecimal ?? "")
      json.member("root", root?.hexadecimal ?? "")
      json.member("salt", salt)
      json.member("shelves") { json in
        json.object { json in
          for (name, digest) in digests.sorted(by: { $0.key < $1.key }) {
            json.member(name, digest)
          }
        }
      }
      json.member("size", size)
    }
    json.endLine()
    return json.bytes
  }
}

/// What later entries of the log say of decisions.
struct LaterDecisions {
  /// The decision that holds instead, by the number of the evaluation; the last override counts.
  var decisions: [Int: String] = [:]
  /// The evaluations whose sources cannot be read.
  var unread: Set<Int> = []

  init() {}

  init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: 0x0A) {
      let source = SourceText(path: "later", bytes: Array(line))
      guard let node = JSONReader.read(source, index: 0).node, let of = node["of"]?.integer else {
        continue
      }
      if let decision = node["decision"]?.string {
        decisions[of] = decision
      } else {
        unread.insert(of)
      }
    }
  }

  var bytes: [UInt8] {
    var json = JSONWriter(style: .compact)
    for (of, decision) in decisions.sorted(by: { $0.key < $1.key }) {
      json.object { json in
        json.member("of", of)
        json.member("decision", decision)
      }
      json.endLine()
    }
    for of in unread.sorted() {
      json.object { $0.member("of", of) }
      json.endLine()
    }
    return json.bytes
  }
}

extension JSONNode {
  fileprivate var integer: Int? { if case .number(let digits) = kind { Int(digits) } else { nil } }
}

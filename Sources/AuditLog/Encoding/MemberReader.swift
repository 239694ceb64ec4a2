/// Takes the members of an object one by one, and insists at the end that none is left.
struct MemberReader {
  private var members: [CanonicalJSON.Member]

  /// Reads an object; anything else has no members.
  init(_ value: CanonicalJSON) {
    if case .object(let members) = value { self.members = members } else { members = [] }
  }

  /// What was not taken yet.
  var rest: [CanonicalJSON.Member] { members }

  func problem(_ message: String) -> JSONProblem {
    JSONProblem(offset: 0, message: message)
  }

  /// The member's value, `nil` when there is no such member.
  mutating func take(_ key: String) -> CanonicalJSON? {
    guard let index = members.firstIndex(where: { $0.key.utf8.elementsEqual(key.utf8) }) else {
      return nil
    }
    return members.remove(at: index).value
  }

  mutating func string(_ key: String) throws(JSONProblem) -> String {
    guard case .string(let text)? = take(key) else { throw problem("`\(key)` must be a string") }
    return text
  }

  mutating func optionalString(_ key: String) throws(JSONProblem) -> String? {
    guard let value = take(key) else { return nil }
    guard case .string(let text) = value else { throw problem("`\(key)` must be a string") }
    return text
  }

  mutating func integer(_ key: String) throws(JSONProblem) -> Int {
    guard case .integer(let number)? = take(key), number >= 0 else {
      throw problem("`\(key)` must be a whole number")
    }
    return number
  }

  mutating func time(_ key: String) throws(JSONProblem) -> Timestamp {
    guard let time = Timestamp(try string(key)) else {
      throw problem("`\(key)` must be a time like 2026-09-30T08:15:02.123Z")
    }
    return time
  }

  mutating func strings(_ key: String) throws(JSONProblem) -> [String] {
    guard case .array(let elements)? = take(key) else {
      throw problem("`\(key)` must be an array of strings")
    }
    var strings: [String] = []
    for element in elements {
      guard case .string(let text) = element else {
        throw problem("`\(key)` must be an array of strings")
      }
      strings.append(text)
    }
    return strings
  }

  mutating func digest(_ key: String) throws(JSONProblem) -> Digest {
    guard let digest = Digest(hexadecimal: try string(key)) else {
      throw problem("`\(key)` must be 64 hexadecimal digits")
    }
    return digest
  }

  /// The members of the object called `key`, `nil` when there is no such member.
  mutating func object(_ key: String) throws(JSONProblem) -> MemberReader? {
    guard let value = take(key) else { return nil }
    guard case .object = value else { throw problem("`\(key)` must be an object") }
    return MemberReader(value)
  }

  func finish() throws(JSONProblem) {
    guard let first = members.first else { return }
    throw problem("`\(first.key)` does not belong here")
  }
}

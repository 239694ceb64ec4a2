/// In whose name an entry is written, what is noted of them, and their signature.
///
/// A name alone, as a literal, notes nothing and signs nothing.
public struct EntryAuthor: Sendable, ExpressibleByStringLiteral {
  /// The person or the program in whose name it is written.
  public let name: String
  /// What the caller notes beside what happened, such as who was logged in where: an object; `nil`
  /// for nothing. An evaluation has notes of its own, ``Evaluation/more``, and takes none of these.
  public let notes: CanonicalJSON?
  /// The author's own key, which signs the entry once its documents are sealed; `nil` for none.
  public let signer: SigningKey?

  public init(_ name: String, notes: CanonicalJSON? = nil, signer: SigningKey? = nil) {
    (self.name, self.notes, self.signer) = (name, notes, signer)
  }

  public init(stringLiteral name: String) { self.init(name) }
}

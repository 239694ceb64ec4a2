import Rules

/// Where the server finds what it does not hold: files on this machine, and the rules of the program.
public struct RuleFolders {
  /// The folder of all rules that a file stands among: its own, or the last one above that holds
  /// rule files itself.
  let root: (String) -> String
  /// The rule texts, cases and tables of a folder, as `check` reads them.
  let texts: (String) -> [SourceText]
  /// The bytes of one file; nil when it cannot be read.
  let bytes: (String) -> [UInt8]?
  /// The rules that lend their words to a folder without a vocabulary.
  let defaults: () -> [SourceText]

  public init(
    root: @escaping (String) -> String, texts: @escaping (String) -> [SourceText],
    bytes: @escaping (String) -> [UInt8]?, defaults: @escaping () -> [SourceText]
  ) {
    (self.root, self.texts) = (root, texts)
    (self.bytes, self.defaults) = (bytes, defaults)
  }
}

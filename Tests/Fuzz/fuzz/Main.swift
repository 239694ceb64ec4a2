import CFuzzer
import Glibc

/// What is read by the run; set once, before libFuzzer calls back.
nonisolated(unsafe) private var reader: any FuzzedReader = LogFuzz()

/// `fuzz READER FOLDER [libFuzzer's arguments]`: the first two words are taken away, the rest is
/// libFuzzer's. The symbol is the one that the package manager gives the entry of the program `fuzz`.
@_cdecl("fuzz_main")
public func fuzzMain(
  _ count: Int32, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  guard count >= 3, let name = words[1].map({ String(cString: $0) }),
    let folder = words[2].map({ String(cString: $0) }), let chosen = fuzzedReader(name, folder)
  else {
    fputs("usage: fuzz rules|dossier|csv|xlsx|log RULES [ARGUMENT OF LIBFUZZER]...\n", stderr)
    return 64
  }
  reader = chosen
  words[2] = words[0]
  var (left, rest) = (count - 2, Optional(words + 2))
  return LLVMFuzzerRunDriver(&left, &rest) { bytes, count in
    reader.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
  }
}

private func fuzzedReader(_ name: String, _ folder: String) -> (any FuzzedReader)? {
  switch name {
  case "rules": RulesFuzz()
  case "dossier": DossierFuzz(Folder.program(folder))
  case "csv": TableFuzz(vocabulary: Folder.program(folder).vocabulary)
  case "xlsx": WorkbookFuzz()
  case "log": LogFuzz()
  default: nil
  }
}

/// Reads bytes of any kind: it may refuse them, and traps only on a fault of its own.
protocol FuzzedReader {
  func read(_ bytes: [UInt8])
}

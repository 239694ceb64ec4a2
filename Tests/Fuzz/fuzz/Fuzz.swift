import Glibc
import Rules

/// Reads bytes of any kind: it may refuse them, and traps only on a fault of its own.
protocol FuzzedReader {
  func read(_ bytes: [UInt8])
}

/// What this run reads, by `FUZZ_READER`; rules come from the folder `FUZZ_RULES`.
private let reader: any FuzzedReader = {
  guard let name = word("FUZZ_READER"), let folder = word("FUZZ_RULES"),
    let found = fuzzed(name, folder)
  else {
    fputs(
      "fuzz: FUZZ_READER is rules, dossier, csv, xlsx or log, and FUZZ_RULES a folder\n", stderr)
    exit(64)
  }
  return found
}()

private func word(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

private func fuzzed(_ name: String, _ folder: String) -> (any FuzzedReader)? {
  switch name {
  case "rules": RulesFuzz()
  case "dossier": DossierFuzz(program(folder))
  case "csv": TableFuzz(vocabulary: program(folder).vocabulary)
  case "xlsx": WorkbookFuzz()
  case "log": LogFuzz()
  default: nil
  }
}

private func program(_ folder: String) -> Program {
  RuleBook(Folder.rules(among: Folder.files(below: folder)), lints: false).program
}

/// What libFuzzer, which has the main function, calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  reader.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

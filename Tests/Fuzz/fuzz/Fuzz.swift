import Glibc
import Rules

/// Reads bytes of any kind: it may refuse them, and traps only on a fault of its own.
protocol FuzzedReader {
  func read(_ bytes: [UInt8])
}

/// What this run reads, by `FUZZ_READER`; rules come from the folder `FUZZ_RULES`.
// libFuzzer calls with one input after another, on one thread.
private nonisolated(unsafe) let reader: any FuzzedReader = {
  guard let name = word("FUZZ_READER"), let folder = word("FUZZ_RULES"),
    let found = fuzzed(name, folder)
  else {
    let usage = "fuzz: FUZZ_READER is rules, dossier, csv, xlsx or log, and FUZZ_RULES a folder\n"
    _ = write(STDERR_FILENO, usage, usage.utf8.count)
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

/// Runs libFuzzer with the arguments of the program, and calls it back with each input.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32
) -> Int32

@main
enum Fuzz {
  static func main() {
    var (count, words) = (CommandLine.argc, CommandLine.unsafeArgv)
    exit(
      runDriver(&count, &words) { bytes, count in
        reader.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
      })
  }
}

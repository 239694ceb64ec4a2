import Testing

@Suite("What is written")
struct OutputFileTests {
  @Test("--output destroys nothing that is read, and no log", arguments: ShellTrial.kept)
  func kept(_ name: String, _ script: String, _ file: String) throws {
    let (setup, command) = Self.split(script)
    try ShellTrial(
      name,
      "\(setup)mkdir -p x; cp \(file) before 2>/dev/null || touch before; "
        + "\(command); s=$?; [ ! -e \(file) ] || cmp before \(file) || exit 99; exit $s",
      status: 64, errors: "review evaluate: "
    ).check()
  }

  /// The command is what follows the last semicolon.
  private static func split(_ script: String) -> (setup: String, command: String) {
    let parts = script.split(separator: "; ").map(String.init)
    return (parts.dropLast().map { $0 + "; " }.joined(), parts.last ?? "")
  }

  @Test("Files, folders, devices and links", arguments: ShellTrial.written)
  func written(_ trial: ShellTrial) throws { try trial.check() }

  @Test("Nothing out is no success", arguments: ShellTrial.commands)
  func full(_ command: String) throws {
    for output in ["/dev/full", "&-"] {
      try ShellTrial(
        command, "\(command) >\(output)", status: 4, output: nil, errors: "标准输出 / standard output: "
      ).check()
    }
  }

  @Test("Readers who leave, and outputs that are closed", arguments: ShellTrial.readersGone)
  func readers(_ trial: ShellTrial) throws { try trial.check() }

  @Test("JSON is an object for one dossier and an array for several")
  func json() throws {
    let one = try ShellTrial.run("judge good.json --format json").output
    let two = try ShellTrial.run("judge good.json bad.json --format json").output
    #expect(one.hasPrefix("{\n") && one.hasSuffix("}\n"))
    #expect(two.hasPrefix("[\n  {\n") && two.hasSuffix("  }\n]\n"))
    // An element of several is the object of one behind its id.
    let lines = one.split(separator: "\n").map { "  \($0)" }
    var element = two.split(separator: "\n")[1...lines.count + 1].map { String($0) }
    #expect(element.remove(at: 1).hasPrefix("    \"id\": "))
    #expect(element.dropLast() == lines.dropLast())
    #expect(element.last == "  },")
  }
}

extension ShellTrial {
  static let written: [ShellTrial] = [
    ShellTrial(
      "a new file", "judge bad.json --output o; s=$?; cat o; exit $s", status: 1, output: "决定：不予通过",
      errors: nil),
    ShellTrial(
      "a file in place of an old one", "echo old >o; judge good.json --output o; ! grep old o",
      status: 0, output: nil, errors: nil),
    ShellTrial(
      "somebody's NAME.new stays",
      "echo mine >o.new; echo victim >v; ln -s v p.new; "
        + "judge good.json --output o; judge good.json --output p; cat o.new v", status: 0,
      output: "mine\nvictim\n", errors: nil),
    ShellTrial(
      "the mode of an old file stays",
      "touch o; chmod 640 o; judge good.json --output o; stat -c %a o", status: 0, output: "640\n",
      errors: nil),
    ShellTrial(
      "a link to a plain file stays a link",
      "echo old >v; ln -s v l; judge good.json --output l; readlink l; grep -c 决定： v", status: 0,
      output: "v\n1\n", errors: nil),
    ShellTrial(
      "a FIFO is written into",
      "mkfifo f; cat f >seen & judge good.json --output f; wait; stat -c %F f; grep -c 决定： seen",
      status: 0, output: "fifo\n1\n", errors: nil),
    ShellTrial(
      "a FIFO that nobody reads is not waited for", "mkfifo f; judge good.json --output f",
      status: 4, output: nil, errors: "没有人在读"),
    ShellTrial(
      "a device is written into",
      "judge good.json --output /dev/null; s=$?; stat -c %F /dev/null; exit $s", status: 0,
      output: "character special file", errors: nil),
    ShellTrial(
      "a full device", "judge good.json --output /dev/full", status: 4, output: nil,
      errors: "No space left"),
    ShellTrial(
      "standard output by its name", "judge good.json --output /dev/stdout | cat", status: 0,
      output: "决定：通过", errors: nil),
    ShellTrial(
      "a folder that is not there", "judge good.json --output gone/o", status: 4, output: nil,
      errors: "gone/o: No such file"),
    ShellTrial(
      "one page into a folder that is there",
      "mkdir h; judge good.json --format html --output h; ls h", status: 0,
      output: "0001-good.html\nindex.html\n", errors: nil),
    ShellTrial(
      "pages over older pages",
      "mkdir h; judge bad.json --format html --output h; judge good.json --format html --output h; ls h",
      status: 0, output: "0001-bad.html\n0001-good.html\nindex.html\n", errors: nil),
    ShellTrial(
      "one page to a file", "judge good.json --format html --output h; stat -c %F h", status: 0,
      output: "regular file", errors: nil),
    ShellTrial(
      "several pages", "judge good.json bad.json --format html --output h; ls h", status: 0,
      output: "0001-good.html\n0002-bad.html\nindex.html\n", errors: nil),
    ShellTrial(
      "nothing is left over",
      "mkdir d; cp good.json e.json; cd d; "
        + "review evaluate ../e.json --rules ../trial.rules --output o; cp ../trial.rules .; "
        + "review format --language en trial.rules >/dev/null; ls -A", status: 0,
      output: "o\ntrial.rules\n", errors: nil),
    ShellTrial(
      "a program that is killed leaves the old file",
      "mkdir d; echo old >d/o; mkfifo f.ndjson; "
        + "\"$R\" evaluate f.ndjson --rules trial.rules --output d/o & p=$!; "
        + "exec 9>f.ndjson; sleep 0.3; kill -9 $p; wait 2>/dev/null; ls -A d; cat d/o", status: 0,
      output: "o\nold\n"),
    ShellTrial(
      "formatting keeps mode and link",
      "chmod 640 trial.rules; ln -s trial.rules l.rules; review format --language en l.rules; readlink l.rules; stat -c %a trial.rules; head -1 trial.rules",
      status: 0, output: "trial.rules\n640\nruleset", errors: nil),
  ]

  static let readersGone: [ShellTrial] = [
    ShellTrial(
      "the work stops when the reader leaves, with what was reached",
      "mkfifo f.ndjson; (cat bad.json; yes \"$(cat good.json)\") >f.ndjson 2>/dev/null & "
        + "judge f.ndjson --format jsonl | head -1 >/dev/null; exit ${PIPESTATUS[0]}",
      status: 1, output: nil, errors: nil),
    ShellTrial(
      "a file in between", "judge bad.json good.json | true; exit ${PIPESTATUS[0]}", status: 1,
      output: nil, errors: nil),
    ShellTrial(
      "approvals that nobody read are no approval of all",
      "mkfifo f.ndjson; (yes \"$(cat good.json)\") >f.ndjson 2>/dev/null & "
        + "judge f.ndjson --format jsonl | head -1 >/dev/null; exit ${PIPESTATUS[0]}",
      status: 4, output: nil, errors: nil),
    ShellTrial(
      "a closed standard error kills nothing", "judge bad.json 2>&-", status: 1, output: "不予通过",
      errors: nil),
    ShellTrial(
      "diagnostics do not slip into files",
      "echo '{\"x\": 1}' >x.json; judge x.json --output o 2>&-; grep -c 警告 o", status: 1,
      output: "0\n", errors: nil),
    ShellTrial(
      "a full standard error kills nothing", "echo '{' >x.json; judge x.json 2>/dev/full",
      status: 3, output: nil, errors: nil),
    ShellTrial(
      "a verdict that was logged and could not be shown",
      log + "audited >/dev/full; s=$?; "
        + "review audit list log 2>/dev/null | grep -c evaluate; exit $s", status: 4, output: "1\n",
      errors: "No space left"),
  ]

  fileprivate static let log =
    "review audit init log --origin t.local/1 --key k >/dev/null 2>&1; "
    + "audited() { judge good.json --audit log --audit-key k --reviewer 李工 \"$@\"; }; "

  static let kept: [(name: String, script: String, file: String)] = [
    ("the dossier", "judge good.json --output good.json", "good.json"),
    ("the dossier by another spelling", "judge good.json --output ./x/../good.json", "good.json"),
    (
      "the dossier by a second name", "ln good.json l.json; judge good.json --output l.json",
      "good.json"
    ),
    (
      "the dossier by a link", "ln -s good.json l.json; judge good.json --output l.json",
      "good.json"
    ),
    (
      "a dossier of the folder", "mkdir d; cp good.json d/a.json; judge d --output d/a.json",
      "d/a.json"
    ),
    ("the dossier on standard input", "judge - --output good.json <good.json", "good.json"),
    ("the rules", "judge good.json --output trial.rules", "trial.rules"),
    ("the parameters", "judge good.json --output parameters.json", "parameters.json"),
    (
      "a case file of the rules",
      "mkdir r; mv trial.rules r; touch r/t.cases; "
        + "review evaluate good.json --rules r --output r/t.cases", "good.json"
    ),
    (
      "the default rules",
      "mkdir Rules; cp trial.rules Rules; review evaluate good.json --output Rules/trial.rules",
      "trial.rules"
    ),
    ("the log's checkpoint", log + "audited --output log/checkpoint", "log/checkpoint"),
    ("a new file in the log", log + "audited --output log/new.txt", "log/checkpoint"),
    ("a folder below the log", log + "audited --format html --output log/pages", "log/checkpoint"),
    (
      "the log by a link", log + "ln -s log other; audited --output other/entries/x",
      "log/checkpoint"
    ),
    ("the signing key", log + "audited --output k", "k"),
    (
      "a log that the command does not name", log + "judge good.json --output log/checkpoint",
      "log/checkpoint"
    ),
    (
      "a new file in such a log", log + "judge good.json --output log/entries/x", "log/checkpoint"
    ),
    ("a key that the command does not name", log + "judge good.json --output k", "k"),
    (
      "a new name among the rules",
      "mkdir r; mv trial.rules r; review evaluate good.json --rules r --output r/new.rules",
      "good.json"
    ),
    (
      "somebody's page in the folder of pages",
      "mkdir h; echo mine >h/index.html; judge good.json --format html --output h", "h/index.html"
    ),
    (
      "a page by a link out of the folder of pages",
      "mkdir h; echo victim >v.html; ln -s ../v.html h/0001-good.html; judge good.json --format html --output h",
      "v.html"
    ),
    ("the program", "cp \"$R\" p; ./p evaluate good.json --rules trial.rules --output p", "p"),
    (
      "pages over the dossiers",
      "mkdir h; ln good.json h/index.html; judge good.json --format html --output h", "good.json"
    ),
    ("a link to nowhere", "ln -s gone l; judge good.json --output l", "good.json"),
    ("a folder", "mkdir d; judge good.json --output d", "good.json"),
    (
      "standard output that is a dossier", "judge lines.ndjson --format jsonl >>lines.ndjson",
      "lines.ndjson"
    ),
  ]

  /// Commands with results, each of which succeeds when somebody listens.
  static let commands: [String] = [
    "review", "review --help", "review check --help", "judge good.json",
    "judge good.json --format json",
    "judge good.json --format jsonl", "judge good.json --format html", "review check trial.rules",
    "review explain T-1 --rules trial.rules", "review explain empty-file",
    "review schema --rules trial.rules",
    "review coverage --rules trial.rules", "review format --language en trial.rules",
    "review audit init log --origin t.local/1 --key k",
  ]
}

import Glibc
import Testing

@Suite("Documents")
struct DocumentTests {
  @Test("One to a file or a pipe, several into a folder", arguments: trials)
  func written(_ trial: ShellTrial) throws { try trial.check() }

  /// Python, another reader, opens the archive and its XML: `open FILE` prints the words of a document.
  private static let reader = """
    open_() { python3 - "$1" <<'PY'
    import sys, zipfile, xml.etree.ElementTree as tree
    with zipfile.ZipFile(sys.argv[1]) as archive:
      assert archive.testzip() is None
      parts = {name: tree.fromstring(archive.read(name)) for name in archive.namelist()}
      assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in archive.infolist())
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for paragraph in parts["word/document.xml"].iter(space + "p"):
      print("".join(text.text or "" for text in paragraph.iter(space + "t")))
    PY
    }

    """

  static let trials: [ShellTrial] = [
    ShellTrial(
      "to a pipe", reader + "judge bad.json --format docx >o; s=$?; open_ o; exit $s", status: 1,
      output: "决定：不予通过。", errors: ""),
    ShellTrial(
      "to a file", reader + "judge bad.json --format docx --output o; s=$?; open_ o; exit $s",
      status: 1, output: "审查意见书", errors: ""),
    ShellTrial(
      "the whole report",
      reader + "judge bad.json --format docx --report full >o; s=$?; open_ o; exit $s",
      status: 1, output: "决定：不予通过    得分：", errors: ""),
    ShellTrial(
      "several into a folder",
      reader
        + "judge good.json bad.json --format docx --output d; s=$?; ls d; open_ d/0002-bad.docx; exit $s",
      status: 1, output: "0001-good.docx\n0002-bad.docx\n", errors: ""),
    ShellTrial(
      "a folder that is there takes one, and takes its place again",
      "mkdir d; judge bad.json --format docx --output d; judge bad.json --format docx --output d; s=$?; ls d; exit $s",
      status: 1, output: "0001-bad.docx\n", errors: ""),
    ShellTrial(
      "other people's document in the folder stays",
      "mkdir d; echo mine >d/0001-bad.docx; judge bad.json --format docx --output d; s=$?; cat d/0001-bad.docx; exit $s",
      status: 64, output: "mine\n", errors: "不是本程序写的"),
    ShellTrial(
      "several and no folder", "judge good.json bad.json --format docx", status: 64, output: nil,
      errors: "--output"),
    ShellTrial(
      "the same dossier, the same bytes",
      "judge bad.json --format docx >a; judge bad.json --format docx >b; cmp a b", status: 0,
      output: nil, errors: nil),
    ShellTrial(
      "a terminal is refused",
      #"script -qec '"$R" evaluate --rules trial.rules --parameters parameters.json bad.json --format docx' /dev/null"#,
      status: 64, output: "--output", errors: nil),
    ShellTrial(
      "an opinion as text",
      "judge bad.json --report opinion", status: 1, output: "\n决定：不予通过。", errors: nil),
    ShellTrial(
      "HTML carries both forms", "judge bad.json --format html", status: 1,
      output: "<article class=\"paper onpaper\">", errors: nil),
    ShellTrial(
      "HTML of one form", "judge bad.json --format html --report full | grep -c 'class=\"paper'",
      status: 1, output: "0\n", errors: nil),
    ShellTrial(
      "JSON has one form", "judge bad.json --format json --report opinion", status: 64, output: nil,
      errors: "--report"),
    ShellTrial(
      "no form of that name", "judge bad.json --report short", status: 64, output: nil,
      errors: "opinion"),
    ShellTrial(
      "the settings of an office",
      #"echo '{"单位": "甲局"}' >f; judge bad.json --report opinion --office f"#,
      status: 1, output: "甲局\n", errors: nil),
    ShellTrial(
      "settings beside the rules",
      #"mkdir r; cp trial.rules r; echo '{"name": "甲局"}' >r/office.json; review evaluate --rules r --parameters parameters.json bad.json --report opinion"#,
      status: 1, output: "甲局\n", errors: nil),
    ShellTrial(
      "settings that cannot be read",
      #"echo '{"单位名": "甲局"}' >f; judge bad.json --format docx --office f"#, status: 3,
      output: nil, errors: "错误[unknown-key]：单位设置里没有 `单位名` 这一项\n  --> f:1:2"),
    ShellTrial(
      "settings that are not there", "judge bad.json --format docx --office f", status: 4,
      output: nil, errors: "f"),
    ShellTrial(
      "settings are not written over",
      #"echo '{}' >f; judge bad.json --format docx --office f --output f; s=$?; cat f; exit $s"#,
      status: 64, output: "{}\n", errors: "--output f"),
    ShellTrial(
      "settings that nothing prints", "echo '{}' >f; judge bad.json --office f", status: 64,
      output: nil, errors: "--office"),
  ]
}

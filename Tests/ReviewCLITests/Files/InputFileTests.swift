import Testing

@Suite("Files that are read")
struct InputFileTests {
  @Test("A folder of dossiers", arguments: ShellTrial.dossierFolders)
  func dossiers(_ trial: ShellTrial) throws { try trial.check() }

  @Test("A folder of rules", arguments: ShellTrial.ruleFolders)
  func rules(_ trial: ShellTrial) throws { try trial.check() }

  @Test("A file by itself", arguments: ShellTrial.singleFiles)
  func single(_ trial: ShellTrial) throws { try trial.check() }

  @Test("Definitions that use the one before twice", arguments: ShellTrial.doubling)
  func doubling(_ trial: ShellTrial) throws { try trial.check() }

  @Test("Nothing in is no approval", arguments: ShellTrial.nothingIn)
  func nothing(_ trial: ShellTrial) throws { try trial.check() }
}

extension ShellTrial {
  /// Whatever lies in a folder is read or named.
  static let dossierFolders: [ShellTrial] = [
    ShellTrial(
      "names in capital letters", "mkdir d; cp good.json d/A.JSON; judge d", status: 0,
      output: "甲中心", errors: nil),
    ShellTrial(
      "a table in capital letters",
      "mkdir d; printf 'project.name,dataCentre.pue\\n丙,1.25\\n' >d/T.CSV; judge d", status: 1,
      output: "丙", errors: nil),
    ShellTrial(
      "a stream in capital letters", "mkdir d; cp lines.ndjson d/L.NDJSON; judge d --format jsonl",
      status: 1, output: "乙中心", errors: "共 2 份"),
    ShellTrial(
      "a name in GBK", "mkdir d; cp good.json $'d/\\xd6\\xd0.json'; judge d --format json",
      status: 0,
      output: #"d/\\xD6\\xD0.json:1:"#, errors: nil),
    ShellTrial(
      "a name in GBK as an operand", "cp good.json $'\\xd6.json'; judge $'\\xd6.json'", status: 0),
    ShellTrial(
      "a name as it was shown", "cp good.json $'\\xd6.json'; judge '\\xD6.json'", status: 0),
    ShellTrial(
      "two names that look alike",
      #"mkdir d; cp good.json $'d/\xd6.json'; cp bad.json 'd/\xD6.json'; judge d"#,
      status: 1, output: "甲中心", errors: nil),
    ShellTrial(
      "a link that leads nowhere, and the others are judged",
      "mkdir d; cp good.json d/b.json; ln -s gone d/a.json; judge d", status: 4, output: "甲中心",
      errors: "d/a.json: No such file"),
    ShellTrial(
      "a link to itself", "mkdir d; cp good.json d; ln -s a.json d/a.json; judge d", status: 4,
      errors: "d/a.json: "),
    ShellTrial(
      "a FIFO in a folder is not waited for", "mkdir d; cp good.json d; mkfifo d/f.json; judge d",
      status: 4, output: "甲中心", errors: "d/f.json: 不是普通文件"),
    ShellTrial(
      "loops of links", "mkdir d; cp bad.json d; ln -s . d/a; ln -s . d/b; ln -s ../d d/c; judge d",
      status: 1, output: "乙中心", errors: nil),
    ShellTrial(
      "a spreadsheet is named", "mkdir d; cp good.json d; echo >d/x.ET; judge d", status: 0,
      errors: "警告[file-not-read]：`x.ET` 没有读\n  --> d/x.ET:1:1"),
    ShellTrial(
      "a name with one ending too many is named",
      "mkdir d; cp good.json d; echo >d/x.json.txt; judge d --language en", status: 0,
      errors: "warning[file-not-read]: `x.json.txt` is not read"),
    ShellTrial(
      "a name with a slip in its ending is named",
      "mkdir d; cp good.json d; cp bad.json d/b.jsn; cp bad.json d/b; cp bad.json d/b.txt; judge d",
      status: 0, output: "甲中心",
      errors: "警告[file-not-read]：`b.jsn` 没有读"),
    ShellTrial(
      "of very many files the first are named",
      "mkdir d; cp good.json d; touch d/{1..50}.pdf; judge d 2>&1 | grep -c 没有读", status: 0,
      output: "21\n", errors: nil),
    ShellTrial(
      "a hidden dossier is named", "mkdir d; cp good.json d; cp bad.json d/.x.json; judge d",
      status: 0,
      errors: "`.x.json` 没有读"),
    ShellTrial(
      "a folder in the folder is named", "mkdir -p d/e; cp good.json d; cp bad.json d/e; judge d",
      status: 0, output: "甲中心",
      errors: "警告[file-not-read]：`e` 没有读\n  --> d/e:1:1\n   = 提示：文件夹里的文件夹不读"),
    ShellTrial(
      "other files are nobody's business", "mkdir d; cp good.json d; echo >d/README.md; judge d",
      status: 0, errors: nil),
    ShellTrial(
      "a folder of documents alone", "mkdir d; echo >d/x.pdf; judge d", status: 3, output: nil,
      errors: "`d` 里没有卷宗"),
  ]

  static let ruleFolders: [ShellTrial] = [
    ShellTrial(
      "rules in capital letters", "mkdir r; mv trial.rules r/T.RULES; review check r", status: 0,
      output: "1 条规则", errors: nil),
    ShellTrial(
      "a name in GBK", "mkdir r; mv trial.rules $'r/\\xb9\\xe6.rules'; review check r", status: 0,
      output: "1 条规则", errors: nil),
    ShellTrial(
      "a name with a slip in its ending is named",
      "mkdir r; cp trial.rules r; cp trial.rules r/t.ruIes; review check r", status: 0,
      output: "1 条规则", errors: "警告[file-not-read]：`t.ruIes` 没有读"),
    ShellTrial(
      "a hidden folder is named",
      "mkdir -p r/.old r/.git; cp trial.rules r; cp trial.rules r/.old; review check r", status: 0,
      output: "1 条规则", errors: "警告[file-not-read]：`.old` 没有读"),
    ShellTrial(
      "the folders of tools are nobody's business",
      "mkdir -p r/.git; cp trial.rules r; review check r", status: 0, output: "1 条规则",
      errors: nil),
    ShellTrial(
      "rules by the name of cases",
      "mkdir r; cp trial.rules r; cp trial.rules r/2.rules.cases; review check r", status: 3,
      errors: "错误[rules-among-cases]"),
    ShellTrial(
      "rules by the name of cases, told to the reviewer too",
      "mkdir r; cp trial.rules r; cp trial.rules r/2.cases; review evaluate good.json --rules r",
      status: 3, output: nil, errors: "r/2.cases：案例文件里只能写案例"),
    ShellTrial(
      "rules by the name of a table",
      "mkdir r; cp trial.rules r; cp trial.rules r/2.csv; review evaluate good.json --rules r",
      status: 2, errors: "警告[file-not-read]：没有哪个声明用到这个数据文件\n  --> r/2.csv:1:1"),
    ShellTrial(
      "line ends of an old Mac",
      "mkdir r; (echo '# 一'; cat trial.rules) | tr '\\n' '\\r' >r/t.rules; review check r",
      status: 0, output: "1 条规则", errors: nil),
    ShellTrial(
      "a file that Notepad saved",
      "mkdir r; cp trial.rules r; cp trial.rules r/3.rules.txt; review check r",
      status: 0, output: "1 条规则",
      errors: "警告[file-not-read]：`3.rules.txt` 没有读\n  --> r/3.rules.txt:1:1"),
    ShellTrial(
      "a document of Word, told to the reviewer too",
      "mkdir r; cp trial.rules r; echo >r/3.docx; review evaluate good.json --rules r", status: 2,
      errors: "另存为纯文本（UTF-8）"),
    ShellTrial(
      "a file that is a link to nowhere",
      "mkdir r; cp trial.rules r; ln -s gone r/2.rules; review check r",
      status: 4, output: nil, errors: "r/2.rules: No such file"),
    ShellTrial(
      "a default folder of files that Notepad saved",
      "mkdir Rules; cp trial.rules Rules/t.rules.txt; review explain NX-3.1-05", status: 0,
      output: "NX-3.1-05", errors: "`t.rules.txt` 没有读"),
    ShellTrial(
      "a default folder that is a link to nowhere", "ln -s gone Rules; review check", status: 4,
      output: nil, errors: "Rules: No such file"),
    ShellTrial(
      "a folder that is a link to nowhere",
      "mkdir r; cp trial.rules r; ln -s gone r/ningxia; review evaluate good.json --rules r",
      status: 4,
      output: nil, errors: "r/ningxia: No such file"),
    ShellTrial(
      "loops of links",
      "mkdir -p r/x; cp trial.rules r/x; ln -s .. r/x/a; ln -s x r/b; review check r",
      status: 0, output: "1 条规则", errors: nil),
    ShellTrial(
      "a copy of shared words is not their second declaration",
      "mkdir -p Rules m; cp trial.rules Rules; echo '单位 克 gram' >Rules/u.rules; "
        + "echo '单位 斤 jin = 500 克' >>Rules/u.rules; cp Rules/u.rules m; ln -s . m/a; review check m",
      status: 0, errors: nil),
    ShellTrial(
      "an archive given as rules", "printf 'PK\\3\\4\\1\\2' >3.rules; review check 3.rules",
      status: 3,
      output: nil, errors: "3.rules：这是Excel、Word 文件或压缩包，不是文本"),
  ]

  static let singleFiles: [ShellTrial] = [
    ShellTrial(
      "a cell merged over two projects", sheet(merged: "B2:B3") + "judge m.xlsx", status: 2,
      output: "乙中心", errors: "警告[merged-cells]：`B2:B3` 是合并单元格"),
    ShellTrial(
      "a title merged over columns is nobody's business",
      sheet(merged: "A1:B1") + "judge m.xlsx | grep -c 合并", status: 1, output: "0\n", errors: nil),
    ShellTrial(
      "a FIFO is read once",
      "mkfifo f.json; (cat bad.json >f.json) & judge f.json; s=$?; wait; exit $s",
      status: 1, output: "乙中心", errors: nil),
    ShellTrial("standard input", "judge - <bad.json", status: 1, output: "乙中心", errors: nil),
    ShellTrial("a closed standard input", "judge - <&-", status: 4, output: nil, errors: "-: "),
    ShellTrial(
      "JSON by the name of a table", "cp bad.json x.csv; judge x.csv", status: 3, output: nil,
      errors: "错误[foreign-file]：这是 JSON，不是 CSV 表格\n  --> x.csv:1:1"),
    ShellTrial(
      "a table by the name of JSON",
      "printf 'project.name,dataCentre.pue\n甲,1\n' >x.json; judge x.json",
      status: 3, output: nil,
      errors: "错误[foreign-file]：这像是 CSV 表格，不是 JSON\n  --> x.json:1:1"),
    ShellTrial(
      "a table of something else", "printf '城市,人口\n甲,1\n' >x.csv; judge x.csv", status: 3,
      output: nil, errors: "错误[no-dossier]：表头没有一个词汇里的字段"),
    ShellTrial(
      "a spreadsheet by another name", "printf 'PK\\3\\4\\24\\0\\6\\0' >x.csv; judge x.csv",
      status: 3,
      output: nil,
      errors: "错误[unreadable-workbook]：工作簿已损坏（`ZIP`）\n  --> x.csv:1:1"),
    ShellTrial(
      "a spreadsheet that was cut", "printf 'PK\\3\\4\\24\\0\\6\\0' >x.xlsx; judge x.xlsx",
      status: 3, output: nil, errors: "错误[unreadable-workbook]"),
    ShellTrial(
      "a spreadsheet as a stream", "printf 'PK\\3\\4\\24\\0\\n\\6\\0\\n' >x.ndjson; judge x.ndjson",
      status: 3, output: nil, errors: "错误[unreadable-workbook]"),
    ShellTrial(
      "a folder that is not there", "judge nowhere", status: 4, output: nil, errors: "nowhere: "),
  ]

  /// Each way through a condition takes a definition once, or sixty of them take for ever.
  static let doubling: [ShellTrial] = [
    ("且", "乙中心", 1), ("或", "甲中心", 0),
  ].map { word, name, status in
    ShellTrial(
      "sixty, by \(word)",
      """
      printf '定义 层0\\n  = 数据中心.PUE 不高于 限值\\n' >>trial.rules
      for i in {1..60}; do printf '定义 层%d\\n  = 层%d \(word) 层%d\\n' $i $((i-1)) $((i-1)); done >>trial.rules
      sed 's/应 数据中心.PUE 不高于 限值/应 层60/' trial.rules >new.rules
      cp new.rules trial.rules; sed -i 's/应 层60/应 非 非 层60/' trial.rules; review check trial.rules
      review compare trial.rules new.rules >&2
      judge good.json bad.json --format html >/dev/null; judge good.json bad.json --format json >/dev/null
      judge \(status == 0 ? "good" : "bad").json
      """, status: Int32(status), output: name, errors: "展开后太长")
  }

  /// Makes a workbook of two projects, of which the first alone has its value.
  private static func sheet(merged reference: String) -> String {
    """
    python3 - <<'END'
    import zipfile
    rows = [["project.name", "dataCentre.pue"], ["甲中心", "1.1"], ["乙中心"]]
    cell = lambda r, c, t: f'<c r="{"AB"[c]}{r + 1}" t="inlineStr"><is><t>{t}</t></is></c>'
    data = "".join(f'<row r="{r + 1}">' + "".join(cell(r, c, t) for c, t in enumerate(row)) + "</row>"
                   for r, row in enumerate(rows))
    with zipfile.ZipFile("m.xlsx", "w") as book:
        book.writestr("xl/workbook.xml",
            '<workbook><sheets><sheet name="S" r:id="r1" xmlns:r="r"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>')
        book.writestr("xl/worksheets/s.xml", f'<worksheet><sheetData>{data}</sheetData>'
            '<mergeCells><mergeCell ref="\(reference)"/></mergeCells></worksheet>')
    END

    """
  }

  static let nothingIn: [ShellTrial] = [
    ShellTrial(
      "an empty list", "echo '[]' >x.json; judge x.json", status: 3, output: nil,
      errors: "错误[no-dossier]：没有卷宗\n  --> x.json:1:1"),
    ShellTrial(
      "an empty list in JSON", "echo '[]' >x.json; judge x.json --format json", status: 3,
      output: "[]\n", errors: "no-dossier"),
    ShellTrial(
      "a header alone", "echo 'project.name,dataCentre.pue' >x.csv; judge x.csv", status: 3,
      output: nil,
      errors: "no-dossier"),
    ShellTrial(
      "an empty table", ": >x.csv; judge x.csv", status: 3, output: nil, errors: "empty-file"),
    ShellTrial(
      "an empty file", ": >x.json; judge x.json", status: 3, output: nil, errors: "empty-file"),
    ShellTrial(
      "an empty stream", ": >x.ndjson; judge x.ndjson --format jsonl", status: 3, output: nil,
      errors: "no-dossier"),
    ShellTrial(
      "blank lines", "printf '\\n \\t\\r\\n' | judge - --format jsonl", status: 3, output: nil,
      errors: "no-dossier"),
    ShellTrial(
      "lines of NUL are no blank lines", "printf '\\0\\0\\n\\0\\n' >x.ndjson; judge x.ndjson",
      status: 3,
      output: nil, errors: "x.ndjson:1:1"),
    ShellTrial(
      "nothing beside something", "echo '[]' >x.json; judge x.json good.json", status: 3,
      output: "甲中心",
      errors: "no-dossier"),
    ShellTrial(
      "no rules",
      "grep -v '^  [依应否]\\|^规则 ' trial.rules >v.rules; review evaluate good.json --rules v.rules",
      status: 3, output: nil, errors: "没有规则，就没有结论"),
    ShellTrial(
      "check: an empty folder", "mkdir r; review check r", status: 3, output: nil, errors: "没有规则文件"),
    ShellTrial(
      "check: a comment alone", "echo '# 以后写' >x.rules; review check x.rules", status: 3,
      output: nil,
      errors: ""),
    ShellTrial(
      "check: a table alone", "echo 'a,b' >x.csv; review check x.csv", status: 3, output: nil,
      errors: "没有规则可检查"),
    ShellTrial(
      "format: a table alone", "echo 'a,b' >x.csv; review format x.csv", status: 3, output: nil,
      errors: "可排版"),
    ShellTrial("test: no cases", "review test trial.rules", status: 3, output: nil, errors: "没有案例"),
  ]
}

import Testing

@Suite("A stock of dossiers")
struct StreamTests {
  @Test("Lines in and lines out match", arguments: ShellTrial.streams)
  func streams(_ trial: ShellTrial) throws { try trial.check() }

  @Test("A table of results", arguments: ShellTrial.tables)
  func tables(_ trial: ShellTrial) throws { try trial.check() }

  @Test("Summaries", arguments: ShellTrial.summaries)
  func summaries(_ trial: ShellTrial) throws { try trial.check() }
}

extension ShellTrial {
  /// `lines N` prints N dossiers, each third of which is approved; `brief` judges a stream.
  private static let words = """
    lines() { for i in $(seq $1); do echo "{\\"project\\": {\\"name\\": \\"p$i\\"}, \\"dataCentre\\": {\\"pue\\": 1.$((i % 3 * 2))}}"; done; }
    brief() { judge "$@" --format jsonl --explain none; }

    """

  private static func stock(
    _ name: String, _ script: String, status: Int32, output: String? = "", errors: String? = ""
  ) -> ShellTrial {
    ShellTrial(name, words + script, status: status, output: output, errors: errors)
  }

  static let streams: [ShellTrial] = [
    stock(
      "the results are the same whatever the number of jobs",
      "lines 60 >a.jsonl; echo bad >>a.jsonl; lines 30 >>a.jsonl; for n in 1 2 5; do brief a.jsonl --jobs $n "
        + ">o$n 2>e$n; done; cmp o1 o2 && cmp o1 o5 && cmp e1 e2 && cmp e1 e5 && wc -l <o5",
      status: 0, output: "91", errors: nil),
    stock(
      "the status is the highest of theirs, whatever is told of them",
      "(lines 2; echo '{\"project\": {\"name\": \"open\"}}') >a.jsonl; for told in none failed all; do "
        + "judge a.jsonl --format jsonl --explain $told 2>&1 | grep -o 'refuse\",\\|supplement\",' | sort -u "
        + "| tr -d '\n'; judge a.jsonl --format jsonl --explain $told >o 2>e; echo $?; done",
      status: 0, output: String(repeating: "refuse\",supplement\",2\n", count: 3)),
    stock(
      "a value over lines on standard input",
      "printf '{\\n  \"dataCentre\": {\"pue\": 1.1}\\n}\\n' | brief -", status: 0,
      output: #"{"id":"1","decision":"approve""#, errors: nil),
    stock(
      "an array on standard input", "(echo [; lines 3 | paste -sd,; echo ]) | brief - | wc -l",
      status: 0, output: "3\n"),
    stock(
      "a table on standard input", "printf 'project.name,dataCentre.pue\\n甲,1.1\\n' | brief -",
      status: 0, output: #"{"id":"2","decision":"approve""#, errors: nil),
    stock(
      "a long table on standard input is read in pieces, and judged as from its file",
      "pad=$(printf %060d 0); (echo project.name,dataCentre.pue,x; for i in $(seq 20000); do "
        + "echo 甲$i,1.$((i % 3)),$pad; done; echo 乙) >t.csv; brief t.csv >o1 2>e1; brief - <t.csv >o2 2>e2; "
        + "sed -i 's/t.csv:/-:/g' o1 e1; cmp o1 o2 && cmp e1 e2 && wc -l <o2", status: 0,
      output: "20001\n"),
    stock(
      "each nameless dossier has an id of its own, whatever is told of it",
      "lines 2 >a.jsonl; (echo; lines 2 | paste -sd, | sed 's/.*/[&]/') >b.json; for told in none failed all; do "
        + "judge a.jsonl b.json --format jsonl --explain $told 2>/dev/null | sed 's/^{\"id\":\"\\([^\"]*\\).*/\\1/' "
        + "| tr '\\n' ' '; done; brief a.jsonl 2>/dev/null | cut -c1-9 | tr '\\n' ' '", status: 0,
      output: String(repeating: "a.jsonl:1 a.jsonl:2 b.json:2 b.json:2:58 ", count: 3)
        + #"{"id":"1" {"id":"2" "#, errors: nil),
    stock(
      "an object in a folder that is something else is no dossier, and by itself one of nothing",
      "mkdir d; cp good.json d; echo '{\"name\": \"x\", \"version\": 1}' >d/package.json; "
        + "brief d 2>&1 | cut -c1-80; "
        + "judge d/package.json >/dev/null 2>&1; echo $?", status: 0, output: "no-dossier"),
    stock(
      "an array of no objects is one mistake",
      "echo '[1, \"a\", null]' >a.json; brief a.json | wc -l",
      status: 0, output: "1\n", errors: "dossier-shape"),
    stock(
      "every file of a folder has its line",
      "mkdir d; cp good.json d; echo '[]' >d/a.json; echo >d/b.csv; echo '{bad' >d/c.json; "
        + "mkfifo d/e.json; ln -s no d/f.json; printf 'project.name,project.name\\n甲,乙\\n' >d/h.csv; "
        + "brief d gone.json | grep -o 'd/[a-h].[a-z]*:1:[0-9]*\\|approve\\|gone.json:1' | uniq | tr '\\n' ' '",
      status: 0,
      output:
        "d/a.json:1:1 d/b.csv:1:1 d/c.json:1:2 d/e.json:1:1 d/f.json:1:1 approve d/h.csv:1:14 gone.json:1 "
    ),
    stock(
      "a table whose rows are all wrong has a line for each",
      "printf 'project.name,dataCentre.pue\\n甲,x\\n乙,1,1\\n' >t.csv; brief t.csv", status: 3,
      output: #"{"id":"3","line":3,"rejected":"#),
    stock(
      "a long table is read in pieces, and its results are those of a short one",
      "row() { for i in $(seq $1 $2); do printf '甲%s,%s,\"a\nb\",%040d\n' $i 1.$((i % 3)) $i; done; }; "
        + "head='project.name,dataCentre.pue,x,y'; (echo $head; row 1 22000) >long.csv; "
        + "(echo $head; row 21990 22000) >short.csv; brief long.csv 2>/dev/null >long; "
        + "brief short.csv 2>/dev/null >short; wc -l <long; [ $(wc -c <long.csv) -gt 1200000 ] || echo short; "
        + "strip() { tail -n $1 $2 | sed 's/\"id\":\"[0-9]*\"//; s/[a-z]*.csv//g'; }; "
        + "strip 11 long >a; strip 11 short >b; cmp a b",
      status: 0, output: "22000"),
    stock(
      "a row that is wrong in a later piece has its line",
      "pad=$(printf %060d 0); (echo project.name,dataCentre.pue,x; for i in $(seq 20000); do echo 甲,1.1,$pad; done; "
        + "echo 乙; printf '丙,\"x') >t.csv; brief t.csv | tail -n 2 | cut -c1-40", status: 0,
      output: #"{"id":"20002","line":20002,"rejected":["#),
    stock("an empty stream has no line", "brief - </dev/null", status: 3, output: nil),
    stock(
      "a line that is too long",
      "(printf '{\"a\": \"'; head -c 17000000 /dev/zero | tr '\\0' x; echo '\"}'; lines 1) | brief - | cut -c1-60",
      status: 0, output: #"{"id":"1","line":1,"rejected":[{"code":"line-too-long""#,
      errors: "line-too-long"),
    stock(
      "who asks and waits is answered",
      "coproc C { brief -; }; lines 1 >&${C[1]}; read -t 15 a <&${C[0]}; lines 1 >&${C[1]}; "
        + "read -t 15 b <&${C[0]}; echo \"$a$b\"", status: 0,
      output:
        #"{"id":"1","decision":"approve","notMet":[],"undetermined":[],"decisive":[],"score":{"low":0,"high":100}}{"id":"2","#
    ),
    stock(
      "whoever ends it finds whole lines",
      "for n in 2 5 15; do (while lines 50; do :; done) 2>/dev/null | timeout -s INT $n \"$R\" evaluate - "
        + "--rules trial.rules --parameters parameters.json --format jsonl --explain none >out; [ -s out ] && break; "
        + "done; tail -c 1 out | wc -l", status: 0, output: "1\n", errors: nil),
    stock(
      "the reader may leave", "lines 60 | judge - --format jsonl | head -1 | cut -c1-11",
      status: 0, output: #"{"id":"1","#, errors: nil),
    stock("no jobs", "brief good.json --jobs 0", status: 64, output: nil, errors: "1 至 1000"),
  ]

  static let tables: [ShellTrial] = [
    stock(
      "a row for each, rejected ones too",
      "lines 2 >a.jsonl; echo '{\"dataCentre\": {\"pue\": \"x\"}}' >>a.jsonl; judge a.jsonl --format csv",
      status: 3, output: "\r\n3,a.jsonl:3:24,,,,,,,,"),
    stock(
      "Excel knows the encoding", "judge good.json --format csv | head -c 3 | od -An -tx1",
      status: 0, output: "ef bb bf"),
    stock(
      "nothing is a formula",
      #"sed 's/甲中心/=1+1/' good.json >a.json; judge a.json --format csv --language en"#, status: 0,
      output: ",'=1+1,"),
    stock(
      "cells are quoted", #"sed 's/甲中心/a,\\"b\\"/' good.json >a.json; judge a.json --format csv"#,
      status: 0, output: #","a,""b""","#),
    stock(
      "into a file, in the other language",
      "judge bad.json --format csv --language en --output t.csv; tail -n 1 t.csv", status: 0,
      output: ",refuse,0,100,\"pue 1.25 > 1.2, 4.17 % over (T-1) → Refuse\",,"),
    stock(
      "reasons have no levels in it", "judge good.json --format csv --explain none", status: 64,
      output: nil, errors: "jsonl"),
  ]

  static let summaries: [ShellTrial] = [
    stock(
      "on standard error, behind several", "lines 6 >a.jsonl; echo x >>a.jsonl; brief a.jsonl",
      status: 3, errors: "共 6 份：不予通过 2、通过 4；另有 1 份被拒绝（json-unknown-word 1）。\n  最常不符合：T-1 "),
    stock("not behind one", "brief bad.json", status: 1, errors: nil),
    stock(
      "of other formats only where it is asked for",
      "judge good.json bad.json --format json --summary s.json; grep -c dossiers s.json; "
        + "judge good.json bad.json >/dev/null", status: 1, output: "\n", errors: nil),
    stock(
      "parts add up to the whole",
      "lines 40 >a; head -13 a >1.jsonl; (tail -27 a; echo x) >2.jsonl; cat 1.jsonl 2.jsonl >w.jsonl; "
        + "for n in 1 2 w; do brief $n.jsonl --summary $n.json; done >/dev/null 2>&1; "
        + "review summary 1.json 2.json --rules trial.rules --output both.json; cmp both.json w.json && "
        + "review summary w.json --rules trial.rules --language en", status: 0,
      output: "40 dossiers: refuse 13, approve 27; 1 more were rejected"),
    stock(
      "as a page",
      "lines 9 | brief - --summary s.html >/dev/null 2>&1; grep -c '<section id=\"tally\"' s.html",
      status: 0, output: "1\n"),
    stock(
      "in no other form", "brief good.json --summary s.txt", status: 64, output: nil,
      errors: "--summary"),
    stock(
      "never over what is read", "cp good.json g.json; brief g.json --summary g.json", status: 64,
      output: nil, errors: "`--summary g.json` 是要读的"),
    stock(
      "only of summaries", "review summary good.json --rules trial.rules", status: 3, output: nil,
      errors: "不是"),
  ]
}

#!/usr/bin/env python3
"""The three journeys in an engine of the past: old-engines.py DESK.HTML [PICTURES].

Run by a Python that has PyQtWebEngine 5.15.2 (Chromium 83, which needs a display: xvfb-run), PyQt6-WebEngine-Qt6 6.4.3
(Chromium 102), or marionette-driver where FIREFOX names that browser; `Desk/check` does that where OLD_ENGINES=1 is set.
REVIEW names the native program, which is to accept what the second journey saves.
"""
import base64, os, pathlib, subprocess, sys, tempfile, time, zipfile
from engines import Firefox, Qt

desk = pathlib.Path(sys.argv[1]).resolve()
pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
root = pathlib.Path(__file__).resolve().parents[2]
complaints, failures = [], []
browser = Firefox(os.environ["FIREFOX"], desk) if os.environ.get("FIREFOX") else Qt(desk, complaints)
run, wait = browser.run, browser.wait


def check(holds, what):
    if not holds:
        failures.append(what)
        print(f"  does not hold: {what}")


def until(code, what, seconds=240):
    end = time.time() + seconds
    while time.time() < end:
        if run(f"Boolean({code})"):
            return True
        wait(0.1)
    failures.append(what)
    print(f"  waited for: {what}")
    return False


def text(selector):
    return run(f"(document.querySelector({selector!r}) || {{}}).textContent") or ""


def press(name, within="body", selector="button"):
    found = f"[...document.querySelectorAll({within + ' ' + selector!r})].find((item) => item.textContent.includes({name!r}) && !item.disabled)"
    if until(found, f"something to press called {name}"):
        run(f"{found}.click()")
        wait(0.05)


def choose(selector, value):
    until(f"document.querySelector({selector!r}) && !document.querySelector({selector!r}).disabled", selector)
    run(f"""{{ const item = document.querySelector({selector!r}); item.value = {value!r}; item.dispatchEvent(new Event("change", {{ bubbles: true }})); }}""")
    wait(0.05)


def write(selector, value):
    run(f"""{{ const item = document.querySelector({selector!r}); item.value = {value!r}; item.dispatchEvent(new Event("input", {{ bubbles: true }})); }}""")


def picture(name):
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        wait(0.3)
        browser.picture(pictures / f"{engine.replace(' ', '-')}-{name}.png")


def drop(name, content):
    packed = base64.b64encode(content).decode()
    run(f"""{{ const data = new DataTransfer(); data.items.add(new File([Uint8Array.from(atob("{packed}"), (sign) => sign.charCodeAt(0))], {name!r}));
      const event = new Event("drop", {{ bubbles: true, cancelable: true }}); event.dataTransfer = {{ files: data.files, items: [], types: ["Files"] }}; window.dispatchEvent(event); }}""")


def saved(act, what):
    """The bytes of the file that the page hands out: these engines have no common way to say where it goes."""
    run("""{ window.handedOut = ""; const make = URL.createObjectURL; URL.createObjectURL = (blob) => {
      const reader = new FileReader(); reader.onload = () => { window.handedOut = reader.result.split(",")[1]; }; reader.readAsDataURL(blob);
      URL.createObjectURL = make; return make.call(URL, blob); }; }""")
    act()
    return base64.b64decode(run("window.handedOut")) if until("window.handedOut", what) else b""


decision = '(document.querySelector("aside.decision .word") && !document.querySelector("aside.decision.old") && document.querySelector("aside.decision .word").textContent || "")'


def first_minute():
    """An example is refused, with its clause and the ways to pass."""
    press("云基地算力中心")
    until(f'{decision}.includes("不予通过")', "the example is refused")
    until('document.querySelector(".ways .way")', "ways to pass")
    run('document.querySelector(".causes .fold-head").click()')
    until('document.querySelector(".causes blockquote")', "the clause")
    picture("refused")
    press("在表里试", ".ways")
    until(f'{decision}.includes("通过") && !{decision}.includes("不予")', "the repair passes")
    press("审查意见书")
    until('document.querySelector(".report iframe") && document.querySelector(".report iframe").contentDocument.querySelector("h1")', "the opinion")
    picture("opinion")
    press("返回")
    press("更多", ".title-bar")
    press("关闭", ".menu")


def interview():
    """The first journey: an empty form for a coking plant in Shanxi."""
    press("新建卷宗")
    for field, value in [("province", "山西省"), ("city", "长治市"), ("industry", "coking"), ("facilityType", "industrial"), ("nature", "new"), ("stage", "proposed")]:
        choose(f"#f-project-{field}", value)
    press("继续")
    until('document.querySelector(".next .field, .next .list")', "the first question")
    picture("interview")
    asked = 0
    while asked < 25 and "不予通过" not in (run(decision) or ""):
        label = text(".next .name")
        if not label:
            break
        run("""{ const row = document.querySelector(".next .control");
          if (document.querySelector(".next .list")) [...document.querySelectorAll(".next .list button")].find((item) => item.textContent.includes("没有")).click(); else {
          const select = row.querySelector("select:not(.kind)"); const radios = row.querySelectorAll("input[type=radio]"); const text = row.querySelector("input[type=text]"); const box = row.querySelector("input[type=checkbox]");
          if (radios.length) radios[1].click();
          else if (select) { select.value = [...select.options].map((option) => option.value).filter((value) => /notConform|none|restricted/.test(value))[0] || select.options[1].value; select.dispatchEvent(new Event("change", { bubbles: true })); }
          else if (box) box.click();
          else if (text) { text.value = "2000"; text.dispatchEvent(new Event("input", { bubbles: true })); } } }""")
        until(f'{decision} && (!document.querySelector(".next .name") || document.querySelector(".next .name").textContent !== {label!r} || {decision}.includes("不予通过"))', f"an answer to {label}", 15)
        asked += 1
    check("不予通过" in (run(decision) or ""), "the coking plant is refused")
    check(asked < 25, f"fewer than 25 questions: {asked}")
    print(f"  {asked} questions to the refusal")
    picture("coking-refused")


def stock():
    """The third journey: a table in GB18030 with broken rows, a furnace offered twice, one county, an export."""
    press("台账", "header")
    columns = "项目名称,项目所在省（区）,项目所在市（盟）,项目所在县（区、旗）,行业,设施类型,建设性质,项目阶段,电能利用效率PUE,设计年综合能源消费量（当量值）,capacityReplacement.sources[0].sourceId,capacityReplacement.sources[0].enterprise,capacityReplacement.sources[0].capacity"
    count, bad = int(os.environ.get("STOCK", "600")), 30
    lines = [columns]
    for index in range(count):
        place = "宁夏回族自治区,中卫市,沙坡头区" if index % 2 else "山西省,长治市,潞州区"
        if index % 3 == 0:
            name, firm = ("GL-2024-001", "甲钢铁厂") if index in (9, 300) else (f"GL-{index}", f"第{index}钢铁厂")
            lines.append(f"第{index}号高炉项目,{place},钢铁,工业,新建,拟建,,{120000 + index},{name},{firm},50 万吨/年")
        else:
            pue = "很好" if index % 3 == 1 and index // 3 < bad else f"{1.1 + index % 40 / 100:.2f}"
            lines.append(f"第{index}号数据中心,{place},数据中心,数据中心,新建,拟建,{pue},{30000 + index},,,")
    drop("台账.csv", "\r\n".join(lines).encode("gb18030"))
    until('document.querySelector(".done")', "all are judged", 600)
    print(f"  {text('.done')}")
    check(str(count) in text("h1"), f"all rows are counted: {text('h1')}")
    check(f"{bad} 行" in text(".rejected-rows .count"), f"{bad} rows are rejected: {text('.rejected-rows .count')}")
    run('document.querySelector(".clashes .fold-head").click()')
    until('document.querySelector(".clashes li")', "the furnace offered twice")
    check("GL-2024-001" in text(".clashes"), "the furnace is named")
    picture("stock")
    press("沙坡头区", ".charts")
    shown = run('Number(/\\d+/.exec(document.querySelector(".filters .soft").textContent)[0])')
    check(0 < shown < count, f"one county is shown: {shown}")
    exported = saved(lambda: press("导出 CSV"), "the export").decode()
    check(exported.strip().count("\r\n") == shown, "the export holds what is shown")
    press("沙坡头区", ".charts")
    # What other engines read otherwise: workbooks, whose parts they unpack in their own way.
    drop("两表.xlsx", (root / "Tests/Spreadsheets/excel-two-sheets.xlsx").read_bytes())
    until('document.querySelector(".table") && document.querySelector(".table").textContent.includes("甲数据中心")', "a workbook is read")


def rules():
    """The second journey: a limit is changed, a case kept, the files saved, and the command line takes them."""
    press("规则", "header")
    until('document.querySelector(".tree .fold-head")', "the tree")
    write(".tree .search", "国家枢纽节点数据中心的PUE")
    until('document.querySelector(".tree .leaf")', "a rule is found")
    press("国家枢纽节点数据中心的PUE", ".tree", ".leaf")
    until('document.querySelector(".editor textarea")', "the editor")
    run('{ const area = document.querySelector(".editor textarea"); area.value = area.value.replace("应 数据中心.PUE 不高于 1.2\\n", "应 数据中心.PUE 不高于 1.25\\n"); area.dispatchEvent(new Event("input", { bubbles: true })); }')
    until('/1 条更宽/.test(document.querySelector(".verdict-line").textContent) && /改判/.test(document.querySelector(".verdict-line").textContent)', "the change is looser")
    press("问题", ".panels")
    until('document.querySelector(".diagnostics") && document.querySelector(".diagnostics").textContent.includes("1.2")', "the quotation says another limit")
    picture("rules")
    press("试一试", ".panels")
    until('document.querySelector(".case-list .leaf") && document.querySelector(".facts-edit")', "the cases of the rule")
    run('[...document.querySelectorAll(".case-list .leaf")].find((item) => item.textContent.includes("符合") && !item.textContent.includes("不")).click()')
    field = '[...document.querySelectorAll(".facts-edit label")].find((item) => item.textContent.includes("PUE"))'
    until(field, "its facts")
    run(f'{{ const field = {field}.querySelector("input"); field.value = "1.24"; field.dispatchEvent(new Event("input", {{ bubbles: true }})); }}')
    press("记为案例", ".detail")
    until('document.querySelector(".case-list").textContent.includes("1.24")', "the case is among them")
    press("更多", ".title-bar")
    archive = saved(lambda: press("存为 ZIP", ".menu"), "the archive")
    if os.environ.get("REVIEW") and archive:
        folder = pathlib.Path(tempfile.mkdtemp())
        (folder / "Rules.zip").write_bytes(archive)
        zipfile.ZipFile(folder / "Rules.zip").extractall(folder)
        told = subprocess.run([os.environ["REVIEW"], "test", "Rules", "--filter", "1.24"], cwd=folder, capture_output=True, text=True).stdout
        check("0 个失败" in told and not told.startswith("0 个案例"), f"review test accepts the case: {told[-200:]}")


until('document.querySelector("header nav button:not(:disabled)")', "the page is ready", 120)
engine = run("(/(Chrome|Firefox)\\/\\d+/.exec(navigator.userAgent) || ['an unknown engine'])[0]").replace("/", " ")
print(f"{engine}: ready after {run('deskTimes().ready'):.0f} ms")
picture("start")
# Whoever leaves what is not saved is asked; here nobody can answer.
run("{ window.confirm = () => true; }")
for journey in (first_minute, interview, stock, rules):
    start = time.time()
    try:
        journey()
    except Exception as error:
        check(False, f"{journey.__name__}: {error!r}")
        picture(f"failed-{journey.__name__}")
    print(f"  {journey.__name__}: {time.time() - start:.0f} s")
    sys.stdout.flush()
for complaint in complaints:
    print(f"  console: {complaint[:300]}")
print(f"{engine}: " + ("all journeys hold" if not failures and not complaints else f"{len(failures)} failures, {len(complaints)} messages"))
sys.stdout.flush()
browser.end()
os._exit(1 if failures or complaints else 0)

#!/usr/bin/env python3
"""The journeys' first steps in an engine of the past: old-engines.py DESK.HTML [PICTURES].

Run by a Python that has PyQtWebEngine 5.15.2 (Chromium 83, which needs a display: xvfb-run), PyQt6-WebEngine-Qt6 6.4.3
(Chromium 102), or marionette-driver where FIREFOX names that browser; `Desk/check` does that where OLD_ENGINES=1 is set.
The console must stay empty, as far as the engine lets it be seen: Firefox does not.
"""
import base64, os, pathlib, sys, time

desk = pathlib.Path(sys.argv[1]).resolve()
pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
root = pathlib.Path(__file__).resolve().parents[2]
complaints, failures = [], []


class Qt:
    """Chromium as Qt packs it, seen through its page."""

    def __init__(self):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox --no-zygote")
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
        try:
            from PyQt6 import QtCore, QtWidgets, QtWebEngineCore, QtWebEngineWidgets
            Page = QtWebEngineCore.QWebEnginePage
        except ImportError:
            from PyQt5 import QtCore, QtWidgets, QtWebEngineWidgets
            Page = QtWebEngineWidgets.QWebEnginePage

        class Watched(Page):
            def javaScriptConsoleMessage(self, level, message, line, source):
                # A word of the policy that Chromium before 97 does not know, and need not.
                if getattr(level, "value", level) > 0 and "wasm-unsafe-eval" not in message:
                    complaints.append(message)

        self.core = QtCore
        self.application = QtWidgets.QApplication(sys.argv[:1])
        self.view = QtWebEngineWidgets.QWebEngineView()
        self.page = Watched(self.view)
        self.view.setPage(self.page)
        self.view.resize(1280, 900)
        self.view.show()
        self.view.load(QtCore.QUrl.fromLocalFile(str(desk)))

    def wait(self, seconds):
        loop = self.core.QEventLoop()
        self.core.QTimer.singleShot(int(seconds * 1000), loop.quit)
        (loop.exec if hasattr(loop, "exec") else loop.exec_)()

    def run(self, code):
        found = []
        self.page.runJavaScript(code, found.append)
        end = time.time() + 20
        while not found and time.time() < end:
            self.wait(0.02)
        return found[0] if found else None

    def picture(self, path):
        self.view.grab().save(str(path))


class Firefox:
    """Firefox ESR, driven by Marionette."""

    def __init__(self, program):
        from marionette_driver.marionette import Marionette
        self.marionette = Marionette(bin=program, headless=True, startup_timeout=120, gecko_log="/dev/null")
        self.marionette.start_session()
        self.marionette.set_window_rect(width=1280, height=980)
        self.marionette.navigate(desk.as_uri())

    def wait(self, seconds):
        time.sleep(seconds)

    def run(self, code):
        # The last statement of a block is its value, as in the other engines.
        return self.marionette.execute_script("return (0, eval)(arguments[0]);", script_args=[code], sandbox=None, new_sandbox=False)

    def picture(self, path):
        pathlib.Path(path).write_bytes(base64.b64decode(self.marionette.screenshot(format="base64")))


browser = Firefox(os.environ["FIREFOX"]) if os.environ.get("FIREFOX") else Qt()
run, wait = browser.run, browser.wait


def until(code, what, seconds=90):
    end = time.time() + seconds
    while time.time() < end:
        if run(f"Boolean({code})"):
            return True
        wait(0.1)
    failures.append(what)
    print(f"  waited for: {what}")
    return False


def press(text, within="body"):
    run(f"""[...document.querySelectorAll({within!r} + " button")].find((item) => item.textContent.includes({text!r}) && !item.disabled).click()""")


def picture(name):
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        wait(0.3)
        browser.picture(pictures / f"{engine.replace(' ', '-')}-{name}.png")


def drop(name, content):
    packed = base64.b64encode(content).decode()
    run(f"""{{ const data = new DataTransfer(); data.items.add(new File([Uint8Array.from(atob("{packed}"), (sign) => sign.charCodeAt(0))], {name!r}));
      const event = new Event("drop", {{ bubbles: true, cancelable: true }}); event.dataTransfer = {{ files: data.files, items: [], types: ["Files"] }}; window.dispatchEvent(event); }}""")


until('document.querySelector("header nav button:not(:disabled)")', "the page is ready", 120)
engine = run("(/(Chrome|Firefox)\\/\\d+/.exec(navigator.userAgent) || ['an unknown engine'])[0]").replace("/", " ")
print(f"{engine}: ready after {run('deskTimes().ready'):.0f} ms")
picture("start")
decision = 'document.querySelector("aside.decision .word") && !document.querySelector("aside.decision.old") && document.querySelector("aside.decision .word").textContent'
press("云基地算力中心")
until(f'({decision}) && ({decision}).includes("不予通过")', "the example is refused")
until('document.querySelector(".ways .way")', "ways to pass")
run('document.querySelector(".causes .fold-head").click()')
until('document.querySelector(".causes blockquote")', "the clause")
picture("refused")
press("台账", "header")
examples = [path.read_text(encoding="utf8") for path in sorted((root / "Rules/examples").glob("*.json"))]
drop("台账.json", ("[" + ",".join(examples) + "]").encode())
until('document.querySelector(".done") && document.querySelectorAll(".table .line").length === 8', "a stock is judged")
picture("stock")
table = "项目名称,项目所在省（区）,项目所在市（盟）,行业,设施类型\n甲中心,宁夏,中卫,数据中心,数据中心\n".encode("gb18030")
drop("甲.csv", table)
until('document.querySelector(".table") && document.querySelector(".table").textContent.includes("甲中心")', "a table in GB18030 is read")
drop("两表.xlsx", (root / "Tests/Spreadsheets/excel-two-sheets.xlsx").read_bytes())
until('document.querySelector(".table") && document.querySelector(".table").textContent.includes("甲数据中心")', "a workbook is read")
press("规则", "header")
until('document.querySelector(".tree .fold-head")', "the tree")
run('{ const field = document.querySelector(".tree .search"); field.value = "NX-3.1-05"; field.dispatchEvent(new Event("input")); }')
until('document.querySelector(".tree .leaf")', "a rule is found")
run('document.querySelector(".tree .leaf").click()')
until('document.querySelector(".editor textarea")', "the editor")
run('{ const area = document.querySelector(".editor textarea"); area.value = area.value.replace("应 数据中心.PUE 不高于 1.2\\n", "应 数据中心.PUE 不高于 1.25\\n"); area.dispatchEvent(new Event("input", { bubbles: true })); }')
until('/1 条更宽/.test(document.querySelector(".verdict-line").textContent)', "the change is looser", 120)
picture("rules")
for complaint in complaints:
    print(f"  console: {complaint[:300]}")
print(f"{engine}: " + ("all steps hold" if not failures and not complaints else f"{len(failures)} failures, {len(complaints)} messages"))
sys.stdout.flush()
os._exit(1 if failures or complaints else 0)

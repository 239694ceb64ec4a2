"""Engines of the past, and Firefox, as far as the journeys need them: code of the page is run, pictures are taken.

The console must stay empty, as far as the engine lets it be seen: Firefox does not.
"""
import base64, os, pathlib, sys, tempfile, time


class Qt:
    """Chromium as Qt packs it, seen through its page."""

    def __init__(self, page_path, complaints):
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
        self.view.load(QtCore.QUrl.fromLocalFile(str(page_path)))

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

    def end(self):
        pass


class Firefox:
    """Firefox ESR, driven by Marionette."""

    def __init__(self, program, page_path):
        from marionette_driver.marionette import Marionette
        self.marionette = Marionette(bin=program, headless=True, startup_timeout=120, gecko_log="/dev/null",
                                     prefs={"browser.download.folderList": 2, "browser.download.dir": tempfile.mkdtemp()})
        self.marionette.start_session()
        self.marionette.set_window_rect(width=1280, height=980)
        self.marionette.navigate(page_path.as_uri())

    def wait(self, seconds):
        time.sleep(seconds)

    def run(self, code):
        # The page's policy forbids it to evaluate texts, so that the value of the last statement is not at hand.
        script = code if code.startswith("{") else f"return {code}"
        return self.marionette.execute_script(script, sandbox=None, new_sandbox=False)

    def picture(self, path):
        pathlib.Path(path).write_bytes(base64.b64decode(self.marionette.screenshot(format="base64")))

    def end(self):
        self.marionette.quit(in_app=False)

"""JupyterLab as a researcher has it: a notebook in Chromium, and what can be seen and done there.

Everything waits for what it needs to see; nothing waits for a time. JupyterLab is asked through its application object
(``window.jupyterapp``), so that no test hangs on how its menus look.
"""

import json
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect
from serving import PATIENCE, Server

from casekit.model.study import Study
from casekit.project import Project

WINDOW = (1280, 900)
KNOWN = {  # what JupyterLab itself complains of, word for word
    "Could not restore the debugger state: Canceled future for debug_request message before replies were done",
}
_PANEL = "window.jupyterapp.shell.currentWidget"


class Notebook:
    """A notebook that is open in JupyterLab, on a project's folder.

    ``page`` is Playwright's page. Cells are counted from 0.
    """

    def __init__(self, page: Page, file: Path) -> None:
        self.page, self.file, self.folder = page, file, file.parent
        self.complaints: list[str] = []
        self._address = ""

    # Opening

    def open(self, address: str) -> None:
        """Show the notebook and wait for its kernel."""
        self._address = address
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        self.page.on("request", lambda request: self._watch(request.url))
        self.page.goto(address)
        self.wait_for_kernel()

    def reload(self) -> None:
        """Load the page anew; the kernel goes on."""
        self.page.goto(self._address)
        self.wait_for_kernel()

    def wait_for_kernel(self) -> None:
        """Until the notebook is there and its kernel is idle."""
        self.wait(
            "w => w?.content?.model && w.context?.isReady && w.sessionContext?.session?.kernel?.status === 'idle'"
        )

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and message.text not in KNOWN:
            self.complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _watch(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.complaints.append(f"asks for {url}")

    def until_told(self, *words: str) -> None:
        """Until each of these was complained of."""
        for one in words:
            self._until(
                lambda one=one: any(one in complaint for complaint in self.complaints), f"nobody said {one}"
            )

    def _until(self, condition: Callable[[], Any], otherwise: str) -> None:
        """Until *condition* holds; the page goes on meanwhile."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, otherwise
            self.page.wait_for_timeout(20)  # lets Playwright tell what came

    # Asking JupyterLab

    def tell(self, function: str, argument: Any = None) -> Any:
        """What a JavaScript function of the notebook's panel and *argument* returns."""
        return self.page.evaluate(f"argument => ({function})({_PANEL}, argument)", argument)

    def wait(self, function: str, argument: Any = None, *, seconds: float = PATIENCE) -> None:
        """Until such a function returns something true."""
        condition = f"argument => window.jupyterapp && ({function})({_PANEL}, argument)"
        self.page.wait_for_function(condition, arg=argument, timeout=1000 * seconds)

    def command(self, name: str, **arguments: Any) -> None:
        """Run a command of JupyterLab to its end."""
        self.page.evaluate("([name, args]) => window.jupyterapp.commands.execute(name, args).then(() => null)", [name, arguments])  # fmt: skip

    # Cells

    def run_all(self) -> None:
        """Run All Cells, and wait until all have run."""
        self.command("notebook:run-all-cells")
        self.wait_for_kernel()

    def run(self, cell: int) -> str:
        """Run one cell; what it shows, as text."""
        self.tell("(w, cell) => { w.content.deselectAll(); w.content.activeCellIndex = cell; }", cell)
        self.command("notebook:run-cell")
        self.wait_for_kernel()
        return self.text(cell)

    def add(self, source: str) -> int:
        """A new cell at the end; its number."""
        cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
        self.tell(
            "(w, cell) => { w.content.model.sharedModel.insertCell(w.content.widgets.length, cell); }", cell
        )
        return self.count() - 1

    def ask(self, source: str) -> str:
        """Run a new cell at the end and give back what it shows; the cell is taken away again."""
        cell = self.add(source)
        try:
            return self.run(cell)
        finally:
            self.tell("(w, cell) => { w.content.model.sharedModel.deleteCell(cell); }", cell)

    def text(self, cell: int) -> str:
        """What a cell shows, as text: what it printed and the plain form of its results."""
        outputs = self.tell("(w, cell) => w.content.widgets[cell].model.outputs.toJSON()", cell)
        shown = [one.get("text") or one.get("data", {}).get("text/plain") or "\n".join(one.get("traceback", [])) for one in outputs]  # fmt: skip
        return "".join(shown)

    def count(self) -> int:
        """How many cells there are."""
        return int(self.tell("w => w.content.model.cells.length"))

    def cell(self, number: int) -> Locator:
        """A cell in the page."""
        return self.page.locator(f'.jp-Notebook .jp-Cell[data-windowed-list-index="{number}"]')

    def save(self) -> dict[str, Any]:
        """Save as a person does (Ctrl+S's command); the notebook as it is in the file."""
        self.command("docmanager:save")
        return dict(json.loads(self.file.read_text("utf-8")))

    # Kernel

    def restart(self) -> None:
        """Restart the kernel; nothing runs again by itself."""
        self.tell("w => w.sessionContext.restartKernel().then(() => null)")
        self.wait_for_kernel()

    def end_kernel(self) -> None:
        """Shut the kernel down; none takes its place."""
        self.tell("w => w.sessionContext.shutdown().then(() => null)")

    @contextmanager
    def busy(self) -> Iterator[None]:
        """While this lasts the kernel is busy with a cell; it is idle again afterwards."""
        begun, end = (self.folder / f".{name}-{secrets.token_hex(4)}" for name in ("begun", "end"))
        source = (
            f"import time, pathlib\npathlib.Path({str(begun)!r}).touch()\n"
            f"while not pathlib.Path({str(end)!r}).exists(): time.sleep(0.02)"
        )
        self.tell("(w, code) => { w.sessionContext.session.kernel.requestExecute({code}); }", source)
        self._until(begun.exists, "the kernel did not come to be busy")
        try:
            yield
        finally:
            end.touch()
            self.wait_for_kernel()

    # How it looks

    def theme(self, name: str) -> None:
        """*name*: Light or Dark."""
        self.command("apputils:change-theme", theme=f"JupyterLab {name}")
        self.wait("(w, light) => document.body.dataset.jpThemeLight === light", str(name == "Light").lower())

    def zoom(self, percent: int) -> None:
        """As the browser's own zoom does it: fewer CSS pixels in the same window, each of them larger."""
        sizes = {"width": WINDOW[0] * 100 // percent, "height": WINDOW[1] * 100 // percent}
        page = self.page.context.new_cdp_session(self.page)
        page.send("Emulation.setDeviceMetricsOverride", {**sizes, "deviceScaleFactor": percent / 100, "mobile": False})  # fmt: skip
        self.wait("(w, width) => window.innerWidth === width", sizes["width"])

    def narrow(self, pixels: int) -> None:
        """Leave no more width than this for the notebook, as beside another panel."""
        self.tell("(w, pixels) => { window.jupyterapp.shell.collapseLeft(); w.content.node.style.maxWidth = `${pixels}px`; }", pixels)  # fmt: skip
        self.wait("(w, pixels) => w.content.node.getBoundingClientRect().width <= pixels", pixels)

    def second_view(self, cell: int) -> Locator:
        """Create New View for Output: the same output once more, in a panel beside the notebook."""
        views = self.page.locator(".jp-LinkedOutputView")
        known = views.count()
        self.tell("(w, cell) => { w.content.activeCellIndex = cell; }", cell)
        self.command("notebook:create-output-view")
        expect(views).to_have_count(known + 1)
        self.page.evaluate("id => window.jupyterapp.shell.activateById(id)", self._panel_id())
        self.wait("w => w?.content?.model?.cells")
        return views.nth(known)

    def _panel_id(self) -> str:
        found = self.page.locator(".jp-NotebookPanel").get_attribute("id")
        assert found is not None
        return found

    def picture(self, name: str) -> None:
        """A screenshot for people to look at, where CASEKIT_PICTURES names a folder for them."""
        if folder := os.environ.get("CASEKIT_PICTURES"):
            self.page.screenshot(path=Path(folder) / f"{name}.png")

    def serious(self, selector: str) -> list[str]:
        """What axe finds serious or critical inside *selector*: rule, what it is about, and where."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page, context={"include": [[selector]]}).response["violations"]
        return [
            f"{one['id']}: {one['help']} – {node['html'][:200]}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]

    # The desk

    def desk(self, number: int = 0) -> Locator:
        """casekit's widget, when it is ready."""
        found = self.page.locator(".ck-desk").nth(number)
        try:
            expect(found).to_have_attribute("data-ready", "1", timeout=1000 * PATIENCE)
        except AssertionError as error:
            raise AssertionError("\n".join([str(error).splitlines()[0], *self.complaints])) from None
        return found

    def saved(self, number: int = 0) -> None:
        """Until nothing in the widget is unsaved. The page is asked itself: an ``expect`` would describe all of a long text meanwhile."""
        self.page.wait_for_function(
            "number => document.querySelectorAll('.ck-desk')[number]?.dataset.unsaved === '0'",
            arg=number,
            timeout=1000 * PATIENCE,
        )

    # Text

    def drag(self, root: Locator, words: str, to: str = "") -> None:
        """Select *words* with the mouse, or from *words* to the end of *to*, wherever they first stand in *root*."""
        start, end = (root.evaluate(_PLACE, text) for text in (words, to or words))
        assert start, f"not to be seen: {words}"
        assert end, f"not to be seen: {to or words}"
        self.page.evaluate(
            "() => window.getSelection().removeAllRanges()"
        )  # else the old one would be carried off
        mouse = self.page.mouse
        mouse.move(*start[0])
        mouse.down()
        mouse.move(*end[1], steps=5)
        mouse.up()

    def selected(self) -> str:
        """What is selected in the page."""
        return str(self.page.evaluate("() => String(window.getSelection())"))

    # The project, as another program sees it

    def study(self) -> Study:
        """The project's content, read from its file by this process."""
        return Project.open(self.folder).study()

    def codings(self, document: str, coder: str | None = None) -> list[tuple[str, str]]:
        """Code and words of the codings of a document, the newest last."""
        study = self.study()
        rows = study.codings[study.codings["document"] == document].sort_values("event", kind="stable")
        rows = rows if coder is None else rows[rows["coder"] == coder]
        return [(row.code, study.text(document, row.start, row.end)) for row in rows.itertuples(index=False)]


# Where the first and the last letter of a text are: just inside them, so that the mouse meets them.
_PLACE = """(root, words) => {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    node.parentElement.scrollIntoView({block: "center"});
    const rects = (from, to) => {
      const range = document.createRange();
      range.setStart(node, from); range.setEnd(node, to);
      return [...range.getClientRects()].filter((rect) => rect.width > 0);
    };
    const all = rects(at, at + words.length);
    if (!all.length) continue;
    const first = all[0], last = all[all.length - 1];
    return [[first.left + 0.5, (first.top + first.bottom) / 2], [last.right - 0.5, (last.top + last.bottom) / 2]];
  }
  return null;
}"""


def open_notebook(
    server: Server, context: BrowserContext, folder: Path, *cells: str, threads: bool = True
) -> Notebook:
    """A notebook of these cells in *folder*, open; no cell has run. *threads* as in :meth:`Server.set_up`."""
    server.set_up(threads=threads)
    file = folder / f"test-{secrets.token_hex(4)}.ipynb"
    file.write_text(json.dumps(_content(cells)), "utf-8")
    notebook = Notebook(context.new_page(), file)
    notebook.open(server.place(file, f"w{secrets.token_hex(4)}"))
    return notebook


def _content(cells: tuple[str, ...]) -> dict[str, Any]:
    code = [
        {"cell_type": "code", "id": f"c{number}", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
        for number, source in enumerate(cells)
    ]  # fmt: skip
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": code, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}

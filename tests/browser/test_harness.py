"""What the other tests of this folder stand on: a notebook runs, a widget answers, and each move does what it says."""

import pytest

WIDGET = '''
import threading
import anywidget

class Counter(anywidget.AnyWidget):
    _esm = """
    function render({ model, el }) {
      el.classList.add("ck-desk"); const button = el.appendChild(document.createElement("button"));
      button.dataset.lmSuppressShortcuts = "true";  // on what has the focus itself: Lab's keys are bound to ":focus"
      const text = el.appendChild(document.createElement("p"));
      const show = () => { el.dataset.unsaved = model.get("told"); el.dataset.ready = "1"; };
      button.textContent = "Tæl"; text.textContent = "Boliger mangler 🏠 i hele kommunen.";
      button.onclick = () => { el.dataset.unsaved = "1"; model.send({ count: 1 }); };
      model.on("msg:custom", (message) => { text.textContent = message.text; el.dataset.unsaved = "0"; });
      show();
    }
    export default { render };
    """
    def __init__(self):
        super().__init__()
        self.count = 0
        self.on_msg(self._heard)
    def _heard(self, _, message, __):
        self.count += message["count"]
        self.thread = threading.current_thread().name
        self.send({"text": f"{self.count} gange"})

counter = Counter()
counter
'''


@pytest.mark.thorough
def test_an_ordinary_notebook_runs_and_shows_what_it_computed(notebook) -> None:
    page = notebook(
        "x = 6 * 7\nprint('hej')\nx", "import casekit as ck\nlen(ck.Project.open().study().documents)"
    )
    page.run_all()
    assert page.text(0) == "hej\n42"
    assert page.text(1) == str(len(page.study().documents))
    assert (page.count(), page.ask("x + 1"), page.count()) == (2, "43", 2)


@pytest.mark.thorough
def test_a_widget_waits_for_a_busy_kernel(notebook) -> None:
    page = notebook(WIDGET, threads=False)
    page.run_all()
    desk = page.desk()
    button = desk.get_by_role("button")
    button.click()
    page.saved()
    with page.busy():
        button.click()
        assert desk.get_attribute("data-unsaved") == "1"
        assert desk.get_by_text("1 gange").is_visible()
    page.saved()
    assert desk.get_by_text("2 gange").is_visible()
    assert page.ask("counter.count, counter.thread") == "(2, 'MainThread')"


@pytest.mark.thorough
def test_a_widget_answers_beside_a_busy_kernel_where_it_has_a_thread_of_its_own(notebook) -> None:
    page = notebook(WIDGET)
    page.run_all()
    button = page.desk().get_by_role("button")
    button.click()
    page.saved()
    with page.busy():
        button.click()
        page.saved()
        assert page.desk().get_by_text("2 gange").is_visible()
    assert page.ask("counter.thread.startswith('subshell')") == "True"


@pytest.mark.thorough
def test_what_a_widget_shows_is_in_every_view_and_survives_reloading(notebook) -> None:
    page = notebook(WIDGET)
    page.run_all()
    beside = page.second_view(0)
    beside.get_by_role("button").click()
    page.saved()
    assert page.desk().get_by_text("1 gange").is_visible()
    assert beside.get_by_text("1 gange").is_visible()
    assert "widgets" not in page.save()["metadata"], "JupyterLab keeps no state of widgets by itself"
    page.reload()
    page.desk().get_by_role("button").click()
    page.saved()
    assert page.ask("counter.count") == "2"
    page.restart()
    assert "NameError" in page.ask("counter")


@pytest.mark.thorough
def test_words_are_selected_with_the_mouse(notebook) -> None:
    page = notebook(WIDGET)
    page.run_all()
    page.drag(page.desk(), "mangler 🏠 i hele")
    assert page.selected() == "mangler 🏠 i hele"
    page.drag(page.desk(), "mangler", to="kommunen")
    assert page.selected() == "mangler 🏠 i hele kommunen"


@pytest.mark.thorough
@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_how_it_looks_can_be_changed(notebook, theme: str) -> None:
    page = notebook(WIDGET)
    page.run_all()
    page.theme(theme)
    page.zoom(200)
    page.narrow(320)
    desk = page.desk()
    desk.scroll_into_view_if_needed()
    assert desk.evaluate("node => node.getBoundingClientRect().width") < 320
    assert page.page.evaluate("() => window.devicePixelRatio") == 2
    assert page.page.evaluate("() => document.body.dataset.jpThemeLight") == str(theme == "Light").lower()
    assert page.serious(".ck-desk") == []


@pytest.mark.thorough
def test_keys_reach_the_widget_and_not_the_cells(notebook) -> None:
    page = notebook("1", WIDGET, "2")
    page.run_all()
    page.desk().get_by_role("button").focus()
    page.page.keyboard.type("xxdd")
    assert page.count() == 3
    page.cell(0).locator(".jp-InputPrompt").click()
    page.page.keyboard.type("x")
    page.wait("w => w.content.model.cells.length === 2")


@pytest.mark.thorough
def test_complaints_are_heard(notebook) -> None:
    page = notebook("1")
    page.page.evaluate("() => { console.error('oh'); setTimeout(() => { throw new Error('thrown'); }); }")
    page.page.evaluate("() => { fetch('https://example.invalid/').catch(() => null); }")
    page.page.wait_for_function("() => true")
    page.until_told("oh", "thrown", "asks for https://example.invalid/")
    page.complaints.clear()


@pytest.mark.thorough
def test_the_project_is_read_by_the_test_itself(notebook) -> None:
    page = notebook("import casekit as ck\nproject = ck.Project.open(coder='bo')")
    page.run_all()
    before = page.codings("HAV-02")
    assert all(words in page.study().texts["HAV-02"] for _, words in before)
    page.ask("study = project.study(); project.withdraw(list(study.codings.loc[study.codings['document'] == 'HAV-02', 'coding'])[:1])")  # fmt: skip
    assert len(page.codings("HAV-02")) == len(before) - 1

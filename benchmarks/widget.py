"""How quick coding in JupyterLab is: first picture, a code until it is on disk, scrolling; against what people would show a text with.

Run: python benchmarks/widget.py [--turns 2500] [--codings 1500] [--rounds 5]

One interview of 50,000 words. In one browser, on the same text: casekit's widget in a real JupyterLab; spaCy's displacy (a span for each
token and coding, as people show annotations in notebooks); and plain HTML with one span for each token. Needs Chromium.
"""

import argparse
import random
import shutil
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, sync_playwright

from casekit.model.facts import Coding, key_of, sha
from casekit.project import Project

sys.path.append(str(Path(__file__).parents[1] / "tests" / "browser"))
from lab import Server, open_notebook

DOCUMENT = "LANG-01"
WORDS = [
    "vi",
    "mangler",
    "boliger",
    "i",
    "kommunen",
    "og",
    "støtten",
    "kommer",
    "først",
    "når",
    "huslejen",
    "er",
    "betalt",
    "så",
    "venter",
    "de",
    "længe",
    "på",
    "en",
    "nøgle",
]
CELLS = (
    "import casekit as ck\nproject = ck.Project.open(coder='ah')\nstudy = project.study()",
    f"ck.code(project, {DOCUMENT!r}, everyone=True)",
)
_PAINT = """html => new Promise((done) => {
  const place = document.createElement("div"); place.style.cssText = "height:700px;overflow:auto";
  document.body.replaceChildren(place);
  const from = performance.now();
  place.innerHTML = html;
  requestAnimationFrame(() => setTimeout(() => done([performance.now() - from, place.querySelectorAll("*").length])));
})"""
_SCROLL = """async () => {
  const long = []; new PerformanceObserver((list) => long.push(...list.getEntries().map((one) => one.duration))).observe({ type: "longtask" });
  const text = document.querySelector(".ck-text"); const frames = []; let last = performance.now();
  for (let at = 0; at < 120; at += 1) {
    text.scrollTop += 300; await new Promise(requestAnimationFrame);
    const now = performance.now(); frames.push(now - last); last = now;
  }
  await new Promise((done) => setTimeout(done, 200));
  return [frames, long];
}"""
_MEASURED = "name => performance.getEntriesByName(name).map((one) => one.duration)"


def make(folder: Path, turns: int, codings: int) -> str:
    """A project with one long interview that two people coded; its text."""
    random.seed(8)
    said = [" ".join(random.choice(WORDS) for _ in range(20)) for _ in range(turns)]
    lines = (f"{'I' if place % 2 == 0 else 'IP'}: {words}." for place, words in enumerate(said))
    (folder / f"{DOCUMENT}.txt").write_text("\n\n".join(lines), "utf-8")
    project = Project.create(folder, language="da", coder="ah")
    project.add(folder / f"{DOCUMENT}.txt", case="havnstrup")
    project.adopt("housing_first_barriers")
    study = project.study()
    book = study.codebook()
    revision, text = study.documents["revision"].iloc[0], study.texts[DOCUMENT]
    codes = [code.id for code in book if code.parent]
    answers = study.turns[study.turns["role"] != "interviewer"]
    facts = []
    for place in range(codings):
        row = answers.iloc[random.randrange(len(answers))]
        start = random.randrange(int(row["start"]), int(row["end"]) - 12)
        end = min(int(row["end"]), start + random.randrange(12, 90))
        key = key_of("benchmark", str(place))
        facts.append(Coding(key, revision, start, end, random.choice(codes), key_of("codebook", book.id), "", key_of("coder", "ah"), sha(text[start:end])))  # fmt: skip
    project.record(*facts)
    project.close()
    return text


def timed_widget(page: Any, rounds: int) -> dict[str, float]:
    """First picture, codings by key until they are saved, and scrolling."""
    page.run_all()
    desk = page.desk()
    page.page.wait_for_function("() => performance.getEntriesByName('casekit-paint').length > 0")
    told = {"paint": page.page.evaluate(_MEASURED, "casekit-paint")[0]}
    desk.locator("[data-turn='1']").focus()
    for _ in range(rounds):
        page.page.keyboard.press("ArrowRight")
        page.page.keyboard.press("Shift+ArrowRight")
        page.page.keyboard.press("1")
        page.saved()
    trips = page.page.evaluate(_MEASURED, "casekit-code")
    frames, long = page.page.evaluate(_SCROLL)
    told["elements"] = desk.evaluate("root => root.querySelectorAll('*').length")
    return {
        **told,
        "code": statistics.median(trips),
        "code at most": max(trips),
        "frame": statistics.median(frames),
        "long tasks": sum(one > 100 for one in long),
        "longest task": max(long, default=0.0),
    }


def displacy(text: str, folder: Path) -> str:
    """The same text and codings as spaCy shows them."""
    import spacy
    from spacy import displacy as shown

    study = Project.open(folder).study()
    doc = spacy.blank("da")(text)
    spans = [
        doc.char_span(row.start, row.end, row.code, alignment_mode="expand")
        for row in study.codings.itertuples()
    ]
    doc.spans["sc"] = [span for span in spans if span is not None]
    return str(shown.render(doc, style="span", page=False, jupyter=False))


def per_token(text: str) -> str:
    """One span for each token."""
    from html import escape

    return "".join(f"<p>{''.join(f'<span>{escape(word)} </span>' for word in line.split())}</p>" for line in text.split("\n\n"))  # fmt: skip


def painted(page: Page, html: str, rounds: int) -> tuple[float, int]:
    """Milliseconds from HTML to picture, and how many elements."""
    told = [page.evaluate(_PAINT, html) for _ in range(rounds)]
    return statistics.median(one[0] for one in told), told[0][1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=2500)
    parser.add_argument("--codings", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        root = Path(place) / "root"
        folder = root / "study"
        folder.mkdir(parents=True)
        text = make(folder, asked.turns, asked.codings)
        server = Server(root, Path(place) / "home")
        options = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        try:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            runs = [
                timed_widget(open_notebook(server, context, folder, *CELLS), 20) for _ in range(asked.rounds)
            ]
            bare = context.new_page()
            begun = time.perf_counter()
            peer = displacy(text, folder)
            made = 1000 * (time.perf_counter() - begun)
            others = {"spaCy displacy, spans": painted(bare, peer, asked.rounds), "a span for each token": painted(bare, per_token(text), asked.rounds)}  # fmt: skip
        finally:
            browser.close()
            server.stop()
    report(asked, runs, others, made)


def report(
    asked: Any, runs: list[dict[str, float]], others: dict[str, tuple[float, int]], made: float
) -> None:
    best = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    print(
        f"{asked.turns} turns, {20 * asked.turns} words, {asked.codings} codings; median of {asked.rounds}\n"
    )
    print("| | first picture, ms | elements | ratio |\n|---|--:|--:|--:|")
    print(f"| casekit's widget, whole | {best['paint']:.0f} | {best['elements']:.0f} | 1 |")
    for name, (paint, elements) in others.items():
        print(f"| {name} | {paint:.0f} | {elements} | {paint / best['paint']:.1f} |")
    print(f"\nspaCy took {made:.0f} ms more to make the HTML.\n")
    print("| in the widget | |\n|---|--:|")
    print(f"| a code until it is on disk and shown, median | {best['code']:.0f} ms |")
    print(f"| at most | {max(run['code at most'] for run in runs):.0f} ms |")
    print(f"| a frame while scrolling, median | {best['frame']:.0f} ms |")
    print(f"| tasks over 100 ms while scrolling | {max(run['long tasks'] for run in runs):.0f} |")
    print(f"| longest | {max(run['longest task'] for run in runs):.0f} ms |")


if __name__ == "__main__":
    main()

"""The browser gets one script: whatever joining takes for granted about the modules is checked here, without a browser."""

import re
from collections import Counter
from importlib.resources import files

import pytest

from casekit.widget.joined import MODULES, STYLES, script, style

STATIC = files("casekit.widget").joinpath("static")
SOURCES = {name: STATIC.joinpath(f"{name}.js").read_text("utf-8") for name in MODULES}
SHEETS = {name: STATIC.joinpath(f"{name}.css").read_text("utf-8") for name in STYLES}

IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./(\w+)\.js";$')
TOP = re.compile(
    r"^(?:export )?(?:default )?(?:(?:async )?function\*?|class|const|let|var) (\w+|[{\[].*)", re.MULTILINE
)
EXPORTED = re.compile(r"^export (?:(?:async )?function|class|const) (\w+)", re.MULTILINE)


def imports(source: str) -> list[tuple[str, list[str]]]:
    """The modules that a module imports from, each with the names."""
    found = [IMPORT.match(line) for line in source.splitlines()]
    return [(one[2], one[1].split(", ")) for one in found if one]


def used(source: str) -> set[str]:
    """The functions that a module calls, and its words with a capital; what stands in quotes and comments, and methods, are left out."""
    code = re.sub(r"^import .*$|^\s*(?://|/?\*).*$|\s// .*$", "", source, flags=re.MULTILINE)
    code = re.sub(r'"[^"\n]*"', '""', code)
    code = re.sub(r"^  (?:async |get |set |static )?\w+(?=\(.*\{$)", "", code, flags=re.MULTILINE)
    return set(re.findall(r"(?<![.\w](?<!\.\.\.))(?:[a-z]\w*(?=\()|[A-Z]\w*\b(?!:))", code))


def test_every_file_is_joined_once():
    there = {kind: sorted(one.name for one in STATIC.iterdir() if one.name.endswith(kind)) for kind in (".js", ".css")}  # fmt: skip
    assert there == {
        ".js": sorted(f"{name}.js" for name in MODULES),
        ".css": sorted(f"{name}.css" for name in STYLES),
    }
    assert len(set(MODULES)) == len(MODULES)


def test_every_name_at_the_top_is_there_once():
    names = Counter(name for source in SOURCES.values() for name in TOP.findall(source))
    assert len(names) > 40
    assert [name for name, times in names.items() if times > 1] == []
    assert [name for name in names if not name.isidentifier()] == [], "destructured at the top"


@pytest.mark.parametrize("name", MODULES)
def test_imports_are_of_one_line_and_name_what_earlier_modules_export(name):
    source = SOURCES[name]
    told = imports(source)
    assert sum(line.lstrip().startswith("import") for line in source.splitlines()) == len(told)
    assert "import(" not in source
    for module, names in told:
        assert module in MODULES[: MODULES.index(name)], module
        assert set(names) <= set(EXPORTED.findall(SOURCES[module])), module
    assert len({module for module, _ in told}) == len(told)


@pytest.mark.parametrize("name", MODULES)
def test_what_is_used_of_other_modules_is_imported_and_what_is_imported_is_used(name):
    """Joined, all names are known to all; as modules, which is how they are read and tested, they are not."""
    imported = {one for _, names in imports(SOURCES[name]) for one in names}
    exported = {one for other in MODULES if other != name for one in EXPORTED.findall(SOURCES[other])}
    assert used(SOURCES[name]) & exported == imported


@pytest.mark.parametrize("name", MODULES)
def test_what_is_exported_has_the_form_that_joining_knows(name):
    source = SOURCES[name]
    exports = re.findall(r"^\s*export\b.*$", source, re.MULTILINE)
    default = [one for one in exports if one.startswith("export default")]
    assert default == (["export default function widget() {"] if name == "main" else [])
    assert len(exports) == len(EXPORTED.findall(source)) + len(default)


def test_the_script_is_all_modules_in_order_with_one_export():
    joined = script()
    assert re.findall(r"^(?:import|export)\b.*", joined, re.MULTILINE) == [
        "export default function widget() {"
    ]
    places = [joined.index(f"\n{SOURCES[name].splitlines()[0]}\n") for name in MODULES[1:]]
    assert places == sorted(places)
    assert all(f" {name}" in joined for source in SOURCES.values() for name in EXPORTED.findall(source))


@pytest.mark.parametrize("name", MODULES)
def test_text_never_becomes_markup_and_nothing_comes_from_elsewhere(name):
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|(?<![.\w])(?<!async )fetch\(|XMLHttp|https?://|localStorage|sessionStorage|indexedDB"
    assert re.findall(forbidden, SOURCES[name]) == []


def test_the_style_sheet_is_all_of_them_and_names_only_what_is_ours():
    assert style() == "\n".join(SHEETS.values())
    plain = re.sub(r"/\*.*?\*/", "", style(), flags=re.DOTALL)
    assert plain.count("{") == plain.count("}")
    assert "url(" not in plain
    assert "@import" not in plain
    for selectors in re.findall(r"(?:^|\})\s*([^{}@]+)\{", plain):
        for one in re.split(r",(?![^(]*\))", selectors):
            assert ".ck-" in one or re.fullmatch(r"\s*(from|to|\d+%|::highlight\(.*\))\s*", one), one

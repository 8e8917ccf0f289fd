"""What the widget says: every sentence is said somewhere, and what its scripts say is there."""

import re
from importlib.resources import files

from casekit.wording import keys

CASEKIT = files("casekit")
SCRIPTS = {
    file.name: file.read_text("utf-8")
    for file in CASEKIT.joinpath("widget", "static").iterdir()
    if file.name.endswith(".js")
}
PYTHON = "".join(file.read_text("utf-8") for file in CASEKIT.rglob("*.py"))
DESK = {key.removeprefix("desk.").removesuffix(".one") for key in keys() if key.startswith("desk.")}

OWN_SAY = re.compile(r"^  say\(key, more\) \{\s*return this\.frame\.say\(`(\w+)\$\{key\}`", re.MULTILINE)
LOCAL_SAY = re.compile(r"const (\w+) = \((?:key|name)\b[^\n]*\.say\((?:key|name)\b")
WORD = re.compile(r'"([\w.]+)"')
TEMPLATE = re.compile(r"`(\w+_)\$\{(?!key\})[^`]*\}`")
TAIL = re.compile(r"\b[a-z]\w*\b|\b\d\b")


def asked(source: str, call: str) -> list[str]:
    """What is between the brackets of each call, up to a comma at the top or the end."""
    found = []
    for match in re.finditer(call + r"\(", source):
        depth, end = 0, match.end()
        while depth >= 0 and not (depth == 0 and source[end] == ","):
            depth += {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}.get(source[end], 0)
            end += 1
        found.append(source[match.end() : end].rstrip(")"))
    return found


def results(expression: str) -> set[str]:
    """The words that an expression may come to: of ``a ? "x" : "y"`` both, and not those of its condition."""
    condition, mark, rest = expression.partition("?")
    return set(WORD.findall(re.sub(r"`[^`]*`", "", rest if mark else condition)))


def said(source: str) -> tuple[set[str], set[str]]:
    """The keys that a script says, and the beginnings of those that it puts together."""
    own = OWN_SAY.search(source)
    prefix = own[1] if own else ""
    words, begins = set(), set()
    for call, before in [(r"(?<!this)\.say", ""), (r"(?<=this)\.say", prefix), (r"(?<![.\w])say", "")]:
        for one in asked(source, call):
            words |= {before + word for word in results(one)}
            begins |= {before + begin for begin in TEMPLATE.findall(one)}
    for name in LOCAL_SAY.findall(source):
        words |= {word for one in asked(source, rf"(?<![.\w]){name}") for word in results(one)}
    return words, begins


def test_every_sentence_that_a_script_says_is_there():
    told = {name: said(source) for name, source in SCRIPTS.items()}
    assert sum(len(words) for words, _ in told.values()) > 150
    unknown = {(name, word) for name, (words, _) in told.items() for word in words - DESK}
    assert unknown == set()
    strange = {(name, begin) for name, (_, begins) in told.items() for begin in begins if not any(key.startswith(begin) for key in DESK)}  # fmt: skip
    assert strange == set()


def test_every_sentence_of_the_widget_is_said_somewhere():
    everything = "\n".join(SCRIPTS.values())
    literal = set(WORD.findall(everything)) | set(re.findall(r"\bwords\??\.(\w+)", everything))
    known = {*literal, *re.findall(r"\bdesk\.(\w+)", PYTHON)}
    tails = set(TAIL.findall(everything)) | set(TAIL.findall(PYTHON))
    begins = {begin for source in SCRIPTS.values() for begin in said(source)[1]}
    own = {source: OWN_SAY.search(source) for source in SCRIPTS.values()}
    known |= {found[1] + word for source, found in own.items() if found for word in WORD.findall(source)}
    begins |= set(re.findall(r'f"desk\.(\w+_)\{', PYTHON))
    made = {begin + tail for begin in begins for tail in tails}
    assert DESK - known - made == set()


def test_a_key_that_is_put_together_needs_both_parts():
    words, begins = said('  say(key, more) {\n    return this.frame.say(`cb_${key}`, more);\n  }\n x = this.say(on ? "a" : `b_${this.f("q")}`, { z: 1 }); frame.say("c"); const act = (key, doing) => button(frame.say(key), doing); act("d", () => "e");')  # fmt: skip
    assert words >= {"cb_a", "c", "d"}
    assert not words & {"a", "e", "q", "cb_q"}
    assert begins == {"cb_b_"}

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casekit.files.yaml_problems import problem_of, text_problem
from casekit.wording import LANGUAGES, keys, say_in

pytestmark = pytest.mark.slow

PARSERS = [yaml.BaseLoader, *([yaml.CBaseLoader] if hasattr(yaml, "CBaseLoader") else [])]
CODE = "codes:\n  - id: a\n"


def told(text, loader):
    """The problem with its line and column from 1, and the sign."""
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        yaml.compose(data, Loader=loader)
    found = problem_of(caught.value, data, loader)
    return found.problem, found.line + 1, found.column + 1, found.sign


@pytest.mark.parametrize("loader", PARSERS)
@pytest.mark.parametrize(
    ("text", "problem", "line", "column", "sign"),
    [
        ("codes:\n\t- id: a\n", "yaml_tab", 2, 1, ""),
        (f"{CODE}  \tlabel: x\n", "yaml_tab", 3, 3, ""),
        ("title: Bolig: en bog\n", "yaml_colon", 1, 13, ""),
        ("title: {da: Bolig: en bog}\n", "yaml_colon", 1, 18, ""),
        ("a: x\ntitle Bolig\ncodes: []\n", "yaml_no_colon", 2, 1, ""),
        ("a: x\ntitle:Bolig\ncodes: []\n", "yaml_no_colon", 2, 1, ""),
        ("a: x\ntitle: 'Bolig\ncodes: []\n", "yaml_open_quote", 2, 8, "'"),
        ('title: "Bolig\ncodes: []\n', "yaml_open_quote", 1, 8, '"'),
        ("title: 'Bolig\nlabel: x\ndefinition: 'y'\n", "yaml_open_quote", 1, 8, "'"),
        ("title: 'Housing's first'\n", "yaml_more_behind", 1, 8, "'"),
        ('title: "Bolig" først\n', "yaml_more_behind", 1, 8, '"'),
        ("title: [HF] Bolig\n", "yaml_more_behind", 1, 8, "]"),
        ("languages: [da, en\ncodes: []\n", "yaml_open_bracket", 1, 12, "["),
        ("languages: [da, en\ncodes:\n  - id: a\n", "yaml_open_bracket", 1, 12, "["),
        ("a: x\ntitle: {da: x, en: y\ncodes: []\n", "yaml_open_bracket", 2, 8, "{"),
        ("a: [\n", "yaml_open_bracket", 1, 4, "["),
        (f"{CODE}     label: x\n", "yaml_indent", 3, 11, ""),
        (f"{CODE}   label: x\n", "yaml_indent", 3, 4, ""),
        ("codes:\n    - id: a\n  - id: b\n", "yaml_indent", 3, 3, ""),
        ("nl: [* woning]\n", "yaml_sign", 1, 6, "*"),
        ("nl: [& b]\n", "yaml_sign", 1, 6, "&"),
        ("nl: [huis, %b]\n", "yaml_sign", 1, 12, "%"),
        ("nl: [@b]\n", "yaml_sign", 1, 6, "@"),
        ("title: `b`\n", "yaml_sign", 1, 8, "`"),
        ("title: |x\n", "yaml_sign", 1, 8, "|"),
        ("title: >x y\n", "yaml_sign", 1, 8, ">"),
        ("title: ]x\n", "yaml_sign", 1, 8, "]"),
        ("title: ? x\n", "yaml_sign", 1, 8, "?"),
        ("title: *fed* tekst\n", "yaml_sign", 1, 8, "*"),
        ("nl: [da,, en]\n", "yaml_sign", 1, 9, ","),
        ("title: - x\n", "yaml_sign", 1, 8, "-"),
        ("a: 1\n---\nb: 2\n", "yaml_documents", 2, 1, ""),
        ('title: "a\\q b"\n', "yaml_escape", 1, 10, ""),
    ],
)
def test_what_is_broken_is_told_with_its_place_whatever_the_parser(text, problem, line, column, sign, loader):
    found = told(text, loader)
    assert found[:2] == (problem, line)
    assert problem == "yaml_escape" or found[2] == column
    assert found[3] == sign or not sign


@pytest.mark.parametrize(
    ("data", "problem", "place"),
    [
        ("a: b\ntitle: Bølig\n".encode("cp1252"), "yaml_not_text", (1, 8)),
        (b"a: b\r\nc: \x01\n", "yaml_control_sign", (1, 3)),
        (b"\xef\xbb\xbfa: \x00b", "yaml_control_sign", (0, 3)),
        ("a: \x07".encode("utf-16"), "yaml_control_sign", (0, 3)),
    ],
)
def test_what_is_no_text_is_told_with_its_place(data, problem, place):
    found = text_problem(data)
    assert (found.problem, (found.line, found.column)) == (problem, place)


@given(st.text(alphabet="ab:[]{}&*!-? \n\t'\"#|>%@`,~<\\", max_size=40), st.sampled_from(PARSERS))
def test_whatever_is_broken_has_a_sentence_and_a_place_within(text, loader):
    data = text.encode()
    try:
        yaml.compose(data, Loader=loader)
    except yaml.MarkedYAMLError as error:
        found = problem_of(error, data, loader)
        assert {f"error.{found.problem}", f"hint.{found.problem}"} <= keys()
        assert 0 <= found.line <= text.count("\n") + 1
        for language in LANGUAGES:
            assert say_in(language, f"error.{found.problem}", where="b.yaml:1:1", sign=found.sign)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_speaks_the_parser_s_english(language):
    said = [say_in(language, key, where="", sign="") for key in sorted(keys()) if key.startswith("error.yaml_") and key not in ("error.yaml_too_large", "error.yaml_empty", "error.yaml_too_deep", "error.yaml_twice")]  # fmt: skip
    assert len(said) > 12
    assert not any(word in text for text in said for word in ("expected", "token", "mapping", "scalar"))

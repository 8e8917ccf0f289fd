import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import CodebookError
from casekit.files.yaml import MAX_BYTES, MAX_DEPTH, load_yaml
from casekit.wording import LANGUAGES, speak

BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def load(yaml):
    return load_yaml(yaml.encode() if isinstance(yaml, str) else yaml, file="b.yaml")[0]


def refused(yaml):
    with pytest.raises(CodebookError) as caught:
        load(yaml)
    assert str(caught.value.data.get("where") or caught.value.data.get("file")).startswith("b.yaml")
    return caught.value


def test_every_scalar_is_the_text_that_stands_there():
    yaml = "no: no\nt: 1:30\nn: 012\nd: 2023-11-14\nf: 1.10\nz: ~\ny: Yes\nnull: null\nb: 0x1F\ne: \n"
    assert load(yaml) == {
        "no": "no", "t": "1:30", "n": "012", "d": "2023-11-14", "f": "1.10", "z": "~", "y": "Yes", "null": "null", "b": "0x1F", "e": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), "1:1"),
        (("a",), "1:1"),
        (("b",), "2:1"),
        (("b", 0), "3:5"),
        (("b", 0, "x"), "3:5"),
        (("b", 1), "4:5"),
        (("b", 1, 1), "5:6"),
        (("b", 1, 7, "gone"), "4:5"),
    ],
)
def test_every_place_is_known_by_line_and_column_or_the_nearest_above_it(path, place):
    _, where = load_yaml(b"a: 1\nb:\n  - x: 1\n  - [u,\n     v]\n", file="b.yaml")
    assert where(path) == f"b.yaml:{place}"


@pytest.mark.parametrize(
    ("yaml", "problem", "line"),
    [
        ("a: 1\nb: &x y\n", "yaml_alias", 2),
        ("a: [*bolig]\n", "yaml_alias", 1),
        ("a: x\nb:\n  <<: *a\n", "yaml_alias", 3),
        (BOMB, "yaml_alias", 1),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml_tag", 1),
        ("a: 1\nb: !own x\n", "yaml_tag", 2),
        ("a: !!int 3\n", "yaml_tag", 1),
        ("a: 1\nb: 2\na: 3\n", "yaml_twice", 3),
        ("x:\n  - {b: 1, b: 2}\n", "yaml_twice", 2),
        ("? [a, b]\n: c\n", "yaml_key", 1),
        ("a: 1\n? {x: y}\n: c\n", "yaml_key", 2),
        ("a: [1, 2\nb: 3\n", "yaml_open_bracket", 1),
        ("a: 'open\n\n", "yaml_open_quote", 1),
        ("a: b: c\n", "yaml_colon", 1),
        ("\ta: b\n", "yaml_tab", 1),
        ("a: 1\n---\nb: 2\n", "yaml_documents", 2),
        ("a: [& b]\n", "yaml_sign", 1),
    ],
)
def test_what_can_bite_is_refused_with_its_line(yaml, problem, line):
    error = refused(yaml)
    assert (error.problem, error.data["where"].split(":")[1]) == (problem, str(line))


def test_a_merge_key_without_an_alias_is_a_field_like_any_other():
    assert load("a:\n  <<: {x: y}\n") == {"a": {"<<": {"x": "y"}}}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_great_depth_is_refused_at_once(opening):
    assert refused(opening * 50_000).problem == "yaml_too_deep"


def test_as_many_levels_as_allowed_are_read_and_one_more_is_not():
    assert load("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).data["limit"] == MAX_DEPTH


def test_a_file_of_more_than_a_megabyte_is_refused_unread():
    assert load(b"a: " + b"x" * (MAX_BYTES - 3)) == {"a": "x" * (MAX_BYTES - 3)}
    assert refused(b"&" * (MAX_BYTES + 1)).problem == "yaml_too_large"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only a remark\n", codecs.BOM_UTF8])
def test_a_file_without_content_is_refused(data):
    assert refused(data).problem == "yaml_empty"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("id: Sølev".encode("cp1252"), "yaml_not_text"),
        (b"id: \xff\xfe", "yaml_not_text"),
        (b"id: \x00", "yaml_control_sign"),
        (b"id: a\x07b", "yaml_control_sign"),
    ],
)
def test_what_is_no_text_is_refused_in_every_language(data, problem):
    assert refused(data).problem == problem
    assert refused(data).data["where"].startswith("b.yaml:1:")
    for language in LANGUAGES:
        speak(language)
        try:
            assert "UTF-8" in str(refused(data))
        finally:
            speak("en")


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8 + "id: Sølev".encode(), "id: Sølev".encode("utf-16")])
def test_a_byte_order_mark_is_no_obstacle(mark):
    assert load(mark) == {"id": "Sølev"}


@given(st.binary(max_size=60) | st.text(alphabet="ab:[]{}&*!-? \n'\"#|>%@`,~<", max_size=40).map(str.encode))
def test_any_bytes_are_text_and_lists_and_maps_or_one_error(data):
    def plain(value):
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain(inner) for key, inner in value.items())
        return all(map(plain, value)) if isinstance(value, list) else isinstance(value, str)

    with suppress(CodebookError):
        assert plain(load(data))

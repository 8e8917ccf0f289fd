import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import CodebookError
from casekit.exchange.liwc import Category, is_liwc, read_liwc, write_liwc
from casekit.wording import LANGUAGES, explain, speak

NAMES = st.text("abæø_", min_size=1, max_size=5)
LABELS = st.just("") | st.text("ab ()%æ", min_size=1, max_size=8).map(lambda label: " ".join(label.split()))
WORDS = st.lists(st.sampled_from(["bolig*", "te weinig", "§ 110", "wmo-sag", "a1"]), max_size=3, unique=True)


@st.composite
def dictionaries(draw):
    made, level = [], 0
    for _ in range(draw(st.integers(1, 5))):
        made.append(Category(draw(NAMES), draw(LABELS), level, tuple(draw(WORDS))))
        level = draw(st.integers(0, level + 1))
    return made


@given(dictionaries())
def test_a_dictionary_comes_back(categories):
    back, findings = read_liwc(write_liwc(categories), file="a.dic")
    assert findings == []
    assert [one[:3] for one in back] == [one[:3] for one in categories]
    assert [set(one.words) for one in back] == [set(one.words) for one in categories]


def read(text):
    return read_liwc(text, file="a.dic")


def test_the_plain_form_with_all_its_blanks_is_read():
    text = "\ufeff%\r\n01  A category\r\n02\tOther words\r\n%\r\n\r\nmore\t01\t\t2\r\nlittle lamb 1 02\r\nlamb  \t1\r\nmore\t1\r\n"
    categories, findings = read(text)
    assert categories == [
        Category("A category", "", 0, ("more", "little lamb", "lamb")),
        Category("Other words", "", 0, ("more", "little lamb")),
    ]
    assert findings == []
    assert is_liwc(text)


def test_indents_of_any_width_are_levels():
    categories, _ = read("%\n1\ta (A a)\n  2\tb\n      3\tc\n  4\td\n5\te\n%\n")
    assert [(one.name, one.label, one.level) for one in categories] == [
        ("a", "A a", 0),
        ("b", "", 1),
        ("c", "", 2),
        ("d", "", 1),
        ("e", "", 0),
    ]


def test_what_is_odd_is_told_with_its_line():
    categories, findings = read(
        "%\n1\ta\n1\tb\nname\n%\nkind\t(02 134)125/464\t1\nlike\t<of>131/125\t1\nx\t7\nlonely\n"
    )
    assert categories == [Category("a", "", 0, ("kind", "like"))]
    assert [(one.kind, one.where) for one in findings] == [
        ("liwc_line", "a.dic:3"),
        ("liwc_line", "a.dic:4"),
        ("liwc_condition", "a.dic:6"),
        ("liwc_condition", "a.dic:6"),
        ("liwc_condition", "a.dic:7"),
        ("liwc_category", "a.dic:8"),
        ("liwc_line", "a.dic:9"),
    ]
    assert all(str(one) for one in findings)


@pytest.mark.parametrize("text", ["", "%", "%\n%\n", "1\ta\n%\nb\t1", "%\nwords\n%\n"])
def test_without_categories_it_is_none(text):
    with pytest.raises(CodebookError) as caught:
        read(text)
    for language in LANGUAGES:
        speak(language)
        assert "a.dic" in explain(caught.value)
    speak("en")


def test_other_texts_are_none():
    assert not is_liwc("a: [b]")
    assert not is_liwc("")

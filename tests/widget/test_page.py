import re
from html import unescape

import pytest

from casekit.errors import LookupFailedError
from casekit.widget import Page, show

pytestmark = pytest.mark.slow


def html(study):
    return show(study, "A <x>")._repr_html_()


def stripped(markup):
    return unescape(re.sub(r"<[^>]*>", "", markup))


def test_what_people_said_is_shown_and_never_run(study):
    page = html(study)
    body = page.partition("</style>")[2]
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;b&gt;Hvad?&lt;/b&gt; &amp; &quot;nu&quot;" in body
    assert set(re.findall(r"</?(\w+)", body)) <= {
        "table",
        "caption",
        "tbody",
        "tr",
        "td",
        "mark",
        "span",
        "br",
    }


def test_nothing_is_fetched_from_outside(study):
    assert not re.search(r"src=|href=|url\(|@import", html(study).replace("&lt;img src=x&gt;", ""))


def test_every_turn_is_a_row_with_its_words_unchanged(study):
    cells = re.findall(
        r"<tr[^>]*><td>(\d+)</td><td></td><td>(.*?)</td><td>(.*?)</td>", html(study), re.DOTALL
    )
    turns = study.turns[study.turns["document"] == "A <x>"]
    said = [study.text("A <x>", row.start, row.end) for row in turns.itertuples()]
    assert [(int(number), unescape(speaker), stripped(words)) for number, speaker, words in cells] == list(
        zip(turns["turn"], turns["speaker"], said, strict=True)
    )


def test_a_stretch_that_two_codings_share_is_marked_once(study):
    marked = re.findall(r"<mark>(.*?)</mark>", html(study))
    assert [unescape(words) for words in marked] == ["Boligmangel <script>", "alert(1)", "</script> og"]
    assert "<mark><mark" not in html(study)


def test_a_suggestion_is_marked_otherwise_and_named_with_a_question_mark(study):
    page = html(study)
    assert "<mark class='ck-open'> ventetid.</mark>" in page
    assert "? Vent &lt;i&gt; – hæmmende (indicators)" in page


def test_a_coding_is_named_with_its_direction_and_its_coder(study):
    label = study.codebook("housing_first_barriers")["supply_shortage"].label.get("da")
    assert f"● {label} – hæmmende (ah)" in stripped(html(study))


def test_questions_look_different(study):
    assert html(study).count("class='ck-asks'") == 1


def test_a_document_without_codings_has_no_marks(study):
    page = show(study, "B")
    assert "<mark" not in page._repr_html_()
    assert repr(page) == "Page('B', turns=1)"
    assert isinstance(page, Page)


def test_an_unknown_document_is_refused_with_those_there_are(study):
    with pytest.raises(LookupFailedError) as caught:
        show(study, "C")
    assert caught.value.problem == "unknown_document"
    assert caught.value.data["known"] == "A <x>, B"

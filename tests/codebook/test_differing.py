from dataclasses import replace
from time import perf_counter

import pytest

from casekit.codebook.differing import CHANGES, diff, sentence, shown
from casekit.model.codebook import Change, Code, Codebook, Exclusion, Group
from casekit.model.words import LANGUAGES, Words
from casekit.wording import keys, speak

OLD = """
id: small
version: 1.0.0
title: {da: Lille, en: Small}
groups: [{id: g, label: {da: Gruppe}, themes: [home]}]
codes:
  - id: home
    label: {da: Hjem, en: Home}
    codes:
      - id: rent
        label: {da: Husleje, en: Rent}
        definition: {da: Hvad det koster at bo, en: What it costs to live there}
        include: [{da: depositum, en: deposits}]
        exclude: [{da: gæld, en: debts, see: debt}]
        indicators: {da: [husleje*, depositum]}
      - id: debt
        label: {da: Gæld, en: Debt}
  - id: help
    label: {da: Støtte, en: Support}
"""


@pytest.fixture(autouse=True)
def _in_english():
    speak("en")
    yield
    speak("en")


@pytest.fixture
def old(book_of):
    return book_of(OLD)


def told(old, new):
    columns = ["change", "code", "was", "field", "language", "before", "after", "recode"]
    return [tuple(row) for row in diff(old, new)[columns].itertuples(index=False)]


def version(old, **replaced):
    """The next version, with codes replaced by others."""
    after = tuple((code, tuple(new)) for code, new in replaced.items())
    return replace(old, version="2.0.0", changes=(*old.changes, Change("2.0.0", replaced=after)))


def with_code(book, code, **fields):
    return replace(book, codes=tuple(replace(one, **fields) if one.id == code else one for one in book))


def with_codes(book, *codes):
    return replace(book, codes=codes)


def test_a_book_and_itself_differ_in_nothing_nor_do_order_and_version(old):
    assert diff(old, old).empty
    home, rent, debt, help_ = old
    assert told(old, with_codes(version(old), help_, home, debt, rent)) == []


def test_a_code_is_added_or_removed(old):
    home, rent, debt, help_ = old
    new = with_codes(old, home, rent, debt, help_, Code("staff", Words.of({"en": "Staff"}), "help"))
    assert told(old, new) == [("added", "staff", "", "", "", "", "help", False)]
    gone = with_codes(version(old, help=[]), home, rent, debt)
    assert told(old, gone) == [("removed", "help", "help", "", "", "help", "", True)]


def test_a_declared_new_id_is_a_new_name_and_no_change_for_what_names_it(old):
    home, rent, debt, help_ = old
    rent = replace(rent, exclude=(Exclusion(rent.exclude[0].text, "debts"),))
    new = with_codes(version(old, debt=["debts"]), home, rent, replace(debt, id="debts"), help_)
    assert told(old, new) == [("renamed", "debts", "debt", "id", "", "debt", "debts", False)]
    assert diff(old, new)["sure"].all()


def test_a_theme_with_a_new_id_moves_no_code(old):
    home, rent, debt, help_ = old
    below = [replace(code, parent="dwelling") for code in (rent, debt)]
    new = with_codes(version(old, home=["dwelling"]), replace(home, id="dwelling"), *below, help_)
    new = replace(new, groups=(replace(old.groups[0], themes=("dwelling",)),))
    assert [row[0] for row in told(old, new)] == ["renamed"]


def test_a_new_id_that_nobody_told_is_guessed_and_said_to_be_a_guess(old):
    home, rent, debt, help_ = old
    new = with_codes(old, home, replace(rent, id="cost"), debt, help_)
    row = diff(old, new).iloc[0]
    assert (row["change"], row["code"], row["was"], row["sure"], row["recode"]) == ("renamed", "cost", "rent", False, True)  # fmt: skip
    assert "is it the same code?" in sentence(row)
    unlike = with_codes(old, home, Code("staff", Words.of({"en": "Staff"}), "home"), debt, help_)
    assert {row[0] for row in told(old, unlike)} == {"added", "removed"}


def test_a_code_is_split_also_when_it_stays_as_a_part(old):
    home, rent, debt, help_ = old
    other = replace(rent, id="deposit", definition=Words.of({"en": "Deposits"}))
    new = with_codes(version(old, rent=["rent", "deposit"]), home, rent, other, debt, help_)
    assert told(old, new) == [("split", "rent", "rent", "", "", "rent", "rent, deposit", True)]
    parts = [replace(rent, id=name) for name in ("a", "b")]
    new = with_codes(version(old, rent=["a", "b"]), home, *parts, debt, help_)
    assert told(old, new) == [("split", "rent", "rent", "", "", "rent", "a, b", True)]


def test_codes_are_merged_into_an_old_one_or_a_new_one(old):
    home, rent, _debt, help_ = old
    into_old = with_codes(version(old, debt=["rent"]), home, rent, help_)
    assert told(old, into_old)[1][:3] == ("merged", "rent", "debt")
    into_new = with_codes(
        version(old, debt=["money"], rent=["money"]), home, Code("money", parent="home"), help_
    )
    assert [row[:3] for row in told(old, into_new)] == [("merged", "money", "rent"), ("merged", "money", "debt")]  # fmt: skip


def test_what_became_of_former_codes_is_told_where_no_code_tells_it(old):
    def replaced(book, *changes):
        return replace(book, changes=(*book.changes, *(Change(name, replaced=(entry,)) for name, entry in changes)))  # fmt: skip

    home, rent, debt, help_ = old
    alone = replaced(old, ("8.0", ("former", ("rent", "debt"))), ("9.0", ("rest", ())))
    rows = diff(old, alone)
    assert rows[["change", "field", "before", "after"]].to_numpy().tolist() == [
        ["book", "replaced", "", "8.0 former: rent, debt; 9.0 rest: –"]
    ]
    assert sentence(rows.iloc[0]).endswith(": – → 8.0 former: rent, debt; 9.0 rest: –")
    assert diff(alone, old)["before"].to_list() == ["8.0 former: rent, debt; 9.0 rest: –"]
    again = replaced(old, ("8.0", ("former", ("rent",))), ("9.0", ("rest", ())))
    assert diff(alone, again)[["before", "after"]].to_numpy().tolist() == [["8.0 former: rent, debt", "8.0 former: rent"]]  # fmt: skip
    renamed = with_codes(
        replaced(old, ("8.0", ("rent", ("cost",))), ("9.0", ("cost", ("price",)))), home, replace(rent, id="price"), debt, help_
    )  # fmt: skip
    assert [row[0] for row in told(old, renamed)] == ["renamed"]


def test_two_versions_later_a_code_is_followed_through_both(old):
    home, rent, debt, help_ = old
    between = version(old, rent=["a", "b"])
    new = replace(
        between, version="3", changes=(*between.changes, Change("3", replaced=(("b", ("debt",)), ("a", ("c",)))))
    )  # fmt: skip
    new = with_codes(new, home, replace(rent, id="c"), debt, help_)
    assert told(old, new) == [("split", "rent", "rent", "", "", "rent", "c, debt", True)]
    assert told(new, new) == []


def test_a_code_that_went_to_another_codebook_is_gone_from_this_one(old):
    home, rent, _, help_ = old
    new = with_codes(version(old, debt=["money:debt"]), home, replace(rent, exclude=()), help_)
    assert told(old, new)[-1] == ("removed", "debt", "debt", "", "", "debt", "money:debt", True)


@pytest.mark.parametrize(("parent", "recode"), [("rent", False), ("help", True), (None, True)])
def test_a_move_matters_when_the_theme_is_another(old, parent, recode):
    new = with_code(old, "debt", parent=parent)
    assert told(old, new) == [("moved", "debt", "debt", "parent", "", "home", parent or "", recode)]


def test_a_text_says_in_which_languages_it_changed(old):
    both = Words.of({"da": "Leje", "en": "Rents"})
    assert told(old, with_code(old, "rent", label=both)) == [
        (
            "relabelled",
            "rent",
            "rent",
            "label",
            "da, en",
            "da: Husleje\nen: Rent",
            "da: Leje\nen: Rents",
            False,
        )
    ]
    one = Words.of({"da": "Hvad det koster at bo", "en": "Price of living there"})
    assert told(old, with_code(old, "rent", definition=one))[0][3:] == ("definition", "en", "What it costs to live there", "Price of living there", True)  # fmt: skip


def test_a_translation_that_is_added_is_no_redefinition_to_look_again_for(old):
    texts = dict(old["rent"].definition.texts) | {"nl": "Wat wonen kost"}
    row = told(old, with_code(old, "rent", definition=Words.of(texts)))[0]
    assert row[:1] + row[4:] == ("redefined", "nl", "", "Wat wonen kost", False)
    rules = (Words.of({"da": "depositum", "en": "deposits", "de": "Kaution"}),)
    assert told(old, with_code(old, "rent", include=rules))[0][-1] is False
    first = with_code(old, "debt", definition=Words.of({"da": "Hvad man skylder"}))
    assert told(old, first)[0][-1] is True


def test_rules_examples_indicators_and_details_say_what_went_and_came(old):
    rent = old["rent"]
    new = with_code(
        old,
        "rent",
        exclude=(Exclusion(rent.exclude[0].text, None),),
        indicators=(("da", ("husleje*", "leje")),),
        colour="#112233",
        kind="outcome",
    )
    assert [(row[0], row[3], row[5], row[6], row[7]) for row in told(old, new)] == [
        ("rules", "kind", "factor", "outcome", True),
        ("rules", "exclude", "da: gæld → debt\nen: debts → debt", "da: gæld\nen: debts", True),
        ("indicators", "indicators", "depositum", "leje", False),
        ("details", "colour", "", "#112233", False),
    ]


def test_fields_of_the_book_come_first(old):
    new = replace(old, title=Words.of({"da": "Mindre", "en": "Small"}), authors=("A", "B"), groups=(Group("g", old.groups[0].label, ("home", "help")),))  # fmt: skip
    assert [(row[0], row[3], row[4], row[5], row[6]) for row in told(old, new)] == [
        ("book", "title", "da", "Lille", "Mindre"),
        ("book", "groups", "", "g: home", "g: home, help"),
        ("book", "authors", "", "", "A; B"),
    ]


def test_the_label_is_in_the_language_asked_for(old):
    new = with_code(old, "debt", colour="#112233")
    assert diff(old, new, language="da")["label"].to_list() == ["Gæld"]


@pytest.mark.parametrize("chosen", LANGUAGES)
def test_each_kind_of_change_is_a_sentence_in_each_language(old, chosen):
    speak(chosen)
    home, rent, _debt, _help = old
    new = with_codes(
        version(old, help=["home"], debt=["a", "b"]),
        home,
        replace(rent, id="cost", parent=None, kind="step"),
        Code("a"),
        Code("b"),
        Code("new"),
    )
    sentences = shown(diff(old, replace(new, authors=("A",))))
    assert len(sentences) == 7
    assert all("{" not in text and "diff." not in text for text in sentences)


def test_sentences_name_what_a_reader_needs(old):
    new = with_code(
        with_code(old, "debt", parent="help"), "rent", label=Words.of({"da": "Leje", "en": "Rent"})
    )
    assert shown(diff(old, new)) == [
        "“Rent” (rent), label (da): Husleje → Leje",
        "Moved: “Debt” (debt) from home to help",
    ]
    texts = {"da": "Leje", "en": "Rents"}
    assert sentence(diff(old, with_code(old, "rent", label=Words.of(texts))).iloc[0]) == "“Rents” (rent), label (da, en)"  # fmt: skip


def test_every_field_that_can_differ_has_a_name():
    from casekit.codebook.statements import BOOK_FIELDS, CODE_FIELDS

    fields = {*BOOK_FIELDS, *CODE_FIELDS, "id", "replaced"}
    assert {f"diff.field.{name}" for name in fields} == {
        key for key in keys() if key.startswith("diff.field")
    }
    assert {*Codebook.__dataclass_fields__} - {"version", "changes", "codes"} == {*BOOK_FIELDS}
    assert {*Code.__dataclass_fields__} - {"id", "parent"} == {*CODE_FIELDS}
    assert "split" in CHANGES


def test_sixty_codes_in_four_languages_are_compared_at_once():
    def code(number, name):
        texts = Words.of(dict.fromkeys(LANGUAGES, f"{name} nr {number} med mange ord om bolig"))
        rules = tuple(Words.of(dict.fromkeys(LANGUAGES, f"{name} {rule}")) for rule in range(4))
        terms = tuple((language, tuple(f"{name}{number}{at}" for at in range(12))) for language in LANGUAGES)
        return Code(f"{name}{number}", texts, definition=texts, include=rules, indicators=terms)

    old = Codebook("b", "1", codes=tuple(code(number, "a") for number in range(60)))
    new = Codebook("b", "2", codes=tuple(replace(code(number, "b"), indicators=one.indicators) for number, one in enumerate(old)))  # fmt: skip
    times = []
    for _ in range(3):
        begun = perf_counter()
        table = diff(old, new)
        times.append(perf_counter() - begun)
    assert min(times) < 0.1
    assert set(table["change"]) <= {*CHANGES}

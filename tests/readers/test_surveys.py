"""Surveys as the tools export them and as people type them."""

import csv
import io

import pytest

from casekit.errors import CasekitError
from casekit.readers import spoken_tables
from casekit.readers.blocks import BLANK, NOBODY, Block, Request
from casekit.readers.surveys import listed, survey_of, told_survey
from casekit.wording import LANGUAGES, describe, speak

pytestmark = pytest.mark.slow

LONG = ("Vi har fået en fast kontaktperson, og det hjælper.", "Det er svært at få fat i nogen om aftenen.")
ROWS = [
    ["nr", "Kommune", "Hvad har hjulpet dig?", "Alder"],
    ["7", "Havnstrup", LONG[0], "41"],
    ["9", "Fjordlev", LONG[1], "41"],
    ["12", "Fjordlev", "Ingenting.", "57"],
]


def found(source):
    for finding in source.findings:
        for language in LANGUAGES:
            speak(language)
            assert "{" not in describe(finding.kind, finding.data)
            assert describe(finding.kind, finding.data) != finding.kind
    speak("en")
    return {finding.kind: dict(finding.data) for finding in source.findings}


def survey(rows, name="svar.csv"):
    source = survey_of(rows, name)
    assert source is not None
    return source


def metadata(source):
    return [dict(part.metadata) for _, part in source.parts]


def test_each_row_is_a_document_with_its_question_and_answer():
    source = survey(ROWS)
    assert [name for name, _ in source.parts] == ["svar-7", "svar-9", "svar-12"]
    assert source.parts[0][1].blocks == (Block("Hvad har hjulpet dig?", aside=True), Block(LONG[0], NOBODY))
    assert metadata(source)[0] == {"nr": "7", "case": "Havnstrup", "Alder": "41"}
    assert source.blocks == ()
    assert found(source) == {
        "survey_read": {"n": 3, "questions": 1},
        "survey_columns": {"answers": "Hvad har hjulpet dig?", "facts": "nr, Kommune, Alder"},
    }


def test_several_questions_are_parted_and_those_without_an_answer_skipped():
    rows = [["id", "Was hilft?", "Was fehlt?"], ["a", "Geduld", "Zeit"], ["b", "", "Geld"], ["c", "", ""]]
    source = survey(rows)
    assert source.parts[0][1].blocks == (
        Block("Was hilft?", aside=True),
        Block("Geduld", NOBODY),
        BLANK,
        Block("Was fehlt?", aside=True),
        Block("Zeit", NOBODY),
    )
    assert [block.text for block in source.parts[1][1].blocks] == ["Was fehlt?", "Geld"]
    assert [name for name, _ in source.parts] == ["svar-a", "svar-b"]
    assert found(source) == {
        "survey_read": {"n": 2, "questions": 2},
        "survey_columns": {"answers": "Was hilft?, Was fehlt?", "facts": "id"},
        "survey_rows_empty": {"n": 1},
    }


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Gemeente", "case"),
        ("Gemeinde", "case"),
        ("Respondent", "person"),
        ("Rolle", "role"),
        ("Sektor", "sector"),
        ("Datum", "date"),
        ("Sprog", "language"),
        ("Bølge", "wave"),
        ("kind", "kind"),
        ("UserLanguage", "language"),
    ],
)
def test_known_columns_get_the_key_that_casekit_knows(header, key):
    source = survey([[header, "Hvad har hjulpet dig?"], ["x", LONG[0]], ["y", LONG[1]]])
    assert metadata(source) == [{key: "x"}, {key: "y"}]


def test_two_columns_of_one_key_keep_both():
    source = survey([["Kommune", "Kreis", "Hvad hjalp?"], ["a", "b", LONG[0]], ["c", "d", LONG[1]]])
    assert metadata(source)[0] == {"case": "a", "Kreis": "b"}


def test_without_ids_rows_are_called_by_their_number():
    rows = [["Kommune", "Hvad hjalp?"], *(["Fjordlev", f"{LONG[0]} {n}"] for n in range(101))]
    names = [name for name, _ in survey(rows).parts]
    assert (names[0], names[-1]) == ("svar-001", "svar-101")
    assert [name for name, _ in survey(rows[:3]).parts] == ["svar-01", "svar-02"]


def test_ids_that_come_twice_are_no_ids():
    rows = [["Respondent", "Hvad hjalp?"], ["a", LONG[0]], ["a", LONG[1]]]
    source = survey(rows)
    assert [name for name, _ in source.parts] == ["svar-01", "svar-02"]
    assert metadata(source) == [{"person": "a"}, {"person": "a"}]


def test_ids_become_names_that_files_may_have():
    assert [name for name, _ in survey([["id", "Hvad?"], ["a/../b c", "Det."], ["d", "Nej da."]]).parts] == [
        "svar-a_.._b_c",
        "svar-d",
    ]


def with_column(title, *cells):
    """A survey of rows with an answer each, and one column more."""
    rows = [[cell, f"{LONG[n % 2]} {n}"] for n, cell in enumerate(cells)]
    return survey([[title, "Hvad har hjulpet dig?"], *rows])


def answers(source):
    return found(source)["survey_columns"]["answers"]


@pytest.mark.parametrize(
    "title",
    ["Øvrige kommentarer", "Bemærkninger", "Andet", "Andet, skriv gerne:", "Weitere Anmerkungen:", "Kommentare", "Sonstiges",
     "Opmerkingen", "Toelichting", "Overig", "Any other comments?", "Other (please specify)"],
)  # fmt: skip
def test_columns_for_comments_are_answers_however_short(title):
    source = with_column(title, "Tak", "", "Tak", "God undersøgelse")
    assert answers(source) == f"{title}, Hvad har hjulpet dig?"
    assert [block.text for block in source.parts[0][1].blocks][:2] == [title, "Tak"]
    assert metadata(source) == [{}, {}, {}, {}]


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        ("Andet", ("Ja", "Nej", "Ja")),
        ("Sonstiges", ("Sonstiges", "", "Sonstiges")),
        ("Other", ("1", "0", "1")),
        ("Kommentarer", ("3", "4", "Ja")),
        ("Andet sprog", ("Tysk", "Tysk", "Fransk")),
        ("Hvor mange kommentarer får du om ugen i alt?", ("Få", "Mange", "Få")),
    ],
)
def test_ticks_and_numbers_are_no_comments(title, cells):
    source = with_column(title, *cells)
    assert answers(source) == "Hvad har hjulpet dig?"
    assert metadata(source)[0] == {title: cells[0]}


@pytest.mark.parametrize(
    "title",
    ["Hvad er din stilling?", "Nuværende stilling", "Hvilken stilling har du i kommunen?", "Was ist Ihre Funktion?",
     "In welcher Funktion sind Sie tätig?", "Was sind Sie von Beruf?", "Beruf", "Uw functie", "Wat is uw huidige functie?",
     "What is your job title?", "Job title", "4. Hvad er din stilling?"],
)  # fmt: skip
def test_jobs_are_facts_though_no_two_are_alike(title):
    source = with_column(title, "Socialrådgiver", "Leder", "Bostøtte")
    assert [one["role"] for one in metadata(source)] == ["Socialrådgiver", "Leder", "Bostøtte"]
    assert answers(source) == "Hvad har hjulpet dig?"


@pytest.mark.parametrize(
    "title",
    ["Hvad betyder din stilling?", "Welche Funktion hat das Jobcenter?", "Hvad er svært i din stilling?"],
)
def test_what_people_think_of_their_job_is_an_answer(title):
    assert answers(with_column(title, "Det hele", "Tiden", "Intet")) == f"{title}, Hvad har hjulpet dig?"
    long = [f"{LONG[0]} {n}" for n in "abc"]
    assert "Hvad er din stilling?" in answers(with_column("Hvad er din stilling?", *long))


@pytest.mark.parametrize(
    "title",
    ["Hvilken kommune arbejder du i?", "I hvilken kommune bor du?", "In welcher Kommune arbeiten Sie?", "Stadt", "Ihre Stadt",
     "In welke gemeente werkt u?", "Gemeente", "Uw gemeente", "Which city do you work in?"],
)  # fmt: skip
def test_places_that_come_back_are_the_case(title):
    source = with_column(title, "Havnstrup", "Fjordlev", "Fjordlev", "Havnstrup")
    assert [one["case"] for one in metadata(source)] == ["Havnstrup", "Fjordlev", "Fjordlev", "Havnstrup"]
    assert answers(source) == "Hvad har hjulpet dig?"


def test_places_that_never_come_back_are_a_fact_of_their_own():
    title = "Hvilken kommune arbejder du i?"
    source = with_column(title, "Havnstrup", "Fjordlev", "Lindby", "Sandby")
    assert metadata(source)[0] == {title: "Havnstrup"}
    assert answers(source) == "Hvad har hjulpet dig?"


def test_the_name_of_a_town_is_no_name_of_a_person():
    assert "columns_personal" not in found(with_column("Name der Stadt", "Köln", "Bonn", "Köln"))


def test_what_a_place_lacks_is_an_answer():
    title = "Hvad mangler i din kommune?"
    assert answers(with_column(title, "Boliger", "Tid", "Penge")) == f"{title}, Hvad har hjulpet dig?"


# who people are


@pytest.mark.parametrize(
    "header",
    ["Navn", "E-mail", "Vorname", "Telefoonnummer", "Adresse", "CPR-nr.", "IP Address", "Location Latitude", "Hvad er dit navn?",
     "RecipientEmail", "Wie ist Ihre E-Mail?"],
)  # fmt: skip
def test_columns_that_tell_who_people_are_are_not_read(header):
    source = survey(
        [["id", header, "Hvad hjalp?"], ["1", "REAL NAME", LONG[0]], ["2", "REAL NAMES", LONG[1]]]
    )
    assert "REAL" not in str(source)
    assert found(source)["columns_personal"] == {"n": 1, "names": header}


@pytest.mark.parametrize(
    "cell", ["a.b@example.org", "010190-1234", "192.168.0.1", "+45 12 34 56 78", "12 34 56 78"]
)
def test_what_stands_in_a_column_may_tell_it_too(cell):
    source = survey([["id", "x", "Hvad hjalp?"], ["1", cell, LONG[0]], ["2", cell, LONG[1]]])
    assert cell not in str(source)
    assert found(source)["columns_personal"] == {"n": 1, "names": "x"}


@pytest.mark.parametrize(
    ("title", "cell"),
    [("Postnummer", "4000"), ("PLZ", "50667"), ("Postcode", "1234 AB"), ("Hvad er dit postnummer?", "4000")],
)
def test_a_whole_postcode_is_personal(title, cell):
    source = with_column(title, cell, cell)
    assert cell not in str(source.parts)
    assert found(source)["columns_personal"] == {"n": 1, "names": title}


def test_the_first_figures_of_a_postcode_are_a_fact():
    assert metadata(with_column("PLZ", "50", "44"))[0] == {"PLZ": "50"}


def test_long_numbers_are_no_numbers_of_people():
    source = survey([["Nr", "Hvad hjalp?"], ["1180000001", LONG[0]], ["1180000002", LONG[1]]])
    assert [name for name, _ in source.parts] == ["svar-1180000001", "svar-1180000002"]


def test_long_questions_and_names_of_places_are_no_names_of_people():
    question = "Hvad betyder dit navn og din adresse for den hjælp, du får fra kommunen i dag?"
    source = survey(
        [["id", "Kommune navn", question], ["1", "Havnstrup", LONG[0]], ["2", "Fjordlev", LONG[1]]]
    )
    assert "columns_personal" not in found(source)
    assert source.parts[0][1].blocks[0].text == question


# what tools export


def qualtrics():
    return [
        ["StartDate", "IPAddress", "ResponseId", "RecipientEmail", "LocationLatitude", "Q1", "Q2", "UserLanguage"],
        ["Start Date", "IP Address", "Response ID", "Recipient Email", "Location Latitude", "What helped you most?", "How old are you?", "User Language"],
        [f'{{"ImportId":"x{n}"}}' for n in range(8)],
        ["2024-01-24 10:00", "10.0.0.1", "R_1a", "a@b.dk", "55.1", "A person who listens, and a key.", "41", "DA"],
        ["2024-01-25 11:00", "10.0.0.2", "R_2b", "c@d.dk", "55.2", "A flat of my own.", "57", "DA"],
        ["2024-01-26 11:00", "10.0.0.3", "R_3c", "", "", "", "", "DA"],
    ]  # fmt: skip


def test_qualtrics_gives_questions_in_its_second_row_and_ids_in_its_third():
    source = survey(qualtrics())
    assert [name for name, _ in source.parts] == ["svar-R_1a", "svar-R_2b"]
    assert source.parts[1][1].blocks == (
        Block("What helped you most?", aside=True),
        Block("A flat of my own.", NOBODY),
    )
    assert metadata(source)[0] == {
        "Start Date": "2024-01-24 10:00",
        "Response ID": "R_1a",
        "How old are you?": "41",
        "language": "DA",
    }
    assert found(source) == {
        "survey_read": {"n": 2, "questions": 1},
        "survey_columns": {
            "answers": "What helped you most?",
            "facts": "Start Date, Response ID, How old are you?, User Language",
        },
        "survey_rows_empty": {"n": 1},
        "columns_personal": {"n": 3, "names": "IP Address, Recipient Email, Location Latitude"},
    }


def test_qualtrics_comes_through_a_file_whole():
    memory = io.StringIO(newline="")
    csv.writer(memory).writerows(qualtrics())
    source = spoken_tables.FORMAT.parse(memory.getvalue().encode("utf-8-sig"), Request("ude.csv"))
    assert [name for name, _ in source.parts] == ["ude-R_1a", "ude-R_2b"]


def test_surveymonkey_has_two_rows_of_names():
    rows = [
        ["Respondent ID", "Start Date", "Was hat geholfen?", "Was denken Sie über", "", "Email Address"],
        ["", "", "Open-Ended Response", "das Amt", "die Stadt", ""],
        [
            "11800000001",
            "01/24/2024",
            "Die Wohnung.",
            "Es war immer jemand da.",
            "Sie ist zu groß für mich.",
            "a@b.de",
        ],
        [
            "11800000002",
            "01/25/2024",
            "Die Ruhe.",
            "Ich musste lange warten.",
            "Ich kenne sie kaum noch.",
            "c@d.de",
        ],
    ]
    source = survey(rows)
    assert [block.text for block in source.parts[0][1].blocks if block.aside] == [
        "Was hat geholfen?",
        "Was denken Sie über – das Amt",
        "Was denken Sie über – die Stadt",
    ]
    assert [name for name, _ in source.parts] == ["svar-11800000001", "svar-11800000002"]
    assert found(source)["columns_personal"] == {"n": 1, "names": "Email Address"}


# told


def parsed(rows, columns):
    memory = io.StringIO(newline="")
    csv.writer(memory, delimiter=";").writerows(rows)
    return spoken_tables.FORMAT.parse(memory.getvalue().encode(), Request("svar.csv", columns=columns))


def test_the_caller_says_what_columns_are():
    rows = [
        ["løb", "sted", "q1", "q2", "fri", "Navn"],
        ["a", "Havnstrup", "ja", "nej", LONG[0], "REAL NAME"],
        ["b", "Fjordlev", "nej", "", LONG[1], "REAL NAME"],
    ]
    source = parsed(rows, (("text", "q1"), ("text", "Q2"), ("person", "løb"), ("case", "sted")))
    assert [name for name, _ in source.parts] == ["svar-a", "svar-b"]
    assert [block.text for block in source.parts[0][1].blocks] == ["q1", "ja", "", "q2", "nej"]
    assert metadata(source)[0] == {"person": "a", "case": "Havnstrup"}
    assert found(source) == {
        "survey_read": {"n": 2, "questions": 2},
        "survey_columns": {"answers": "q1, q2", "facts": "løb, sted"},
        "columns_personal": {"n": 1, "names": "Navn"},
        "columns_left_out": {"n": 1, "names": "fri"},
    }


def test_a_name_that_the_caller_calls_the_person_is_the_person():
    source = parsed([["Navn", "svar"], ["P1", "ja"], ["P2", "nej"]], (("person", "Navn"), ("text", "svar")))
    assert metadata(source) == [{"person": "P1"}, {"person": "P2"}]


def test_one_text_is_a_survey_where_rows_are_numbered_and_else_talk():
    rows = [["nr", "svar"], ["1", "I: ja"], ["2", "B: nej"]]
    assert len(parsed(rows, (("text", "svar"),)).parts) == 2
    talk = parsed([["sted", "svar"], ["x", "I: ja"], ["x", "B: nej"]], (("text", "svar"),))
    assert [block.text for block in talk.blocks] == ["I: ja", "B: nej"]
    assert told_survey(rows, [("text", 1), ("time", 0)], "a.csv") is None


def test_a_column_for_comments_that_is_not_told_is_left_out_and_said():
    rows = [
        ["nr", "q1", "Kommentarer", "Hvad er din stilling?"],
        ["1", "ja", "Tak", "Leder"],
        ["2", "nej", "", "Vikar"],
    ]
    source = parsed(rows, (("text", "q1"),))
    assert metadata(source)[0] == {"nr": "1", "role": "Leder"}
    assert found(source)["columns_left_out"] == {"n": 1, "names": "Kommentarer"}


def test_many_and_long_names_are_cut():
    rows = [
        ["nr", *(f"f{n}" for n in range(12)), f"Hvad {'synes du ' * 9}?"],
        *([str(n), *"abcdefghijkl", LONG[n]] for n in (0, 1)),
    ]
    told = found(survey(rows))["survey_columns"]
    assert told["answers"] == "Hvad synes du synes du synes du synes du…"
    assert told["facts"] == "nr, f0, f1, f2, f3, f4, f5, f6, f7, f8 …"


# what is none


@pytest.mark.parametrize(
    "rows",
    [
        [["file", "case"], ["a", "x"], ["b", "y"]],
        [["nr", "antal"], ["1", "20"], ["2", "30"]],
        [[f"{LONG[0]} Ja, det er sådan, det er, og det bliver det ved med."], [LONG[1]], [LONG[0]]],
        [["nr", "tekst"], ["1", "I: Hvad synes du så om det?"], ["2", "B: Jeg synes, det er godt."]],
        [["nr", "svar"]],
        [],
    ],
)
def test_other_tables_are_no_surveys(rows):
    assert survey_of(rows, "a.csv") is None


def test_names_and_times_mean_talk_and_men_and_women_do_not():
    talk = "Tid;Taler;Tekst\n0:01;Mand;Det er længe siden, jeg var her.\n0:04;Kvinde;Ja, det må man sige, det er.\n"
    parse = spoken_tables.FORMAT.parse
    assert parse(talk.encode(), Request("a.csv")).parts == ()
    asked = "id;Køn;Hvad hjalp dig?\n1;Mand;Det gjorde min nabo, som kom.\n2;Kvinde;En bolig, hvor man kan være.\n3;Mand;Hunden.\n4;Kvinde;Ro."
    assert len(parse(asked.encode(), Request("a.csv")).parts) == 4


def test_a_table_of_people_and_texts_without_times_is_a_survey():
    table = (
        f"Deltager;Tekst\nA1;{LONG[0]}\nA2;{LONG[1]}\nA3;Det ved jeg ikke rigtig, hvad jeg skal sige til.\n"
    )
    source = spoken_tables.FORMAT.parse(table.encode(), Request("a.csv"))
    assert [name for name, _ in source.parts] == ["a-A1", "a-A2", "a-A3"]


def test_a_survey_without_any_answer_says_nothing():
    rows = [["nr", "q"], ["1", ""], ["2", ""]]
    assert parsed(rows, (("text", "q"), ("person", "nr"))).parts == ()


def test_a_told_column_that_is_missing_is_refused():
    with pytest.raises(CasekitError) as caught:
        parsed(ROWS, (("text", "Hvad?"), ("text", "Kommune")))
    assert caught.value.problem == "table_lacks"


def test_only_some_names_are_listed():
    assert listed([f"c{n}" for n in range(20)]) == "c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 …"

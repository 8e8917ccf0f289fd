import pytest

from casekit.errors import TableError
from casekit.exchange.interviews import case_key, interview_of, iso_date, read_interviews
from casekit.model.facts import key_of
from casekit.wording import LANGUAGES, explain, speak


def only(interviews):
    [interview] = interviews.values()
    return interview


def test_a_row_tells_of_one_file(table):
    head = "file,case,person,role,sector,date,language,kind,interviewer,speaker,wave"
    one = only(
        read_interviews(
            table(
                head, "LIN-01.txt,lindesø,P1,leader,municipal,2024-01-24,DA,Event,Mette Krogh; MK/JS,Leder,2"
            )
        )
    )
    assert (one.file, one.case, one.date, one.language, one.kind, one.wave) == (
        "LIN-01.txt",
        "lindesø",
        "2024-01-24",
        "da",
        "event",
        "2",
    )
    assert one.interviewers == ("Mette Krogh", "MK", "JS")
    assert one.people == (("P1", "leader", "municipal", "Leder"),)


def test_several_rows_of_one_file_are_a_group(table):
    one = only(
        read_interviews(table("file,case,person,interviewer", "a.txt,x,P1,I", "a.txt,x,P2,I", "a.txt,x,,"))
    )
    assert one.kind == "group"
    assert [person for person, *_ in one.people] == ["P1", "P2"]
    assert one.interviewers == ("I",)


def test_what_is_not_told_is_empty(table):
    one = only(read_interviews(table("file,case", "a.txt,x")))
    assert (one.date, one.language, one.kind, one.wave, one.interviewers, one.people) == (
        "",
        "",
        "interview",
        "",
        (),
        (),
    )


@pytest.mark.parametrize("text", ["24.01.2024", "24-1-2024", "24/01/2024", "2024-01-24"])
def test_dates_are_iso_or_day_first(table, text):
    assert only(read_interviews(table("file,case,date", f"a.txt,x,{text}"))).date == "2024-01-24"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",x,,,", "cell_empty"),
        ("a.txt,,,,", "cell_empty"),
        ("a.txt,x,31.02.2024,,", "cell_no_date"),
        ("a.txt,x,i går,,", "cell_no_date"),
        ("a.txt,x,01.24.2024,,", "cell_no_date"),
        ("a.txt,x,,sv,", "cell_not_allowed"),
        ("a.txt,x,,,samtale", "cell_not_allowed"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(table, row, problem):
    with pytest.raises(TableError) as caught:
        read_interviews(table("file,case,date,language,kind", "ok.txt,x,,,", row))
    assert (caught.value.problem, caught.value.data["line"]) == (problem, 3)
    for language in LANGUAGES:
        speak(language)
        assert "tabel.csv" in explain(caught.value)
    speak("en")


def test_a_document_takes_the_table_s_language_before_the_text_s(table):
    one = only(read_interviews(table("file,case,language", "a.txt,x,de")))
    fact = one.document("a", file="a.txt", source_sha="s", reader="plain", language="da")
    assert (fact.language, fact.case, fact.key) == ("de", case_key("x"), key_of("document", "s"))
    other = only(read_interviews(table("file,case", "a.txt,x")))
    assert other.document("a", file="a.txt", source_sha="s", reader="plain", language="da").language == "da"


def test_people_belong_to_the_case_and_are_known_by_their_name(table):
    one = only(read_interviews(table("file,case,person,role", "a.txt,x,P1,leader")))
    [person] = one.person_facts()
    assert (person.key, person.case, person.role) == (key_of("person", "P1"), case_key("x"), "leader")


def test_no_case_has_no_key():
    assert case_key("") is None
    assert case_key("x") == key_of("case", "x")


def test_one_person_cannot_stand_in_two_cases(table):
    with pytest.raises(TableError) as caught:
        read_interviews(table("file,case,person", "a.txt,fjordlev,P1", "b.txt,havnstrup,P1"))
    assert caught.value.problem == "person_in_two_cases"
    assert caught.value.data["line"] == 3


def test_one_file_cannot_belong_to_two_cases(table):
    with pytest.raises(TableError) as caught:
        read_interviews(table("file,case,person", "a.txt,fjordlev,P1", "a.txt,havnstrup,P2"))
    assert caught.value.problem == "rows_disagree"


def test_a_role_without_a_person_goes_by_the_name_of_the_file(table):
    one = only(
        read_interviews(table("file,case,role,sector", "a b.txt,fjordlev,volunteer,ngo_civil_society"))
    )
    assert one.people == (("a b", "volunteer", "ngo_civil_society", ""),)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("14.11.2023", "2023-11-14"),
        ("4-1-2023", "2023-01-04"),
        ("14/11/2023", "2023-11-14"),
        ("2023-11-14", "2023-11-14"),
        ("20231114", "2023-11-14"),
        ("", ""),
        ("31.02.2023", None),
        ("11.14.2023", None),
        ("14.11.23", None),
        ("november", None),
        ("14.11.2023 kl. 10", None),
    ],
)
def test_a_date_is_told_in_iso_or_not_at_all(text, iso):
    assert iso_date(text) == iso


def test_an_interview_is_made_of_what_is_told_by_column():
    told = {"case": "hav", "person": "P1", "sector": "ngo", "date": "1.2.2024", "kind": "GROUP", "wave": "2"}
    one = interview_of(told, "a.docx")
    assert (one.file, one.case, one.date, one.kind, one.wave, one.language) == (
        "a.docx",
        "hav",
        "2024-02-01",
        "group",
        "2",
        "",
    )
    assert one.people == (("P1", "", "ngo", ""),)
    assert interview_of({}, "a.docx").people == ()


@pytest.mark.parametrize("told", [{"date": "i går"}, {"language": "sv"}, {"kind": "samtale"}])
def test_what_is_told_wrong_makes_no_interview(told):
    assert interview_of({"case": "hav", **told}, "a.docx") is None

"""The fictional study says what it was written to say, to whoever compares."""

import csv
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

import casekit as ck
from casekit.analysis.contrast import leaning
from casekit.exchange.codings import CodingTable, read_codings
from casekit.language.tokens import words
from casekit.model.study import Study
from casekit.project.adding import Added

pytestmark = pytest.mark.slow

TWICE = {"HAV-02.txt", "LIN-01.docx", "AHR-01.txt", "WAT-03.txt"}
BESIDE = {"LIN-02", "LIN-03", "WAT-01"}  # excerpts that say so beside the talk
WHOLE = {"FJO-04", "AHR-04", "LIN-04", "WAT-04"}

# Which way the interviews of a case lean, where the plan of the study has a clear answer.
PLANNED = {
    "fjordlev": {"housing_access": "facilitator", "housing_fit": "facilitator", "organisation": "facilitator", "culture": "facilitator", "home_everyday": "barrier"},
    "havnstrup": {"housing_fit": "barrier", "support_capacity": "barrier", "health_services": "barrier"},
    "lindesoe": {"housing_access": "barrier", "support_capacity": "facilitator", "health_services": "facilitator", "culture": "facilitator"},
    "engbaek": {"support_capacity": "barrier", "health_services": "barrier", "organisation": "barrier", "culture": "barrier", "community": "facilitator"},
    "ahrenbruch": {"housing_fit": "facilitator", "support_capacity": "barrier", "health_services": "barrier"},
    "waterveen": {"housing_access": "barrier", "support_capacity": "facilitator", "organisation": "barrier", "community": "facilitator"},
}  # fmt: skip

TOLD = {
    "access to housing": "housing_access",
    "support": "support_capacity",
    "organisation": "organisation",
    "culture": "culture",
    "home and everyday life": "home_everyday",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_transcript_stands_in_the_table_and_is_there(samples: Path) -> None:
    named = {row["file"] for row in rows(samples / "interviews.csv")}
    there = {path.name for path in samples.iterdir() if re.fullmatch(r"[A-Z]{3}-\d\d\.\w+", path.name)}
    assert named == there
    assert len(named) == 22


def test_every_transcript_is_read_without_an_error(added: Added) -> None:
    assert added.findings.counts["error"] == 0
    assert len(added.documents) == 22
    assert set(added.documents["status"]) == {"added"}
    assert (added.documents["turns"].astype(int) >= 28).all()
    assert (added.documents["interviewers"] != "").all()
    assert (added.documents["respondents"] != "").all()


def test_whole_interviews_are_long_and_the_others_say_that_they_are_excerpts(study: Study) -> None:
    for document in ("FJO-04", "AHR-04"):
        assert sum(1 for _ in words(study.texts[document])) >= 6000
    for document, text in study.texts.items():
        marked = re.search(r"uddrag|Auszug|fragment", text[:700]) is not None
        assert marked or document in WHOLE or document in BESIDE, document


def test_subtitles_say_in_a_note_that_they_are_excerpts(samples: Path) -> None:
    assert "uddrag" in (samples / "LIN-02.vtt").read_text("utf-8")[:700]
    assert "fragment" in (samples / "WAT-01.vtt").read_text("utf-8")[:700]
    assert "uddrag" in (samples / "LIN-03.json").read_text("utf-8")[:700]


@pytest.mark.parametrize(
    ("document", "told", "speakers", "counts"),
    [
        ("HAV-03", ("havnstrup", "da", "2023-12-05", "opendocument"), ("MK", "IP"), (38, 25)),
        ("LIN-03", ("lindesoe", "da", "2024-01-25", "speech"), ("SPEAKER_00", "SPEAKER_01"), (40, 24)),
        ("AHR-03", ("ahrenbruch", "de", "2024-02-20", "table"), ("I", "B"), (36, 24)),
    ],
)
def test_other_formats_are_interviews_like_the_rest(
    study: Study, document: str, told: tuple[str, ...], speakers: tuple[str, str], counts: tuple[int, int]
) -> None:
    row = study.documents.set_index("document").loc[document]
    assert tuple(row[["case", "language", "date", "reader"]]) == told
    asks, answers = speakers
    known = study.speakers[study.speakers["document"] == document].set_index("speaker")
    assert known["role"].to_dict() == {asks: "interviewer", answers: "respondent"}
    assert tuple(known.loc[answers, ["person", "case"]]) == (f"P-{document}", told[0])
    said = study.turns[study.turns["document"] == document]["speaker"]
    assert (len(said), (study.codings["document"] == document).sum()) == counts
    assert all(one != other for one, other in pairwise(said))


def test_times_are_told_where_the_format_has_them(study: Study) -> None:
    first = study.turns.groupby("document").first()["start_ms"]
    assert first[["LIN-03", "AHR-03"]].tolist() == [3450, 4000]
    assert first.isna()["HAV-03"]


def test_the_numbers_of_the_page_on_the_sample_study_are_right(study: Study) -> None:
    page = (Path(__file__).parents[2] / "docs" / "sample_study.md").read_text("utf-8")
    cells = re.findall(r"^\| ([a-z ]+) \| ((?:\d[\dbfm ]*\|?[ ]?)+)\|$", page, re.MULTILINE)
    told = {name: [cell.strip() for cell in row.split("|")] for name, row in cells}
    table = ck.compare(study, by="theme").set_index(["theme", "case"])
    for name, theme in TOLD.items():
        assert told[name] == [_leanings(table.loc[(theme, case)]) for case in PLANNED], name


def _leanings(row: "pd.Series[int]") -> str:
    return " ".join(f"{row[way]}{way[0]}" for way in ("barrier", "facilitator", "mixed") if row[way])


def test_a_deleted_name_does_not_come_back(study: Study) -> None:
    assert "Overbeck" not in study.texts["ENG-02"]
    assert "[navn]" in study.texts["ENG-02"]


def test_every_coding_finds_its_place(codings: CodingTable) -> None:
    assert codings.findings.counts["error"] == 0
    assert list(codings.findings) == []
    assert (len(codings.codings), codings.left_out) == (790, 0)


def test_the_codings_in_full_find_their_places_and_repeat_none(
    study: Study, codings: CodingTable, samples: Path
) -> None:
    more = read_codings(samples / "codings_in_full.csv", study, study.codebook("housing_first_barriers"))
    assert list(more.findings) == []
    assert len(more.codings) == 528
    assert not {one.key for one in more.codings} & {one.key for one in codings.codings}


def test_codings_are_of_respondents_and_four_documents_were_coded_twice(study: Study, samples: Path) -> None:
    speaking = study.turns.set_index(["document", "turn"])["role"]
    assert all(speaking[(row.document, row.turn)] == "respondent" for row in study.codings.itertuples())
    coders: dict[str, set[str]] = {}
    for row in rows(samples / "codings.csv"):
        coders.setdefault(row["file"], set()).add(row["coder"])
    assert {file for file, both in coders.items() if len(both) == 2} == TWICE
    assert coders.keys() == {row["file"] for row in rows(samples / "interviews.csv")}


@pytest.mark.parametrize("case", PLANNED)
def test_the_planned_meaning_is_found(study: Study, case: str) -> None:
    table = ck.compare(study, by="theme")
    found = table[table["case"] == case].set_index("theme").apply(leaning, axis=1)
    assert {theme: found[theme] for theme in PLANNED[case]} == PLANNED[case]


def test_nobody_has_it_all_and_access_trades_places_with_support(study: Study) -> None:
    table = ck.compare(study, by="theme")
    lean = table.assign(lean=table.apply(leaning, axis=1)).pivot(index="case", columns="theme", values="lean")
    assert ((lean == "barrier") | (lean == "mixed")).any(axis=1).all()
    assert lean.loc["lindesoe", ["housing_access", "support_capacity"]].tolist() == ["barrier", "facilitator"]
    havnstrup = table[table["case"] == "havnstrup"].set_index("theme")
    assert havnstrup.loc["housing_access", "barrier"] == 0
    assert havnstrup.loc["support_capacity", "facilitator"] == 0


def runs(text: str) -> Iterator[tuple[str, ...]]:
    said = [word.key for word in words(text)]
    return zip(*(said[start:] for start in range(5)), strict=False)


def test_transcripts_share_no_run_of_five_words_with_the_codebooks_examples(study: Study) -> None:
    spoken = {run for text in study.texts.values() for run in runs(text)}
    for name in ("housing_first_barriers", "housing_corporations", "kreis_network", "hf_fidelity"):
        for code in ck.load_codebook(name):
            for example in code.examples:
                for _, text in example.text.texts:
                    assert not spoken & set(runs(text)), (code.id, text)


def test_identifiers_in_the_transcripts_cannot_be_anybodys(samples: Path, study: Study) -> None:
    everything = "\n".join(study.texts.values())
    mails = re.findall(r"[\w.]+@[\w.-]+\w", everything)
    assert mails
    assert all(mail.endswith(".example") for mail in mails)
    assert all(date.startswith("3002") for date in re.findall(r"\b(\d{6})-\d{4}\b", everything))

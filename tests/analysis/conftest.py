"""A small fictional study, made of facts: two Danish cases, a German district with a member, two coders."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace

import pandas as pd
import pytest

from casekit.codebook import parse_codebook, read_codebook
from casekit.model.facts import (
    FACTS,
    CaseFact,
    CodebookFact,
    Coder,
    Coding,
    DocumentFact,
    Fact,
    Layout,
    Message,
    PersonFact,
    Rating,
    Revision,
    Setting,
    SpeakerFact,
    Suggestion,
    key_of,
    sha,
)
from casekit.model.roles import Roles
from casekit.model.study import Study, make_study

BOOK = """
casekit: codebook/1
id: small
version: 1.0.0
languages: [da, en]
title: {da: Lille kodebog, en: Small codebook}
codes:
  - id: housing
    label: {da: Bolig, en: Housing}
    codes:
      - id: shortage
        label: {da: Boligmangel, en: Housing shortage}
      - id: rent
        label: {da: Husleje, en: Rent}
  - id: support
    label: {da: Støtte, en: Support}
    codes:
      - id: methods
        label: {da: Metoder, en: Methods}
        codes:
          - id: act
            label: {da: ACT, en: ACT}
  - id: steps
    label: {da: Forløb, en: Steps}
    codes:
      - id: intake
        label: {da: Visitation, en: Intake}
        kind: step
"""

Turns = list[tuple[str, str]]


@dataclass
class Maker:
    """Gathers facts: cases, interviews, codings by the words they cover."""

    facts: list[Fact] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def case(self, name: str, label: str, *, parent: str | None = None) -> None:
        self.facts.append(CaseFact(key_of("case", name), name, label, "kommune", parent, "da"))

    def coder(self, name: str, kind: str = "person") -> None:
        self.facts.append(Coder(key_of("coder", name), name, kind))

    def person(self, name: str, case: str | None, role: str, sector: str) -> None:
        self.facts.append(
            PersonFact(key_of("person", name), name, key_of("case", case) if case else None, role, sector)
        )

    def interview(
        self,
        name: str,
        case: str | None,
        turns: Turns,
        *,
        language: str = "da",
        people: dict[str, str] | None = None,
    ) -> None:
        """A document of labelled lines; I and I2 ask, every other label answers."""
        text, places = "", []
        for label, words in turns:
            start = len(text) + len(label) + 2
            text += f"{label}: {words}\n"
            places.append([start, start + len(words), label, 1000 * len(places), None])
        self.texts[name] = text
        key, revision = key_of("document", name), key_of("revision", name)
        self.facts += [
            DocumentFact(key, name, key_of("case", case) if case else None, "interview", "2023-11-14", language, "", f"{name}.txt", name, "text"),
            Revision(revision, key, text, sha(text)),
            Layout(key_of("layout", name), revision, json.dumps(places)),
        ]  # fmt: skip
        self.facts += [
            self._speaker(name, label, (people or {}).get(label))
            for label in dict.fromkeys(label for label, _ in turns)
        ]

    def _speaker(self, document: str, label: str, person: str | None) -> SpeakerFact:
        role = "interviewer" if label in ("I", "I2") else "respondent"
        known = key_of("person", person) if person else None
        return SpeakerFact(
            key_of("speaker", document, label),
            key_of("document", document),
            label,
            role,
            "known_label",
            known,
        )

    def span(self, document: str, first: str, last: str | None = None) -> tuple[int, int]:
        """From the beginning of *first* to the end of *last*, which must each stand there once."""
        text = self.texts[document]
        assert text.count(first) == 1, first
        end = text.index(last) + len(last) if last else text.index(first) + len(first)
        return text.index(first), end

    def coding(
        self,
        document: str,
        code: str,
        first: str,
        last: str | None = None,
        *,
        polarity: str = "",
        coder: str = "ah",
    ) -> str:
        start, end = self.span(document, first, last)
        key = key_of("coding", document, code, str(start), str(end), coder)
        self.facts.append(Coding(key, key_of("revision", document), start, end, code, key_of("codebook", "small"), polarity, key_of("coder", coder), ""))  # fmt: skip
        return key

    def suggestion(self, document: str, code: str, first: str) -> str:
        start, end = self.span(document, first)
        key = key_of("suggestion", document, code, str(start))
        self.facts.append(Suggestion(key, key_of("revision", document), start, end, code, key_of("codebook", "small"), "", key_of("coder", "indicators"), "[]"))  # fmt: skip
        return key

    def message(self, name: str, basis: str, *, case: str | None = None, theme: str = "") -> None:
        about = key_of("case", case) if case else None
        self.facts.append(
            Message(key_of("message", name), about, theme, "Husk boligerne.", key_of("coder", "ah"), basis)
        )

    def book(self, yaml: str = BOOK) -> None:
        book, _ = read_codebook(yaml.encode(), file="small.yaml")
        self.facts.append(
            CodebookFact(key_of("codebook", book.id), book.id, book.version, book.digest, book.content)
        )

    def study(self) -> Study:
        frames = {
            kind: pd.DataFrame(
                [asdict(fact) | {"event": 1} for fact in self.facts if type(fact) is kind],
                columns=[*(item.name for item in fields(kind)), "event"],
                dtype=object,
            )
            for kind in FACTS
        }
        return make_study(frames, parse=parse_codebook, roles=Roles(), n=1, state="a1", at="2024-01-01")


@pytest.fixture
def maker() -> Maker:
    """An empty study with a codebook and two coders."""
    made = Maker([Setting(key_of("setting", "language"), "language", "da")])
    made.book()
    for name, kind in (
        ("ah", "person"),
        ("mb", "person"),
        ("agreed", "consensus"),
        ("indicators", "machine"),
    ):
        made.coder(name, kind)
    return made


@pytest.fixture
def small(maker: Maker) -> Maker:
    """Two cases, three interviews; one is a group, one respondent there stands in no table."""
    maker.case("soelev", "Sølev")
    maker.case("bakke", "Bakkeby Kommune")
    maker.person("P1", "soelev", "team_leader", "municipal")
    maker.person("P2", "soelev", "support_worker", "municipal")
    maker.person("P3", "bakke", "ngo_leader", "ngo")
    maker.interview("SOE-01", "soelev", [
        ("I", "Hvordan går det med boliger?"),
        ("Leder", "Der er for få boliger. Huslejen er for høj."),
        ("Støtte", "Ja, for få boliger. Men vi når at besøge dem."),
        ("I", "Og metoden?"),
        ("Gæst", "ACT virker her."),
    ], people={"Leder": "P1", "Støtte": "P2"})  # fmt: skip
    maker.interview("SOE-02", "soelev", [("I", "Og du?"), ("IP", "Vi har boliger nok.")], people={"IP": "P2"})
    maker.interview(
        "BAK-01", "bakke", [("I", "Hvad fylder?"), ("IP", "Ikke boliger, men ensomhed.")], people={"IP": "P3"}
    )
    return maker


@pytest.fixture
def build() -> Callable[[], Maker]:
    """A maker without anything."""
    return Maker


def suggest_in(study: Study, *rows: dict[str, str]) -> Study:
    """The study with these suggestions, and with decisions on those that are not open.

    A row has document, code, text (of the passage) and found (in it, by the term ``term``); status, why, became (the code of the
    coding it led to), flags (of the first word), polarity.
    """
    marks, decisions, codings = [], [], []
    for number, row in enumerate(rows):
        name, text = f"{number:032x}", study.texts[row["document"]]
        start = text.index(row["text"])
        at = text.index(row["found"], start) if "found" in row else start
        evidence = [[at, at + len(row["found"]), row.get("term", row["found"])]] if "found" in row else []
        flags = [[flag, start, start + 2] for flag in row.get("flags", "").split()]
        status = row.get("status", "open")
        turns = study.turns[(study.turns["document"] == row["document"]) & (study.turns["start"] <= start)]
        where = {
            "document": row["document"],
            "turn": len(turns),
            "start": start,
            "end": start + len(row["text"]),
        }
        case = study.documents.set_index("document").loc[row["document"], "case"]
        same = {"codebook": "small", "polarity": row.get("polarity", ""), "case": case, **where}
        marks.append({"suggestion": name, "code": row["code"], "coder": row.get("coder", "indicators"), "status": status,
                      "evidence": json.dumps(evidence), "flags": json.dumps(flags), **same})  # fmt: skip
        if status != "open":
            decisions.append({"decision": name, "suggestion": name, "verdict": status, "coder": "ah", "why": row.get("why", ""), "coding": name})  # fmt: skip
        if "became" in row:
            codings.append({"coding": name, "code": row["became"], "made_as": row["became"], "coder": "ah", "waits": False, "version": "", "suggestion": name, "event": 1, **same})  # fmt: skip
    return replace(
        study,
        suggestions=_like(study.suggestions, marks),
        decisions=_like(study.decisions, decisions),
        codings=pd.concat([study.codings, _like(study.codings, codings)], ignore_index=True),
    )


def _like(frame: pd.DataFrame, rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=frame.columns).astype(frame.dtypes.to_dict())


@pytest.fixture
def suggesting() -> Callable[..., Study]:
    """A study with suggestions, and decisions on them."""
    return suggest_in


@pytest.fixture
def four(maker: Maker) -> Maker:
    """Four cases with an interview and ratings of two themes each; north and south are strong."""
    values = {"north": (2, 1), "south": (1, 1), "east": (-1, 1), "west": (-2, None)}
    for at, (case, (first, second)) in enumerate(values.items()):
        maker.facts.append(
            CaseFact(
                key_of("case", case),
                case,
                case.title(),
                "kommune",
                None,
                "da",
                "",
                f'[["outcome", "{4 - at}", "", ""]]',
            )
        )
        maker.interview(f"{case}-1", case, [("I", "Hvad?"), ("IP", "Huslejen er for høj. Støtten er god.")])
        maker.coding(
            f"{case}-1", "rent", "Huslejen er for høj.", polarity="barrier" if first < 0 else "facilitator"
        )
        for code, value in (("housing", first), ("support", second)):
            maker.facts.append(
                Rating(
                    key_of("r", case, code),
                    key_of("case", case),
                    code,
                    key_of("codebook", "small"),
                    value,
                    0,
                    "Læst.",
                    key_of("coder", "ah"),
                )
            )
    return maker

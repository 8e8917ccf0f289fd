"""A study small enough to be read at once, made through ``Project`` from files, once for all tests of this room.

Four Danish municipalities, a German and a Dutch one, a housing association inside one of them, and one that nobody was
interviewed in. What is awkward about it is written beside the quotes.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from casekit.model.study import Study
from casekit.project import Project
from casekit.report.blocks import Block, Grid, Quote, Report

BOOK = """
casekit: codebook/1
id: small
version: 2.1.0
title: {da: Lille kodebog, de: Kleines Codebuch, nl: Klein codeboek, en: Small codebook}
groups:
  - {id: home, label: {da: Bolig og hjælp, de: Wohnen und Hilfe, nl: Wonen en hulp, en: Home and help}, themes: [housing, support]}
  - {id: mind, label: {da: Kultur, de: Haltung, nl: Cultuur, en: Culture}, themes: [culture]}
codes:
  - id: housing
    label: {da: Boliger, de: Wohnungen, nl: Woningen, en: Housing}
    definition: {da: Om boliger., de: Über Wohnungen., nl: Over woningen., en: About housing.}
    codes:
      - id: dwellings
        label: {da: Antal boliger, de: Zahl der Wohnungen, nl: Aantal woningen, en: Number of dwellings}
        indicators: {da: [bolig*], de: [wohnung*], nl: [woning*], en: [dwelling*]}
      - id: rent
        label: {da: Husleje, de: Miete, nl: Huur, en: Rent}
        indicators: {da: [husleje*], de: [miete], nl: [huur], en: [rent]}
  - id: support
    label: {da: Støtte, de: Unterstützung, nl: Begeleiding, en: Support}
    codes:
      - id: caseload
        label: {da: Sagstal, de: Fallzahl, nl: Caseload, en: Caseload}
  - id: culture
    label: {da: Kultur, de: Haltung, nl: Cultuur, en: Culture}
    codes:
      - id: trust
        label: {da: Tillid, de: Vertrauen, nl: Vertrouwen, en: Trust}
  - id: outcomes
    kind: outcome
    label: {da: Udfald, de: Ergebnisse, nl: Uitkomsten, en: Outcomes}
    codes:
      - id: stays
        label: {da: Bliver boende, de: Bleibt wohnen, nl: Blijft wonen, en: Stays housed}
"""

CASES = """case,label,level,parent,language,reason
albaek,Albæk,kommune,,da,
bredsund,Bredsund,kommune,,da,
cellerup,Cellerup,kommune,,da,
dalum,Dalum,kommune,,da,
eichental,Stadt Eichental,kommune,,de,
fennewijk,Fennewijk,gemeente,,nl,
solgaard,Boligforeningen Solgården,bolig,albaek,da,
tomrup,Tomrup,kommune,,da,
"""

INTERVIEWS = """file,case,person,role,sector,date,language,kind,interviewer,speaker
ALB-01.txt,albaek,P-1,support_worker,municipal,2024-01-10,da,interview,I,IP
ALB-02.txt,albaek,P-2,landlord_private,housing,2024-03-02,da,interview,I,IP
SOL-01.txt,solgaard,P-3,housing_caretaker,housing,2024-02-02,da,interview,I,IP
BRE-01.txt,bredsund,P-4,support_worker,municipal,2024-01-11,da,interview,I,IP
CEL-01.txt,cellerup,P-5,ngo_leader,ngo_civil_society,2024-01-12,da,interview,I,IP
DAL-01.txt,dalum,P-6,support_worker,municipal,2024-01-13,da,interview,I,IP
EIC-01.txt,eichental,P-7,support_worker,municipal,2024-01-14,de,interview,I,B
FEN-01.txt,fennewijk,P-8,support_worker,municipal,2024-01-15,nl,interview,I,R
"""

SHARED = "Vi får næsten altid en bolig i løbet af nogle uger, og det gør, at vi tør love borgeren noget."
HELPED = "Udlejeren ringer selv, når der bliver en bolig ledig, og så er vi der med det samme."
COUNTER = (
    "Men i fjor var der et halvt år, hvor vi ikke fik én eneste bolig, og folk måtte vente på herberget."
)
MAILED = "Man kan altid skrive til mig på ida@albaek.example, så finder vi en løsning på det samme dag."
NUMBERED = "Ring på 40 12 34 56 om aftenen, så kommer der en og hjælper borgeren hjem i sin bolig igen."
OTHER = "De gør det meget bedre ovre i Bredsund, hvor de stoler på, at folk kan bo selv fra første dag."
MEMBER = "Det var Solgården, der sagde ja først, og siden har de andre boligforeninger fulgt trop her hos os."
LONG = " ".join(
    ["Der er alt for mange borgere til hver af os, og det mærker de på, hvor sjældent vi kommer."] * 7
)

TEXTS = {
    "ALB-01.txt": ("IP", [SHARED, COUNTER, MAILED, LONG, OTHER]),
    "ALB-02.txt": ("IP", [HELPED, NUMBERED, MEMBER]),
    "SOL-01.txt": ("IP", ["Vi har stillet tolv boliger til rådighed, og det er gået over al forventning for os alle."]),
    "BRE-01.txt": ("IP", ["Huslejen er så høj her, at næsten ingen af vores borgere kan betale den alene.",
                         "I Bredsundmodellen har hver medarbejder otte borgere, og det er der kæmpet for i mange år."]),
    "CEL-01.txt": ("IP", ["Der er ingen boliger at få, og det har der ikke været, siden jeg begyndte her for længe siden."]),
    "DAL-01.txt": ("IP", ["Vi har en aftale med udlejerne om hver fjerde bolig, og den bliver holdt hver gang."]),
    "EIC-01.txt": ("B", ["Wohnungen bekommen wir nur über persönliche Kontakte, und das dauert meistens sehr lange."]),
    "FEN-01.txt": ("R", ["Een woning vinden we hier altijd binnen drie maanden, dat is nu eenmaal de afspraak hier."]),
}  # fmt: skip

CODINGS = [
    ("ALB-01.txt", SHARED, "dwellings", "facilitator"),
    ("ALB-01.txt", SHARED, "caseload", "facilitator"),  # the same words under another theme
    ("ALB-01.txt", COUNTER, "dwellings", "barrier"),
    ("ALB-01.txt", MAILED, "rent", ""),
    ("ALB-01.txt", LONG, "caseload", "barrier"),
    ("ALB-01.txt", OTHER, "trust", "barrier"),
    ("ALB-02.txt", HELPED, "dwellings", "facilitator"),
    ("ALB-02.txt", NUMBERED, "trust", "facilitator"),
    ("ALB-02.txt", MEMBER, "dwellings", "facilitator"),
    ("SOL-01.txt", TEXTS["SOL-01.txt"][1][0], "dwellings", "facilitator"),
    ("BRE-01.txt", TEXTS["BRE-01.txt"][1][0], "rent", "barrier"),
    ("BRE-01.txt", TEXTS["BRE-01.txt"][1][1], "caseload", "facilitator"),
    ("CEL-01.txt", TEXTS["CEL-01.txt"][1][0], "dwellings", "barrier"),
    ("DAL-01.txt", TEXTS["DAL-01.txt"][1][0], "dwellings", "facilitator"),
    ("DAL-01.txt", TEXTS["DAL-01.txt"][1][0], "stays", "facilitator"),
    ("EIC-01.txt", TEXTS["EIC-01.txt"][1][0], "dwellings", "barrier"),
    ("FEN-01.txt", TEXTS["FEN-01.txt"][1][0], "dwellings", "facilitator"),
]  # fmt: skip

LABELS = ("Albæk", "Bredsund", "Cellerup", "Dalum", "Eichental", "Fennewijk", "Solgården", "Tomrup")


def _transcript(speaker: str, said: list[str]) -> str:
    return "\n\n".join(f"I: Hvad kan du sige om det?\n\n{speaker}: {text}" for text in said) + "\n"


def _files(folder: Path) -> None:
    for name, (speaker, said) in TEXTS.items():
        (folder / name).write_text(_transcript(speaker, said), "utf-8")
    (folder / "small.yaml").write_text(BOOK, "utf-8")
    (folder / "cases.csv").write_text(CASES, "utf-8")
    (folder / "interviews.csv").write_text(INTERVIEWS, "utf-8")
    with (folder / "codings.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("file", "quote", "code", "polarity", "coder"), *((*row, "ah") for row in CODINGS)]
        )


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """1 made, 2 added, 3 codebook, 4 suggested, 5 codings, 6 a message about Albæk, 7 one about a theme, 8 one across cases."""
    folder = tmp_path_factory.mktemp("small")
    _files(folder)
    project = Project.create(folder / "project", language="da", coder="ah")
    project.add(folder, table=folder / "interviews.csv", cases=folder / "cases.csv")
    project.suggest(folder / "small.yaml")
    project.import_codings(folder / "codings.csv")
    project.message("Boligerne er der; tiden mangler.", case="albaek")
    project.message("Udlejerne er med.", case="albaek", theme="housing")
    project.message("Boliger skiller kommunerne.")
    return project


@pytest.fixture(scope="session")
def study(project: Project) -> Study:
    return project.study()


@pytest.fixture(scope="session")
def added(project: Project) -> Study:
    return project.study(at=2)


@pytest.fixture(scope="session")
def suggested(project: Project) -> Study:
    return project.study(at=4)


@pytest.fixture(scope="session")
def coded(project: Project) -> Study:
    return project.study(at=5)


class Shown:
    """Everything that a reader of a report can come to see, as text."""

    @staticmethod
    def words(report: Report) -> str:
        """The title, the properties and the words of every block, with alt texts, captions and the figures' frames."""
        head = [report.title, report.mark, *(part for pair in report.properties for part in pair)]
        return "\n".join([*head, *(text for block in report.blocks for text in _texts(block))])

    @staticmethod
    def quotes(report: Report) -> list[Quote]:
        """The quotes, also those in tables."""
        return [quote for block in report.blocks for quote in _quotes(block)]

    @staticmethod
    def grids(report: Report) -> dict[str, Grid]:
        """The tables by caption."""
        return {block.caption: block for block in report.blocks if isinstance(block, Grid)}


def _texts(block: Block) -> Iterator[str]:
    for name in block.__dataclass_fields__:
        value = getattr(block, name)
        if isinstance(value, pd.DataFrame):
            yield value.to_csv() + str(value.attrs)
        elif isinstance(value, Quote):
            yield from _texts(value)
        elif isinstance(value, tuple):
            yield from _in_rows(value)
        else:
            yield str(value)


def _in_rows(value: tuple[object, ...]) -> Iterator[str]:
    for item in value:
        if isinstance(item, tuple):
            yield from _in_rows(item)
        elif isinstance(item, Quote):
            yield from _texts(item)
        else:
            yield str(item)


def _quotes(block: Block) -> Iterator[Quote]:
    if isinstance(block, Quote):
        yield block
    elif isinstance(block, Grid):
        yield from (cell for row in block.rows for cell in row if isinstance(cell, Quote))


@pytest.fixture(scope="session")
def shown() -> type[Shown]:
    return Shown


@pytest.fixture(scope="session")
def said() -> dict[str, str]:
    """What people say in the study, by what is awkward about it."""
    return {
        "shared": SHARED, "helped": HELPED, "counter": COUNTER, "mailed": MAILED, "numbered": NUMBERED,
        "other": OTHER, "member": MEMBER, "long": LONG,
    }  # fmt: skip


@pytest.fixture(scope="session")
def labels() -> tuple[str, ...]:
    """The names of the cases as people say them."""
    return LABELS

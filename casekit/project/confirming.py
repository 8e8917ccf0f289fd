"""Who asks and who answers, as a person says: labels confirmed, set right or renamed."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import pandas as pd

from casekit.analysis.labels import CONFIRMED, labels
from casekit.errors import LookupFailedError
from casekit.model.document import Role
from casekit.model.facts import Fact, Key, Layout, SpeakerFact, key_of
from casekit.model.frames import records, whole
from casekit.model.study import Study
from casekit.project.texts import layout
from casekit.readers.label_words import role_told
from casekit.readers.spreadsheets import read_rows

__all__ = ["ROLES", "Told", "confirmed", "told_by_table", "told_of"]

ROLES: tuple[str, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says of one document's labels: their roles, and other names for them."""

    roles: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def confirmed(study: Study, told: Mapping[str, Told]) -> tuple[list[Fact], list[Key]]:
    """What has to be stored so that the labels of each document (by name) are confirmed, and the keys of what is then gone.

    Labels that are not named keep the role that was thought, which is confirmed with them. Two labels given one name are one
    speaker from then on. The text stays as it is.

    Raises:
        LookupFailedError: no such document, label or role; two labels joined that have different roles.
    """
    facts: list[Fact] = []
    gone: list[Key] = []
    for document, said in told.items():
        table = labels(study, document)
        wanted = _left_to_do(said, set(table["speaker"]))
        _check(table, document, wanted)
        made, left = _speaker_facts(study, document, wanted)
        facts += made
        gone += left
        if wanted.names:
            facts.append(_layout(study, document, wanted.names))
    return facts, gone


def told_of(
    study: Study, document: str | None, roles: Mapping[str, str] | None, names: Mapping[str, str] | None
) -> dict[str, Told]:
    """What is said of one document, where a blank name is none; of none in particular, that all labels are as they were thought.

    Raises:
        LookupFailedError: roles or names are told, and no document.
    """
    if document is not None:
        said = {label: _role(word) for label, word in (roles or {}).items()}
        return {document: Told(said, {label: name for label, name in (names or {}).items() if name.strip()})}
    if roles or names:
        raise LookupFailedError("labels_of_which", known=", ".join(study.documents["document"]))
    return {name: Told() for name in study.documents["document"]}


def told_by_table(path: str | Path) -> dict[str, Told]:
    """What a table (document, speaker, role, and if wanted name) says, as :func:`~casekit.analysis.labels.labels` gives it
    and a person has corrected it.

    Raises:
        TableError: the table cannot be used.
    """
    told: dict[str, Told] = {}
    for row in read_rows(
        path, required=("document", "speaker", "role"), known=("document", "speaker", "role", "name")
    ):
        one = told.setdefault(row["document"], Told({}, {}))
        roles = {**one.roles, row["speaker"]: _role(row["role"])}
        names = {**one.names, row["speaker"]: row["name"]} if row["name"] else one.names
        told[row["document"]] = Told(roles, names)
    return told


def _left_to_do(told: Told, there: Set[str]) -> Told:
    """Without the labels that have the name already that they were to have: a table may be read twice."""
    done = {label for label, name in told.names.items() if label not in there and name in there}
    roles = {told.names[label] if label in done else label: role for label, role in told.roles.items()}
    return Told(roles, {label: name for label, name in told.names.items() if label not in done})


def _role(word: str) -> str:
    """A role in any of the words that transcripts and casekit use for it: interviewer, Befragte, svarer."""
    return role_told(word) or word


def _check(table: pd.DataFrame, document: str, told: Told) -> None:
    there = set(table["speaker"])
    for label in (*told.roles, *told.names):
        if label not in there:
            known = ", ".join(sorted(there)) or "–"
            raise LookupFailedError("unknown_label", label=label, document=document, known=known)
    for role in told.roles.values():
        if role not in ROLES:
            raise LookupFailedError("not_one_of", value=role, allowed=", ".join(ROLES))


def _speaker_facts(study: Study, document: str, told: Told) -> tuple[list[Fact], list[Key]]:
    """A fact for each label under the name it has from now on, and the keys of labels that are no more."""
    key = Key(str(study.documents.set_index("document").loc[document, "key"]))
    people = study.people.set_index("person")["key"]
    now: dict[str, SpeakerFact] = {}
    gone = []
    for row in records(study.speakers[study.speakers["document"] == document]):
        name = told.names.get(row.speaker, row.speaker)
        person = Key(people[row.person]) if isinstance(row.person, str) else None
        role = told.roles.get(row.speaker, row.role)
        fact = SpeakerFact(key_of("speaker", key, name), key, name, role, CONFIRMED, person)
        if name in now and now[name].role != role:
            raise LookupFailedError("labels_disagree", document=document, label=name)
        now[name] = fact if name not in now or person else now[name]
        if name != row.speaker:
            gone.append(Key(row.key))
    return list(now.values()), [key for key in gone if key not in {fact.key for fact in now.values()}]


def _layout(study: Study, document: str, names: Mapping[str, str]) -> Layout:
    """The turns of a document under other names."""
    revision = study.revision(document)
    turns = study.turns[study.turns["document"] == document]
    return layout(
        revision,
        (
            (
                turn.start,
                turn.end,
                names.get(turn.speaker, turn.speaker),
                whole(turn.start_ms),
                whole(turn.end_ms),
            )
            for turn in records(turns)
        ),
    )

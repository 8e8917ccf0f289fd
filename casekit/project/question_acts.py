"""What a team asks: the interview guide, what of it was asked where, and queries that are kept by name."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from casekit.analysis.guide import known_topic
from casekit.analysis.queries import Saved, check_query
from casekit.errors import LookupFailedError
from casekit.exchange.guides import read_guide
from casekit.model.facts import Asked, Key, Query, Topic, key_of
from casekit.model.finding import Finding, Findings
from casekit.model.frames import html_table, records
from casekit.model.study import Study
from casekit.project.acts import Acts
from casekit.wording import say

__all__ = ["GuideTaken", "QuestionActs"]


@dataclass(frozen=True, slots=True)
class GuideTaken:
    """The guide as it is now, as ``study.topics``, and what was noticed."""

    topics: pd.DataFrame
    findings: Findings

    def __str__(self) -> str:
        return f"{shown_guide(self.topics).to_string(index=False)}\n{self.findings!r}"

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"{html_table(shown_guide(self.topics))}{self.findings._repr_html_()}"


def shown_guide(topics: pd.DataFrame) -> pd.DataFrame:
    """The guide as people look at it."""
    rows = [
        (row.topic, " / ".join(json.loads(row.text or "{}").values()), ", ".join(json.loads(row.roles or "[]")), ", ".join(json.loads(row.codes or "[]")))
        for row in records(topics)
    ]  # fmt: skip
    return pd.DataFrame(
        rows, columns=[say(f"column.{name}") for name in ("topic", "question", "roles", "codes")]
    )


class QuestionActs(Acts):
    """Acts about what is asked."""

    def import_guide(self, path: str | Path) -> GuideTaken:
        """Take in the interview guide of a table (topic, question, roles, codes), as one act; it is then the project's guide.

        A topic that the table no longer has goes, unless somebody has said of a document whether it was asked, or has summarised it: then it
        stays at the end, and a finding tells it. Columns as in :func:`~casekit.exchange.guides.read_guide`.

        Raises:
            PersonNeededError: nobody is named as coder. TableError: the table cannot be used.
        """
        self.person()
        study = self.study()
        codes = [code.id for book in study.codebooks.values() for code in book]
        roles = {*study.roles.roles, *study.people["role"].dropna()}
        table = read_guide(path, language=study.language, codes=dict.fromkeys(codes), roles=roles)
        here = {topic.name for topic in table.topics}
        gone = study.topics[~study.topics["topic"].isin(here)]
        stays = gone["topic"].isin({*study.asked["topic"], *study.summaries["topic"].dropna()})
        ended = self._store.live_ids(Topic, [Key(key) for key in gone.loc[~stays, "key"]])
        kept = [_moved(row, len(here) + place) for place, row in enumerate(records(gone[stays]), 1)]
        self._keep([*table.topics, *kept], "guide", Path(path).name, ended=ended)
        told = [Finding.of("topic_stays", "warning", Path(path).name, topic=topic.name) for topic in kept]
        return GuideTaken(self.study().topics, Findings([*table.findings, *told]))

    def confirm_asked(
        self, document: str | pd.DataFrame, topic: str | None = None, *, asked: bool = True, why: str = ""
    ) -> int:
        """Say that a topic of the guide was asked in a document, or (*asked* False) was not; how many this says something new of.

        *document* may be rows of :func:`casekit.asked` instead; *topic* then is left out. One act. Saying it again replaces what was said.

        Raises:
            PersonNeededError: nobody is named as coder. LookupFailedError: no such document or topic.
        """
        coder = key_of("coder", self.person())
        study = self.study()
        facts = [
            Asked(key_of("asked", about, name), about, name, int(asked), coder, why)
            for about, name in _pairs(study, document, topic)
        ]
        new, _ = self._store.new_among(facts)
        self._keep(facts, "asked", why)
        return len(new)

    def save_query(
        self,
        name: str,
        text: str,
        *,
        codebook: str | None = None,
        coders: Sequence[str] | None = None,
        suggestions: bool = False,
    ) -> Key:
        """Keep a query by name, to run it again with ``ck.query(study, name)``; another one of that name is replaced.

        Raises:
            PersonNeededError: nobody is named as coder. LookupFailedError: no name, or that of a code. PatternError: the query is not understood.
        """
        self.person()
        study, called = self.study(), name.strip()
        codes = {code.id for book in study.codebooks.values() for code in book}
        if not called or called in codes:
            raise LookupFailedError("query_name", name=name)
        asked = Saved(text, codebook, None if coders is None else tuple(coders), suggestions)
        if text.strip() in set(study.queries["query"]):
            raise LookupFailedError("query_of_query", name=text.strip())
        check_query(study, asked)
        key = key_of("query", called)
        self._keep([Query(key, called, asked.content)], "query", called)
        return key


def _moved(row: object, position: int) -> Topic:
    told = row._asdict()  # type: ignore[attr-defined]
    return Topic(Key(told["key"]), told["topic"], position, told["text"], told["roles"], told["codes"])


def _pairs(study: Study, document: str | pd.DataFrame, topic: str | None) -> list[tuple[Key, Key]]:
    """The keys of documents and topics.

    Raises:
        LookupFailedError: there is no document, or no topic, of a name; a frame that is another.
    """
    if isinstance(document, pd.DataFrame):
        if not {"document", "topic"} <= set(document.columns):
            raise LookupFailedError("frame_not_asked", columns=", ".join(map(str, document.columns)))
        named = [(str(row.document), str(row.topic)) for row in records(document[["document", "topic"]])]
    else:
        named = [(document, topic or "")]
    documents = dict(zip(study.documents["document"], study.documents["key"], strict=True))
    topics = dict(zip(study.topics["topic"], study.topics["key"], strict=True))
    return [
        (Key(documents[study.known(about)]), Key(topics[known_topic(study, name)])) for about, name in named
    ]

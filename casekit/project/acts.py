"""How an act becomes an event: who acts, what is new in it, and one write."""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from threading import RLock

import pandas as pd

from casekit.codebook.search_terms import asked_words
from casekit.errors import PersonNeededError
from casekit.language.corpora import corpora
from casekit.language.dictionaries import dictionary, forms_of
from casekit.language.pipeline_lemmas import is_about, mark_of
from casekit.language.tokens import keys
from casekit.model.blinding import blind_for, shown
from casekit.model.facts import Assignment, Coder, Event, Fact, Key, key_of
from casekit.model.study import Study
from casekit.project.assigning import unhidden
from casekit.project.moments import draw_key, moment, now, study_of
from casekit.project.suggesting import machine
from casekit.store import Store

__all__ = ["Acts"]


class Acts:
    """A project file, the person who works on it, and the clock; every act is one event."""

    def __init__(
        self,
        file: Path,
        store: Store,
        *,
        coder: str | None = None,
        clock: Callable[[], str] = now,
        draw: Callable[[], Key] = draw_key,
    ) -> None:
        self.file = file
        self.coder = (coder or "").strip() or None
        self._store = store
        self._clock = clock
        self._draw = draw
        self._study: Study | None = None
        self._shown_to = self.coder
        self._alone = RLock()  # a kernel's cells and its widgets may act at the same time

    @property
    def folder(self) -> Path:
        """The folder of the project file."""
        return self.file.parent

    def study(self, *, at: int | str | None = None) -> Study:
        """Everything in the project now, or as it was: *at* an event's number, a state, or an ISO time.

        While others code a document apart from this person, their work on it is not shown, in no state; a finding tells it.

        Raises:
            LookupFailedError: no such state.
        """
        if at is not None:
            history = moment(self._store.events(), at, self._store.states())
            return study_of(self._store, history, self.folder, self.coder, earlier=True)
        with self._alone:
            known = self._study
            if known is None or known.n != self._store.head() or self._shown_to != self.coder:
                known = study_of(self._store, self._store.events(), self.folder, self.coder)
                self._study, self._shown_to = known, self.coder
            return known

    def _shown(self) -> dict[type[Fact], pd.DataFrame]:
        """The live facts as this person sees them."""
        live = self._store.live()
        return shown(live, blind_for(live[Assignment], self.coder))

    def _without_hidden(self, log: pd.DataFrame, *, strict: bool = False) -> pd.DataFrame:
        """The log without what others did on documents that they code apart from this person; *strict*: without those rows."""
        blind = blind_for(self._store.live_of(Assignment), self.coder)
        return unhidden(log, self.study(), blind, self.coder, strict=strict) if blind else log

    def person(self) -> str:
        """Who acts.

        Raises:
            PersonNeededError: nobody is named.
        """
        if self.coder is None or self.coder == machine().name:
            raise PersonNeededError("person_needed")
        return self.coder

    def _keep(
        self,
        facts: Iterable[Fact],
        verb: str,
        why: str = "",
        *,
        ended: Sequence[str] = (),
        spared: Collection[str] = (),
    ) -> int:
        """Write those facts that say something new, ending the ones that they replace, but for those *spared*. Nothing new: no event."""
        with self._alone:
            new, replaced = self._store.new_among(facts)
            if not new and not ended:
                return self._store.head()
            gone = [one for one in dict.fromkeys([*replaced, *ended]) if one not in spared]
            return self._write(verb, new, gone, why=why)

    def _remember_lemmas(self, study: Study) -> None:
        """Keep what was looked up in dictionaries for words of the study and of its codebooks, and of nothing else."""
        asked = asked_words(study.codebooks.values())
        marks = {mark_of(text) for text in study.texts.values()}
        for language in corpora(study):
            source = dictionary(language)
            mine = _words_in(study, language) | asked.get(language, set())
            kept = self._store.lemmas(language, source.version)
            known = {name: told for name, told in source.known.items() if name not in kept}
            if found := {name: told for name, told in known.items() if is_about(name, mine, marks)}:
                self._store.lemmas.keep(language, source.version, found)

    def _write(
        self,
        verb: str,
        facts: Sequence[Fact],
        ended: Iterable[str] = (),
        *,
        why: str = "",
        undoes: Key | None = None,
    ) -> int:
        with self._alone:
            who = self._who()
            self._study = None
            return self._store.append(self._event(verb, why, undoes), [*who, *facts], ended)

    def _who(self) -> list[Fact]:
        """Whoever acts, as a coder, if the project does not know them yet."""
        asked = [Coder(key_of("coder", self.coder), self.coder)] if self.coder else []
        return self._store.new_among(asked)[0]

    def _event(self, verb: str, why: str, undoes: Key | None) -> Event:
        from casekit import __version__

        event = Event(self._draw(), self._clock(), self.coder, verb, why, undoes, __version__)
        self._prepare(event.at)
        return event

    def _prepare(self, at: str) -> None:
        """What is done before the project is changed, at this time."""


def _words_in(study: Study, language: str) -> set[str]:
    """What is said in a language; what somebody chose instead of the dictionary has read interviewers' turns as well."""
    chosen = dictionary(language) is not forms_of(language)
    written = corpora(study, everyone=chosen)[language].index.written
    return {one for word in written for one in keys(word)}

"""How an act becomes an event: who acts, what is new in it, and one write."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pandas as pd

from casekit.codebook.search_terms import asked_words
from casekit.errors import PersonNeededError
from casekit.language.corpora import corpora
from casekit.language.dictionaries import dictionary, forms_of
from casekit.language.pipeline_lemmas import is_about, mark_of
from casekit.language.tokens import keys
from casekit.model.facts import Coder, Event, Fact, Key, key_of
from casekit.model.study import Study
from casekit.project.exporting import spare, target_of
from casekit.project.moments import draw_key, moment, now, study_of
from casekit.project.suggesting import machine
from casekit.report.blocks import Report
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

    @property
    def folder(self) -> Path:
        """The folder of the project file."""
        return self.file.parent

    def study(self, *, at: int | str | None = None) -> Study:
        """Everything in the project now, or as it was: *at* an event's number, a state, or an ISO time.

        Raises:
            LookupFailedError: no such state.
        """
        if at is not None:
            return study_of(self._store, moment(self._store.events(), at), self.folder)
        if self._study is None or self._study.n != self._store.head():
            self._study = study_of(self._store, self._store.events(), self.folder)
        return self._study

    def log(self) -> pd.DataFrame:
        """One row per event, newest last: n, id, at, by, verb, why, undoes, casekit_version, state, in_force."""
        return self._store.events()

    def person(self) -> str:
        """Who acts.

        Raises:
            PersonNeededError: nobody is named.
        """
        if self.coder is None or self.coder == machine().name:
            raise PersonNeededError("person_needed")
        return self.coder

    def _keep(self, facts: Iterable[Fact], verb: str, why: str = "", *, ended: Sequence[str] = ()) -> int:
        """Write those facts that say something new, ending the ones that they replace. Nothing new: no event."""
        new, replaced = self._store.new_among(facts)
        if not new and not ended:
            return self._store.head()
        return self._write(verb, new, dict.fromkeys([*replaced, *ended]), why=why)

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

    def _free_target(self, what: Report | pd.DataFrame, path: Path) -> Path:
        target = target_of(what, path)
        spare(target, made_before=set(self.study().exports["digest"]))
        return target

    def _made(self, what: Report | pd.DataFrame) -> dict[str, str]:
        """When it was made; a report says itself from which state, a table is of now."""
        state = {} if isinstance(what, Report) else {"state": self.study().state}
        return {"made_at": self._clock(), **state}

    def _write(
        self,
        verb: str,
        facts: Sequence[Fact],
        ended: Iterable[str] = (),
        *,
        why: str = "",
        undoes: Key | None = None,
    ) -> int:
        from casekit import __version__

        event = Event(self._draw(), self._clock(), self.coder, verb, why, undoes, __version__)
        asked = [Coder(key_of("coder", self.coder), self.coder)] if self.coder else []
        who, _ = self._store.new_among(asked)
        self._study = None
        return self._store.append(event, [*who, *facts], ended)


def _words_in(study: Study, language: str) -> set[str]:
    """What is said in a language; what somebody chose instead of the dictionary has read interviewers' turns as well."""
    chosen = dictionary(language) is not forms_of(language)
    written = corpora(study, everyone=chosen)[language].index.written
    return {one for word in written for one in keys(word)}

"""YAML bytes → the lists of cues that flag a hit and propose its direction."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from casekit.codebook.fields import Entry, Notes
from casekit.errors import CodebookError, PatternError
from casekit.files.yaml import load_yaml
from casekit.language.cues import KINDS, Cues
from casekit.language.indicators import Indicator, parse_indicator
from casekit.model.finding import Findings
from casekit.model.words import LANGUAGES

__all__ = ["CueLists", "read_cues"]

FORMAT = "lexicon/1"
_HEAD = frozenset({"casekit", "id", "version", "languages"})


@dataclass(frozen=True, slots=True)
class CueLists:
    """The cues of each language."""

    by_language: Mapping[str, Cues]

    def of(self, language: str) -> Cues:
        """Those of one language; none, if the file has none for it."""
        return self.by_language.get(language) or Cues(language)


@lru_cache(maxsize=8)  # every run of suggestions asks for the same
def read_cues(data: bytes, *, file: str) -> tuple[CueLists, Findings]:
    """The cues in a lexicon file, and what is odd about it: a list of another name or language, a cue that cannot be read.

    What cannot be read is left out.

    Raises:
        CodebookError: broken YAML, or another kind of file.
    """
    plain, where = load_yaml(data, file=file)
    if not isinstance(plain, dict) or plain.get("casekit") != FORMAT:
        raise CodebookError("not_a_codebook", file=file, format=FORMAT)
    if not plain.keys() & set(KINDS):
        raise CodebookError("lexicon_lacks", file=file, name=KINDS[0])
    notes = Notes(where)
    top = Entry(plain, (), notes)
    top.know(_HEAD | set(KINDS))
    listed = {kind: _languages(top, kind) for kind in KINDS}
    cues = {
        language: Cues.of(language, {kind: listed[kind].get(language, ()) for kind in KINDS})
        for language in LANGUAGES
    }
    return CueLists(MappingProxyType({one: told for one, told in cues.items() if told})), Findings(
        notes.findings
    )


def _languages(top: Entry, kind: str) -> dict[str, tuple[Indicator, ...]]:
    entry = top.entry(kind)
    if entry is None:
        return {}
    entry.know(frozenset(), languages=True)
    return {language: tuple(_cues(entry, language)) for language in LANGUAGES if language in entry.plain}


def _cues(entry: Entry, language: str) -> Iterator[Indicator]:
    seen: dict[str, Any] = {}
    for place, pattern in enumerate(entry.texts(language)):
        path = (*entry.path, language, place)
        try:
            cue = parse_indicator(pattern)
        except PatternError as error:
            entry.notes.found("cue_skipped", path, pattern=pattern, reason=str(error))
            continue
        if pattern in seen:
            entry.notes.found("cue_twice", path, pattern=pattern)
            continue
        seen[pattern] = cue
        yield cue

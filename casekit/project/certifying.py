"""What a removal took away, from where, and whether anything of it can still be read: the certificate."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import pandas as pd

from casekit.model.finding import Finding
from casekit.model.frames import html_table
from casekit.store.purging import Purged
from casekit.wording import keys, say

__all__ = ["Certificate", "certificate", "removed_by_merge"]

_STRETCHES, _REASONS = "stretches", "reasons"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was removed for good: how many things of each kind, never what they said.

    ``removed`` has the columns what and count; ``places`` file, fate (purged, deleted, failed) and found: how many of the removed
    words can still be read in its bytes. ``mentions`` (what, where, why) is what stays in the project and quotes or names what went;
    ``elsewhere`` are files that casekit wrote and cannot reach. ``done`` is False for what would only be removed.
    """

    kind: str
    by: str
    at: str
    removed: pd.DataFrame
    places: pd.DataFrame
    looked_for: int
    mentions: pd.DataFrame
    elsewhere: tuple[str, ...]
    done: bool = True

    @property
    def clean(self) -> bool:
        """Whether it was removed everywhere that casekit knows, and nothing of it can be read there."""
        return self.done and not self.places["found"].sum() and "failed" not in set(self.places["fate"])

    def __str__(self) -> str:
        return "\n\n".join(
            "\n".join(
                filter(None, (title, table.to_string(index=False, header=False) if table is not None else ""))
            )
            for title, table in self._parts()
        )

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return "".join(
            f"<p>{escape(title)}</p>{html_table(table) if table is not None else ''}"
            for title, table in self._parts()
        )

    def _parts(self) -> Iterable[tuple[str, pd.DataFrame | None]]:
        kind = say(f"purge.{self.kind}")
        when = self.at[:16].replace("T", " ")
        head = (
            say("purge.done", kind=kind, by=self.by, at=when)
            if self.done
            else say("purge.foreseen", kind=kind)
        )
        yield head, _shown(self.removed.assign(what=[_word(what) for what in self.removed["what"]]))
        places = self.places.assign(fate=[say(f"purge.fate.{fate}") for fate in self.places["fate"]])
        yield say("purge.places"), _shown(places if self.done else places[["file"]])
        if self.done:
            found = int(self.places["found"].sum())
            yield (
                say("purge.found" if found else "purge.nothing_found", looked=self.looked_for, found=found),
                None,
            )
        if len(self.mentions):
            told = self.mentions.assign(
                what=[_word(what) for what in self.mentions["what"]],
                why=[say(f"purge.{why}") for why in self.mentions["why"]],
            )
            yield say("purge.mentions"), _shown(told)
        if self.elsewhere:
            yield say("purge.exports"), pd.DataFrame({"file": self.elsewhere})
        yield say("purge.elsewhere"), None


def certificate(
    kind: str, purged: Purged, *, by: str, at: str, exports: Iterable[str], done: bool
) -> Certificate:
    """The certificate of a removal of a document or a person."""
    counts = [
        *sorted(purged.gone.facts.items()),
        (_STRETCHES, purged.gone.stretches),
        (_REASONS, purged.gone.reasons),
    ]
    return Certificate(
        kind,
        by,
        at,
        pd.DataFrame([(what, n) for what, n in counts if n], columns=["what", "count"]),
        pd.DataFrame(
            [(str(one.file), one.fate, one.found) for one in purged.places], columns=["file", "fate", "found"]
        ),
        purged.looked_for,
        pd.DataFrame(
            [(one.kind, one.where, one.what) for one in purged.mentions], columns=["what", "where", "why"]
        ),
        tuple(dict.fromkeys(exports)),
        done,
    )


def removed_by_merge(purged: Purged | None) -> list[Finding]:
    """What a merge removed here since the other side, or this one, had removed it for good."""
    if purged is None:
        return []
    n, found = purged.gone.facts.total() + purged.gone.stretches, sum(place.found for place in purged.places)
    return [Finding.of("removed_by_merge", "warning" if found else "note", n=n, found=found)]


def _word(what: str) -> str:
    key = f"purge.{what}" if what in (_STRETCHES, _REASONS) else f"facts.{what}"
    return say(key) if key in keys() else what


def _shown(frame: pd.DataFrame) -> pd.DataFrame | None:
    return frame if len(frame) else None

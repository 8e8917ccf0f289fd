"""Removing a document or a person for good."""

from collections.abc import Sequence

from casekit.errors import LookupFailedError
from casekit.model.facts import Event, Fact, Key, Purge
from casekit.model.study import Study
from casekit.project.acts import Acts
from casekit.project.certifying import Certificate, certificate

__all__ = ["PurgeActs"]


class PurgeActs(Acts):
    """The one act that takes away what is stored."""

    def purge(
        self, *, document: str | None = None, person: str | None = None, foresee: bool = False
    ) -> Certificate:
        """Remove a document, or a person with all that they said, for good; what went, from where, and whether any of it is left.

        With a document go its texts, codings, suggestions, decisions and memos, from the project, its journal and its backups. With a person
        go the documents in which nobody else answers; in the others their words are taken out of the text, and what others coded stays.
        Copies that are merged later lose the same. It cannot be undone. With *foresee* nothing is removed: it is told what would be.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such document or person, or not exactly one of the two.
            StoreError: the project cannot be written to; nothing has changed then.
        """
        self.person()
        if (document is None) == (person is None):
            raise LookupFailedError("purge_one")
        study = self.study()
        kind = "person" if document is None else "document"
        mark = Purge(_key_of(study, document, person), kind)
        event, facts = self._marking([mark])
        purged = self._store.purge(event, facts, keep=foresee)
        self._study = None
        told = {"by": str(self.coder), "at": event.at, "exports": study.exports["file"], "done": not foresee}
        return certificate(kind, purged, **told)  # type: ignore[arg-type]

    def _marking(self, marks: Sequence[Fact]) -> tuple[Event, list[Fact]]:
        """The event says that something was removed, not what."""
        return self._event("purge", "", None), [*self._who(), *marks]


def _key_of(study: Study, document: str | None, person: str | None) -> Key:
    if document is not None:
        known = dict(zip(study.documents["document"], study.documents["key"], strict=True))
        return Key(str(known[study.known(document)]))
    people = dict(zip(study.people["person"], study.people["key"], strict=True))
    if person not in people:
        raise LookupFailedError("unknown_person", person=str(person), known=", ".join(people) or "–")
    return Key(str(people[person]))

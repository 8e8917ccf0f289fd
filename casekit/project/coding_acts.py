"""What a person does with a text in hand: give codes to words, change a coding, write a memo about it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from casekit.analysis.passages import reference
from casekit.errors import LookupFailedError, SpanError
from casekit.model.codebook import POLARITIES, Codebook
from casekit.model.evolving import evolved, told_elsewhere
from casekit.model.facts import Coding, Fact, Key, Memo, key_of, sha
from casekit.model.frames import records
from casekit.model.span import Span
from casekit.model.study import Study
from casekit.project.acts import Acts
from casekit.project.recording import coding_of
from casekit.store.force import add_to_state

__all__ = ["CodingActs"]

Words = Span | tuple[int, int]


class CodingActs(Acts):
    """Acts about the words of a text. They are quick: the study goes a step further instead of being read again."""

    def code(
        self,
        document: str,
        span: Words,
        codes: str | Iterable[str],
        *,
        polarity: str = "",
        codebook: str | None = None,
    ) -> tuple[str, ...]:
        """Give words of a document one or several codes, as one act; the references of the codings that are new.

        *span* is code points of the document's text; blanks at its ends are left out. *codes* are ids of the *codebook* (by
        default the one that the study uses most), or ``codebook:code``. The same words, code and coder again change nothing.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such document or direction. UnknownCodeError: no such code.
            SpanError: a span beyond the text, or of blanks.
        """
        coder = key_of("coder", self.person())
        study = self.study()
        place = _trimmed(study, study.known(document), span)
        wanted = [codes] if isinstance(codes, str) else list(codes)
        chosen = {(book.id, code): book for book, code in (_code_of(study, one, codebook) for one in wanted)}
        there = _given(study, document, place, self.coder)
        made = [
            self._coding(study, document, place, book, code, _direction(polarity), coder)
            for (name, code), book in chosen.items()
            if (name, code) not in there
        ]
        if made:
            self._step("code", made, [])
        placed = self.study().codings
        told = placed[placed["coding"].isin([fact.key for fact in made])]
        return tuple(
            reference(document, turn, key) for turn, key in zip(told["turn"], told["coding"], strict=True)
        )

    def change(
        self,
        coding: str,
        *,
        code: str | None = None,
        polarity: str | None = None,
        span: Words | None = None,
        why: str = "",
    ) -> None:
        """Change one's own coding (a reference): its code, its direction ("" for none), or the words that it covers.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: a reference to nothing, to another person's coding, or an unknown direction.
            UnknownCodeError: no such code; SpanError: a span beyond the text, or of blanks.
        """
        self.person()
        study = self.study()
        fact = self._own(study, coding)
        document = _document_of(study, fact)
        if code is not None:
            book, chosen = _code_of(study, code, _row(study, fact.key).codebook)
            fact = replace(fact, code=chosen, codebook=key_of("codebook", book.id), version=book.version)
        if polarity is not None:
            fact = replace(fact, polarity=_direction(polarity))
        if span is not None:
            place = _trimmed(study, document, span)
            quoted = sha(place.of(study.texts[document]))
            fact = replace(fact, start=place.start, end=place.end, quote_sha=quoted, carried="")
        self._step("change", [fact], [], why=why)

    def note(self, text: str, *, coding: str = "", document: str = "", span: Words | None = None) -> Key:
        """Write a memo about a coding (a reference), or about words of a document; without text it is taken away.

        Everybody has one memo of their own about a coding, or about the same words; writing again replaces it.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such document; a reference to nothing; neither a coding nor a document with a span.
            SpanError: a span beyond the text, or of blanks.
        """
        coder = key_of("coder", self.person())
        study = self.study()
        if coding:
            key = Key(coding_of(study, coding))
            row = _row(study, key)
            memo = _memo(study, row.document, Span(row.start, row.end), key, coder, text)
        elif document and span is not None:
            place = _trimmed(study, study.known(document), span)
            memo = _memo(study, document, place, None, coder, text)
            memo = replace(memo, key=_noted(study, memo, self.coder) or memo.key)
        else:
            raise LookupFailedError("note_about_nothing")
        if text.strip():
            self._step("memo", [memo], [])
        elif memo.key in set(study.memos["memo"]):
            self._step("memo", [], [memo.key])
        return memo.key

    def _own(self, study: Study, asked: str) -> Coding:
        """The coding as it was stored.

        Raises:
            LookupFailedError: it is another's.
        """
        key = coding_of(study, asked)
        row = _row(study, key)
        if row.coder != self.coder:
            raise LookupFailedError("coding_of_another", reference=asked, by=row.coder)
        other, _, code = row.made_as.rpartition(
            ":"
        )  # as it was given: what only its words changed still waits
        return Coding(
            key=Key(key),
            revision=study.revision(row.document),
            start=row.start,
            end=row.end,
            code=code,
            codebook=key_of("codebook", other or row.codebook),
            polarity=row.polarity,
            coder=key_of("coder", row.coder),
            quote_sha=sha(study.text(row.document, row.start, row.end)),
            suggestion=Key(row.suggestion) if isinstance(row.suggestion, str) else None,
            version=row.version,
            carried=row.carried,
        )

    def _coding(
        self, study: Study, document: str, place: Span, book: Codebook, code: str, polarity: str, coder: Key
    ) -> Coding:
        return Coding(
            key=self._draw(),
            revision=study.revision(document),
            start=place.start,
            end=place.end,
            code=code,
            codebook=key_of("codebook", book.id),
            polarity=polarity,
            coder=coder,
            quote_sha=sha(place.of(study.texts[document])),
            version=book.version,
        )

    def _step(self, verb: str, facts: Sequence[Fact], gone: Sequence[Key], *, why: str = "") -> None:
        """Write codings and memos as one event, and take the study that is known a step further."""
        with self._alone:
            before, who = self.study(), self._who()
            new, replaced = self._store.new_among(facts)
            ended = [*replaced, *(one for kind in {Coding, Memo} for one in self._store.live_ids(kind, gone))]
            if not new and not ended:
                return
            event = self._event(verb, why, None)
            self._study = None
            n = self._store.append(event, [*who, *new], dict.fromkeys(ended))
            touched = {*gone, *(fact.key for fact in new)}
            alone = not who and n == before.n + 1  # else somebody new acts, or somebody else wrote between
            if alone and not told_elsewhere(before, touched):
                state = add_to_state(before.state, [event.id])
                self._study = evolved(before, new, gone, n=n, state=state, at=max(before.at, event.at))
                self._shown_to = self.coder


def _trimmed(study: Study, document: str, span: Words) -> Span:
    """The words without blanks at their ends.

    Raises:
        SpanError: beyond the text, or nothing but blanks.
    """
    start, end = (span.start, span.end) if isinstance(span, Span) else span
    text = study.texts[document]
    said = text[start:end] if 0 <= start < end <= len(text) else ""
    if not said.strip():
        raise SpanError("bad_span", start=start, end=end)
    start += len(said) - len(said.lstrip())
    return Span(int(start), int(start) + len(said.strip()))


def _code_of(study: Study, wanted: str, codebook: str | None) -> tuple[Codebook, str]:
    other, _, name = wanted.rpartition(":")
    named = other or codebook or study.codebook().id
    book = study.codebooks[named] if named in study.codebooks else study.codebook(named)
    return book, book[name].id


def _row(study: Study, coding: str) -> Any:
    """The coding as it is now; of two that were changed apart the newer."""
    return next(records(study.codings[study.codings["coding"] == coding].tail(1)))


def _direction(polarity: str) -> str:
    if polarity not in ("", *POLARITIES):
        raise LookupFailedError("not_one_of", value=polarity, allowed=", ".join(POLARITIES))
    return polarity


def _given(study: Study, document: str, place: Span, coder: str | None) -> set[tuple[str, str]]:
    """The codes, with their codebooks, that a coder has given these words."""
    found = study.codings[study.codings["document"] == document]
    found = found[(found["start"] == place.start) & (found["end"] == place.end) & (found["coder"] == coder)]
    return set(zip(found["codebook"], found["code"], strict=True))


def _document_of(study: Study, fact: Coding) -> str:
    return str(study.documents.set_index("revision").loc[fact.revision, "document"])


def _memo(study: Study, document: str, place: Span, coding: Key | None, coder: Key, text: str) -> Memo:
    revision = study.revision(document)
    about = coding or revision
    named = (about, coder) if coding else (about, coder, str(place.start), str(place.end))
    return Memo(key_of("memo", *named), about, text.strip(), coder, revision, place.start, place.end)


def _noted(study: Study, memo: Memo, coder: str | None) -> Key | None:
    """The memo of a coder about the same words that is there; a correction of the text has moved it, perhaps, and left it its key."""
    found = study.memos[(study.memos["about"] == memo.about) & (study.memos["coder"] == coder)]
    found = found[(found["start"] == memo.start) & (found["end"] == memo.end)]
    return Key(str(found["memo"].iloc[-1])) if len(found) else None

"""The lemmas of a trained spaCy pipeline."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from casekit.errors import CasekitError
from casekit.language.dictionaries import forms_of
from casekit.language.spacy_text import doc_of
from casekit.language.stretches import stretches_of
from casekit.language.tokens import key, keys
from casekit.language.trained import Pipeline, Trained
from casekit.model.frames import records

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from casekit.model.study import Study

__all__ = ["PipelineLemmas", "is_about", "mark_of"]

_LONGEST = 100  # letters; nothing longer is a word
_NAMES = frozenset({"ner", "entity_linker", "entity_ruler", "span_ruler", "spancat", "spancat_singlelabel"})
_IDLE = _NAMES | {
    "casekit",
    "parser",
    "sentencizer",
    "senter",
    "textcat",
    "textcat_multilabel",
}  # no lemma needs them


class PipelineLemmas:
    """The lemmas that a trained pipeline gives the words of one language, in lower case.

    A form has every lemma that the pipeline gave it somewhere in what was :meth:`read`, the most frequent first; one that does not
    stand there has the lemma of the word alone, and a word that the pipeline has no lemma for that of casekit's own
    dictionary. *known* is what was found before: where it has all that is asked for, the pipeline is not even loaded.

    Entries of ``known`` never change, there are only more: besides a form's lemmas (``mieten``) those that a later
    text added (``more mieten miete``), those of a word alone (``alone mieten``), and which texts were read (``text 3f0a…``).

    Raises:
        CasekitError: the pipeline is not installed, or for another language; when a lemma is asked for: it cannot be loaded, or
            gives no lemmas.
    """

    def __init__(
        self,
        pipeline: Pipeline,
        *,
        language: str | None = None,
        known: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._trained = Trained(pipeline)
        self.language = language or self._trained.language
        self._trained.check(self.language)
        self._lemmas: dict[str, tuple[str, ...]] = {}
        self._alone: dict[str, tuple[str, ...]] = {}
        self._texts: set[str] = set()
        self._unread: dict[str, list[str]] = {}
        self.known: dict[str, tuple[str, ...]] = {}
        self.learn(known or {})

    @property
    def version(self) -> str:
        """What the lemmas depend on besides forms and texts: keep it with a cache, and drop the cache when it differs."""
        return f"spaCy {self._trained.version}/1"

    def learn(self, known: Mapping[str, tuple[str, ...]]) -> None:
        """Take over what was found before."""
        for name, told in known.items():
            self._add(name, told)

    def read(self, study: "Study") -> None:
        """Take lemmas from what is said in a study's documents in this language, from all whose text was not read before.

        The pipeline reads them when a lemma is first asked for.
        """
        for row in records(study.documents[study.documents["language"] == self.language]):
            text = study.texts[row.document]
            mark = mark_of(text)
            if mark not in self._texts:
                said = stretches_of(study, row.document, said=True)
                self._unread[mark] = [stretch.span.of(text) for stretch in said]

    def of(self, form: str) -> tuple[str, ...]:
        """The lemmas of a form in lower case, at least the form itself.

        Numbers, single signs and what is too long for a word are their own lemmas.
        """
        return self._told(form) or self.many([form])[form]

    def many(self, forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Form → lemmas, for each of *forms*."""
        asked = list(forms)
        lacking = [form for form in dict.fromkeys(asked) if self._told(form) is None]
        for form, told in self._look_up(lacking) if lacking else ():
            self._add(f"alone {form}", told)
        return {form: self._told(form) or (form,) for form in asked}

    def _told(self, form: str) -> tuple[str, ...] | None:
        if not _is_word(form):
            return (form,)
        if self._unread:
            self._read_all()
        return self._lemmas.get(form) or self._alone.get(form)

    def _add(self, name: str, told: tuple[str, ...]) -> None:
        self.known[name] = told
        self._take(name, told)

    def _take(self, name: str, told: tuple[str, ...]) -> None:
        """An entry: a form has no blanks."""
        match name.split(" ", 2):
            case ["text", mark]:
                self._texts.add(mark)
                self._unread.pop(mark, None)
            case ["alone", form]:
                self._alone[form] = told
            case [form] | ["more", form, _]:
                self._lemmas[form] = tuple(dict.fromkeys([*self._lemmas.get(form, ()), *told]))

    def _read_all(self) -> None:
        counted = self._counted([text for texts in self._unread.values() for text in texts])
        unread, self._unread = self._unread, {}
        for form, told in counted.items():
            if form not in self._lemmas:
                self._add(form, told)
            for lemma in told:
                if lemma not in self._lemmas[form]:
                    self._add(f"more {form} {lemma}", (lemma,))
        for mark in unread:
            self._add(f"text {mark}", ("read",))

    def _counted(self, texts: list[str]) -> dict[str, tuple[str, ...]]:
        """The lemmas of each form in these texts, the most frequent first."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for doc in self._lemmatised(texts):
            for token in doc:
                first, *more = keys(token.text)
                if token.lemma_ and not more and _is_word(first):
                    counts[first][key(token.lemma_)] += 1
        return {form: tuple(lemma for lemma, _ in counted.most_common()) for form, counted in counts.items()}

    def _look_up(self, forms: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """In German also as a noun, whose capital a key lacks."""
        readings = [forms, [form.capitalize() for form in forms]] if self.language == "de" else [forms]
        found: dict[str, list[str]] = {form: [] for form in forms}
        for written in readings:
            for form, doc in zip(forms, self._lemmatised(written), strict=True):
                if len(doc) == 1 and doc[0].lemma_:
                    found[form].append(key(doc[0].lemma_))
        other = forms_of(self.language)
        return ((form, tuple(dict.fromkeys(told)) or other.of(form)) for form, told in found.items())

    def _lemmatised(self, texts: list[str]) -> "Iterator[Doc]":
        if texts:
            nlp = self._nlp
            idle = [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory in _IDLE]
            yield from nlp.pipe((doc_of(nlp.vocab, text) for text in texts), disable=idle)

    @cached_property
    def _nlp(self) -> "Language":
        if not self._trained.assigns("token.lemma") and not self._trained.nlp.has_pipe("attribute_ruler"):
            name, parts = self._trained.name, self._trained.parts
            raise CasekitError("pipeline_without_lemmas", name=name, parts=parts)
        return self._trained.nlp


def mark_of(text: str) -> str:
    """What stands for a text in ``known``."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def is_about(entry: str, forms: Collection[str], marks: Collection[str]) -> bool:
    """Whether an entry of ``known`` is about one of these forms, or says that one of these texts was read.

    >>> [is_about(entry, {"mieten", "alone", "text"}, {"3f0a"}) for entry in ("mieten", "more mieten miete", "text 3f0a")]
    [True, True, True]
    >>> [is_about(entry, {"mieten", "alone", "text"}, {"3f0a"}) for entry in ("alone geld", "more geld mieten", "text 77b1")]
    [False, False, False]
    """
    match entry.split(" ", 2):
        case ["text", mark]:
            return mark in marks
        case ["alone" | "more", form, *_]:
            return form in forms
        case _:
            return entry in forms


def _is_word(form: str) -> bool:
    return 1 < len(form) <= _LONGEST and any(letter.isalpha() for letter in form)

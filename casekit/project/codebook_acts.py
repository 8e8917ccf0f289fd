"""What a person does with the codebooks of a project: take one in, make codes and promote them, choose codes anew."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from casekit.codebook.editing import Edit
from casekit.codebook.versions import later_than
from casekit.errors import CodebookError
from casekit.exchange.codebook_files import write_codebook_file
from casekit.model.codebook import Codebook
from casekit.model.drafts import DRAFTS
from casekit.model.facts import Coding, Setting, key_of
from casekit.model.finding import Findings
from casekit.model.own_words import OwnWords
from casekit.project.acts import Acts
from casekit.project.adopting import Adopted, adoption
from casekit.project.deciding import chosen, draft_fact, draft_of, promoted, recoded, recoding, words_of
from casekit.project.places import find_codebook
from casekit.project.recording import coding_of
from casekit.project.suggesting import codebook_fact

__all__ = ["CodebookActs"]


class CodebookActs(Acts):
    """Acts about codebooks."""

    def adopt(self, codebook: str | Path | Codebook) -> Adopted:
        """Take a codebook, or a new version of it, into the project; what that changes.

        Codings are mapped to the codes of today by what the codebook's ``changes`` say, never rewritten. Those whose code was
        split or is gone wait for a person (:func:`casekit.codebook.to_review`, :meth:`recode`). Undo brings everything back.

        Raises:
            PersonNeededError: nobody is named as coder.
            CodebookError: no such codebook, or it cannot be read.
        """
        self.person()
        return self._take_in(codebook, newest=True)

    def revise(self, edit: Edit, *, version: str, note: str | Mapping[str, str]) -> Adopted:
        """Take what a person made of a codebook in as a new *version*; what that changes.

        *note* says what was changed, and why, in the project's language or per language.

        Raises:
            PersonNeededError: nobody is named as coder.
            CodebookError: nothing was changed, or no note; the codebook has that version, or a later one, already; it is another
                than the one that was edited.
        """
        self.person()
        study = self.study()
        now = study.codebooks.get(edit.base.id)
        if now is None or now.digest != edit.base.digest:
            raise CodebookError("edited_meanwhile", codebook=edit.base.id)
        what = words_of(note, study.language)
        if not edit.changed:
            raise CodebookError("codebook_unedited", codebook=now.id)
        if not any(text.strip() for _, text in what.texts):
            raise CodebookError("revision_without_note", codebook=now.id)
        later_than(now, version)
        return self._take_in(edit.as_version(version, date=self._clock()[:10], what=what))

    def _take_in(self, codebook: str | Path | Codebook, *, newest: bool = False) -> Adopted:
        """A person is asked for only where codings would wait. *newest*: a shipped codebook before the project's own."""
        study = self.study()
        if isinstance(codebook, Codebook):
            book, findings = codebook, Findings()
        else:
            book, findings = find_codebook(codebook, study, self.folder, newest=newest)
        came = adoption(study, book, findings)
        mine = study.codings["codebook"] == book.id
        if came.waiting > int(study.codings.loc[mine, "waits"].sum()):
            self.person()
        if book.id != DRAFTS:  # which is made of the drafts
            self._keep([codebook_fact(book)], "adopt", f"{book.id} {book.version}")
        return came

    def draft(self, label: str, *, code: str = "", definition: str = "", language: str = "") -> str:
        """Make a code while coding, in the words of *language* (by default the project's); its id in the codebook ``drafts``.

        Raises:
            PersonNeededError: nobody is named as coder.
            CodebookError: there is a code of that id, or it has blanks or capitals.
            LookupFailedError: no letters to make an id of, or a language that casekit does not know.
        """
        self.person()
        fact = draft_fact(self.study(), label, code=code, definition=definition, language=language)
        self._keep([fact], "draft", fact.name)
        return fact.name

    def promote(
        self,
        draft: str,
        *,
        into: str,
        version: str,
        definition: str | Mapping[str, str] = "",
        label: str | Mapping[str, str] = "",
        parent: str | None = None,
        code: str = "",
    ) -> Adopted:
        """Make a draft a code of the codebook *into*, which gets a new *version*; codings made with the draft follow.

        *label* and *definition* are a text in the project's language or a mapping of language to text; what is not given
        is the draft's. *code* is the new id, by default the draft's.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such draft or codebook; a language that casekit does not know.
            CodebookError: no definition; the codebook has that code, or that version or a later one, already; an id with
                blanks or capitals.
        """
        self.person()
        study = self.study()
        study.codebook(into)
        source, spoken = draft_of(study, draft), study.language
        made = replace(
            source,
            id=code or source.id,
            parent=parent,
            label=source.label.over(words_of(label, spoken)),
            definition=source.definition.over(words_of(definition, spoken)),
        )
        book, became = promoted(study.codebooks[into], source, made, version=version, date=self._clock()[:10])
        came = adoption(study, book, Findings())
        self._keep([codebook_fact(book), became], "promote", f"{DRAFTS}:{draft} → {into}:{made.id}")
        return came

    def recode(
        self,
        code: str,
        references: Iterable[str] = (),
        *,
        made_as: str = "",
        codebook: str = "",
        why: str = "",
    ) -> int:
        """Give codings another *code*; how many. Which: those with these *references*, or all that wait and were *made_as* a code.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: a reference to nothing, or neither references nor a code they were made with.
            UnknownCodeError: the codebook has no such code.
        """
        self.person()
        study = self.study()
        keys = chosen(study, [coding_of(study, reference) for reference in references], made_as, codebook)
        book = codebook or str(study.codings.set_index("coding").loc[keys[0], "codebook"])
        study.codebook(book)
        facts = recoded(study, self._store.live_of(Coding), keys, book, code)
        self._keep(facts, "recode", recoding(study, keys, book, code, why))
        return len(keys)

    def use_words(
        self, forms: Mapping[str, Mapping[str, str]] | None = None, *, gender: str | None = None
    ) -> OwnWords:
        """Set the study's own words: per language the forms to exchange, and the German gender form; what holds now.

        A form whose own form is empty is as in the codebook again.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: an unknown language or gender form.
        """
        self.person()
        own = self.study().own_words.changed(forms or {}, gender)
        key = key_of("setting", "words")
        told = [f"{old} → {new or '–'}" for pairs in (forms or {}).values() for old, new in pairs.items()]
        self._keep(
            [Setting(key, "words", own.packed)], "words", ", ".join([*told, *([gender] if gender else [])])
        )
        return own

    def export_codebook(
        self, name: str, path: str | Path, *, language: str | None = None, overwrite: bool = False
    ) -> Findings:
        """Write a codebook of the project to a file, as it was written; what the format could not hold.

        The suffix decides the format. A Word document is in the study's own words.
        """
        study = self.study()
        written = (
            study.codebook(name)
            if Path(path).suffix.lower() == ".docx"
            else study.codebooks[study.codebook(name).id]
        )
        return write_codebook_file(written, Path(path), language=language, overwrite=overwrite)

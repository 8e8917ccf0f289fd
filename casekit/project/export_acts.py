"""What leaves the project: documents and tables, each with the state that it was made at and how."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from casekit.errors import LookupFailedError
from casekit.model.finding import Finding, Findings
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.project.acts import Acts
from casekit.project.exporting import Leaving, bytes_of, export_fact, file_name, spare, target_of, written
from casekit.project.moments import moment
from casekit.project.remaking import Again, Recipe, made_from, recipe_of, state_of_export
from casekit.report.blocks import Report
from casekit.store.force import undone
from casekit.wording import language, speak

__all__ = ["EXPORT_COLUMNS", "ExportActs"]

EXPORT_COLUMNS = (
    "n",
    "at",
    "by",
    "reference",
    "file",
    "what",
    "case",
    "internal",
    "state",
    "again",
    "changed",
)


class ExportActs(Acts):
    """Acts about files that leave the project."""

    def export(self, what: Leaving, path: str | Path, *, template: str | Path | None = None) -> Path:
        """Write a document, a table or a chart, and record that it was made, at which state and how; where it is.

        The suffix decides: .docx for a report; .xlsx or .csv for a frame; .png for a figure. A working paper gets ``_internal`` in its
        name. What :func:`casekit.framework` made becomes a workbook (.xlsx) in which people go on writing;
        :meth:`import_summaries` takes in again what they changed.

        Raises:
            WriteError: it cannot be written, or somebody has changed the file since it was made; TemplateError: the
                template lacks styles.
        """
        target = self._free_target(what, Path(path))
        made_at, now = self._clock(), self.study()
        state = state_of_export(what, now.state)
        then = now if state == now.state else self._at(state)
        recipe = recipe_of(what, then, made_at=made_at, template=template) if then else None
        self._write_out(what, then or now, target, state, recipe, made_at, template)
        return target

    def export_all(
        self, reports: Mapping[str, Report], folder: str | Path, *, template: str | Path | None = None
    ) -> list[Path]:
        """Write several documents into a folder, each as its name and .docx; where they are.

        All are looked at before the first is written: if one of the files was changed by hand, none is.
        """
        targets = {Path(folder) / f"{file_name(name)}.docx": report for name, report in reports.items()}
        for path, report in targets.items():
            self._free_target(report, path)
        return [self.export(report, path, template=template) for path, report in targets.items()]

    def exports(self) -> pd.DataFrame:
        """One row per file that left the project, newest last.

        Columns: ``n``, ``at`` and ``by`` of the event, ``reference``, ``file``, ``what``, ``case``, ``internal``, ``state``, whether
        it can be made ``again``, and whether the project has ``changed`` since; missing where the state is not known here.
        """
        history = self._store.events()
        told = self.study().exports.merge(history[["n", "at", "by"]], left_on="event", right_on="n")
        now = _work(history)
        states = self._store.states()
        changed = [_changed(history, row.state, states, now) for row in records(told)]
        table = told.assign(
            reference=told["export"].str[:10],
            internal=told["internal"].astype(bool),
            again=told["recipe"] != "",
            changed=pd.array(changed, dtype="boolean"),
        )
        return table[list(EXPORT_COLUMNS)].sort_values("n", ignore_index=True)

    def export_again(
        self, export: str | int, path: str | Path | None = None, *, template: str | Path | None = None
    ) -> Again:
        """Make a file anew from the state that it was made at, as it was made then; whether it is the same, byte by byte.

        *export* is its reference, its event's number, or its name (the last of that name); *path* by default that name in the
        working folder. Where its bytes are others, the findings say what is otherwise now: casekit's version, the template,
        the lexicon of roles.

        Raises:
            LookupFailedError: there is no such export, or its state is not known here; it was made by hand, or by
                something that casekit cannot repeat.
            WriteError: it cannot be written, or another file is in its place.
        """
        row = self._exported(export)
        recipe = Recipe.read(row["recipe"])
        if recipe is None:
            raise LookupFailedError("no_recipe", file=row["file"])
        target = Path(path or row["file"])
        spare(target, made_before=set(self.study().exports["digest"]))
        study = self.study(at=row["state"])
        used = template or recipe.template_file or None
        with _spoken(recipe.words):
            what = made_from(study, recipe)
            data = self._write_out(what, study, target, row["state"], recipe, recipe.made_at, used)
        if data == row["digest"]:
            return Again(target, same=True, findings=Findings())
        found = list(recipe.differences(study, used))
        return Again(
            target, False, Findings(found or [Finding.of("differs_unexplained", "note", row["file"])])
        )

    def _at(self, state: str) -> Study | None:
        try:
            return self.study(at=state)
        except LookupFailedError:
            return None

    def _write_out(
        self,
        what: Leaving,
        study: Study,
        target: Path,
        state: str,
        recipe: Recipe | None,
        made_at: str,
        template: str | Path | None,
    ) -> str:
        """The file, and the event that it was made; the digest of its bytes."""
        made = {"made_at": made_at, **({} if isinstance(what, Report) else {"state": state})}
        data = bytes_of(what, study, target, template=template, made=made)
        packed = recipe.packed if recipe else ""
        fact = export_fact(self._draw(), what, target, data, state=state, recipe=packed)
        with written(target, data):
            self._write("export", [fact], why=target.name)
        return fact.digest

    def _free_target(self, what: Leaving, path: Path) -> Path:
        target = target_of(what, path)
        spare(target, made_before=set(self.study().exports["digest"]))
        return target

    def _exported(self, export: str | int) -> pd.Series:
        made = self.study().exports.sort_values("event")
        if isinstance(export, int) or (export.isdecimal() and len(export) < 6):
            found = made[made["event"] == int(export)]
        else:
            found = made[made["file"] == Path(export).name]
            signs = export.lower()
            found = found if len(found) or len(signs) < 6 else made[made["export"].str.startswith(signs)]
        if found.empty:
            known = ", ".join(dict.fromkeys(made["file"])) or "–"
            raise LookupFailedError("no_such_export", export=export, known=known)
        return found.iloc[-1]


def _work(history: pd.DataFrame) -> set[str]:
    """The acts that count in a history; files that left it change nothing."""
    dead = undone(dict(zip(history["id"], history["undoes"], strict=True)))
    acts = history[~history["verb"].isin(["undo", "redo", "export"])]
    return set(acts["id"]) - dead


def _changed(
    history: pd.DataFrame, state: str, states: Mapping[str, frozenset[int]], now: set[str]
) -> bool | None:
    try:
        return _work(moment(history, state, states)) != now
    except LookupFailedError:
        return None


@contextmanager
def _spoken(words: str) -> Iterator[None]:
    """casekit speaks as it did when a file was made."""
    before = language()
    speak(words)
    try:
        yield
    finally:
        speak(before)

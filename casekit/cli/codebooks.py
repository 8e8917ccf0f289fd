"""Commands about codebooks: casekit codebook show, check, diff, new, merge, crosswalk, convert."""

from collections.abc import Callable
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casekit.cli import codebook_acts
from casekit.cli.codebook_acts import Language, Name, Which, print_codings
from casekit.cli.measuring import measure_terms
from casekit.cli.options import InProject, in_language, open_project, suffixed
from casekit.cli.printing import print_findings, print_frame, print_rows
from casekit.model.frames import records
from casekit.wording import say

if TYPE_CHECKING:
    from casekit.model.codebook import Code, Codebook
    from casekit.model.finding import Findings
    from casekit.project import Project

__all__ = ["register"]

File = Annotated[Path, typer.Option("--output", "-o", help=say("help.codebook.output"))]
Overwrite = Annotated[bool, typer.Option("--overwrite", help=say("help.codebook.overwrite"))]


def register(app: typer.Typer) -> None:
    """Put these commands into *app*, under the word ``codebook``, in the order of the work."""
    codebook = typer.Typer(no_args_is_help=True)
    looking: dict[str, Callable[..., None]] = {
        "show": show,
        "check": check,
        "measure": measure_terms,
        "diff": diff,
    }
    making: dict[str, Callable[..., None]] = {
        "new": new,
        "merge": merge,
        "crosswalk": crosswalk,
        "convert": convert,
    }
    for name, command in {**looking, **codebook_acts.COMMANDS, **making}.items():
        codebook.command(name, help=say(f"help.codebook.{name}"))(command)
    app.add_typer(codebook, name="codebook", help=say("help.codebook"))


def show(
    code: Annotated[str | None, typer.Argument(help=say("help.codebook.show.code"))] = None,
    codebook: Which = None,
    language: Language = None,
    project: InProject = None,
) -> None:
    """The codebook as a tree, or one of its codes with its rules."""
    from casekit.codebook.seeking import code_called
    from casekit.wording import language as spoken

    in_language(language)
    here = _project(project)
    books = _books(here, codebook)
    to = language or spoken()
    if code is None:
        _print_tree(books[0], here, to)
    else:
        for book, found in code_called(books, code):
            _print_code(book, found, to)


def _books(here: "Project | None", codebook: str | None) -> "list[Codebook]":
    """The codebook named, else the project's own, the one in use first, before those that come with casekit."""
    from casekit.project.places import load_codebook, shipped_codebooks

    if codebook is not None:
        return [_book(codebook, here)[0]]
    study = here.study() if here is not None and here.study().codebooks else None
    own = {} if study is None else {book.id: book for book in map(study.codebook, (None, *study.codebooks))}
    return [*own.values(), *(load_codebook(name) for name in shipped_codebooks() if name not in own)]


def _print_code(book: "Codebook", code: "Code", to: str) -> None:
    from casekit.model.codes import code_lines, headed_once

    path = " › ".join(book[one].label.shown(to) or one for one in book.path(code.id))
    typer.echo(fill(path, get_terminal_size().columns, subsequent_indent="  "))
    print_rows([code.id, f"{book.id} {book.version}"], list(headed_once(code_lines(code, to))))


def _print_tree(book: "Codebook", here: "Project | None", to: str) -> None:
    from casekit.analysis.tree import tree

    counted = here is not None and book.id in here.study().codebooks
    if counted and here is not None:
        table, own = tree(here.study(), book.id), here.study().codebook(book.id)
        names = ["interviews", "passages", "suggestions", *(["waiting"] if table["waiting"].any() else [])]
        rows = [
            (row.level, own[row.code].label.shown(to), row.code, *(str(getattr(row, name)) for name in names))
            for row in records(table)
        ]
        _print_indented(["id", *(say(f"column.{name}") for name in names)], rows)
    else:
        rows = [(len(book.path(code.id)) - 1, code.label.shown(to), code.id) for code in book]
        _print_indented(["id"], rows, title=f"{book.title.shown(to)} · {book.id} {book.version}")


def _print_indented(heads: list[str], rows: list[tuple[Any, ...]], title: str = "") -> None:
    """A tree with columns beside it: (level, label, cells); a label of several lines keeps its place on each."""
    others = sum(max([len(head), *(len(row[place]) for row in rows)]) for place, head in enumerate(heads, 2))
    room = max(12, get_terminal_size().columns - others - 3 * (len(heads) + 1) - 1)
    told = [
        (fill(label, room, initial_indent="  " * level, subsequent_indent="  " * level + " "), *cells)
        for level, label, *cells in rows
    ]
    print_rows([say("column.code"), *heads], told, title=title, whole=(1,))


def check(
    name: Name,
    terms: Annotated[bool, typer.Option("--terms", help=say("help.codebook.check.terms"))] = False,
    project: InProject = None,
) -> None:
    """What is amiss in a codebook; with a project also what its search terms find there. 1 where something is."""
    from casekit.codebook import term_hits
    from casekit.codebook.checking import check as found_in
    from casekit.exchange.codebook_places import located
    from casekit.project.places import shelf_for

    here = _project(project)
    book, odd = _book(name, here, broken=True)
    study = here.study() if here is not None and project is not None else None
    broken = any(one.severity == "error" for one in odd)  # what follows from it would be told code by code
    findings = type(odd)()
    if not broken:
        findings = found_in(book, study=study, shelf=shelf_for(book, here.study() if here else None))
    every = type(odd)([*odd, *(located(findings, Path(name)) if findings else ())])
    if terms and study is not None:
        print_frame(term_hits(book, study), whole=("code", "indicator"))
    print_findings(every, most=1000)
    if broken:
        typer.echo(say("out.not_checked"))
    codes = say("out.codes", n=len(book))
    typer.echo(say("out.checked", codebook=book.id, version=book.version, codes=codes, n=len(every)))
    if every:
        raise typer.Exit(1)


def diff(
    old: Annotated[str, typer.Argument(help=say("help.codebook.diff.old"))],
    new: Annotated[str, typer.Argument(help=say("help.codebook.diff.new"))],
    project: InProject = None,
) -> None:
    """What a version says otherwise than another; with a project, which passages need another look."""
    from casekit.codebook.differing import diff as differences
    from casekit.codebook.differing import shown
    from casekit.codebook.effects import affected, indicator_effect
    from casekit.wording import language as spoken

    here = _project(project)
    before, after = _book(old, here)[0], _book(new, here)[0]
    table = differences(before, after, language=spoken())
    for line in shown(table):
        typer.echo(line)
    typer.echo(say("out.differences", n=len(table)))
    if here is not None and before.id in here.study().codebooks:
        print_codings(affected(here.study(), before, after))
        effect = indicator_effect(here.study(), before, after)
        if len(effect):
            told = effect["change"].map(lambda change: say(f"effect.{change}"))
            print_frame(effect.assign(change=told), whole=("code",))


def new(
    identity: Annotated[str, typer.Argument(help=say("help.codebook.new.id"))],
    output: File,
    source: Annotated[str | None, typer.Option("--from", help=say("help.codebook.new.from"))] = None,
    codes: Annotated[list[str] | None, typer.Option("--code", help=say("help.codebook.new.codes"))] = None,
    languages: Annotated[
        list[str] | None, typer.Option("--language", help=say("help.codebook.new.languages"))
    ] = None,
    title: Annotated[list[str] | None, typer.Option("--title", help=say("help.codebook.new.title"))] = None,
    extend: Annotated[bool, typer.Option("--extend", help=say("help.codebook.new.extend"))] = False,
    overwrite: Overwrite = False,
    project: InProject = None,
) -> None:
    """Begin a codebook: empty, from another or part of it, or one that extends another."""
    from dataclasses import replace

    from casekit.codebook.deriving import blank, derive, extension
    from casekit.model.finding import Findings
    from casekit.model.words import Words
    from casekit.project.deciding import spoken_texts
    from casekit.wording import language as spoken

    for language in languages or ():
        in_language(language)
    base = _book(source, _project(project))[0] if source is not None else None
    if base is None:
        book, odd = blank(identity, languages=tuple(languages or (spoken(),))), Findings()
    elif extend:
        book, odd = extension(base, identity), Findings()
    else:
        book, odd = derive(base, identity, codes=codes or None, languages=languages or None)
    to = spoken() if spoken() in book.languages else (*book.languages, spoken())[0]
    titles = spoken_texts(title or (), to)
    if titles:
        book = replace(book, title=Words.of(titles))
    _write(book, output, odd, overwrite=overwrite)
    for language, text in titles.items():
        typer.echo(say("out.titled", language=language, title=text))
    _put_schema_beside(output)


def _put_schema_beside(output: Path) -> None:
    """With the schema beside a codebook an editor completes its fields, and people are told; one that is there stays."""
    from casekit.codebook.schema import schema_text
    from casekit.files.atomic import write_atomically

    schema = output.with_name("codebook.schema.json")
    if output.suffix.lower() in (".yaml", ".yml") and output.parent.is_dir() and not schema.exists():
        write_atomically(schema, schema_text().encode())
        typer.echo(say("out.schema_beside", file=schema.name))


def merge(
    ours: Annotated[str, typer.Argument(help=say("help.codebook.merge.ours"))],
    theirs: Annotated[str, typer.Argument(help=say("help.codebook.merge.theirs"))],
    output: File,
    base: Annotated[str | None, typer.Option("--base", help=say("help.codebook.merge.base"))] = None,
    identity: Annotated[str | None, typer.Option("--id", help=say("help.codebook.merge.id"))] = None,
    overwrite: Overwrite = False,
    project: InProject = None,
) -> None:
    """Unite two codebooks, or two versions that two people changed."""
    from casekit.codebook.merging import merge as united

    here = _project(project)
    common = _book(base, here)[0] if base is not None else None
    one, other = _book(ours, here)[0], _book(theirs, here)[0]
    names = (Path(ours).name, Path(theirs).name)
    names = names if names[0] != names[1] else (ours, theirs)
    book, odd = united(one, other, common, id=identity, names=names if ours != theirs else None)
    _write(book, output, odd, overwrite=overwrite)
    if one.id == other.id or common is not None:
        _print_taken_over(one, book, names[1])
    alone = [code.id for code in book if code.id not in one.by_id]
    first = [code.id for code in book if code.id in one.by_id and not _in_both(code.id, book, other)]
    counts = {"first": len(first), "second": len(alone), "both": len(book) - len(first) - len(alone)}
    told = {"codebook": book.id, "version": book.version, "one": names[0], "other": names[1]}
    typer.echo(say("out.merged_codebook", **told, count=say("out.codes", n=len(book)), **counts))


def _in_both(code: str, book: "Codebook", other: "Codebook") -> bool:
    """One that both had under its id; not where the other's got a new one."""
    return code in other.by_id and f"{other.id}.{code}" not in book.by_id


def _print_taken_over(ours: "Codebook", book: "Codebook", other: str) -> None:
    from dataclasses import replace

    from casekit.codebook.differing import diff, shown
    from casekit.wording import language as spoken

    changes = diff(replace(ours, id=book.id), book, language=spoken())
    if len(changes):
        typer.echo(say("out.taken_over", other=other))
        for line in shown(changes):
            typer.echo(f"  {line}")


def crosswalk(
    name: Name,
    other: Annotated[str, typer.Argument(help=say("help.codebook.crosswalk.other"))],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=say("help.codebook.crosswalk.output"))
    ] = None,
    project: InProject = None,
) -> None:
    """Which codes of two codebooks correspond."""
    from casekit.codebook.crosswalks import crosswalk as pairs
    from casekit.writers.drafts import write

    suffixed(output, ".xlsx", ".csv")
    here = _project(project)
    table = pairs(_book(name, here)[0], _book(other, here)[0])
    if output is not None:
        typer.echo(say("out.written", file=write(table, output)))
    else:
        print_frame(table, whole=("code", "other"))


def convert(
    name: Name,
    output: Annotated[Path, typer.Argument(help=say("help.codebook.output"))],
    language: Language = None,
    overwrite: Overwrite = False,
    project: InProject = None,
) -> None:
    """Write a codebook in another format: YAML, Excel, CSV, Word, REFI-QDA, a dictionary."""
    in_language(language)
    here = _project(project)
    if here is not None and name in here.study().codebooks:
        print_findings(here.export_codebook(name, output, language=language, overwrite=overwrite))
        typer.echo(say("out.written", file=output))
    else:
        book, odd = _book(name, here, language)
        _write(book, output, odd, language, overwrite=overwrite)


def _project(path: Path | None) -> "Project | None":
    """The project, where one is named or around; codebooks can be worked on without."""
    from casekit.errors import NotAProjectError

    try:
        return open_project(path)
    except NotAProjectError:
        if path is not None:
            raise
        return None


def _book(
    name: str | Path, here: "Project | None", language: str | None = None, *, broken: bool = False
) -> "tuple[Codebook, Findings]":
    """A codebook with what is odd about it; one with errors only to check it."""
    from casekit.project.places import find_codebook, open_codebook

    if here is not None:
        return find_codebook(name, here.study(), here.folder, language=language, broken=broken)
    return open_codebook(name, language=language, broken=broken)


def _write(
    book: "Codebook", output: Path, odd: "Findings", language: str | None = None, *, overwrite: bool
) -> None:
    from casekit.exchange.codebook_files import write_codebook_file

    losses = write_codebook_file(book, output, language=language, overwrite=overwrite)
    print_findings(type(losses)([*odd, *losses]))
    typer.echo(say("out.written", file=output))

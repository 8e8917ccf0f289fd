"""Commands about the codebooks of a project: casekit codebook adopt, review, recode, draft, promote, words."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.options import As, InProject, in_language, open_project, pairs_of
from casekit.cli.printing import print_findings, print_frame, print_rows
from casekit.wording import say

if TYPE_CHECKING:
    import pandas as pd

    from casekit.model.codebook import Codebook
    from casekit.model.own_words import OwnWords

__all__ = ["COMMANDS", "print_codings"]

Name = Annotated[str, typer.Argument(help=say("help.codebook.name"))]
Which = Annotated[str | None, typer.Option("--codebook", help=say("help.option.codebook"))]
Language = Annotated[str | None, typer.Option("--language", help=say("help.codebook.language"))]


def adopt(name: Name, project: InProject = None, coder: As = None) -> None:
    """Take a codebook, or a new version, into the project."""
    from casekit.codebook.differing import shown

    came = open_project(project, coder, person=True).adopt(name)
    print_findings(came.findings)
    if came.before is not None:
        for line in shown(came.changes):
            typer.echo(line)
    typer.echo(str(came))


def review(project: InProject = None) -> None:
    """Codings that wait for somebody to choose their code."""
    from casekit.codebook.waiting import to_review

    table = to_review(open_project(project).study())
    if table.empty:
        typer.echo(say("out.nothing_waits"))
        return
    gone = table["options"] == ""
    shown = table.assign(options=table["options"].mask(gone, say("out.no_successor")))
    print_codings(shown.rename(columns={"made_as": "code"}))
    typer.echo(say("out.how_to_recode"))
    if gone.any():
        typer.echo(say("out.how_without_successor"))


def print_codings(frame: "pd.DataFrame") -> None:
    """Codings that somebody has to look at: where they are, what can be chosen, the words."""
    if len(frame):
        choices = frame["options"].str.replace(", ", "\n")
        print_frame(
            frame.assign(options=choices)[["reference", "document", "turn", "code", "options", "text"]],
            whole=("reference", "document", "code", "options"),
        )


def recode(
    code: Annotated[str, typer.Argument(help=say("help.codebook.recode.code"))],
    references: Annotated[
        list[str] | None, typer.Argument(help=say("help.codebook.recode.references"))
    ] = None,
    made_as: Annotated[str, typer.Option("--made-as", help=say("help.codebook.recode.made_as"))] = "",
    codebook: Which = None,
    why: Annotated[str, typer.Option("--why", help=say("help.decide.why"))] = "",
    project: InProject = None,
    coder: As = None,
) -> None:
    """Give codings another code."""
    here = open_project(project, coder, person=True)
    n = here.recode(code, references or (), made_as=made_as, codebook=codebook or "", why=why)
    typer.echo(say("out.recoded", n=n, code=code))


def draft(
    label: Annotated[str, typer.Argument(help=say("help.codebook.draft.label"))],
    code: Annotated[str, typer.Option("--id", help=say("help.codebook.draft.id"))] = "",
    definition: Annotated[str, typer.Option("--definition", help=say("help.codebook.definition"))] = "",
    project: InProject = None,
    coder: As = None,
) -> None:
    """Make a code while coding."""
    here = open_project(project, coder, person=True)
    typer.echo(say("out.drafted", code=here.draft(label, code=code, definition=definition)))


def promote(
    draft: Annotated[str, typer.Argument(help=say("help.codebook.promote.draft"))],
    into: Annotated[str, typer.Option("--into", help=say("help.codebook.promote.into"))],
    version: Annotated[str, typer.Option("--version", help=say("help.codebook.promote.version"))],
    parent: Annotated[str | None, typer.Option("--parent", help=say("help.codebook.promote.parent"))] = None,
    definitions: Annotated[
        list[str] | None, typer.Option("--definition", help=say("help.codebook.definitions"))
    ] = None,
    labels: Annotated[list[str] | None, typer.Option("--label", help=say("help.codebook.labels"))] = None,
    code: Annotated[str, typer.Option("--id", help=say("help.codebook.draft.id"))] = "",
    project: InProject = None,
    coder: As = None,
) -> None:
    """Make a draft a code of a codebook."""
    from casekit.project.deciding import spoken_texts

    here = open_project(project, coder, person=True)
    spoken = here.study().language
    came = here.promote(
        draft,
        into=into,
        version=version,
        parent=parent,
        definition=spoken_texts(definitions or (), spoken),
        label=spoken_texts(labels or (), spoken),
        code=code,
    )
    print_findings(came.findings)
    typer.echo(str(came))


def words(
    pairs: Annotated[list[str] | None, typer.Argument(help=say("help.codebook.words.pairs"))] = None,
    language: Language = None,
    gender: Annotated[str | None, typer.Option("--gender", help=say("help.codebook.words.gender"))] = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """See or set the study's own words."""
    in_language(language)
    here = open_project(project, coder, person=bool(pairs or gender))
    own, to = here.study().own_words, language or here.study().language
    told = _exchanges(pairs)
    if pairs or gender is not None:
        own = here.use_words({to: told} if told else {}, gender=gender)
    _print_own_words(own, list(here.study().codebooks.values()), [word for word in told if told[word]], to)


def _print_own_words(own: "OwnWords", books: "list[Codebook]", new: list[str], language: str) -> None:
    """What holds and how many texts of the codebooks it changes; which of the *new* ones change none."""
    from casekit.codebook.seeking import texts_with

    heads = [say(f"column.{name}") for name in ("language", "word", "own_word", "texts_changed")]
    rows = [(to, old, word, texts_with(books, to, old)) for to, forms in own.forms for old, word in forms]
    if rows:
        print_rows(heads, rows)
    for to, old, _, n in rows:
        if not n and to == language and old in new:
            typer.echo(say("out.own_word_nowhere", word=old, language=to))
    if own.gender:
        typer.echo(say("out.gender", form=f"Klient{own.gender}"))
    if not own:
        typer.echo(say("out.no_own_words"))


def _exchanges(pairs: list[str] | None) -> dict[str, str]:
    """``borger=deltager``; nothing behind the sign takes an exchange back."""
    for pair in pairs or ():
        if "=" not in pair:
            raise typer.BadParameter(say("out.own_word_pair", given=pair), param_hint="WORD=OWN")
    taken_back = [pair[:-1].strip() for pair in pairs or () if pair.endswith("=")]
    given = [pair for pair in pairs or () if not pair.endswith("=")]
    return pairs_of(given, "WORD=OWN") | dict.fromkeys(taken_back, "")


COMMANDS: dict[str, Callable[..., None]] = {
    "adopt": adopt,
    "review": review,
    "recode": recode,
    "draft": draft,
    "promote": promote,
    "words": words,
}

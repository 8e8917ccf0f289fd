"""Commands about the codebooks of a project: casekit codebook adopt, review, recode, draft, promote, words."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.options import As, InProject, in_language, open_project, pairs_of
from casekit.cli.printing import print_findings, print_frame, print_rows
from casekit.wording import say

if TYPE_CHECKING:
    import pandas as pd

    from casekit.project import Project

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
    else:
        print_codings(table.rename(columns={"made_as": "code"}))


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
    here = open_project(project, coder, person=True)
    came = here.promote(
        draft,
        into=into,
        version=version,
        parent=parent,
        definition=_spoken(definitions, here, "--definition"),
        label=_spoken(labels, here, "--label"),
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
    own = here.study().own_words
    if pairs or gender is not None:
        told = _exchanges(pairs)
        own = here.use_words({language or here.study().language: told} if told else {}, gender=gender)
    rows = [(spoken, old, new) for spoken, forms in own.forms for old, new in forms]
    print_rows([say("column.language"), say("column.word"), say("column.own_word")], rows)
    if own.gender:
        typer.echo(say("out.gender", form=f"Klient{own.gender}"))


def _exchanges(pairs: list[str] | None) -> dict[str, str]:
    """``borger=deltager``; nothing behind the sign takes an exchange back."""
    taken_back = [pair[:-1].strip() for pair in pairs or () if pair.endswith("=")]
    given = [pair for pair in pairs or () if not pair.endswith("=")]
    return pairs_of(given, "WORD=OWN") | dict.fromkeys(taken_back, "")


def _spoken(given: list[str] | None, here: "Project", option: str) -> dict[str, str]:
    """Texts given as ``da=…``, or plain in the project's language."""
    from casekit.wording import LANGUAGES

    texts = {}
    for one in given or ():
        language, sign, text = one.partition("=")
        known = bool(sign) and language.strip() in LANGUAGES
        texts[language.strip() if known else here.study().language] = (text if known else one).strip()
    return texts


COMMANDS: dict[str, Callable[..., None]] = {
    "adopt": adopt,
    "review": review,
    "recode": recode,
    "draft": draft,
    "promote": promote,
    "words": words,
}

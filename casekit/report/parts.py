"""Parts that several documents share."""

import pandas as pd

from casekit.analysis.basis import stale
from casekit.analysis.selecting import members
from casekit.model.study import Study
from casekit.report.blocks import Block, BulletList, Callout, Heading, Paragraph, Placeholder
from casekit.report.evidence import naming
from casekit.wording import format_date, say_in

__all__ = [
    "about",
    "basis_rows",
    "leaning_word",
    "messages",
    "period",
    "properties",
    "status",
    "texts",
    "unfinished",
]


def messages(study: Study, case: str | None, language: str) -> list[Block]:
    """The main messages that people wrote, or an empty place for them. casekit never writes one."""
    written = texts(study, case)
    heading: Block = Heading(say_in(language, "document.main_messages"))
    if written:
        return [heading, BulletList(tuple(written))]
    return [heading, Placeholder(say_in(language, "document.write_messages"))]


def texts(study: Study, case: str | None, theme: str = "") -> list[str]:
    """What people wrote about a case (None: across cases) and a theme; a lone "…" says nothing yet."""
    mine = _about(study, case)
    return [
        str(text) for text in mine.loc[mine["theme"] == theme, "text"] if any(sign.isalpha() for sign in text)
    ]


def unfinished(study: Study, case: str | None) -> list[str]:
    """Why the messages about a case (None: across cases) are not ready: none, not read since a change, or naming another."""
    if not texts(study, case):
        return ["no_message"]
    mine = _about(study, case)
    old = set(stale(study)) & set(mine["message"])
    named = naming(study, mine, own=() if case is None else members(study, case)).any()
    return [*(["stale"] if old else []), *(["names_a_case"] if named else [])]


def _about(study: Study, case: str | None) -> pd.DataFrame:
    """The messages about a case; None: those across cases."""
    cases = study.messages["case"]
    return study.messages[cases.isna() if case is None else cases == case]


def status(study: Study, language: str, *, internal: bool, reasons: list[str]) -> list[Block]:
    """Preliminary, of which date; that quotes are not released; and why it is a working paper, if it is one."""
    date = format_date(study.at[:10], language)
    blocks: list[Block] = [
        Paragraph(say_in(language, "document.preliminary", date=date)),
        Callout(say_in(language, "document.not_released")),
    ]
    if internal:
        why = " ".join(say_in(language, f"document.because.{reason}") for reason in reasons)
        blocks.append(Callout(why))
    return blocks


def period(study: Study, language: str) -> str:
    """From which month to which the interviews were held, in brackets; "" where no date is known."""
    dates = sorted(date for date in study.documents["date"] if date)
    if not dates:
        return ""
    months = [format_date(date, language, style="MMMM y") for date in (dates[0], dates[-1])]
    return f" ({' – '.join(dict.fromkeys(months))})"


def basis_rows(study: Study, who: pd.DataFrame, language: str) -> tuple[tuple[str, ...], ...]:
    """Per sector: kinds of role, people, interviews. Roles stand in groups, since role and case are a name."""
    rows = []
    for sector, group in who.groupby("sector", sort=False):
        labels = {study.roles.group_label(role, language) for role in group["role_held"]} - {""}
        name = study.roles.sector_label(str(sector), language) or say_in(language, "document.sector_unknown")
        rows.append(
            (
                name,
                ", ".join(sorted(labels)),
                str(group["person"].nunique()),
                str(group["document"].nunique()),
            )
        )
    return tuple(rows)


def leaning_word(leaning: str, language: str) -> str:
    """Which way it points, in words; "" where nothing was said."""
    return say_in(language, f"polarity.{leaning}") if leaning else say_in(language, "document.not_mentioned")


def about(study: Study, language: str) -> list[Block]:
    """How it was made: codebook, coders, counting, and the state of the project."""
    book = study.codebook()
    kinds = study.coders.set_index("coder")["kind"]
    coders = sorted({coder for coder in study.codings["coder"] if kinds.get(coder) != "machine"})
    facts = {
        "codebook": book.title.get(language),
        "version": book.version,
        "people": say_in(language, "unit.people", n=len(coders)),
        "state": study.state[:8],
    }
    return [
        Heading(say_in(language, "document.method")),
        Paragraph(say_in(language, "document.method_text", **facts)),
        Paragraph(say_in(language, "document.counting")),
    ]


def properties(study: Study, audience: str) -> tuple[tuple[str, str], ...]:
    """What the file remembers of its making."""
    books = [
        (f"codebook {book.id}", f"{book.version} {book.digest[:16]}") for book in study.codebooks.values()
    ]
    return (("audience", audience), ("event", str(study.n)), ("state", study.state), *books)

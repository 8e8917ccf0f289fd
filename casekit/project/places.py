"""Where things are: the project file, and the codebook that a name means."""

import os
from collections.abc import Mapping
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from casekit.codebook.cue_lists import CueLists, read_cues
from casekit.codebook.extending import extended
from casekit.codebook.roles import read_roles
from casekit.errors import CodebookError, NotAProjectError, StoreError
from casekit.exchange.codebook_files import FORMATS, read_codebook_file
from casekit.exchange.codebook_places import located
from casekit.files.paths import is_file
from casekit.files.shipped import shipped
from casekit.model.codebook import Codebook
from casekit.model.finding import Finding, Findings
from casekit.model.roles import Roles
from casekit.model.study import Study

__all__ = [
    "FILE",
    "cue_lists",
    "find_codebook",
    "find_project",
    "load_codebook",
    "make_place",
    "open_codebook",
    "roles",
    "shelf_for",
    "shipped_codebooks",
]

FILE = "study.casekit"
MAIN = "housing_first_barriers"
_SHOWN = 8  # names of files
_NOT_FOUND = (
    "unknown_codebook",
    "codebook_file_missing",
    "codebook_folder_missing",
    "codebook_is_folder",
    "codebook_is_other_folder",
)
_SUFFIXES = tuple(suffix for one in FORMATS if one.read is not None for suffix in one.suffixes)


def find_project(path: str | Path | None = None) -> Path:
    """The project file that *path* means: a file, or a folder that holds one.

    Without *path*: what CASEKIT_PROJECT says, else the working folder or the nearest one above it with a project.

    Raises:
        NotAProjectError: when there is none.
    """
    wanted = path or os.environ.get("CASEKIT_PROJECT")
    if wanted:
        place = Path(wanted).expanduser()
        return place / FILE if place.is_dir() else place
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder / FILE
    raise NotAProjectError("no_project_here", folder=str(here))


def find_codebook(
    name: str | Path,
    study: Study,
    folder: Path,
    *,
    language: str | None = None,
    newest: bool = False,
    broken: bool = False,
) -> tuple[Codebook, Findings]:
    """The codebook that *name* means: a file, one in the project's folder, the project's own, or a shipped one.

    One that extends another comes with the codes of that. *language* is that of a file that does not say it;
    with *newest* a shipped one is meant before the project's own. One with errors, by which something written in it would be
    lost, is given only where *broken* ones are asked for, to check them.

    Raises:
        CodebookError: no such codebook, or it cannot be read in full, or codebooks extend each other in a circle.
    """
    own = {one: book for one, book in study.codebooks.items() if not newest or one not in shipped_codebooks()}
    taken = _Shelf(folder, own, language).take(name)
    return taken if broken else _in_full(taken, name)


def open_codebook(
    name: str | Path, *, language: str | None = None, broken: bool = False
) -> tuple[Codebook, Findings]:
    """As :func:`load_codebook`, with what is odd about the file; *broken* as in :func:`find_codebook`."""
    taken = _Shelf(None, {}, language).take(name)
    return taken if broken else _in_full(taken, name)


def _in_full(taken: tuple[Codebook, Findings], name: str | Path) -> tuple[Codebook, Findings]:
    """A codebook with what is odd about it.

    Raises:
        CodebookError: something that is written there would be lost.
    """
    errors = [one for one in taken[1] if one.severity == "error"]
    if errors:
        first = errors[0]
        raise CodebookError("codebook_has_errors", file=name, n=len(errors), where=first.where, first=first)
    return taken


def load_codebook(name: str | Path) -> Codebook:
    """A codebook by its file or, of those that casekit ships, by its name.

    Raises:
        CodebookError: no such codebook, or it cannot be read in full, or codebooks extend each other in a circle.
    """
    return open_codebook(name)[0]


def shipped_codebooks() -> tuple[str, ...]:
    """The names of the codebooks that come with casekit, the main one first."""
    names = {file.stem for file in shipped("codebooks").glob("*.yaml")}
    return (MAIN, *sorted(names - {MAIN}))


def shelf_for(book: Codebook, study: Study | None = None) -> dict[str, Codebook]:
    """The codebooks that *book* has links to, where they can be found: the study's own, else shipped ones."""
    own = dict(study.codebooks) if study is not None else {}
    named = {name for code in book for name, _ in code.links} & set(shipped_codebooks())
    return {name: load_codebook(name) for name in named} | own


class _Shelf:
    """Where codebooks are looked for."""

    def __init__(self, folder: Path | None, own: Mapping[str, Codebook], language: str | None) -> None:
        self.folder = folder
        self.own = own
        self.language = language

    def take(self, name: str | Path, above: tuple[str, ...] = ()) -> tuple[Codebook, Findings]:
        """The codebook of this name; *above* are those that extend it."""
        book, findings, file = self._find(name)
        if book.extends is None:
            return book, findings
        if book.id in above:
            raise CodebookError("codebook_extends_itself_at", where=_extends(file, book), codebook=book.id)
        base, odd = self._base(book, book.extends.codebook, file, above)
        whole, noticed = extended(book, base)
        return whole, Findings([*findings, *odd, *(located(noticed, file) if file else noticed)])

    def _base(
        self, book: Codebook, name: str, file: Path | None, above: tuple[str, ...]
    ) -> tuple[Codebook, Findings]:
        """The codebook of this *name*, which *book* in *file* extends; one beside the file comes first."""
        here = file.parent if file is not None else Path()
        beside = (here / name, here / f"{name}.yaml")
        wanted = next((one for one in beside if is_file(one)), name)
        try:
            return self.take(wanted, (*above, book.id))
        except CodebookError as error:
            if error.problem not in _NOT_FOUND:
                raise
            known = {*self.own, *shipped_codebooks()} - {book.id}
            near = get_close_matches(name, sorted(known | {one.stem for one in here.glob("*.yaml")}), n=2)
            told = {"name": name, "near": ", ".join(near), "known": ", ".join(sorted(known))}
            raise CodebookError("base_not_found", where=_extends(file, book), **told) from None

    def _find(self, name: str | Path) -> tuple[Codebook, Findings, Path | None]:
        """The codebook, what is odd about it, and its file."""
        for place in self._places(name):
            if is_file(place):
                return *read_codebook_file(place, language=self.language), place
        if str(name) in self.own:
            return self.own[str(name)], Findings(), None
        shelf = shipped("codebooks")
        if is_file(shelf / f"{name}.yaml"):
            return *read_codebook_file(shelf / f"{name}.yaml"), shelf / f"{name}.yaml"
        known = sorted({*self.own, *shipped_codebooks()})
        raise _not_found(str(name), ", ".join(known))

    def _places(self, name: str | Path) -> list[Path]:
        folder = self.folder
        places = [folder / "codebooks", folder] if folder is not None else []
        return [
            Path(name),
            *(place / f"{name}{end}" for place in places for end in (".yaml", ".yml", ".xlsx")),
        ]


def _not_found(name: str, known: str) -> CodebookError:
    """Why a name leads to no codebook: it is a folder's, a file's that is not there, or nobody's."""
    place = Path(name)
    with suppress(OSError, ValueError):
        if name and place.is_dir():
            inside = [file.name for file in _codebook_files(place)]
            problem = "codebook_is_folder" if inside else "codebook_is_other_folder"
            return CodebookError(problem, file=name, n=len(inside), inside=", ".join(inside[:_SHOWN]))
        if place.name.lower().endswith(_SUFFIXES) and "\n" not in name:
            folder = str(place.parent.absolute())
            if not place.parent.is_dir():
                return CodebookError("codebook_folder_missing", file=name, folder=folder)
            return CodebookError(
                "codebook_file_missing", file=name, folder=folder, near=_near(place), known=known
            )
    return CodebookError("unknown_codebook", name=name, known=known)


def _extends(file: Path | None, book: Codebook) -> str:
    """Where a codebook says which other one it extends."""
    told = Findings([Finding.of("extends_another", "warning", "extends: codebook")])
    return located(told, file)[0].where.partition(" · ")[0] if file is not None else f"{book.id}: extends"


def _near(file: Path) -> str:
    """Files beside it with nearly its name."""
    beside = [one for one in _codebook_files(file.parent) if get_close_matches(file.stem, [one.stem], n=1)]
    return ", ".join(str(one) for one in beside)


def _codebook_files(folder: Path) -> list[Path]:
    """The files in *folder* that may hold codebooks."""
    return sorted(file for file in folder.glob("*") if file.name.lower().endswith(_SUFFIXES))


def roles(folder: Path) -> Roles:
    """The lexicon of roles: the project's own, else the shipped one."""
    place = _lexicon("actor_roles.yaml", folder)
    return read_roles(place.read_bytes(), file=place.name)


def cue_lists(folder: Path) -> tuple[CueLists, Findings]:
    """The cues that flag hits, and what is odd about their file: the project's own, else the shipped one.

    Raises:
        CodebookError: the project's own file cannot be read.
    """
    place = _lexicon("polarity_cues.yaml", folder)
    return read_cues(place.read_bytes(), file=place.name)


def _lexicon(name: str, folder: Path) -> Path:
    own = folder / "codebooks" / "lexicons" / name
    return own if own.is_file() else shipped("codebooks") / "lexicons" / name


def make_place(file: Path) -> None:
    """The folder for a new project file. One without a byte is left of a making that was cut off, and is no project.

    Raises:
        StoreError: the folder cannot be made, or there is a project in it.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError("cannot_open", file=str(file.parent), reason=reason) from None
    if file.exists() and file.stat().st_size:
        raise StoreError("project_exists", file=str(file))

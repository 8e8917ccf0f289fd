"""Where things are: the project file, and the codebook that a name means."""

import os
from pathlib import Path

from casekit.codebook import read_codebook
from casekit.codebook.roles import read_roles
from casekit.errors import CodebookError, NotAProjectError, StoreError
from casekit.files.shipped import shipped
from casekit.model.codebook import Codebook
from casekit.model.finding import Findings
from casekit.model.roles import Roles
from casekit.model.study import Study

__all__ = ["FILE", "find_codebook", "find_project", "load_codebook", "make_place", "roles"]

FILE = "study.casekit"


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


def find_codebook(name: str | Path, study: Study, folder: Path) -> tuple[Codebook, Findings]:
    """The codebook that *name* means: a file, one in the project's folder, the project's own, or a shipped one.

    Raises:
        CodebookError: no such codebook, or it cannot be read.
    """
    for place in (Path(name), folder / "codebooks" / f"{name}.yaml", folder / f"{name}.yaml"):
        if place.is_file():
            return _read(place)
    if str(name) in study.codebooks:
        return study.codebooks[str(name)], Findings()
    return _shelved(str(name), tuple(study.codebooks))


def load_codebook(name: str | Path) -> Codebook:
    """A codebook by its file or, of those that casekit ships, by its name.

    Raises:
        CodebookError: no such codebook, or it cannot be read.
    """
    place = Path(name)
    return (_read(place) if place.is_file() else _shelved(str(name)))[0]


def _shelved(name: str, others: tuple[str, ...] = ()) -> tuple[Codebook, Findings]:
    shelf = shipped("codebooks")
    if (shelf / f"{name}.yaml").is_file():
        return _read(shelf / f"{name}.yaml")
    known = sorted({*others, *(file.stem for file in shelf.glob("*.yaml"))})
    raise CodebookError("unknown_codebook", name=name, known=", ".join(known))


def _read(place: Path) -> tuple[Codebook, Findings]:
    try:
        return read_codebook(place.read_bytes(), file=place.name)
    except OSError as error:
        raise CodebookError(
            "codebook_unreadable", file=str(place), reason=error.strerror or str(error)
        ) from None


def roles(folder: Path) -> Roles:
    """The lexicon of roles: the project's own, else the shipped one."""
    own = folder / "codebooks" / "lexicons" / "actor_roles.yaml"
    place = own if own.is_file() else shipped("codebooks") / "lexicons" / "actor_roles.yaml"
    return read_roles(place.read_bytes(), file=place.name)


def make_place(file: Path) -> None:
    """The folder for a new project file.

    Raises:
        StoreError: the folder cannot be made, or there is a project in it.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError("cannot_open", file=str(file.parent), reason=reason) from None
    if file.exists():
        raise StoreError("project_exists", file=str(file))

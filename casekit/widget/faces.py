"""What people open in JupyterLab, each function a desk: ``ck.code``, and the others as ``ck.desk.framework`` and so on.

Every change is on disk before it is shown as saved; nothing of what people said gets into the notebook's file.
"""

from collections.abc import Sequence

from casekit.analysis.comparing import By
from casekit.analysis.framework import By as Columns
from casekit.analysis.progress import most_to_do
from casekit.project import Project
from casekit.widget.codebook_face import CodebookFace
from casekit.widget.coding_face import CodingFace
from casekit.widget.desk import Desk
from casekit.widget.exploring_face import ExploringFace
from casekit.widget.framework_face import FrameworkFace
from casekit.widget.messages_face import MessagesFace
from casekit.widget.ratings_face import RatingsFace

__all__ = ["code", "codebook", "explore", "framework", "messages", "ratings"]


def code(
    project: Project, document: str | None = None, *, codebook: str | None = None, everyone: bool = False
) -> Desk:
    """Code a document: select words, give codes; review suggestions, correct the transcript, compare coders.

    Without *document* the one with most left to do: the most open suggestions, else the fewest codings. *everyone* shows what
    others coded, too; own codings only are shown by default.

    Raises:
        LookupFailedError: no such document or codebook, or none in the project.
    """
    chosen = document or most_to_do(project.study(), coder=project.coder)
    return Desk(CodingFace(project, chosen, codebook=codebook, everyone=everyone))


def framework(
    project: Project,
    *,
    by: Columns = "theme",
    codebook: str | None = None,
    cases: Sequence[str] | None = None,
) -> Desk:
    """Write the summaries of the framework matrix, each with its passages beside it; *by*, *codebook* and *cases* as in :func:`casekit.framework`.

    Raises:
        LookupFailedError: no such codebook or case.
    """
    return Desk(FrameworkFace(project, by, codebook, cases))


def ratings(
    project: Project,
    *,
    by: By = "theme",
    codebook: str | None = None,
    cases: Sequence[str] | None = None,
) -> Desk:
    """Rate cases by theme (or code), with a reason and the passages it rests on: apart first, then agreed.

    Raises:
        LookupFailedError: no such codebook or case.
    """
    return Desk(RatingsFace(project, by, codebook, cases))


def messages(project: Project) -> Desk:
    """Write the main messages about each case and across cases, with the passages under them."""
    return Desk(MessagesFace(project))


def explore(project: Project, *, by: By = "theme", codebook: str | None = None) -> Desk:
    """Cases side by side; from each number to its passages, and from each passage to its place in the document.

    Raises:
        LookupFailedError: no such codebook.
    """
    return Desk(ExploringFace(project, by=by, codebook=codebook))


def codebook(project: Project, name: str | None = None) -> Desk:
    """Edit a codebook of the project in a form, with what its search terms find; saved as a new version.

    Raises:
        LookupFailedError: no such codebook. CodebookError: it is that of codes made while coding.
    """
    return Desk(CodebookFace(project, name))

"""Keeping a project: verifying it, backups and going back to one, and who may write where others might write too."""

import weakref
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from warnings import warn

import pandas as pd

from casekit.errors import BusyError, CasekitError, StoreError
from casekit.files.shared_place import SharedPlace, shared_place
from casekit.model.facts import Setting, key_of
from casekit.model.finding import Finding, Findings
from casekit.project.acts import Acts
from casekit.store.backups import back_up, backups_of, copy_to, is_due, kind_of, made_at
from casekit.store.locking import Holder, holder_of, let_go, take, take_away
from casekit.store.opening import as_it_is
from casekit.store.purging import marked
from casekit.store.restoring import newest_sound, restore
from casekit.store.verifying import Verified, verify

__all__ = ["ALLOW_SYNC", "KeepingActs", "Verified", "backups_frame", "go_back", "newest_sound", "verify"]

ALLOW_SYNC = "allow_sync"
_BEHIND = timedelta(minutes=15)


class KeepingActs(Acts):
    """What keeps a project whole."""

    _session: Callable[[], object] | None = None
    _prepared = False
    _noticed: tuple[Finding, ...] = ()
    tell: Callable[[Finding], None] | None = None
    """How people are told what they should know at once; by default as a warning of Python's."""

    @property
    def notices(self) -> Findings:
        """What people were told in this session about how the project is kept."""
        return Findings(self._noticed)

    # Looking

    def verify(self) -> Verified:
        """Whether everything in the file is as it was written: what is not, and how much was looked at.

        Raises:
            StoreError: the file cannot be opened.
        """
        return verify(self.file)

    def shared_place(self) -> SharedPlace | None:
        """The network or the program that copies folders in whose place the project is; None on a disk of this computer's own."""
        return shared_place(self.file)

    # Backups

    def backup(self, to: str | Path | None = None) -> Path:
        """Make a backup beside the project, or as the file *to*; where it is. Others may go on writing.

        Raises:
            StoreError: it cannot be written, or the project cannot be read in full.
        """
        if to is None:
            return back_up(self.file)
        target = Path(to).expanduser()
        target = target / self.file.name if target.is_dir() else target
        if target.exists():
            raise StoreError("backup_exists", file=str(target))
        copy_to(self.file, target)
        return target

    def backups(self) -> pd.DataFrame:
        """One row per backup beside the project, newest first: file, made_at (UTC), kind ("", migration, replaced), bytes."""
        return backups_frame(self.file)

    def restore(self, backup: str | Path, *, unsound: bool = False) -> Path:
        """Go back to a backup; where the present file is kept. The log says that it was done.

        *unsound* takes one in which something is not as it was written.

        Raises:
            StoreError: the backup does not verify, holds what was removed for good, or cannot take the project's place.
        """
        self._hold(self._clock())
        kept = go_back(self.file, Path(backup).expanduser(), unsound=unsound)
        self._study = None
        self._write("restore", [], why=Path(backup).name)
        return kept

    def allow_sync(self) -> int:
        """Say once and for all that this project may be in a shared place; nobody is told about it any more."""
        return self._keep([Setting(key_of("setting", ALLOW_SYNC), ALLOW_SYNC, "yes")], "set")

    def allows_sync(self) -> bool:
        """Whether somebody said so."""
        settings = self._store.live_of(Setting)
        return bool((settings["name"] == ALLOW_SYNC).any())

    # Who writes

    def locked_by(self) -> Holder | None:
        """Whose session writes to the project, in a shared place; None when nobody's does, or this one's."""
        holder = holder_of(self.file)
        return None if holder is None or holder.is_this_process else holder

    def unlock(self) -> Holder | None:
        """Take the lock away from a session that did not end well; whose it was. The log says who did that.

        Raises:
            PersonNeededError: nobody is named as coder.
            StoreError: the lock cannot be removed.
        """
        self.person()
        holder = self.locked_by()
        if holder is None or not take_away(self.file, holder):
            return None
        self._write("unlock", [], why=f"{holder.host} {holder.process} {holder.coder} {holder.since}")
        return holder

    def close(self) -> None:
        """Let go of the file, so that others can write to it where only one may."""
        if self._session is not None:
            self._session()
        self._session, self._prepared = None, False
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _prepare(self, at: str) -> None:
        """Before the first change of a session: nobody else writes, there is a backup, and the clock is looked at."""
        if not self._prepared or self._session is not None:
            self._hold(at)
        if self._prepared:
            return
        self._prepared = True
        now = _time(at)
        if now is not None:
            self._back_up_first(now)
            self._look_at_clock(now)

    def _hold(self, at: str) -> None:
        """In a shared place the lock is this session's; it may have been taken away meanwhile."""
        if self._session is not None and self._is_still_held():
            return
        if self._session is not None:
            self._session()
            self._session = None
        if self.shared_place() is not None:
            take(self.file, self.coder, at)
            self._session = weakref.finalize(self, let_go, self.file)

    def _is_still_held(self) -> bool:
        holder = holder_of(self.file)
        return holder is not None and holder.is_this_process

    def _back_up_first(self, now: datetime) -> None:
        """A backup that fails must not keep anybody from their work."""
        try:
            if is_due(self.file, now):
                back_up(self.file, now=now)
        except BusyError:
            return
        except (CasekitError, OSError, ValueError) as error:
            self._notice(Finding.of("not_backed_up", "warning", self.file.name, reason=str(error)))

    def _look_at_clock(self, now: datetime) -> None:
        """Times in the log are those of the clock; the order is that of the numbers."""
        times = [time for at in self._store.events()["at"] if (time := _time(at)) is not None]
        if times and now + _BEHIND < (newest := max(times)):
            told = {"clock": f"{now:%Y-%m-%d %H:%M}", "newest": f"{newest:%Y-%m-%d %H:%M}"}
            self._notice(Finding.of("clock_behind", "warning", self.file.name, **told))

    def _notice(self, finding: Finding) -> None:
        self._noticed = (*self._noticed, finding)
        if self.tell is not None:
            self.tell(finding)
            return
        try:
            warn(str(finding), stacklevel=2)
        except UserWarning:  # turned into an error by whoever runs Python
            return


def go_back(file: Path, backup: Path, *, unsound: bool = False) -> Path:
    """Put a backup in the place of a project file, which may be too damaged to be opened; where that is kept.

    Raises:
        StoreError: the backup does not verify, or holds what was removed for good.
    """
    if file.exists() and backup.exists() and backup.samefile(file):
        raise StoreError("backup_is_project", file=str(backup))
    if _marks(file) - _marks(backup):
        raise StoreError("backup_holds_purged", file=str(backup))
    return restore(file, backup, unsound=unsound)


def backups_frame(file: Path) -> pd.DataFrame:
    """One row per backup beside a project file, newest first: file, made_at (UTC), kind ("", migration, replaced), bytes."""
    rows = [
        (path, made_at(file, path).isoformat(), kind_of(file, path), path.stat().st_size)
        for path in backups_of(file)
    ]
    return pd.DataFrame(rows, columns=["file", "made_at", "kind", "bytes"])


def _marks(file: Path) -> frozenset[tuple[str, str]]:
    """What a file knows to be removed; one that cannot be read knows nothing."""
    try:
        with as_it_is(file) as readable:
            return marked(readable)
    except StoreError:
        return frozenset()


def _time(at: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(at)
    except ValueError:
        return None
    return time.replace(tzinfo=time.tzinfo or UTC).astimezone(UTC)

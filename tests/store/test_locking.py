import json
import os
import socket
import subprocess
import sys

import pytest

from casekit.errors import BusyError, StoreError
from casekit.store.locking import Holder, holder_of, let_go, lock_of, take, take_away

SINCE = "2026-11-22T22:15:01.000+00:00"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "study.casekit"


def hold(file, host, process):
    lock_of(file).write_text(
        json.dumps({"host": host, "process": process, "coder": "Bø", "since": SINCE}), "utf-8"
    )


def ended():
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_a_lock_names_who_writes_and_is_gone_when_let_go(file):
    take(file, "ah", SINCE)
    assert holder_of(file) == Holder(socket.gethostname(), os.getpid(), "ah", SINCE)
    let_go(file)
    assert holder_of(file) is None
    assert list(file.parent.iterdir()) == []


def test_several_sessions_of_one_process_share_it(file):
    take(file, "ah", SINCE)
    take(file, "bk", SINCE)
    let_go(file)
    assert holder_of(file) is not None
    let_go(file)
    assert holder_of(file) is None


@pytest.mark.parametrize("holder", [("another-host", 12), (socket.gethostname(), os.getppid())])
def test_another_s_lock_is_told_with_whose_it_is(file, holder):
    hold(file, *holder)
    with pytest.raises(BusyError) as caught:
        take(file, "ah", SINCE)
    told = caught.value.data
    assert (told["host"], told["process"], told["coder"], told["since"]) == (*holder, "Bø", SINCE)
    assert all(word in str(caught.value) for word in (holder[0], str(holder[1]), "Bø", SINCE))


def test_that_of_a_process_that_has_ended_is_taken_over(file):
    hold(file, socket.gethostname(), ended())
    take(file, "ah", SINCE)
    assert holder_of(file).coder == "ah"
    let_go(file)


def test_one_that_cannot_be_read_is_somebody_s(file):
    lock_of(file).write_text("{")
    with pytest.raises(BusyError):
        take(file, "ah", SINCE)


def test_only_the_lock_that_was_seen_is_taken_away(file):
    hold(file, "another-host", 12)
    seen = holder_of(file)
    hold(file, "a-third-host", 13)
    assert not take_away(file, seen)
    assert holder_of(file).host == "a-third-host"
    assert take_away(file, holder_of(file))
    assert not take_away(file, seen)
    assert list(file.parent.iterdir()) == []


def test_a_folder_that_is_missing_cannot_hold_a_lock(tmp_path):
    with pytest.raises(StoreError) as caught:
        take(tmp_path / "no" / "study.casekit", "ah", SINCE)
    assert caught.value.problem == "cannot_open"


@pytest.mark.slow
def test_a_process_that_is_killed_does_not_keep_others_out(file):
    code = f"import sys, time\nfrom pathlib import Path\nfrom casekit.store.locking import take\ntake(Path({str(file)!r}), 'bk', ''); print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(BusyError):
            take(file, "ah", SINCE)
        process.kill()
    take(file, "ah", SINCE)
    let_go(file)

"""How long reading and checking each shipped codebook takes, beside what YAML readers take for the bare file.

Run: python benchmarks/codebooks.py  (writes a table to standard output)

The first check after an installation loads the dictionaries of four languages (seconds); what they say about a codebook's words
is kept for the user. Measured is a check after that: the first in a process, which is what a command does, and the best of the
next ten, which is what a notebook does.
"""

import platform
import subprocess
import sys
import time
from collections.abc import Callable

import yaml

from casekit.codebook.checking import check
from casekit.codebook.reading import read_codebook
from casekit.files.shipped import shipped

RUNS = 10
LARGEST = "housing_first_barriers"


def taken(work: Callable[[], object]) -> float:
    """Processor time in seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def read_and_check(name: str) -> tuple[float, float]:
    data = (shipped("codebooks") / f"{name}.yaml").read_bytes()
    start = time.process_time()
    book, _ = read_codebook(data, file=f"{name}.yaml")
    middle = time.process_time()
    check(book)
    return middle - start, time.process_time() - middle


def row(name: str) -> str:
    """What a process of its own says: first time, and the best of the next."""
    told = subprocess.run([sys.executable, __file__, name], check=True, capture_output=True, text=True)
    return told.stdout.strip()


def of_one(name: str) -> str:
    data = (shipped("codebooks") / f"{name}.yaml").read_bytes()
    first = read_and_check(name)
    again = [read_and_check(name) for _ in range(RUNS)]
    plain = min(taken(lambda: yaml.load(data, Loader=yaml.CSafeLoader)) for _ in range(RUNS))
    read, checked = min(one for one, _ in again), min(one for _, one in again)
    return f"| {name} ({len(data) // 1000} kB) | {sum(first):.2f} | {read:.3f} | {checked:.3f} | {min(map(sum, again)):.2f} | {plain:.3f} |"


def main() -> None:
    print(
        f"Python {platform.python_version()}, {platform.system()}, processor time, best of {RUNS} after the first\n"
    )
    print(
        "| codebook | first in a process s | read s | check s | both s | CSafeLoader alone s |\n|---|--:|--:|--:|--:|--:|"
    )
    names = sorted(file.stem for file in shipped("codebooks").glob("*.yaml"))
    for name in sorted(names, key=LARGEST.__ne__):
        print(row(name))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(of_one(sys.argv[1]))
    else:
        main()

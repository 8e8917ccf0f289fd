"""How long it takes until something happens: import, help, and the whole demo, beside what people import instead.

Run: python benchmarks/startup.py  (writes a table to standard output)
"""

import platform
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5
COMMANDS = {
    "import casekit": ([sys.executable, "-c", "import casekit"], 0.2),
    "casekit --help": ([sys.executable, "-m", "casekit", "--help"], 0.5),
    "import pandas (for comparison)": ([sys.executable, "-c", "import pandas"], None),
    "import spacy (for comparison)": ([sys.executable, "-c", "import spacy"], None),
}


def seconds(command: list[str], runs: int = RUNS) -> list[float]:
    """Wall time of a command as a whole process, after one run to warm up; without the interpreter's own start."""
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs + 1):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, cwd=folder)
            taken.append(time.perf_counter() - start)
    return taken[1:]


def row(name: str, taken: list[float], budget: float | None) -> str:
    goal = f"< {budget} s" if budget else ""
    return f"| {name} | {min(taken):.2f} | {statistics.median(taken):.2f} | {max(taken):.2f} | {goal} |"


def main() -> None:
    print(
        f"Python {platform.python_version()}, {platform.system()}, whole processes, {RUNS} runs after one to warm up\n"
    )
    print("| what | min s | median s | max s | goal |\n|---|--:|--:|--:|---|")
    for name, (command, budget) in COMMANDS.items():
        print(row(name, seconds(command), budget))
    demo = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "casekit", "demo"], check=True, capture_output=True, cwd=folder
            )
            demo.append(time.perf_counter() - start)
    print(row("casekit demo", demo, 60))


if __name__ == "__main__":
    main()

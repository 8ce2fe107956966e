"""What crossing into Python costs: `extract_many` alone, with `to_json`, and with full dicts.

    python python/benches/crossing.py [--program target/release/virgolette] FILE.jsonl

Rust alone is the command line on one thread, whose own start is taken off. Every figure is the best of
several rounds of the processor's time, which other programs on the machine do not change much.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import virgolette

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5


def children() -> float:
    """Seconds that the programs started so far have run."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def best(work: Callable[[], object], clock: Callable[[], float]) -> float:
    """The least seconds that `work` takes."""
    seconds = []
    for _ in range(ROUNDS):
        before = clock()
        work()
        seconds.append(clock() - before)
    return min(seconds)


def rust(program: Path, file: Path) -> float:
    """Seconds that the command line takes for the articles of `file`."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.jsonl")
        empty.write_text("", encoding="utf-8")

        def run(articles: Path) -> None:
            command = [program, "--jobs", "1", "--format", "jsonl", articles]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603

        return best(lambda: run(file), children) - best(lambda: run(empty), children)


def main() -> None:
    """Prints one line for each way to read the articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--program", type=Path, default=Path("target/release/virgolette"))
    options = parser.parse_args()
    lines = options.file.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    size = sum(len(text.encode()) for text in texts)
    extractor = virgolette.Extractor()

    def read(use: Callable[[Any], object]) -> Callable[[], object]:
        return lambda: [use(document) for document in extractor.extract_many(texts, workers=1)]

    alone = rust(options.program, options.file)
    print(f"{'':<24}{'MB/s':>8}{'over Rust':>12}")
    for name, seconds in [
        ("Rust, to JSON", alone),
        ("extract_many", best(read(lambda _: None), time.process_time)),
        ("  and to_json", best(read(lambda document: document.to_json()), time.process_time)),
        ("  and to_dict", best(read(lambda document: document.to_dict()), time.process_time)),
    ]:
        print(f"{name:<24}{size / seconds / 1e6:>8.2f}{seconds / alone - 1:>11.0%}")


if __name__ == "__main__":
    main()

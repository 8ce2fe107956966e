"""The module itself: what it exports, how fast it comes, what it says of itself."""

from __future__ import annotations

import importlib.metadata
import inspect
import re
import subprocess
import sys

import virgolette
from samples import ROOT


def test_the_version_is_the_workspaces() -> None:
    workspace = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    (version,) = re.findall(r'^version = "(.+)"', workspace, re.MULTILINE)
    assert virgolette.__version__ == version
    assert importlib.metadata.version("virgolette") == version


def test_everything_exported_teaches() -> None:
    assert sorted(virgolette.__all__) == virgolette.__all__
    for name in virgolette.__all__:
        thing = getattr(virgolette, name)
        if name != "__version__":
            assert inspect.getdoc(thing), name
            assert thing.__module__.startswith("virgolette"), name
    for part in (virgolette.Document, virgolette.Quote, virgolette.Entity, virgolette.Mention):
        for name, member in vars(part).items():
            if not name.startswith("_"):
                assert inspect.getdoc(member), f"{part.__name__}.{name}"


def test_errors_are_one_family() -> None:
    for name in virgolette.__all__:
        thing = getattr(virgolette, name)
        if isinstance(thing, type) and issubclass(thing, Exception):
            assert issubclass(thing, virgolette.VirgoletteError)
    assert issubclass(virgolette.IoError, OSError)
    inputs = (virgolette.RuleError, virgolette.GazetteerError, virgolette.SettingError)
    assert all(issubclass(error, ValueError) for error in inputs)


def test_importing_takes_under_a_tenth_of_a_second() -> None:
    # Of processor time, so that a busy machine does not fail it.
    program = (
        "import time; begin = time.process_time(); import virgolette; "
        "print(time.process_time() - begin)"
    )
    runs = [
        float(subprocess.check_output([sys.executable, "-c", program], text=True))
        for _ in range(5)
    ]
    assert min(runs) < 0.1


def test_importing_brings_in_no_other_package() -> None:
    program = "import sys, virgolette; print(*sorted(sys.modules))"
    loaded = subprocess.check_output([sys.executable, "-I", "-c", program], text=True).split()
    assert not {"pandas", "polars", "pyarrow", "numpy", "tqdm"} & set(loaded)


def test_the_readmes_python_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    snippets = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert snippets
    for snippet in snippets:
        exec(compile(snippet, "README.md", "exec"), {})

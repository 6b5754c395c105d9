"""Runs, tests, checks, measures and builds the program: `python dev.py run | test [--deep] | check | bench | build`.

Standard library only, Python 3.11 or newer, Debian and Windows. Everything that it makes lies beside it (`.venv`,
`out`, `dist`), so that two clones on one machine never meet.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "halfyear.stamp"
OUT = ROOT / "out"
DIST = ROOT / "dist"
SAMPLE = ROOT / "resources" / "samples" / "住建局半年总结.txt"
WINDOWS = sys.platform == "win32"

QT_PACKAGES = {
    "libglib2.0-0": "Qt",
    "libgl1": "Qt",
    "libegl1": "Qt",
    "libxkbcommon0": "Qt",
    "libfreetype6": "Qt",
    "libfontconfig1": "Qt",
    "libdbus-1-3": "Qt",
    "fonts-noto-cjk": "Chinese characters in windows and pictures",
}
XCB = [f"libxcb-{name}" for name in ("cursor0", "icccm4", "image0", "keysyms1", "render-util0", "shape0", "xkb1")]
SCREEN_PACKAGES = dict.fromkeys(["libxkbcommon-x11-0", *XCB], "windows on a screen")
TEST_PACKAGES = {
    "poppler-utils": "the tests that measure printed pages",
    "libreoffice-writer-nogui": "the tests that lay Word files out",
    "pandoc": "the measurements against pandoc",
}
BUILD_PACKAGES = {"binutils": "PyInstaller"}


class DevError(Exception):
    """Something went wrong; the message is one plain sentence that says what to do."""


def say(text: str) -> None:
    """Prints at once, so that our lines and those of child processes keep their order in a log."""
    print(text, flush=True)


def environment(**changes: str) -> dict[str, str]:
    """The environment of a child process: UTF-8 on every platform, and never asking anybody."""
    return {**os.environ, "PYTHONUTF8": "1", "DEBIAN_FRONTEND": "noninteractive", **changes}


def call(command: Sequence[str | Path], **changes: str) -> int:
    """Runs a command in the checkout with the environment changed; its exit code. Standard input is empty."""
    return subprocess.run(
        list(map(str, command)), cwd=ROOT, env=environment(**changes), stdin=subprocess.DEVNULL, check=False
    ).returncode


# --- What the machine must have ---------------------------------------------------------------------------------------


def is_root() -> bool:
    """Whether this process may install system packages."""
    return sys.platform != "win32" and os.geteuid() == 0


def missing_packages(wanted: dict[str, str]) -> dict[str, str]:
    """Those of the Debian packages that are not installed; none on another system, where they have other names."""
    if WINDOWS or not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return {}
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Package} ${Provides}\n"]
    listing = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    # Provided names count: newer releases call libglib2.0-0 libglib2.0-0t64.
    rows = (line.replace(",", " ").split() for line in listing.splitlines())
    installed = {name for row in rows if row and row[0] == "installed" for name in row[1:]}
    return {package: reason for package, reason in wanted.items() if package not in installed}


def apt_install(packages: Sequence[str]) -> None:
    """Installs Debian packages as root; whether it worked is seen by asking again."""
    say(f"Installing with apt-get: {' '.join(packages)}")
    # Another clone may be installing at this moment; a dead mirror must not hold the tests up for long.
    options = ["-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=30"]
    call(["apt-get", *options, "update"])
    call(["apt-get", *options, "install", "-y", "--no-install-recommends", *packages])


def ensure_packages(wanted: dict[str, str]) -> None:
    """Installs what is missing where that is possible, else prints the line to type; never fails.

    What a missing package costs is said; the tests that need it skip themselves by name.
    """
    missing = missing_packages(wanted)
    if missing and is_root():
        apt_install(list(missing))
        missing = missing_packages(missing)
    if missing:
        for package, reason in missing.items():
            say(f"Without {package} there is no support for: {reason}.")
        say(f"To install, type: sudo apt-get install {' '.join(missing)}")


# --- The virtual environment ------------------------------------------------------------------------------------------


def venv_python() -> Path:
    """The interpreter inside `.venv`, whether it exists or not."""
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def fingerprint() -> str:
    """What the content of `.venv` depends on: the dependencies, and the place it was made for (a copied clone)."""
    return hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()).hexdigest()


def venv_works() -> bool:
    """Whether `.venv` has an interpreter that is new enough, and pip; a half-made one has not."""
    question = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([venv_python(), "-c", question], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def require_ensurepip() -> None:
    """Raises if this Python cannot make a virtual environment, as Debian's cannot without python3-venv."""

    def is_there() -> bool:
        importlib.invalidate_caches()
        return importlib.util.find_spec("ensurepip") is not None

    package = f"python3.{sys.version_info.minor}-venv"
    if not is_there() and is_root() and shutil.which("apt-get"):
        apt_install([package])
    if not is_there():
        raise DevError(f"This Python cannot make a virtual environment; type: sudo apt-get install {package}")


def prepare() -> Path:
    """Makes or renews `.venv` beside this file with the project and its tools in it; its interpreter."""
    python = venv_python()
    wanted = fingerprint()
    works = venv_works()
    if works and STAMP.is_file() and STAMP.read_text("utf-8") == wanted:
        return python
    if not works:
        require_ensurepip()
        say(f"Making {VENV}")
        if call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
            raise DevError(f"The virtual environment {VENV} could not be made; the lines above say why.")
    # Gone until all is installed: an interrupted installation starts again.
    STAMP.unlink(missing_ok=True)
    say("Installing the project and its tools into .venv (the first time this takes some minutes)")
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if call([python, *install, "--editable", f"{ROOT}[dev]"]) != 0:
        raise DevError("pip could not install the project's dependencies; the lines above say which and why.")
    STAMP.write_text(wanted, "utf-8")
    return python


# --- run --------------------------------------------------------------------------------------------------------------


def has_screen() -> bool:
    """Whether a window can be shown."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def imported_id(output: str) -> str:
    """The id in the JSON line that `import` prints for a report."""
    for line in output.splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict) and "id" in row:
            return str(row["id"])
    raise DevError("The import printed no JSON line with an id.")


def tour(python: Path) -> int:
    """The program without a screen: the sample goes into a library in out/data, out as Word and Markdown, and the real
    window with it becomes a picture.
    """
    OUT.mkdir(exist_ok=True)
    program = [str(python), "-m", "halfyear_desktop"]
    data = environment(HALFYEAR_DATA=str(OUT / "data"))
    command = [*program, "import", str(SAMPLE)]
    null, pipe = subprocess.DEVNULL, subprocess.PIPE
    done = subprocess.run(command, cwd=ROOT, env=data, stdin=null, stdout=pipe, encoding="utf-8", check=False)
    say(done.stdout.rstrip())
    if done.returncode != 0:
        raise DevError(f"{SAMPLE.name} could not be imported (exit code {done.returncode}).")
    source = f"library:{imported_id(done.stdout)}"
    word, markdown = (OUT / f"{SAMPLE.stem}{suffix}" for suffix in (".docx", ".md"))
    picture = OUT / "窗口.png"
    makers: list[tuple[Path, list[str | Path]]] = [
        (word, [*program, "export", source, "-o", word]),
        (markdown, [*program, "export", source, "-o", markdown]),
        (picture, [python, "-m", "tests.pictures", picture]),
    ]
    for target, maker in makers:
        target.unlink(missing_ok=True)
        code = call(maker, HALFYEAR_DATA=str(OUT / "data"))
        if code != 0 or not target.is_file():
            raise DevError(f"{target} could not be made (exit code {code}).")
    say("\n  ".join(["The sample as the program writes it, and its window:", *map(str, dict(makers))]))
    return 0


def run(arguments: argparse.Namespace) -> int:
    """Opens the window; where there is no screen, makes the tour instead."""
    ensure_packages({**QT_PACKAGES, **SCREEN_PACKAGES} if has_screen() else QT_PACKAGES)
    python = prepare()
    if not has_screen():
        say("There is no screen (DISPLAY and WAYLAND_DISPLAY are empty): making the tour without a window.")
        return tour(python)
    return call([python, "-m", "halfyear_desktop", *arguments.rest])


# --- check, test, bench -----------------------------------------------------------------------------------------------

Step = tuple[str, list[str | Path]]

LOAD_QT = """
try:
    import PySide6.QtWidgets
except ImportError as error:
    raise SystemExit(f"Qt cannot be loaded, the tests with windows will be skipped: {error}")
"""


def checks(python: Path) -> list[Step]:
    """Format, lint, types and contracts; by module, as a console script holds the path of the clone it was made in."""
    lint_imports = "import sys; from importlinter.cli import lint_imports_command as main; sys.exit(main())"
    return [
        ("format", [python, "-m", "ruff", "format", "--check", "."]),
        ("lint", [python, "-m", "ruff", "check", "."]),
        ("types", [python, "-m", "mypy"]),
        ("contracts", [python, "-c", lint_imports, "--no-logo"]),
    ]


def tests(python: Path, arguments: argparse.Namespace) -> Step:
    """The pytest step, on all cores; what else stands on the command line goes to pytest."""
    command: list[str | Path] = [python, "-m", "pytest", "-n", "auto"]
    if call([python, "-c", LOAD_QT]) != 0:
        # The plug-in loads Qt at its start, and no test at all would run.
        command += ["-p", "no:pytest-qt"]
    if arguments.deep:
        # A deep count takes ten times as long as a plain one.
        command.append("--timeout=6000")
    return "tests", [*command, *arguments.rest]


def perform(steps: list[Step], **changes: str) -> int:
    """Runs every step, also after one has failed, so that one run tells everything; 1 if any failed."""
    results = []
    for name, command in steps:
        say(f"--- {name}")
        started = time.monotonic()
        code = call(command, **changes)
        results.append((name, code, time.monotonic() - started))
    say("--- summary")
    for name, code, seconds in results:
        say(f"{'ok' if code == 0 else 'FAILED':6} {name} ({seconds:.1f} s)")
    return int(any(code for _, code, _ in results))


def check(_arguments: argparse.Namespace) -> int:
    """Everything that is fast: format, lint, types, contracts."""
    return perform(checks(prepare()))


def test(arguments: argparse.Namespace) -> int:
    """The checks and the tests; `--deep` tries every count in full instead of a tenth of it."""
    ensure_packages({**QT_PACKAGES, **TEST_PACKAGES})
    python = prepare()
    deep = {"HALFYEAR_DEEP": "1"} if arguments.deep else {}
    return perform([*checks(python), tests(python, arguments)], **deep)


def bench(arguments: argparse.Namespace) -> int:
    """The measurements, one JSON object a row; what else stands on the command line goes to them."""
    return call([prepare(), "-m", "tests.bench", *arguments.rest])


# --- build ------------------------------------------------------------------------------------------------------------


def without_network() -> list[str]:
    """What to write before a command so that it has no network; nothing where that is not allowed."""
    for prefix in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        if shutil.which("unshare") and call([*prefix, "true"]) == 0:
            return prefix
    say("The network cannot be refused here (no `unshare`, or not allowed): the built program is tried with it.")
    return []


def build(_arguments: argparse.Namespace) -> int:
    """Builds the one-folder program into dist/, and tries it there without any network: its verbs and its window."""
    ensure_packages({**QT_PACKAGES, **BUILD_PACKAGES})
    python = prepare()
    # Warnings are about what our libraries offer and nobody uses; what is really missing is seen when it is tried.
    options = ["--noconfirm", "--clean", "--log-level=ERROR", f"--distpath={DIST}", f"--workpath={OUT / 'pyinstaller'}"]
    if call([python, "-m", "PyInstaller", *options, ROOT / "tests" / "bundle" / "halfyear_desktop.spec"]) != 0:
        raise DevError("PyInstaller could not build the program; the lines above say why.")
    folder = DIST / "halfyear_desktop"
    if call([*without_network(), python, "-m", "tests.built", folder, OUT / "built"]) != 0:
        raise DevError(f"The program in {folder} does not work; the lines above say what is wrong with it.")
    return 0


VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "build": build,
}


def main() -> int:
    """Does what the command line asks; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name, action in VERBS.items():
        verb = verbs.add_parser(name, help=(action.__doc__ or "").partition("\n")[0])
        if name == "test":
            verb.add_argument("--deep", action="store_true", help="try every count in full")
    arguments, rest = parser.parse_known_args()
    if rest and arguments.verb in {"check", "build"}:
        parser.error(f"{arguments.verb} takes no further arguments: {' '.join(rest)}")
    arguments.rest = rest
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A Windows console of another code page must not stop the work over a Chinese file name.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        return VERBS[arguments.verb](arguments)
    except DevError as error:
        say(f"dev.py {arguments.verb}: {error}")
    except KeyboardInterrupt:
        say("Stopped.")
    return 1


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - the one file that an older Python may be given
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    sys.exit(main())

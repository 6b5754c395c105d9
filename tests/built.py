"""Tries a program that `python dev.py build` has built: `python -m tests.built FOLDER WORK`.

Its files, its verbs and its window, in a process of its own with a new data folder in WORK. The window
is seen to take a second start's request, and then is asked to close; what it logged is an error.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests import ROOT

WINDOWS = sys.platform == "win32"
SAMPLE = ROOT / "resources" / "samples" / "住建局半年总结.txt"
PATIENCE = 60.0
"""Seconds for anything: a slow disk, a virus scanner that looks at a new program."""
NEEDED = (
    # Without these nothing fails aloud: icons and pictures are missing, Qt speaks English.
    *(f"*plugins/imageformats/*q{name}.*" for name in ("svg", "jpeg", "gif", "ico")),
    *("*plugins/iconengines/*qsvgicon.*", "*translations/qtbase_zh_CN.qm"),
    *(f"halfyear_desktop/{name}" for name in ("forms/main_window.ui", "resources/icons/app.svg")),
    *(f"halfyear_desktop/resources/{name}" for name in ("manual/*.md", "profiles/*.toml", "templates/*.toml")),
    *(f"halfyear_desktop/resources/{name}" for name in ("samples/*.txt", "themes/style.qss", "wordlists/*.txt")),
    *(f"halfyear_desktop/resources/licences/{name}" for name in ("LGPL-3.0.txt", "lxml.txt", "Python.txt")),
    f"*plugins/platforms/*q{'windows' if WINDOWS else 'xcb'}.*",
)
UNWANTED = ("*Qt6Network.*", "*plugins/tls/*", "*plugins/sqldrivers/*", "*Qt6Qml.*", "*libgtk-3*", "*opengl32sw*")

HARMLESS = ("This plugin does not support raise()",)
"""What Qt says where there is no screen."""


class Broken(Exception):
    """The program is not as it should be; the message says in what."""


def main(folder: Path, work: Path) -> int:
    """Tries the program in `folder` and says how it went; 1 where it does not work."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    ending = ".exe" if WINDOWS else ""
    window = folder / f"halfyear_desktop{ending}"
    verbs = folder / f"halfyear_cli{ending}" if WINDOWS else window
    platform = {} if WINDOWS else {"QT_QPA_PLATFORM": "offscreen"}
    environment = {**os.environ, "HALFYEAR_DATA": str(work / "data"), **platform}
    try:
        size = look(folder)
        id = try_verbs(verbs, work, environment)
        seconds = try_window(window, id, work, environment)
    except Broken as error:
        print(f"built: {error}")
        return 1
    print(f"Built {folder} ({size / 1e6:.0f} MB); its verbs work, its window stands {seconds:.1f} s after the start.")
    return 0


def look(folder: Path) -> int:
    """Looks for what must be there and what must not; the bytes of all files."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    inside = [path.relative_to(folder) for path in files]
    missing = [name for name in NEEDED if not any(path.match(name) for path in inside)]
    too_much = [str(path) for path in inside if any(path.match(name) for name in UNWANTED)]
    if missing or too_much:
        raise Broken(f"missing {missing}, not wanted {too_much}")
    return sum(path.stat().st_size for path in files)


def try_verbs(program: Path, work: Path, environment: dict[str, str]) -> str:
    """The sample goes into the library and out as each kind of file; its id."""
    told = call([program, "import", SAMPLE], work, environment)
    id = str(json.loads(told)["id"])
    for suffix in (".docx", ".md", ".txt", ".html", ".hyreport"):
        target = work / f"report{suffix}"
        call([program, "export", f"library:{id}", "-o", target], work, environment)
        if not target.is_file() or target.stat().st_size < 1000:
            raise Broken(f"{target} was not written")
    if not zipfile.is_zipfile(work / "report.docx"):
        raise Broken("report.docx is no Word file")
    call([program, "outline", work / "report.docx", work / "report.md"], work, environment)
    return id


def call(command: list[Path | str], work: Path, environment: dict[str, str]) -> str:
    """What a command printed. It stands in another folder than the checkout, and does not find it."""
    done = subprocess.run(
        list(map(str, command)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=work,
        env=environment,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    if done.returncode != 0:
        raise Broken(f"{command[1:]} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def try_window(program: Path, id: str, work: Path, environment: dict[str, str]) -> float:
    """Opens the window with a report, has a second start hand over to it, closes it; the seconds until it stood."""
    data = work / "data"
    starting = data / "requests" / "starting"
    begun = time.monotonic()
    errors = work / "errors.txt"
    with errors.open("wb") as stream:
        window = subprocess.Popen(
            [str(program), "open", f"library:{id}"],
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            cwd=work,
            env=environment,
        )
    try:
        # The data folder's mark of a window that is starting goes when its loop runs.
        wait(lambda: window.poll() is not None or starting.exists(), "did not begin to start")
        wait(lambda: window.poll() is not None or not starting.exists(), "did not open")
        seconds = time.monotonic() - begun
        if window.poll() is None:
            call([program], work, environment)
            ask_to_close(window)
        wait(lambda: window.poll() is not None, "did not close")
    finally:
        window.kill()
        window.wait()
    lines = [line for path in [errors, *data.glob("log/*")] for line in path.read_text("utf-8", "replace").splitlines()]
    logged = "\n".join(line for line in lines if line.strip() and line not in HARMLESS)
    if window.returncode != 0 or logged:
        raise Broken(f"the window ended with {window.returncode}: {logged}")
    if "geometry" not in (data / "settings.ini").read_text("utf-8"):
        raise Broken("the window did not keep where it stood")
    return seconds


def wait(is_true: Callable[[], bool], complaint: str) -> None:
    """Waits until something is true."""
    end = time.monotonic() + PATIENCE
    while not is_true():
        if time.monotonic() > end:
            raise Broken(f"the window {complaint}")
        time.sleep(0.01)


def ask_to_close(window: subprocess.Popen[bytes]) -> None:
    """Asks a window to close as the system does."""
    if WINDOWS:
        subprocess.run(["taskkill", "/PID", str(window.pid)], capture_output=True, check=False)
    else:
        window.send_signal(signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))

"""The program without a window: one JSON object a file on standard output, messages on standard error.

Exit status 0: all done, 1: something was refused and the rest was still done, 2: wrong usage.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from halfyear_desktop import __version__
from halfyear_desktop import cli_library as library
from halfyear_desktop.formats import catalogue
from halfyear_desktop.formats.blocks import Origin
from halfyear_desktop.formats.compose import compose
from halfyear_desktop.formats.errors import FormatError, ReadError
from halfyear_desktop.formats.profile import STANDARD, load_profile, profile_names
from halfyear_desktop.formats.recognition.outline import Imported, import_draft
from halfyear_desktop.formats.text_writer import plain_text
from halfyear_desktop.model.marks import typed_mark
from halfyear_desktop.model.numbering import Numbering, numbered
from halfyear_desktop.model.section import Section
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.model.text import Role

Answer = dict[str, Any]


def run(arguments: list[str]) -> int:
    """Carries out one command line and returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    act: Callable[[argparse.Namespace], int] = getattr(options, "act", _window)
    try:
        return act(options)
    except BrokenPipeError:
        sys.stderr.close()
        return 1


_SOURCES = "文稿、资料库中的报告 library:编号，或报告文件 .hyreport"
_EXPORT = "把文稿导出为 .docx、.md、.txt 或 .html；资料库中的报告也可导出为 .hyreport 交给同事"
_OPEN = "打开窗口，并打开资料库中的报告或导入文稿"
_COMPLAINTS = (
    (r".*invalid choice: '(.*)' \(choose.*", r"没有“\1”这个动词"),
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument (.*): expected (?:one|at least one) argument.*", r"\1 后面缺少内容"),
    (r"ambiguous option: (\S+).*", r"\1 不完整"),
)


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - handed on to argparse
        super().__init__(**options, add_help=False, allow_abbrev=False)
        self._optionals.title = "选项"
        self._positionals.title = "参数"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the call and how to learn more; exit status 2."""
        for pattern, words in _COMPLAINTS:
            message = re.sub(pattern, words, message)
        self.exit(2, f"用法不对：{message}。加 -h 可看说明。\n")

    def format_help(self) -> str:
        """The help text, its first word in Chinese too."""
        return super().format_help().replace("usage: ", "用法：", 1)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="halfyear_desktop", description="半年报：起草半年工作报告。不带动词时打开窗口。")
    parser.add_argument("--version", action="version", version=__version__, help="显示版本")
    verbs = parser.add_subparsers(title="动词", metavar="动词", parser_class=_Parser)
    made = verbs.add_parser("open", help=_OPEN, description=_OPEN)
    made.add_argument("files", nargs="*", metavar="文件", help=_SOURCES)
    made.set_defaults(act=_window)
    for verb, act, words in (
        ("outline", _outline, "列出文稿的标题层次、标题称谓等前置要素和残留"),
        ("text", _text, "列出文稿的全部文字，标题带序号"),
        ("import", _import, "把文稿导入资料库"),
    ):
        made = verbs.add_parser(verb, help=words, description=words)
        made.add_argument("files", nargs="+", metavar="文件", help=_SOURCES)
        made.set_defaults(act=act)
    made = verbs.add_parser(
        "export",
        help="导出文稿",
        description=_EXPORT,
    )
    made.add_argument("files", nargs="+", metavar="文件", help=_SOURCES)
    made.add_argument(
        "-o", "--output", required=True, metavar="目标", help="目标文件；一次导出几份时文件名写 *，如 out/*.docx"
    )
    made.add_argument(
        "--profile", default=STANDARD, metavar="版式", help=f"版式名或 .toml 文件：{'、'.join(profile_names())}"
    )
    made.add_argument("--clean", action="store_true", help="不带已识别的残留内容")
    made.add_argument("--toc", action="store_true", help="带目录（仅 .docx）")
    made.set_defaults(act=_export)
    return parser


def _each(files: list[str], act: Callable[[str], Answer]) -> int:
    """Prints the answer for each file; a refused one gets its sentence and the others still go on."""
    status = 0
    for source in files:
        try:
            answer = act(source)
        except (FormatError, library.Refused) as error:
            answer = {"error": str(error)}
            status = 1
            print(f"{source}：{error}", file=sys.stderr)
        print(_one_line({"source": source} | answer), flush=True)
    return status


_LINE_ENDS = {ord(character): f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}


def _one_line(answer: Answer) -> str:
    """An object as one line, also for readers that take U+2028 and its like for line ends."""
    return json.dumps(answer, ensure_ascii=False).translate(_LINE_ENDS)


def _window(options: argparse.Namespace) -> int:
    """Opens the window: Qt is loaded here, and for no other verb."""
    from halfyear_desktop.ui.application import run as run_window

    return run_window(getattr(options, "files", []))


def _outline(options: argparse.Namespace) -> int:
    def act(source: str) -> Answer:
        snapshot, imported = _read(source)
        return _front_matter(snapshot, imported) | {
            "outline": [
                {"depth": depth} | _shown(section, number.text, imported) | {"run_in": section.run_in}
                for depth, section, number in numbered(snapshot.nodes, Numbering())
            ],
            "differing": list(imported.differing) if imported else [],
            "not_imported": list(imported.losses) if imported else [],
        }

    return _each(options.files, act)


def _shown(section: Section, number: str, imported: Imported | None) -> Answer:
    """Number and title of a heading; a 3.1 that stands among its words is shown as its number.

    In a stranger's Word file it stays in the title: there a number is automatic, and what is typed are words.
    """
    foreign = imported is not None and imported.origin is Origin.WORD and not imported.exact
    mark = None if section.numbered or foreign else typed_mark(section.heading)
    if mark and mark.form == "deep":
        return {"number": mark.text, "title": section.heading[mark.after :]}
    return {"number": number, "title": section.heading}


def _front_matter(snapshot: Snapshot, imported: Imported | None) -> Answer:
    answer: Answer = {
        role.value: _joined(snapshot, role)
        for role in (Role.TITLE, Role.SUBTITLE, Role.SPEAKER, Role.DATE_LINE, Role.SALUTATION, Role.ADDRESSEE)
    }
    if answer["title"] is None and imported and imported.title_proposed:
        answer["title_proposed"] = imported.title_proposed
    answer["period"] = str(snapshot.details.period)
    answer["genre"] = snapshot.details.genre
    answer["noise"] = [
        {"line": row.line, "text": row.text, "reason": row.reason} for row in (imported.residue if imported else ())
    ]
    return answer


def _joined(snapshot: Snapshot, role: Role) -> str | None:
    return "".join(paragraph.chars for paragraph in snapshot.front if paragraph.role is role) or None


def _text(options: argparse.Namespace) -> int:
    return _each(options.files, lambda source: {"text": plain_text(compose(_read(source)[0]))})


def _export(options: argparse.Namespace) -> int:
    try:
        profile = load_profile(options.profile)
    except FormatError as error:
        print(error, file=sys.stderr)
        return 2
    output = str(options.output)
    if len(options.files) > 1 and "*" not in Path(output).name:
        print("用法不对：导出多份文稿时，目标要写成“文件夹/*.docx”。", file=sys.stderr)
        return 2

    def act(source: str) -> Answer:
        snapshot, imported = _read(source)
        target = _target(output, source, snapshot)
        if target.suffix.lower() == library.REPORT_FILE:
            library.write_report_file(source, target)
        else:
            composition = compose(snapshot, profile.numbering, clean=options.clean)
            catalogue.write(composition, profile, target, contents=options.toc)
        answer: Answer = {"output": str(target)}
        if imported and imported.residue:
            answer["residue"] = len(imported.residue)
        return answer

    return _each(options.files, act)


def _target(output: str, source: str, snapshot: Snapshot) -> Path:
    """The file to write; a `*` in its name stands for the source's name."""
    path = Path(output)
    if "*" not in path.name:
        return path
    if source.startswith(library.PREFIX):
        from halfyear_desktop.ui.exporting.order import legal_name  # which needs no Qt

        return path.with_name(path.name.replace("*", legal_name(snapshot.details.name)))
    return path.with_name(path.name.replace("*", Path(source).stem))


def _import(options: argparse.Namespace) -> int:
    try:
        with library.importing() as opened:

            def act(source: str) -> Answer:
                if source.startswith(library.PREFIX):
                    raise ReadError(f"“{source}”已经在资料库中，不用再导入。")
                if library.is_report(source):
                    return library.added_file(opened, Path(source))
                return library.added(opened, _imported(source))

            return _each(options.files, act)
    except library.Refused as error:
        refused = error
        return _each(options.files, lambda source: _refuse(refused))


def _refuse(error: library.Refused) -> NoReturn:
    raise error


def _read(source: str) -> tuple[Snapshot, Imported | None]:
    """The report that a source names; for a draft also what was found while importing."""
    if library.is_report(source):
        return library.report(source), None
    imported = _imported(source)
    return imported.snapshot, imported


def _imported(source: str) -> Imported:
    path = Path(source)
    return import_draft(catalogue.read(path), name=path.stem, today_year=date.today().year)

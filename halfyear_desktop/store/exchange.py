"""One report as one file, to be handed on or taken to a new computer: the bytes of `packing`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from halfyear_desktop import files
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.store.backup import Reason
from halfyear_desktop.store.errors import ExchangeError, NoSuchReport, ReportDamaged
from halfyear_desktop.store.library import Library, new_report_id
from halfyear_desktop.store.packing import FILE_LIMIT, packed, unpacked

ENDING = ".hyreport"
"""How the file's name ends."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The report that came in. `message` is a sentence if it had to become a copy under a new id, else ""."""

    id: str
    message: str = ""


def export_report(library: Library, id: str, path: Path) -> None:
    """Writes a report of the library to a file, in one step.

    Raises ReportDamaged (a damaged report is not handed on), NoSuchReport, ExchangeError; an older file stays then.
    """
    loaded = library.load(id)
    if loaded.damaged:
        raise ReportDamaged(f"《{loaded.report.details.name}》有受损的内容，没有导出。请先复制成新报告并核对，再导出。")
    write_snapshot(loaded.snapshot, path)


def write_snapshot(snapshot: Snapshot, path: Path) -> None:
    """Writes a report to a file, in one step; needs no library, so any thread may. Raises ExchangeError."""
    data = packed(snapshot)
    try:
        files.write_whole(path, lambda file: file.write(data))
    except OSError as error:
        raise ExchangeError(
            f"没能写入“{path}”（{files.reason(error)}），原来的文件没有变。请换一个位置，或关闭占用它的程序。"
        ) from error


def read_report(path: Path) -> Snapshot:
    """The report in a file. Raises ExchangeError for a file that is none, is damaged, hostile or newer."""
    try:
        size = path.stat().st_size
        if size > FILE_LIMIT:
            raise ExchangeError(f"“{path}”太大（{size >> 20} MB），不像是一份报告，没有导入。请确认选对了文件。")
        data = path.read_bytes()
    except OSError as error:
        raise ExchangeError(f"读不了“{path}”（{files.reason(error)}），没有导入。请检查文件是否还在。") from error
    return unpacked(data, str(path))


def import_report(library: Library, path: Path) -> Imported:
    """Adds the report in a file to the library, after a copy of the library; if its id is taken, under a new one.

    Raises ExchangeError as `read_report`; nothing is in the library then.
    """
    snapshot = read_report(path)
    message = ""
    if _is_known(library, snapshot.id):
        name = snapshot.details.name + "（导入）"
        snapshot = replace(snapshot, id=new_report_id(), details=replace(snapshot.details, name=name))
        message = f"资料库里已有这份报告，没有覆盖它；导入的作为另一份保存，名为《{name}》。"
    library.prepare()
    library.copy_before(Reason.IMPORT)
    library.create(Report.restored(snapshot))
    return Imported(snapshot.id, message)


def _is_known(library: Library, id: str) -> bool:
    try:
        library.load(id)
    except NoSuchReport:
        return False
    return True

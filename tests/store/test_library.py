"""The library as its users see it: create, list, open, save, rename, copy, bin, delete."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from halfyear_desktop.model.changes import RemoveSection, ReplaceText, SetDetails, SetState
from halfyear_desktop.model.period import Part, Period
from halfyear_desktop.model.section import FRONT, ROOT, State
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Paragraph
from halfyear_desktop.store.errors import NoSuchReport, ReportChangedElsewhere, ReportExists
from halfyear_desktop.store.library import Library, data_folder, new_report_id
from halfyear_desktop.store.overviews import Overview
from tests import ROOT as CHECKOUT
from tests.store.samples import report, rewrite

READ_A_REPORT = """
import sys
from halfyear_desktop.store.library import Library
with Library.open(writable=len(sys.argv) > 1) as library:
    entry, = library.reports()
    loaded = library.load(entry.id)
    assert not loaded.damaged
    print(sorted({"sqlite_utils", "numpy"} & sys.modules.keys()))
"""


def test_a_new_library_is_made_where_the_variable_says(library: Library, data_directory: Path) -> None:
    assert library.path.parent == data_directory == data_folder()
    assert library.read_only is None
    assert library.reports() == []


def test_a_library_that_is_only_to_be_read_is_not_made(data_directory: Path) -> None:
    from halfyear_desktop.store.errors import LibraryMissing

    with pytest.raises(LibraryMissing, match="还没有建立"):
        Library.open(writable=False)
    assert not data_directory.exists()


def test_reports_are_listed_by_period_and_genre_with_their_counts(library: Library) -> None:
    for number, (year, genre) in enumerate([(2021, "工作总结"), (2022, "讲话"), (2022, "工作总结")]):
        one = report(f"r{number}", "同名", body="完成 投资\u3000五千\u2028万元。")
        one.apply(SetDetails(one.details, Details("同名", Period(year, Part.FIRST_HALF), genre)))
        library.create(one)
    assert [entry.id for entry in library.reports()] == ["r2", "r1", "r0"]
    assert [entry.id for entry in library.reports(Period(2022))] == ["r2", "r1"]
    assert [entry.id for entry in library.reports(Period(2022), "讲话")] == ["r1"]
    entry = library.reports()[0]
    assert entry.sections == 3
    # Spaces and line breaks count nothing, nor do the characters that stand for the table and the picture.
    assert entry.characters == sum(len(p.chars) for _, s in one.walk() for p in s.text) - 3 * 3 - 2 + len("同名")
    assert not entry.damaged


def test_the_list_shows_placeholders_and_states_as_they_were_saved_last(library: Library) -> None:
    library.create(report(body="完成投资××万元。"))
    loaded = library.load("r1")
    saver = library.saver(loaded)
    (entry,) = library.reports()
    assert entry.overview == Overview(3, {State.TODO: 0, State.DRAFT: 3, State.CHECKED: 0, State.FINAL: 0})
    rewrite(loaded.report, 3, "完成投资5000万元。")
    loaded.report.apply(SetState(3, State.DRAFT, State.FINAL))
    loaded.report.apply(ReplaceText(FRONT, 1, (), (Paragraph("【单位名称】："),)))
    saver.save()
    (entry,) = library.reports()
    assert entry.overview == Overview(3, {State.TODO: 0, State.DRAFT: 2, State.CHECKED: 0, State.FINAL: 1})
    assert entry.version == ""


def test_a_harmed_overview_is_absent_and_harms_nothing_else(library: Library) -> None:
    library.create(report())
    with closing(sqlite3.connect(library.path)) as other, other:
        other.execute("UPDATE overviews SET placeholders = 77")
    (entry,) = library.reports()
    assert (entry.overview, entry.damaged, library.check()) == (None, False, [])
    loaded = library.load("r1")
    saver = library.saver(loaded)
    rewrite(loaded.report, 4, "改过")
    saver.save()
    (entry,) = library.reports()
    assert entry.overview is not None


def test_creating_a_report_twice_is_refused_and_changes_nothing(library: Library) -> None:
    library.create(report())
    with pytest.raises(ReportExists, match="已有"):
        library.create(report(name="别的"))
    assert library.load("r1").snapshot == report().snapshot()


def test_what_a_saver_saved_is_there_when_the_library_is_opened_again() -> None:
    with Library.open() as library:
        library.create(report())
        loaded = library.load("r1")
        saver = library.saver(loaded)
        assert not saver.pending
        assert not saver.save()
        rewrite(loaded.report, 4, "改过的一段")
        assert saver.pending
        assert saver.save()
        assert not saver.pending
    with Library.open() as library:
        assert library.load("r1").snapshot == loaded.snapshot


def test_a_closed_saver_hears_nothing_more(library: Library) -> None:
    library.create(report())
    loaded = library.load("r1")
    saver = library.saver(loaded)
    saver.close()
    rewrite(loaded.report, 4, "没有保存的")
    assert not saver.pending


def test_the_id_of_a_removed_section_is_not_given_again_after_loading(library: Library) -> None:
    library.create(report())
    loaded = library.load("r1")
    saver = library.saver(loaded)
    last = max(section.id for _, section in loaded.report.walk())
    parent = loaded.report.parent(last)
    loaded.report.apply(RemoveSection(parent, loaded.report.index(last), loaded.report.subtree(last)))
    saver.save()
    assert library.load("r1").report.new_id() == last + 1


def test_a_failed_save_forgets_nothing(library: Library) -> None:
    library.create(report())
    loaded, other = library.load("r1"), library.load("r1")
    saver, other_saver = library.saver(loaded), library.saver(other)
    rewrite(other.report, 3, "另一处")
    other_saver.save()
    rewrite(loaded.report, 4, "这一处")
    with pytest.raises(ReportChangedElsewhere, match="没有保存"):
        saver.save()
    assert saver.pending
    assert library.load("r1").snapshot == other.snapshot


def test_saving_a_whole_report_makes_the_library_equal_to_it(library: Library) -> None:
    library.create(report())
    edited = report(sections=7)
    edited.apply(SetState(3, State.DRAFT, State.FINAL))
    edited.apply(RemoveSection(ROOT, 1, edited.subtree(edited.children()[1])))
    library.save(edited)
    assert library.load("r1").snapshot == edited.snapshot()
    assert library.reports()[0].sections == len(list(edited.walk()))
    library.save(report())
    assert library.load("r1").snapshot == report().snapshot()


def test_renaming_an_open_report_does_not_stop_its_saver(library: Library) -> None:
    library.create(report())
    loaded = library.load("r1")
    saver = library.saver(loaded)
    library.rename("r1", "新名")
    rewrite(loaded.report, 4, "改过")
    saver.save()
    assert library.reports()[0].details.name == "新名"


def test_a_copy_is_another_report_with_the_same_content(library: Library) -> None:
    library.create(report())
    id = library.copy("r1")
    next_period = replace(report().details, period=Period(2022, Part.SECOND_HALF))
    second = library.copy("r1", next_period)
    assert len({"r1", id, second}) == 3
    assert library.load(id).snapshot.nodes == report().snapshot().nodes
    assert library.load(id).snapshot.details.name == "上半年工作总结（副本）"
    assert library.load(second).snapshot.details == next_period


def test_a_report_goes_into_the_bin_and_back_and_is_deleted_only_from_there(library: Library) -> None:
    library.create(report())
    library.create(report("r2"))
    library.bin("r1")
    assert [entry.id for entry in library.reports()] == ["r2"]
    assert [entry.id for entry in library.reports(binned=True)] == ["r1"]
    library.restore("r1")
    library.delete("r1")
    assert {entry.id for entry in library.reports()} == {"r1", "r2"}
    library.bin("r1")
    assert library.empty_bin() == 1
    with pytest.raises(NoSuchReport, match="r1"):
        library.load("r1")
    assert library.load("r2").snapshot == report("r2").snapshot()
    assert library.check() == []
    assert library.copies.listed()[0].reason.value == "delete"


def test_several_reports_are_deleted_with_one_copy_before(library: Library) -> None:
    for id in ("r1", "r2", "r3"):
        library.create(report(id))
    library.bin("r1")
    library.bin("r2")
    before = len(library.copies.listed())
    assert library.delete("r1", "r2", "r3") == 2
    assert [entry.id for entry in library.reports()] == ["r3"]
    assert len(library.copies.listed()) == before + 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("五千", ["r1"]),
        ("EPC", ["r2"]),
        ("epc", ["r2"]),
        ("100%", ["r2"]),
        ("1_0", []),
        ('说"好"', ["r2"]),
        ("没有", []),
    ],
)
def test_reports_that_hold_words_are_found_without_loading_them(library: Library, words: str, found: list[str]) -> None:
    library.create(report("r1"))
    library.create(report("r2", body='采用EPC模式，完成100%，都说"好"。'))
    assert library.holding(words) == found


def test_words_in_a_table_are_found_and_lone_surrogates_are_no_error(library: Library) -> None:
    library.create(report("r1"))
    assert library.holding("指标") == ["r1"]
    assert library.holding("\ud800") == []


def test_deleted_text_is_gone_from_the_file(library: Library) -> None:
    library.create(report(body="绝密内容"))
    library.bin("r1")
    library.empty_bin()
    library.close()
    assert "绝密内容".encode() not in library.path.read_bytes()


@pytest.mark.parametrize(
    "act", [Library.bin, Library.restore, Library.copy, lambda library, id: library.rename(id, "名")]
)
def test_acting_on_a_report_that_is_not_there_says_so(library: Library, act: object) -> None:
    with pytest.raises(NoSuchReport, match="没有编号为“x”的报告"):
        act(library, "x")  # type: ignore[operator]


def test_a_library_belongs_to_the_thread_that_opened_it(library: Library) -> None:
    caught: list[BaseException] = []

    def read() -> None:
        try:
            library.reports()
        except Exception as error:
            caught.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert isinstance(caught[0], sqlite3.ProgrammingError)


def test_ids_of_reports_differ() -> None:
    assert len({new_report_id() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("arguments", [[], ["writable"]])
def test_reading_a_report_loads_neither_sqlite_utils_nor_numpy(arguments: list[str]) -> None:
    with Library.open() as library:
        library.create(report())
    done = subprocess.run(
        [sys.executable, "-c", READ_A_REPORT, *arguments], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")

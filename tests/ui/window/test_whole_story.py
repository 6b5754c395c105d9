"""A file's way through the whole window, by random acts: nothing is lost on it and nothing comes in unasked."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from halfyear_desktop import cli
from halfyear_desktop.formats import catalogue
from halfyear_desktop.formats.recognition.outline import import_draft
from halfyear_desktop.model.numbering import numbered
from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.store.exchange import read_report
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.exporting.dialog import ExportDialog
from halfyear_desktop.ui.finding.bar import FindBar
from halfyear_desktop.ui.importing.dialog import ImportDialog
from tests import scaled
from tests.ui.editor.hand import on_model, on_screen
from tests.ui.window.person import ALT, CTRL, NONE, SHIFT, Key, Person

ACTS = 60
DRAFT = """打印本页
云栖区园林所𠮷2026年上半年工作总结
（2026年7月1日）
各位代表：
上半年，我所*各项工作有序推进，×号和全角　空格都在。
一、绿化养护
（一）补植。完成补植1200株，栽种××种😀。
（二）修剪
\t完成修剪3.5万平方米，同比增长12%。
1．行道树
树形整齐。
二、公园管理
接待游客3万人次\u2028比去年同期多2成。
三、下半年打算
继续努力。
云栖区园林所
2026年7月1日
"""


class Somebody:
    """A person who does one random thing after the other."""

    def __init__(self, person: Person, seed: int) -> None:
        self.person, self.chance = person, random.Random(seed)
        self.done: list[str] = []
        self._acts: list[Callable[[], None]] = [
            *[self.write] * 8,
            *[self.key] * 10,
            *[self.gesture] * 6,
            *[self.clipboard] * 3,
            *[self.command] * 5,
            *[self.switch] * 4,
            *[self.history] * 4,
            self.rename,
            self.replace_all,
            self.look,
        ]

    def act(self) -> None:
        """One thing, after which the page shows the model."""
        act = self.chance.choice(self._acts)
        self.done.append(act.__name__)
        act()
        self.check()

    def check(self) -> None:
        """The page shows the model, with its numbers."""
        page, report = self.person.page, self.person.report
        assert on_screen(page) == on_model(page, report), self.done[-5:]
        assert page.projection.numbers == {section.id: number for _, section, number in numbered(report.walk())}

    def go(self) -> None:
        """The caret to any place, edges above all."""
        places = [(id, at) for id in self.person.page.projection.index.order for at in range(len(self.person.text(id)))]
        if places:
            id, at = self.chance.choice(places)
            length = len(self.person.text(id)[at])
            self.person.go(id, at, self.chance.choice([0, length, self.chance.randint(0, length)]))
        self.person.page.setFocus()

    def write(self) -> None:
        self.go()
        if self.chance.random() < 0.5:
            self.person.write(self.chance.choice(["上半年", "1", "a b", "𠮷", "　×"]))
        elif self.chance.random() < 0.8:
            self.person.say(self.chance.choice(["总结", "稳步推进。", "😀"]))
        else:
            self.person.compose("zong'jie")
            self.person.compose("")

    def key(self) -> None:
        self.go()
        key = self.chance.choice([Key.Key_Return, Key.Key_Backspace, Key.Key_Delete, Key.Key_Tab, Key.Key_Backtab])
        modifiers = self.chance.choice([NONE, NONE, SHIFT, CTRL])
        self.person.press(key, SHIFT if key == Key.Key_Backtab else NONE if key == Key.Key_Tab else modifiers)

    def gesture(self) -> None:
        self.go()
        arrows = [Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down]
        keys = [(each, ALT | SHIFT) for each in arrows]
        keys += [(each, CTRL | ALT) for each in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_Return)]
        self.person.press(*self.chance.choice([*keys, (Key.Key_N, CTRL | SHIFT)]))

    def clipboard(self) -> None:
        self.go()
        self.person.press(self.chance.choice([Key.Key_Down, Key.Key_Left, Key.Key_End]), SHIFT, 2)
        self.person.press(self.chance.choice([Key.Key_X, Key.Key_C, Key.Key_V]), CTRL)

    def command(self) -> None:
        self.go()
        roles = ["role_title", "role_salutation", "role_date_line", "role_signature"]
        name = self.chance.choice(["add_section", "split", "merge", "numbered", "state_final", "delete", *roles])
        if self.person.window.actions_[name].isEnabled() and len(self.person.headings) > 2:
            self.person.choose(name)

    def switch(self) -> None:
        if self.chance.random() < 0.4:
            self.person.press(Key.Key_Home, ALT)
            return
        self.person.panel.expand_all()
        self.person.click_row(self.chance.choice([FRONT, END, *(s.id for _, s in self.person.report.walk())]))

    def history(self) -> None:
        self.person.page.setFocus()
        self.person.press(self.chance.choice([Key.Key_Z, Key.Key_Z, Key.Key_Y]), CTRL, self.chance.randint(1, 3))

    def rename(self) -> None:
        if self.person.headings:
            self.person.panel.expand_all()
            self.person.click_row(self.chance.choice([section.id for _, section in self.person.report.walk()]))
            self.person.press(Key.Key_F2)
            if isinstance(self.person.focus, QLineEdit):
                self.person.say("改名")
                self.person.press(self.chance.choice([Key.Key_Return, Key.Key_Escape]))
                self.person.settle()

    def replace_all(self) -> None:
        self.go()
        self.person.press(Key.Key_H, CTRL)
        bar = self.person.window.findChild(FindBar)
        assert bar is not None
        for field, words in ((bar.search_field, "完成"), (bar.replace_field, "实现")):
            field.setFocus()
            self.person.press(Key.Key_A, CTRL)
            self.person.say(words)
        self.person.qtbot.waitUntil(lambda: not bar.under_way)
        if bar.replace_all_button.isEnabled():
            self.person.click(bar.replace_all_button)
        bar.search_field.setFocus()
        self.person.press(Key.Key_Escape)

    def look(self) -> None:
        self.person.press(self.chance.choice([Key.Key_Equal, Key.Key_Minus, Key.Key_0]), CTRL)
        self.person.choose(self.chance.choice(["theme_light", "theme_dark"]))


def same(one: Snapshot, other: Snapshot) -> bool:
    return replace(one, id="") == replace(other, id="")


def stored(person: Person, id: str) -> Snapshot:
    with Library.open(person.window.session.library.path.parent, writable=False) as reader:
        loaded = reader.load(id)
    assert not loaded.damaged
    return loaded.snapshot


def export(person: Person, path: Path) -> bytes:
    """A file through the dialog."""
    names = {".md": "markdown", ".html": "html", ".txt": "text", ".hyreport": "report"}
    person.choose(f"export_{names[path.suffix]}")
    dialog = person.dialog(ExportDialog)
    dialog.path_field.setText(str(path))
    person.click(dialog.export_button)
    person.qtbot.waitUntil(lambda: not person.window.jobs.busy)
    person.settle()
    return path.read_bytes()


@pytest.mark.parametrize("seed", range(scaled(20)))
def test_a_draft_comes_in_is_worked_on_kept_and_goes_out(
    start_page: Person, tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    person = start_page
    path = tmp_path / "园林所总结.txt"
    path.write_text(DRAFT, "utf-8")
    person.drag_files([path], person.window)
    dialog = person.dialog(ImportDialog)
    person.qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.main_page)
    person.click(dialog.import_button)
    person.settle()
    id, start = person.opened.id, person.report.snapshot()
    assert same(start, import_draft(catalogue.read(path), name=path.stem).snapshot)

    somebody = Somebody(person, seed)
    for _ in range(ACTS):
        somebody.act()
    person.page.commit()
    end, history = person.report.snapshot(), person.opened.document.history
    steps = history.index()
    for key, last in ((Key.Key_Z, 0), (Key.Key_Y, steps)):
        while history.index() != last:
            person.page.setFocus()
            person.press(key, CTRL)
            somebody.check()
        assert person.report.snapshot() == (start if key == Key.Key_Z else end)

    person.choose("home")
    assert stored(person, id) == end
    person.window.open(id)
    assert person.report.snapshot() == end
    for suffix in (".md", ".html", ".txt", ".hyreport"):
        written = export(person, tmp_path / f"窗口{suffix}")
        line = tmp_path / f"命令行{suffix}"
        assert cli.run(["export", f"library:{id}", "-o", str(line)]) == 0, capsys.readouterr().out
        assert line.read_bytes() == written
    assert read_report(tmp_path / "窗口.hyreport") == end

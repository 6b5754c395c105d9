"""A seeded monkey at the page."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPaintEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.changes import (
    Batch,
    Change,
    InsertSection,
    MoveSection,
    RemoveSection,
    ReplaceText,
    SetNumbered,
    SetObject,
)
from halfyear_desktop.model.numbering import numbered
from halfyear_desktop.model.objects import Cell, Picture, Table
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, Section, State, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Kind, Mark, Paragraph, Role, Text, normal, object_paragraph
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.blocks import LOOK, STANDS_FOR
from halfyear_desktop.ui.editor.page import Page
from halfyear_desktop.ui.theme import Theme
from tests.ui.editor.hand import compose, control, drop, on_model, on_screen, press

PLAIN = "上半年工作总结完成1123，。 aB"
CHARS = PLAIN + "\u3000\u2028\u00a0\t😀𠮷👨\u200d\u0301\ufffd\ufeff\u2029\ud83d\ude00\udc00\ud800\r\x01\ufdd0"


class Loud(Page):
    """A page whose handlers keep what they raise: PySide crashes on, or swallows, what leaves a nested override."""

    def __init__(self, document: Document) -> None:
        self.raised: list[Exception] = []
        super().__init__(document, Theme(Path("unused")), load_profile())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        try:
            super().keyPressEvent(event)
        except Exception as error:
            self.raised.append(error)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        try:
            super().inputMethodEvent(event)
        except Exception as error:
            self.raised.append(error)

    def paintEvent(self, event: QPaintEvent) -> None:
        try:
            super().paintEvent(event)
        except Exception as error:
            self.raised.append(error)


class Monkey:
    """Does one random thing after the other to a page over a random report."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.report = self.random_report()
        self.document = Document(self.report)
        self.page = Loud(self.document)
        self.page.resize(400, 300)
        self.page.show()
        self.done: list[str] = []

    def step(self) -> None:
        """One thing."""
        names = [name for name in dir(self) if name.startswith("do_")]
        name = self.random.choice([*names, *["do_type"] * 4, *["do_caret"] * 4, *["do_select"] * 3])
        self.done.append(name)
        getattr(self, name)()

    def check(self) -> None:
        """The screen equals the model, and nothing was raised on the way, painting included."""
        self.page.viewport().repaint()
        for error in self.page.raised:
            raise error
        for section in [self.report.section(id) for id in (FRONT, *self.ids(), END)]:
            for at, paragraph in enumerate(section.text):
                objects = [mark for mark in paragraph.marks if mark.kind is Kind.OBJECT]
                assert paragraph == normal(paragraph.chars, paragraph.marks, paragraph.role)
                assert not objects or paragraph.object_id is not None, "an object is not alone"
                assert not paragraph.heading_end or (at == 0 and section.id not in (FRONT, END)), "a heading inside"
                assert section.id in (FRONT, END) or paragraph.role in (Role.BODY, Role.RESIDUE), "a role of matter"
        held = self.page.projection.held
        seen, wanted = on_screen(self.page), on_model(self.page, self.report)
        if held is not None:
            number = self.page.projection.block(*held[:2]).blockNumber()
            seen[number] = wanted[number]
        if seen != wanted:
            pairs = [(a, b) for a, b in zip(seen, wanted, strict=False) if a != b]
            raise AssertionError(f"{len(seen)} blocks, {len(wanted)} paragraphs; first difference: {pairs[:1]}")
        self.check_looks()

    def check_looks(self) -> None:
        """Every block stands as a page opened now would set it, and its characters have the fonts they should have."""
        projection = self.page.projection
        fresh = {section.id: number for _, section, number in numbered(self.report.walk())}
        assert projection.numbers == fresh, "numbers are not counted anew"
        for number in range(projection.index.total):
            block = projection.screen.findBlockByNumber(number)
            section, at = projection.index.place(number)
            if projection.held is not None and projection.held[:2] == (section, at):
                continue
            line = projection.line(section, at)
            if not projection.formats.stands(block, line):
                worn = projection.formats._looks[block.blockFormat().intProperty(LOOK)]
                raise AssertionError(f"paragraph {section, at} should be {line}, but is {worn}; {self.done[-3:]}")
            for span in block.textFormats():
                shown = QTextCharFormat(span.format)
                shown.clearProperty(STANDS_FOR)
                meaning = projection.formats.meaning(shown)
                assert shown == projection.char_format(section, at, meaning), f"fonts in {section, at} are others"

    # What is random.

    def chars(self, most: int = 12, of: str = CHARS) -> str:
        return "".join(self.random.choices(of, k=self.random.randint(0, most)))

    def paragraph(self, *, heading: bool = False, matter: bool = False) -> Paragraph:
        role = self.random.choice(list(Role)) if matter else self.random.choice([Role.BODY, Role.BODY, Role.RESIDUE])
        if not heading and self.random.random() < 0.12:
            return object_paragraph(self.random.choice(["t1", "图2", "o\ud8003"]), role)
        chars = self.chars()
        marks = []
        for kind in self.random.sample([Kind.BOLD, Kind.FIGURE, Kind.PLACEHOLDER], self.random.randint(0, 2)):
            start, end = sorted(self.random.choices(range(len(chars) + 1), k=2))
            marks.append(Mark(start, end, kind, self.random.choice(["a", "b\ud800"])))
        if heading:
            marks.append(Mark(0, self.random.choice([len(chars), len(chars) // 2]), Kind.HEADING))
        return normal(chars, marks, role)

    def text(self, *, matter: bool = False) -> Text:
        if matter:
            return tuple(self.paragraph(matter=True) for _ in range(self.random.randint(0, 3)))
        return (self.paragraph(heading=True), *(self.paragraph() for _ in range(self.random.randint(0, 2))))

    def subtree(self, report: Report, most: int) -> Subtree:
        nodes, depth = [], 0
        for _ in range(self.random.randint(1, most)):
            section = Section(report.new_id(), self.text(), State.DRAFT, self.random.random() < 0.9)
            nodes.append((depth, section))
            depth = self.random.randint(1, depth + 1)
        return Subtree(tuple(nodes))

    def random_report(self) -> Report:
        report = Report("r", Details("某局", Period(2026), "总结"))
        report.apply(SetObject("t1", None, Table(((Cell("指标"), Cell("1")), (Cell("国" * 40, 2),)), 1, (), "表")))
        report.apply(SetObject("图2", None, Picture(b"", "image/x-emf", 90, 20, "图")))
        report.apply(ReplaceText(FRONT, 0, (), self.text(matter=True)))
        report.apply(ReplaceText(END, 0, (), self.text(matter=True)))
        for index in range(self.random.randint(0, 3)):
            report.apply(InsertSection(ROOT, index, self.subtree(report, 4)))
        return report

    def spot(self) -> Spot:
        cursor = self.page.document().findBlockByNumber(self.random.randrange(self.page.document().blockCount()))
        length = cursor.length() - 1
        offset = self.random.choice([0, length, self.random.randint(0, length)])
        return self.page.spots.at(cursor.position() + offset)

    def ids(self) -> list[int]:
        return [section.id for _, section in self.report.walk()]

    def push(self, change: Change) -> None:
        here = Place(FRONT)
        self.document.push(change, "树", before=here, after=here)

    # What it does.

    def do_type(self) -> None:
        text = self.random.choice(["上", "1", "a", "😀", "，", "\u00a0", "1", "ab"])
        press(self.page, 0, text)

    def do_caret(self) -> None:
        self.page.set_caret(self.spot())

    def do_select(self) -> None:
        self.page.set_caret(self.spot(), self.spot())

    def do_nearby_selection(self) -> None:
        self.page.moveCursor(
            self.random.choice([QTextCursor.MoveOperation.Down, QTextCursor.MoveOperation.NextWord]),
            QTextCursor.MoveMode.KeepAnchor,
        )

    def do_arrow(self) -> None:
        press(self.page, self.random.choice([Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End]))

    def do_enter(self) -> None:
        press(self.page, Qt.Key.Key_Return, "\r")

    def do_line_break(self) -> None:
        press(self.page, Qt.Key.Key_Return, "\r", Qt.KeyboardModifier.ShiftModifier)

    def do_backspace(self) -> None:
        press(self.page, Qt.Key.Key_Backspace)

    def do_delete(self) -> None:
        press(self.page, Qt.Key.Key_Delete)

    def do_delete_word(self) -> None:
        control(self.page, self.random.choice([Qt.Key.Key_Backspace, Qt.Key.Key_Delete]))

    def do_edge(self) -> None:
        block = self.page.document().findBlockByNumber(self.random.randrange(self.page.document().blockCount()))
        backward = self.random.random() < 0.5
        self.page.set_caret(self.page.spots.at(block.position() + (0 if backward else block.length() - 1)))
        press(self.page, Qt.Key.Key_Backspace if backward else Qt.Key.Key_Delete)

    def do_commit(self) -> None:
        compose(self.page, "shang")
        self.check()
        compose(self.page, "", self.random.choice(["上半年", "1", "😀", "𠮷a"]))

    def do_preedit(self) -> None:
        compose(self.page, self.random.choice(["gong'zuo", "", "z"]))

    def do_cancel(self) -> None:
        compose(self.page, "z")
        compose(self.page, "")

    def do_undo_composing(self) -> None:
        compose(self.page, "zong")
        control(self.page, Qt.Key.Key_Z)

    def do_change_composing(self) -> None:
        """Something else changes the paragraph in which the input method is at work."""
        compose(self.page, "zong")
        spot = self.page.caret()
        text = self.report.section(spot.section).text
        if text and self.random.random() < 0.7:
            old = text[spot.paragraph]
            new = normal(self.chars(2) + old.chars[1:] + self.chars(2), old.marks, old.role)
            if old.object_id is None:
                self.push(ReplaceText(spot.section, spot.paragraph, (old,), (new,)))
        else:
            self.do_tree_text()
        self.check()
        compose(self.page, "", self.random.choice(["", "总", "总结"]))

    def do_undo(self) -> None:
        control(self.page, Qt.Key.Key_Z)

    def do_redo(self) -> None:
        control(self.page, Qt.Key.Key_Y)

    def do_undo_some(self) -> None:
        for _ in range(self.random.randint(2, 5)):
            self.do_undo()
            self.check()
        for _ in range(self.random.randint(0, 5)):
            self.do_redo()
            self.check()

    def do_cut(self) -> None:
        control(self.page, Qt.Key.Key_X)

    def do_native_cut(self) -> None:
        """Something of Qt's own writes past the gestures: the net."""
        if self.random.random() < 0.3:
            QTextEdit.cut(self.page)

    def do_paste(self) -> None:
        data = QMimeData()
        data.setText("\n".join(self.chars() for _ in range(self.random.randint(1, 3))))
        self.page.insertFromMimeData(data)

    def do_paste_lines(self) -> None:
        self.page.writing.insert_lines([self.chars() for _ in range(self.random.randint(1, 3))], "粘贴")

    def do_drop(self) -> None:
        drop(self.page, self.chars(of=PLAIN + "\n"), self.random.randint(0, 300), self.random.randint(0, 250))

    def do_move_selection(self) -> None:
        self.page.writing.move_selection(self.spot())

    def do_show(self) -> None:
        self.page.show_section(self.random.choice([ROOT, ROOT, FRONT, END, *self.ids()]))

    def do_number(self) -> None:
        """A section loses or gets its number."""
        for id in self.random.sample(self.ids(), min(1, len(self.ids()))):
            old = self.report.section(id).numbered
            self.push(SetNumbered(id, old, not old))

    def do_object(self) -> None:
        """A table is another now, or is none any more."""
        old = self.report.objects.get("t1")
        new = self.random.choice([None, Table(((Cell(self.chars().replace("\r", "")),),)), Table(())])
        if old != new:
            self.push(SetObject("t1", old, new))

    def do_zoom(self) -> None:
        if self.random.random() < 0.3:
            self.page.commit()
            self.page.set_zoom(self.random.choice([50, 100, 100, 150]))
        self.page.set_focus_mode(self.random.random() < 0.2)

    def do_tree_text(self) -> None:
        id = self.random.choice([FRONT, END, *self.ids()])
        old = self.report.section(id).text
        start = self.random.randint(0, max(0, len(old) - 1))
        end = self.random.randint(max(start, min(1, len(old))), len(old))
        new = self.text(matter=id in (FRONT, END))
        self.push(ReplaceText(id, start, old[start:end], new if start == 0 or id in (FRONT, END) else new[1:]))

    def do_marks(self) -> None:
        spot = self.page.caret()
        text = self.report.section(spot.section).text
        if text and text[spot.paragraph].object_id is None:
            old = text[spot.paragraph]
            start, end = sorted(self.random.choices(range(len(old.chars) + 1), k=2))
            kind = self.random.choice([Kind.BOLD, Kind.FIGURE, Kind.PLACEHOLDER])
            new = normal(old.chars, [*old.marks, Mark(start, end, kind, "c")], old.role)
            self.push(ReplaceText(spot.section, spot.paragraph, (old,), (new,)))

    def do_run_in(self) -> None:
        """A heading and the paragraph after it become one, or the other way round."""
        for id in self.ids():
            first, *rest = self.report.section(id).text
            end = first.heading_end
            if self.random.random() < 0.5 or first.object_id is not None or not end:
                continue
            heading = Mark(0, end, Kind.HEADING)
            if end < len(first.chars):
                new: Text = (normal(first.chars[:end], [heading]), Paragraph(first.chars[end:]))
                self.push(ReplaceText(id, 0, (first,), new))
            elif rest and rest[0].object_id is None:
                self.push(ReplaceText(id, 0, (first, rest[0]), (normal(first.chars + rest[0].chars, [heading]),)))

    def do_tree(self) -> None:
        ids = self.ids()
        if not ids or self.random.random() < 0.3:
            parent = self.random.choice([ROOT, *ids])
            index = self.random.randint(0, len(self.report.children(parent)))
            self.push(InsertSection(parent, index, self.subtree(self.report, 3)))
            return
        id = self.random.choice(ids)
        parent, index = self.report.parent(id), self.report.index(id)
        if self.random.random() < 0.3:
            self.push(RemoveSection(parent, index, self.report.subtree(id)))
            return
        inside = set(self.report.subtree(id).ids)
        target = self.random.choice([ROOT, *(other for other in ids if other not in inside)])
        most = len(self.report.children(target)) - (target == parent)
        move = MoveSection(id, parent, index, target, self.random.randint(0, most))
        self.push(move if self.random.random() < 0.7 else Batch((move, move.inverse(), move)))

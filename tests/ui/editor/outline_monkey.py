"""The monkey with the keys of headings: levels, places, heading and body, and what they refuse."""

from __future__ import annotations

from PySide6.QtCore import Qt

from halfyear_desktop.model.section import END, FIRST_FREE_ID, FRONT
from halfyear_desktop.model.text import Role
from halfyear_desktop.model.text_edits import Spot
from tests.ui.editor.hand import NONE, compose, control, press
from tests.ui.editor.monkey import Monkey

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


class OutlineMonkey(Monkey):
    """Adds to what the monkey does. Each gesture must leave the caret in the same words."""

    def words(self) -> tuple[str, str]:
        """What stands before and behind the caret in its paragraph."""
        spot = self.page.caret()
        text = self.report.section(spot.section).text
        chars = text[spot.paragraph].chars if text else ""
        return chars[: spot.offset], chars[spot.offset :]

    def keeping(self, key: int, modifiers: Qt.KeyboardModifier) -> None:
        """A key that changes the outline: the caret stays between the same characters, or a paragraph's ends."""
        if self.random.random() < 0.2:
            compose(self.page, self.random.choice(["z", "zong'jie"]))
        self.page.commit()
        before = self.words()
        press(self.page, key, "", modifiers)
        after = self.words()
        assert before[0].endswith(after[0]) or after[0].endswith(before[0]), (before, after)
        assert before[1].startswith(after[1]) or after[1].startswith(before[1]), (before, after)

    def at_heading(self) -> None:
        """The caret goes to a heading, if one is shown."""
        shown = [id for id in self.page.projection.index.order if id >= FIRST_FREE_ID]
        if shown:
            id = self.random.choice(shown)
            end = self.report.section(id).text[0].heading_end
            self.page.set_caret(Spot(id, 0, self.random.choice([0, end, end // 2])))

    def do_arrows_of_levels(self) -> None:
        self.keeping(self.random.choice(ARROWS), ALT | SHIFT)

    def do_tab(self) -> None:
        if self.random.random() < 0.8:
            self.at_heading()
        self.keeping(*self.random.choice([(Qt.Key.Key_Tab, NONE), (Qt.Key.Key_Backtab, SHIFT)]))

    def do_level(self) -> None:
        if self.random.random() < 0.5:
            self.at_heading()
        self.keeping(self.random.choice(DIGITS), CTRL | ALT)

    def do_to_body(self) -> None:
        self.at_heading()
        self.keeping(Qt.Key.Key_N, CTRL | SHIFT)

    def do_toggle_run_in(self) -> None:
        self.keeping(Qt.Key.Key_Return, CTRL | ALT)

    def do_enter_at_heading(self) -> None:
        self.at_heading()
        press(self.page, Qt.Key.Key_Return, "\r")

    def do_merge(self) -> None:
        """Backspace at a section's start, or Delete at the end of the one before."""
        self.at_heading()
        spot = self.page.caret()
        self.page.set_caret(Spot(spot.section, 0, 0))
        if self.random.random() < 0.5:
            press(self.page, Qt.Key.Key_Backspace)
        else:
            press(self.page, Qt.Key.Key_Left)
            press(self.page, Qt.Key.Key_Delete)

    def do_menu_gesture(self) -> None:
        headings = self.page.headings
        act = self.random.choice([headings.add_heading, headings.split, headings.promote, headings.move_down])
        act()

    def do_level_of_sections(self) -> None:
        ids = self.ids()
        self.page.headings.set_level(self.random.randint(1, 4), self.random.sample(ids, min(len(ids), 2)))

    def do_role(self) -> None:
        """Front or end matter is told what it is for: no word moves."""
        shown = self.page.projection.index.order
        part = self.random.choice([FRONT, END, *(id for id in shown[-2:] if id not in (FRONT, END))])
        if self.random.random() < 0.7 and part in shown:
            last = max(0, len(self.report.section(part).text) - 1)
            self.page.set_caret(Spot(part, self.random.choice([0, last]), self.random.randint(0, 3)))
        self.page.commit()
        before = self.words()
        self.page.roles.set_role(self.random.choice(list(Role)))
        assert self.words() == before

    def do_part(self) -> None:
        """Front or end matter alone is shown, which may be blank, and written into."""
        if self.random.random() < 0.3:
            self.page.show_section(self.random.choice([FRONT, END]))
            compose(self.page, self.random.choice(["z", ""]), self.random.choice(["", "局", "\n"]))

    def do_copy_and_paste(self) -> None:
        """What is copied comes back to the character, but for tables and pictures."""
        data = self.page.createMimeDataFromSelection()
        self.do_caret()
        self.page.insertFromMimeData(data)

    def do_cut_and_paste(self) -> None:
        control(self.page, Qt.Key.Key_X)
        press(self.page, Qt.Key.Key_V, "", CTRL | self.random.choice([NONE, SHIFT]))

"""The manual's window, with real pages and with some of its own."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from halfyear_desktop.ui.manual.window import ManualWindow
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from tests.ui.manual.conftest import Opener

_IMAGE = int(QTextDocument.ResourceType.ImageResource.value)
_ONE = """# 第一页

去[第二页](02-乙.md)，去[那里](02-乙.md#远处)，去[网上](https://example.com/)，去[别的文件](../../secret.md)。

![图的说明](pictures/there.png)

![没有的图](pictures/missing.png)

按 `Ctrl+Z` 撤销。苹果在这里。
"""
_TWO = (
    "# 第二页\n\n## 近处\n\n"
    + "一段话，说了些什么。\n\n" * 60
    + "## 远处\n\n苹果又在这里，还有梨。\n\n"
    + "末尾。\n\n" * 60
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "manual"
    (place / "pictures").mkdir(parents=True)
    (place / "01-甲.md").write_text(_ONE, "utf-8")
    (place / "02-乙.md").write_text(_TWO, "utf-8")
    image = QImage(1600, 800, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(place / "pictures" / "there.png"))
    assert image.save(str(tmp_path / "secret.png"))
    return place


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, preferences: Preferences, place: Path) -> ManualWindow:
    window = ManualWindow(theme, preferences, place=place)
    qtbot.addWidget(window)
    window.resize(900, 600)
    with qtbot.waitExposed(window):
        window.present()
    return window


def _link(window: ManualWindow, target: str) -> None:
    window.view.anchorClicked.emit(QUrl(target))


def _type(window: ManualWindow, text: str) -> None:
    window.search_field.setText(text)


def _pictures(window: ManualWindow) -> list[str]:
    names, block = [], window.view.document().begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            if parts.fragment().charFormat().isImageFormat():
                names.append(parts.fragment().charFormat().toImageFormat().name())
            parts += 1
        block = block.next()
    return names


def test_the_real_manual_opens_with_its_first_page(qtbot: QtBot, theme: Theme, preferences: Preferences) -> None:
    window = ManualWindow(theme, preferences)
    qtbot.addWidget(window)
    assert window.page == "01-十分钟上手"
    assert window.contents.topLevelItemCount() == 10


def test_every_page_opens_from_the_contents(window: ManualWindow) -> None:
    for number, name in enumerate(("01-甲", "02-乙")):
        row = window.contents.topLevelItem(number)
        assert row is not None
        window.contents.setCurrentItem(row)
        assert window.page == name


def test_links_lead_to_pages_and_headings_and_back_returns_to_where_one_had_read(window: ManualWindow) -> None:
    _link(window, "02-乙.md#远处")
    far = window.view.verticalScrollBar().value()
    assert window.page == "02-乙"
    assert far > 500
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page == "01-甲"
    assert not window.back_button.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert (window.page, window.view.verticalScrollBar().value()) == ("02-乙", far)


@pytest.mark.parametrize(("words", "page"), [("第二页", "02-乙"), ("网上", "01-甲"), ("别的文件", "01-甲")])
def test_a_click_follows_links_inside_the_manual_and_no_others(
    window: ManualWindow, opener: Opener, words: str, page: str
) -> None:
    cursor = window.view.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    at = window.view.cursorRect(cursor).center()
    assert window.view.anchorAt(at)
    QTest.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.page == page
    assert len(window.view.toPlainText()) > 20
    assert opener.opened == []


@pytest.mark.parametrize(
    "target", ["https://example.com/", "../../secret.md", "file:///etc/hostname", "03-没有.md", "x"]
)
def test_nothing_outside_the_manual_is_opened_by_a_link(window: ManualWindow, opener: Opener, target: str) -> None:
    _link(window, target)
    assert opener.opened == []
    assert window.page == "01-甲"


@pytest.mark.parametrize(
    "name",
    ["https://example.com/a.png", "//example.com/a.png", "file:///etc/hostname", "../secret.png", "/etc/hostname"],
)
def test_no_picture_is_read_from_outside_the_manual(window: ManualWindow, name: str) -> None:
    assert window.view.loadResource(_IMAGE, QUrl(name)) is None
    assert window.view.loadResource(int(QTextDocument.ResourceType.HtmlResource.value), QUrl("01-甲.md")) is None


def test_a_picture_is_as_wide_as_the_column_and_one_that_is_missing_leaves_no_trace(window: ManualWindow) -> None:
    assert _pictures(window) == ["pictures/there.png"]
    text = window.view.toPlainText()
    assert "图的说明" in text
    assert "没有的图" not in text
    for width in (900, 600, 1400):
        window.resize(width, 600)
        QApplication.processEvents()
        room = window.view.viewport().width()
        image = window.view.document().resource(_IMAGE, QUrl("pictures/there.png"))
        assert isinstance(image, QImage)
        assert room - 60 <= image.deviceIndependentSize().width() <= room
        assert window.view.horizontalScrollBar().maximum() == 0


def test_a_small_picture_made_at_twice_the_pixels_is_shown_at_its_own_size(window: ManualWindow, place: Path) -> None:
    image = QImage(640, 320, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.setDotsPerMeterX(7559)
    image.setDotsPerMeterY(7559)
    assert image.save(str(place / "pictures" / "small.png"))
    shown = window.view.loadResource(_IMAGE, QUrl("pictures/small.png"))
    assert isinstance(shown, QImage)
    assert shown.deviceIndependentSize().width() == pytest.approx(320, abs=1)


def test_search_lists_places_with_their_heading_and_marks_them(window: ManualWindow) -> None:
    _type(window, "苹果")
    assert window.lists.currentWidget() is window.hits
    assert [window.hits.item(row).text() for row in range(window.hits.count())] == ["第一页", "第二页 › 远处"]
    assert [each.cursor.selectedText() for each in window.view.extraSelections()] == ["苹果"]
    assert window.hit_label.text() == "第 1 处，共 2 处"


def test_next_and_previous_hit_go_through_all_pages_round_and_round(window: ManualWindow) -> None:
    _type(window, "苹果")
    pages = []
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F3):
        QTest.keyClick(window, key)
        pages.append(window.page)
    QTest.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert [*pages, window.page] == ["02-乙", "01-甲", "02-乙"]
    assert window.view.verticalScrollBar().value() > 500


def test_typing_turns_no_page_and_enter_does(window: ManualWindow) -> None:
    _type(window, "梨")
    assert window.page == "01-甲"
    assert window.hit_label.text() == "共 1 处"
    QTest.keyClick(window.search_field, Qt.Key.Key_Return)
    assert window.page == "02-乙"


def test_the_arrow_leads_from_the_field_into_the_list(window: ManualWindow) -> None:
    QTest.keyClick(window.search_field, Qt.Key.Key_Down)
    assert window.focusWidget() is window.contents
    window.search_field.setFocus()
    _type(window, "梨")
    QTest.keyClick(window.search_field, Qt.Key.Key_Down)
    assert window.focusWidget() is window.hits
    assert window.page == "02-乙"


def test_marks_stand_behind_characters_outside_the_basic_plane(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    place = tmp_path / "planes"
    place.mkdir()
    (place / "01-甲.md").write_text("# 页\n\n𠮷𠮷苹果\n", "utf-8")
    window = ManualWindow(theme, Preferences(tmp_path / "p"), place=place)
    qtbot.addWidget(window)
    _type(window, "苹果")
    assert [each.cursor.selectedText() for each in window.view.extraSelections()] == ["苹果"]


def test_an_empty_result_says_what_to_try(window: ManualWindow) -> None:
    _type(window, "量子")
    assert window.lists.currentWidget() is window.nothing
    assert "量子" in window.nothing_title.text()
    assert window.nothing.isVisible()
    _type(window, "")
    assert window.lists.currentWidget() is window.contents
    assert window.view.extraSelections() == []


def test_ctrl_f_goes_to_the_search_and_escape_empties_it_then_closes(window: ManualWindow) -> None:
    window.view.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.search_field
    _type(window, "苹果")
    QTest.keyClick(window.search_field, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.search_field.text() == ""
    QTest.keyClick(window.search_field, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_escape_in_the_page_closes(window: ManualWindow) -> None:
    _type(window, "苹果")
    window.view.setFocus()
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_ctrl_and_the_wheel_change_the_size_which_is_remembered(
    qtbot: QtBot, window: ManualWindow, theme: Theme, preferences: Preferences, place: Path
) -> None:
    before = window.view.document().size().height()
    at = QPointF(50, 50)
    event = QWheelEvent(
        at,
        window.view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(window.view.viewport(), event)
    assert window.view.zoom == 110
    assert window.view.document().size().height() > before
    again = ManualWindow(theme, preferences, place=place)
    qtbot.addWidget(again)
    assert again.view.zoom == 110
    assert again.zoom_button.text() == "110 %"


def test_size_and_theme_keep_what_is_read_in_sight(window: ManualWindow, theme: Theme) -> None:
    window.open_page("02-乙", "远处")

    def top() -> str:
        return window.view.cursorForPosition(QPoint(200, 20)).block().text()

    assert top() == "远处"
    window.view.set_zoom(150)
    assert "远处" in window.view.toPlainText()
    assert window.view.verticalScrollBar().value() > 500
    theme.set_choice("dark")
    assert window.view.verticalScrollBar().value() > 500


def test_the_page_takes_the_themes_colours_and_changes_with_it(window: ManualWindow, theme: Theme) -> None:
    def ink() -> QColor:
        return window.view.document().begin().begin().fragment().charFormat().foreground().color()

    assert ink() == theme.colour("text")
    theme.set_choice("dark")
    assert ink() == theme.colour("text")
    assert theme.dark


@pytest.mark.parametrize(("name", "page"), [("02-乙", "02-乙"), ("乙", "02-乙"), ("没有", "01-甲"), ("", "01-甲")])
def test_a_page_is_opened_by_its_name_or_a_part_of_it(window: ManualWindow, name: str, page: str) -> None:
    window.close()
    window.open_page(name)
    assert window.isVisible()
    assert window.page == page


def test_the_window_comes_back_where_one_had_read(window: ManualWindow) -> None:
    window.open_page("02-乙", "远处")
    read = window.view.verticalScrollBar().value()
    window.close()
    window.present()
    assert (window.page, window.view.verticalScrollBar().value()) == ("02-乙", read)


def test_every_button_has_a_tooltip_and_a_name(window: ManualWindow) -> None:
    buttons = [button for button in window.findChildren(QToolButton) if button.objectName().endswith("_button")]
    assert len(buttons) == 7
    assert all(button.toolTip() and (button.accessibleName() or button.text()) for button in buttons)


def test_the_window_can_be_made_small(window: ManualWindow) -> None:
    assert window.minimumSizeHint().width() <= 640
    assert window.minimumSizeHint().height() <= 360

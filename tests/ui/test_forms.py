"""Forms are loaded onto their classes and checked against them."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from halfyear_desktop import assets
from halfyear_desktop.ui.forms import FormError, load


class _Line(QWidget):
    message: QLabel


class _Misled(QWidget):
    message: QWidget
    cancel_button: QLabel


class _Lacking(QWidget):
    nobody: QLabel


def _label(parent: QWidget | None) -> QWidget:
    return QLabel(parent)


def test_a_form_fills_the_annotated_attributes(qtbot: QtBot) -> None:
    line = _Line()
    qtbot.addWidget(line)
    load("status_line", line, {"ElidedLabel": _label})
    assert line.message.parent() is line


def test_an_attribute_of_another_class_is_an_error(qtbot: QtBot) -> None:
    misled = _Misled()
    qtbot.addWidget(misled)
    with pytest.raises(FormError, match="cancel_button is a QPushButton, not a QLabel"):
        load("status_line", misled, {"ElidedLabel": _label})


def test_an_attribute_that_the_form_lacks_is_an_error(qtbot: QtBot) -> None:
    lacking = _Lacking()
    qtbot.addWidget(lacking)
    with pytest.raises(FormError, match="has no nobody"):
        load("status_line", lacking, {"ElidedLabel": _label})


def test_a_form_that_is_not_there_is_an_error(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    with pytest.raises(FormError, match="there is no form"):
        load("nowhere", widget)


def test_every_form_is_one_of_qt_designer() -> None:
    forms = sorted(assets.form().glob("*.ui"))
    assert forms
    for form in forms:
        assert '<ui version="4.0">' in form.read_text("utf-8"), form.name


def test_every_form_is_loaded_by_somebody() -> None:
    source = "\n".join(path.read_text("utf-8") for path in Path("halfyear_desktop/ui").rglob("*.py"))
    for form in assets.form().glob("*.ui"):
        assert re.search(rf'load\(\s*"{form.stem}"', source), f"nobody loads {form.name}"


@pytest.mark.parametrize("form", ["details_dialog", "export_dialog", "version_dialog"])
def test_a_dialog_stands_over_the_middle_of_its_window(qtbot: QtBot, form: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(60, 80, 700, 600)
    window.show()
    dialog = QDialog(window)
    load(form, dialog)
    dialog.open()
    away = dialog.geometry().center() - window.geometry().center()
    assert away.manhattanLength() < 60  # Qt guesses at the frames

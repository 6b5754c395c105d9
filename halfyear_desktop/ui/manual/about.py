"""关于半年报: version, where everything lies, whose software is inside."""

from __future__ import annotations

import platform
from html import escape
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QSysInfo, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QTextBrowser, QWidget

from halfyear_desktop import __version__, assets
from halfyear_desktop.ui.forms import dress, load
from halfyear_desktop.ui.parts.desktop import open_file
from halfyear_desktop.ui.theme import Theme

LICENCES = (
    ("Qt 6", "LGPL-3.0", "The Qt Company Ltd."),
    ("PySide6-Essentials、shiboken6", "LGPL-3.0", "The Qt Company Ltd."),
    ("Python", "PSF License", "Python Software Foundation"),
    ("SQLite", "公有领域", "SQLite"),
    ("lxml（含 libxml2、libxslt）", "BSD-3-Clause、MIT", "lxml.de"),
    ("sqlite-utils、sqlite-fts4", "Apache-2.0", "Simon Willison"),
    ("Markdown", "BSD-3-Clause", "The Python Markdown Project"),
    ("pyqtgraph", "MIT", "PyQtGraph contributors"),
    ("NumPy", "BSD-3-Clause", "NumPy Developers"),
    ("platformdirs、pluggy、tabulate", "MIT", ""),
    ("click、colorama、python-dateutil", "BSD-3-Clause", ""),
    ("click-default-group", "公有领域", ""),
    ("packaging", "Apache-2.0、BSD-2-Clause", ""),
)
"""What is delivered with the program: names, licence, owner."""

_TEXT = "text:"
"""Before a link's name of a licence's text; without a name it leads back to the list."""


def licence_texts() -> dict[str, Path]:
    """The texts of licences that are here, by name: in the built program one for each software that it holds."""
    return {path.stem: path for path in sorted(assets.resource("licences").glob("*.txt"))}


class AboutDialog(QDialog):
    """What this program is. `folder` is that of the library. Deletes itself when closed."""

    version_label: QLabel
    folder_field: QLineEdit
    folder_button: QPushButton
    licences: QTextBrowser
    copy_button: QPushButton
    told_label: QLabel
    close_button: QPushButton

    def __init__(self, theme: Theme, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        load("about_dialog", self)
        dress(self, theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.version_label.setText(self.tr("版本 {0}　起草半年报告，离线使用").format(__version__))
        self.folder_field.setText(str(folder))
        self.folder_field.setCursorPosition(0)
        self._theme = theme
        theme.changed.connect(self._fill_licences)
        self._fill_licences()
        self.licences.anchorClicked.connect(self._on_link_clicked)
        self.folder_button.clicked.connect(self._on_folder_clicked)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()

    def support_text(self) -> str:
        """What somebody who helps wants to know; nothing of a report, no name and no path."""
        return "\n".join(
            (
                self.tr("半年报 {0}").format(__version__),
                self.tr("系统 {0}（{1}）").format(QSysInfo.prettyProductName(), QSysInfo.currentCpuArchitecture()),
                f"Qt {QLibraryInfo.version().toString()}，Python {platform.python_version()}",
                self.tr("显示缩放 {0} %").format(round(self.devicePixelRatioF() * 100)),
            )
        )

    def _fill_licences(self) -> None:
        rows = "".join(
            f'<tr><td width="42%">{escape(name)}</td><td width="28%">{escape(licence)}</td>'
            f"<td>{escape(owner)}</td></tr>"
            for name, licence, owner in LICENCES
        )
        words = self.tr(
            "Qt 和 PySide6 按 GNU 宽通用公共许可证第 3 版（LGPL-3.0）使用，以独立的动态库随带，没有改动；"
            "可以换成接口相同的其他版本。其他软件按各自的许可使用，版权归各自的作者。"
        )
        links = "、".join(f'<a href="{_TEXT}{escape(name)}">{escape(name)}</a>' for name in licence_texts())
        texts = self.tr("许可的全文（英文）：")
        self._show_page(
            f'<p>{escape(words)}</p><p>{texts}{links}</p><table width="100%" cellpadding="3">{rows}</table>'
        )

    def _show_page(self, html: str) -> None:
        text, link = (self._theme.colour(token).name() for token in ("text", "accent"))
        sheet = f"p, td, pre {{ color: {text}; }} p {{ margin-bottom: 8px; }} a {{ color: {link}; }}"
        self.licences.document().setDefaultStyleSheet(sheet)
        self.licences.setHtml(html)

    def _on_link_clicked(self, link: QUrl) -> None:
        """From the list to a licence's text, and back."""
        path = licence_texts().get(link.toString().removeprefix(_TEXT))
        if path is None:
            self._fill_licences()
            return
        back = f'<p><a href="{_TEXT}">{self.tr("返回列表")}</a></p>'
        text = escape(path.read_text("utf-8", "replace"))
        self._show_page(f'{back}<pre style="white-space: pre-wrap;">{text}</pre>{back}')

    def _on_folder_clicked(self) -> None:
        if not open_file(self._folder):
            self.told_label.setText(self.tr("没能打开文件夹，可复制上面的地址到资源管理器"))

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.support_text())
        self.told_label.setText(self.tr("已复制"))

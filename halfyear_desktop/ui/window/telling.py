"""What the window tells of saving: at its foot how it goes, in a banner what does not, what is safe and what to do."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QObject

from halfyear_desktop.ui.parts.banners import Button
from halfyear_desktop.ui.window.frame import Frame
from halfyear_desktop.ui.window.session import Opened


class Telling(QObject):
    """Hears the session and the open report's autosave."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._frame = frame
        frame.session.refused.connect(self._on_session_refused)
        frame.session.noticed.connect(self._on_session_noticed)

    def follow(self, opened: Opened | None) -> None:
        """A report has been opened, or none is open any more."""
        banners, status = self._frame.banners, self._frame.status
        if opened is None:
            for key in ("read-only", "unsaved"):
                banners.close_key(key)
        elif opened.autosave is not None:
            opened.autosave.saved.connect(self._on_autosave_saved)
            opened.autosave.failed.connect(self._on_autosave_failed)
            status.show_saved()
        else:
            status.show_read_only(opened.reason)
            text = opened.reason + "".join(f" {each}" for each in opened.damaged[:3])
            banners.show_message("warn", self.tr("这份报告只能查看"), text, key="read-only")

    def tell_of_trouble(self, log: str) -> None:
        """Says that something unexpected has happened, after everything has been saved; `log` is where it is noted."""
        saved = self._frame.session.save()
        safe = self.tr("您的文字已经保存。") if saved else self.tr("您的文字还在窗口里，请先导出一份 Word。")
        text = safe + self.tr("刚才的操作可能没有完成，可以再试一次；问题记录在“{0}”。").format(log)
        self._frame.banners.show_message("error", self.tr("程序遇到意外问题"), text, key="trouble")

    def ask_about_unsaved(self) -> None:
        """Says why the window stays open, and offers to close it all the same."""
        buttons = [self._export, (self.tr("不保存并退出"), self._leave)]
        title, text = (
            self.tr("没有退出：还有修改没有保存"),
            self.tr("最近的修改还没有写到磁盘上。可以先导出一份 Word，或排除原因后再退出。"),
        )
        self._frame.banners.show_message("error", title, text, buttons, key="unsaved", primary=0)

    @property
    def _export(self) -> Button:
        return self.tr("导出 Word…"), self._frame.actions["export_word"].trigger

    def _leave(self) -> None:
        self._frame.session.abandon()
        self._frame.window.close()

    def _on_session_refused(self, title: str, text: str) -> None:
        current = self._frame.session.current
        autosave = current.autosave if current is not None else None
        buttons = [self._export] if autosave is not None else []
        # What is said of a save that fails goes when one works; after that it would lead a person to throw work away.
        key = "unsaved" if autosave is not None and autosave.failing else "refused"
        self._frame.banners.show_message("error", title, text, buttons, key=key)

    def _on_session_noticed(self, notice: str) -> None:
        buttons = [(self.tr("看备份…"), self._frame.actions["settings"].trigger)]
        self._frame.banners.show_message("warn", self.tr("请留意"), notice, buttons, key=notice)

    def _on_autosave_saved(self, at: QDateTime) -> None:
        self._frame.banners.close_key("unsaved")
        self._frame.status.show_saved(at)

    def _on_autosave_failed(self, sentence: str) -> None:
        self._frame.status.show_unsaved(sentence)
        text = sentence + self.tr("文字都在窗口里，可以接着写；程序会一直重试。")
        buttons = [self._export]
        current = self._frame.session.current
        if current is not None and current.autosave is not None:
            buttons.append((self.tr("现在重试"), current.autosave.save_now))
        self._frame.banners.show_message("error", self.tr("没有自动保存"), text, buttons, key="unsaved", primary=1)

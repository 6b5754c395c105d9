"""Every command of the window in one table: words, keys, icons, and the menus in which they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Flag, auto

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from halfyear_desktop.model.roles import END_ROLES, FRONT_ROLES, ROLE_NAMES
from halfyear_desktop.model.section import State
from halfyear_desktop.model.text import Role
from halfyear_desktop.ui.parts.states import TOKENS, state_name
from halfyear_desktop.ui.theme import Theme

_TOKENS = {f"state-{state.value}": token for state, token in TOKENS.items()}
"""Icons whose colour says something: a state looks the same everywhere."""
Menu = tuple[str, tuple["str | Menu | None", ...]]
"""A menu's words, and what stands in it: names of actions, None for a line, menus."""


class Need(Flag):
    """What must be there for a command to do anything."""

    NOTHING = 0
    LIBRARY = auto()
    REPORT = auto()
    WRITABLE = auto()
    SECTION = auto()
    FRONT = auto()
    END = auto()


EDITS = Need.REPORT | Need.WRITABLE
"""What changes the open report."""
SECTIONS = EDITS | Need.SECTION
"""What acts on sections of the outline: front and end matter are none."""


@dataclass(frozen=True, slots=True)
class Row:
    """One command. `group` makes commands exclude each other; `hint` says more in the tooltip."""

    name: str
    words: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: Need = Need.NOTHING
    checkable: bool = False
    group: str = ""
    hint: str = ""


class Actions(QObject):
    """The window's actions by name. What they do is connected by whoever can do it: see `on`."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = {row.name: row for row in self._table()}
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {name: self._made(row, parent) for name, row in self._rows.items()}
        self._connected: set[str] = set()
        self._tips: dict[str, str] = {name: action.toolTip() for name, action in self._actions.items()}
        self._drawn: set[str] = set()
        theme.changed.connect(self._on_theme_changed)

    def __getitem__(self, name: str) -> QAction:
        """An action. Raises KeyError for a name that is not in the table."""
        return self._actions[name]

    def drawn(self, name: str) -> QAction:
        """An action with its icon, for where it is seen at once; in menus icons are drawn when one is opened."""
        self._draw(name)
        return self._actions[name]

    def on(self, name: str, act: Callable[[], object]) -> None:
        """Has an action do something; a checkable one is connected to with `on_toggle`."""
        self._connected.add(name)
        self._actions[name].triggered.connect(lambda _checked=False: act())

    def on_toggle(self, name: str, act: Callable[[bool], object]) -> None:
        """Has a checkable action do something with its new state."""
        self._connected.add(name)
        self._actions[name].triggered.connect(act)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The table."""
        return tuple(self._rows.values())

    @property
    def unconnected(self) -> list[str]:
        """The names of actions that do nothing: there must be none."""
        return sorted(set(self._rows) - self._connected)

    def listed(self, names: Iterable[str | None]) -> list[QAction | None]:
        """Actions for a context menu; None is a line."""
        return [None if name is None else self._actions[name] for name in names]

    def draw(self) -> None:
        """Draws all icons: those of menus are not drawn before."""
        for name in self._rows:
            self._draw(name)

    def set_given(self, given: Need, reasons: dict[Need, str]) -> None:
        """Enables what can be done now; the others say in their tooltip what is lacking, by `reasons`."""
        for name, row in self._rows.items():
            action = self._actions[name]
            action.setEnabled(row.needs in given)
            lacking = next((words for need, words in reasons.items() if need in row.needs and need not in given), "")
            action.setToolTip(lacking or self._tips[name])

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Builds the menus into a menu bar and returns them by their words."""
        menus = {words: self._filled(bar.addMenu(words), content) for words, content in self._menus()}
        for menu in menus.values():
            menu.aboutToShow.connect(self.draw)
        return menus

    def grouped(self) -> list[tuple[str, list[QAction]]]:
        """All actions by the menu in which they stand, for the list of shortcuts."""

        def inside(content: Iterable[str | Menu | None]) -> list[QAction]:
            found: list[QAction] = []
            for each in content:
                if isinstance(each, str):
                    found.append(self._actions[each])
                elif each is not None:
                    found += inside(each[1])
            return found

        return [(words.split("(")[0], inside(content)) for words, content in self._menus()]

    def _filled(self, menu: QMenu, content: Iterable[str | Menu | None]) -> QMenu:
        menu.setToolTipsVisible(True)
        for each in content:
            if each is None:
                menu.addSeparator()
            elif isinstance(each, str):
                menu.addAction(self._actions[each])
            else:
                below = self._filled(menu.addMenu(each[0]), each[1])
                below.setObjectName(each[0])
        return menu

    def _made(self, row: Row, parent: QWidget) -> QAction:
        action = QAction(row.words, parent)
        action.setObjectName(row.name)
        # Not QKeySequence(keys), which compares with the translated name of every key there is.
        action.setShortcuts([QKeySequence.fromString(keys) for keys in row.keys])
        action.setCheckable(row.checkable or bool(row.group))
        action.setIconVisibleInMenu(not row.checkable)  # there stands the tick instead
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if row.group:
            group = self._groups.setdefault(row.group, QActionGroup(self))
            action.setActionGroup(group)
        words = row.words.replace("…", "").replace("&", "")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip("　".join(part for part in (row.hint or words, keys) if part))
        return action

    def _draw(self, name: str) -> None:
        row = self._rows[name]
        if row.icon and name not in self._drawn:
            self._drawn.add(name)
            self._actions[name].setIcon(self._theme.icon(row.icon, _TOKENS.get(row.icon, "text2"), 18))

    def _on_theme_changed(self) -> None:
        again, self._drawn = self._drawn, set()
        for name in again:
            self._draw(name)

    def _table(self) -> tuple[Row, ...]:
        return (*self._files(), *self._edits(), *self._views(), *self._outline(), *self._rest())

    def _files(self) -> tuple[Row, ...]:
        tr, library = self.tr, Need.LIBRARY
        return (
            Row("new", tr("新建报告…"), ("Ctrl+N",), "report-new", library),
            Row("import", tr("导入文稿…"), ("Ctrl+O",), "import", library),
            Row("save_version", tr("存为版本…"), ("Ctrl+S",), "save-version", EDITS),
            Row("versions", tr("看版本…"), (), "history", Need.REPORT),
            Row("export_word", tr("导出 Word…"), ("F12",), "export", Need.REPORT),
            Row("export_html", tr("网页…"), (), "", Need.REPORT),
            Row("export_markdown", tr("Markdown…"), (), "", Need.REPORT),
            Row("export_text", tr("纯文本…"), (), "", Need.REPORT),
            Row("export_report", tr("报告文件…"), (), "", Need.REPORT, hint=tr("把整份报告交给另一台电脑上的半年报")),
            Row("details", tr("名称、期别和文种…"), (), "", EDITS),
            Row("home", tr("回到首页"), ("Ctrl+W",), "", Need.REPORT),
            Row("settings", tr("设置…"), (), "settings"),
            Row("quit", tr("退出"), ("Alt+F4",)),
        )

    def _edits(self) -> tuple[Row, ...]:
        tr, report = self.tr, Need.REPORT
        return (
            Row("undo", tr("撤销"), ("Ctrl+Z",), "undo", EDITS),
            Row("redo", tr("恢复"), ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", EDITS),
            Row("cut", tr("剪切"), ("Ctrl+X",), "", EDITS),
            Row("copy", tr("复制"), ("Ctrl+C",), "copy", report),
            Row("paste", tr("粘贴"), ("Ctrl+V",), "paste", EDITS),
            Row("paste_plain", tr("只留文字粘贴"), ("Ctrl+Shift+V",), "", EDITS),
            Row("select_all", tr("全选"), ("Ctrl+A",), "", report),
            Row("find", tr("查找"), ("Ctrl+F",), "find", report),
            Row("replace", tr("替换"), ("Ctrl+H",), "replace", EDITS),
            Row("find_next", tr("查找下一处"), ("F3",), "", report),
            Row("find_previous", tr("查找上一处"), ("Shift+F3",), "", report),
            Row("next_blank", tr("下一处待填"), ("F4",), "placeholder", report),
            Row("previous_blank", tr("上一处待填"), ("Shift+F4",), "", report),
        )

    def _views(self) -> tuple[Row, ...]:
        tr, report = self.tr, Need.REPORT
        return (
            Row("show_outline", tr("大纲"), (), "outline", report, checkable=True),
            Row("show_all", tr("显示全文"), ("Alt+Home",), "", report),
            Row("isolate", tr("点大纲时只显示该节"), (), "", report, checkable=True),
            Row("focus", tr("专注"), ("F11",), "focus", report, checkable=True, hint=tr("淡化其他段落")),
            Row("zoom_in", tr("放大"), ("Ctrl+=", "Ctrl++"), "zoom-in", report),
            Row("zoom_out", tr("缩小"), ("Ctrl+-",), "zoom-out", report),
            Row("zoom_reset", tr("原大小"), ("Ctrl+0",), "", report),
            Row("theme_system", tr("跟随系统"), group="theme"),
            Row("theme_light", tr("浅色"), group="theme"),
            Row("theme_dark", tr("深色"), group="theme"),
            Row("white_paper", tr("纸面保持白色"), checkable=True),
            Row("next_part", tr("到下一个区域"), ("F6",)),
            Row("previous_part", tr("到上一个区域"), ("Shift+F6",)),
        )

    def _outline(self) -> tuple[Row, ...]:
        tr = self.tr
        return (
            Row("add_section", tr("加标题"), (), "section-add", EDITS, hint=tr("在当前节之后加一个同级标题")),
            Row("level_1", tr("一级标题"), ("Ctrl+Alt+1",), "", EDITS),
            Row("level_2", tr("二级标题"), ("Ctrl+Alt+2",), "", EDITS),
            Row("level_3", tr("三级标题"), ("Ctrl+Alt+3",), "", EDITS),
            Row("level_4", tr("四级标题"), ("Ctrl+Alt+4",), "", EDITS),
            Row("body", tr("正文"), ("Ctrl+Shift+N",), "", EDITS),
            Row("run_in", tr("段内标题"), ("Ctrl+Alt+Return",), "run-in", SECTIONS, hint=tr("标题与正文同在一段")),
            Row("numbered", tr("不编号"), (), "", SECTIONS, checkable=True),
            Row("promote", tr("升级"), ("Alt+Shift+Left",), "promote", SECTIONS),
            Row("demote", tr("降级"), ("Alt+Shift+Right",), "demote", SECTIONS),
            Row("move_up", tr("上移"), ("Alt+Shift+Up",), "move-up", SECTIONS),
            Row("move_down", tr("下移"), ("Alt+Shift+Down",), "move-down", SECTIONS),
            Row("split", tr("拆分"), (), "split", SECTIONS, hint=tr("从当前段落起另成一节")),
            Row("merge", tr("合并"), (), "", SECTIONS, hint=tr("把选中的几节，或本节与下一节，合成一节")),
            Row("rename", tr("改标题"), ("F2",), "", SECTIONS),
            Row("delete", tr("删除本节及下级"), ("Del",), "bin", SECTIONS),
            *(_role_row(role, Need.FRONT) for role in FRONT_ROLES),
            *(_role_row(role, Need.END) for role in END_ROLES),
            *map(_state_row, State),
            Row("expand_all", tr("全部展开"), (), "", Need.REPORT),
            Row("collapse_all", tr("全部折叠"), (), "", Need.REPORT),
        )

    def _rest(self) -> tuple[Row, ...]:
        tr = self.tr
        return (
            Row("counts", tr("字数统计…"), ("Ctrl+Shift+G",), "", Need.REPORT),
            Row("manual", tr("使用手册"), ("F1",), "help"),
            Row("shortcuts", tr("快捷键…")),
            Row("about", tr("关于半年报…")),
        )

    def _menus(self) -> tuple[Menu, ...]:
        tr = self.tr
        exports: Menu = (tr("导出其他格式"), ("export_html", "export_markdown", "export_text", "export_report"))
        recent: Menu = (tr("最近的报告"), ())
        theme: Menu = (tr("主题"), ("theme_system", "theme_light", "theme_dark"))
        states: Menu = (tr("状态"), ("state_todo", "state_draft", "state_checked", "state_final"))
        front, end = ([f"role_{role.value}" for role in roles] for roles in (FRONT_ROLES, END_ROLES))
        roles: Menu = (tr("标题与落款"), (*front, None, *end))
        levels = ("level_1", "level_2", "level_3", "level_4", "body", "run_in", "numbered")
        moves = ("promote", "demote", "move_up", "move_down")
        files = ("new", "import", None, "save_version", "versions", "details", None, "export_word", exports)
        edits = ("undo", "redo", None, "cut", "copy", "paste", "paste_plain", "select_all", None)
        finding = ("find", "replace", "find_next", "find_previous", None)
        views = ("show_outline", "show_all", "isolate", "focus", None, "zoom_in", "zoom_out", "zoom_reset", None, theme)
        outline = ("add_section", None, *levels, roles, None, *moves, None, "split", "merge", None, "rename", "delete")
        return (
            (tr("文件(&F)"), (*files, None, recent, "home", None, "settings", "quit")),
            (tr("编辑(&E)"), (*edits, *finding, "next_blank", "previous_blank")),
            (tr("视图(&V)"), (*views, "white_paper", None, "next_part", "previous_part")),
            (tr("大纲(&O)"), (*outline, None, states, None, "expand_all", "collapse_all")),
            (tr("审阅(&R)"), ("counts",)),
            (tr("帮助(&H)"), ("manual", "shortcuts", None, "about")),
        )


def _state_row(state: State) -> Row:
    """The command that says how far sections are."""
    name = state.value
    return Row(f"state_{name}", state_name(state), group="state", icon=f"state-{name}", needs=SECTIONS)


def _role_row(role: Role, part: Need) -> Row:
    """The command that makes a paragraph of front or end matter what its words say."""
    return Row(f"role_{role.value}", ROLE_NAMES[role], group="role", needs=EDITS | part)

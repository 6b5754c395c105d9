"""Looking for words in the manual."""

import pytest

from halfyear_desktop.ui.manual.search import Passage, find, fold, spans

_TEXTS = (
    ("导入", 0, "残留内容列在右下方，打勾的才删除。"),
    ("导入", 1, "按 Ctrl+O 选文件。"),
    ("导出", 0, "不带残留内容：网页残留不导出。"),
    ("导出", 1, "文件正被占用，关闭 WPS 后重试。"),
    ("版本", 0, "删除版本不影响报告。"),
)
_PASSAGES = [Passage(page, block, page, text) for page, block, text in _TEXTS]


def _found(query: str) -> list[tuple[str, int]]:
    return [(hit.passage.page, hit.passage.block) for hit in find(query, _PASSAGES)[1]]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("残留", [("导入", 0), ("导出", 0)]),
        ("残留 删除", [("导入", 0)]),
        ("残留删除", [("导入", 0)]),
        ("删除残留", [("导入", 0)]),
        ("残留不带", [("导出", 0)]),
        ("残留 占用", [("导出", 0), ("导出", 1)]),
        ("ctrl+o", [("导入", 1)]),
        ("ＣＴＲＬ＋Ｏ", [("导入", 1)]),
        ("wps", [("导出", 1)]),
        ("怎么删除版本", [("版本", 0)]),
        ("怎样把残留的内容删除呢", [("导入", 0)]),
        ("版本 报告 怎么", [("版本", 0)]),
        ("导出 占用", [("导出", 1)]),
        ("量子", []),
        ("残留 量子", [("导入", 0), ("导出", 0)]),
        ("  ", []),
    ],
)
def test_words_are_found_with_and_without_spaces_between_them(query: str, places: list[tuple[str, int]]) -> None:
    assert _found(query) == places


def test_folding_keeps_every_character_at_its_place() -> None:
    text = "Ａ㎡…½ﬁ①Ｚ𠮷İ"
    assert len(fold(text)) == len(text)
    assert fold(text)[0] == "a"


def test_spans_do_not_overlap_and_come_in_order() -> None:
    assert spans("残留内容与残留", ["残留内", "留内容", "残留"]) == [(0, 3), (5, 7)]


def test_a_snippet_of_a_long_passage_shows_the_word_and_marks_it() -> None:
    passage = Passage("页", 0, "页", "前" * 200 + "占用" + "后" * 200)
    [hit] = find("占用", [passage])[1]
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert [hit.snippet[start:end] for start, end in hit.spans] == ["占用"]
    assert len(hit.snippet) < 80

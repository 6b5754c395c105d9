"""Differences of texts."""

from hypothesis import given
from hypothesis import strategies as st

from halfyear_desktop.model.diff import paragraph_edits, text_edits
from tests.strategies import chars


@given(chars, chars)
def test_edits_cover_both_texts_and_lead_from_one_to_the_other(old: str, new: str) -> None:
    edits = text_edits(old, new)
    assert "".join(old[edit.old_start : edit.old_end] for edit in edits) == old
    assert "".join(new[edit.new_start : edit.new_end] for edit in edits) == new
    for edit in edits:
        same = old[edit.old_start : edit.old_end] == new[edit.new_start : edit.new_end]
        assert same == (edit.operation == "equal")


def test_only_what_differs_is_an_edit() -> None:
    edits = text_edits("完成投资12.5亿元。", "完成投资12.3亿元。")
    assert [edit.operation for edit in edits] == ["equal", "replace", "equal"]
    assert (edits[1].old_start, edits[1].old_end) == (7, 8)


def test_very_long_paragraphs_are_replaced_whole_between_their_common_ends() -> None:
    old, new = "头" + "甲" * 5000 + "尾", "头" + "乙" * 5000 + "尾"
    assert [edit.operation for edit in text_edits(old, new)] == ["equal", "replace", "equal"]


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_paragraph_edits_rebuild_the_new_sequence(old: list[str], new: list[str]) -> None:
    built: list[str] = []
    for edit in paragraph_edits(old, new):
        built += old[edit.old_start : edit.old_end] if edit.operation == "equal" else new[edit.new_start : edit.new_end]
    assert built == new

"""Finding words, and replacing them: what is found, and that nothing else is changed."""

from hypothesis import given
from hypothesis import strategies as st

from halfyear_desktop.model.changes import Batch, InsertSection, RemoveSection, ReplaceText
from halfyear_desktop.model.finding import Hit, Occurrences, Wanted, finder
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.reading_order import reading_order
from halfyear_desktop.model.replacing import is_linked, replacement
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, Section, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import (
    OBJECT,
    Kind,
    Mark,
    Paragraph,
    heading_paragraph,
    normal,
    object_paragraph,
)
from halfyear_desktop.model.text_edits import Spot
from tests.strategies import changes, snapshots


def made(*paragraphs: Paragraph) -> Report:
    """A report with one section, id 3."""
    report = Report("r", Details("某局", Period(2026), "总结"))
    report.apply(InsertSection(ROOT, 0, Subtree(((0, Section(3, paragraphs)),))))
    return report


def found(report: Report, words: str, *, case: bool = False, width: bool = False) -> list[str]:
    """The words as they stand in the report, with their places."""
    hits = Occurrences(report, Wanted(words, case, width))
    return [
        f"{hit.section}.{hit.paragraph} {report.section(hit.section).text[hit.paragraph].chars[hit.start : hit.end]}"
        for hit in hits
    ]


def replaced_all(report: Report, words: str, by: str) -> Report:
    hits = Occurrences(report, Wanted(words, case=True, width=True))
    change = replacement(report, hits, by)
    if change is not None:
        report.apply(change)
    return report


def test_words_are_found_in_headings_and_bodies_in_reading_order() -> None:
    report = made(heading_paragraph("住房保障"), Paragraph("抓好住房，管好住房"))
    report.apply(ReplaceText(FRONT, 0, (), (Paragraph("住房局"),)))
    report.apply(ReplaceText(END, 0, (), (Paragraph("附件：住房"),)))
    hits = Occurrences(report, Wanted("住房"))
    places = [(hit.section, hit.paragraph, hit.start) for hit in hits]
    assert places == [(FRONT, 0, 0), (3, 0, 0), (3, 1, 2), (3, 1, 7), (END, 0, 3)]


def test_case_and_width_are_told_apart_only_when_asked() -> None:
    report = made(heading_paragraph("ABC"), Paragraph("abc，ＡＢＣ，ａｂｃ,０12"))
    assert found(report, "abc") == ["3.0 ABC", "3.1 abc", "3.1 ＡＢＣ", "3.1 ａｂｃ"]
    assert found(report, "abc", case=True) == ["3.1 abc", "3.1 ａｂｃ"]
    assert found(report, "abc", width=True) == ["3.0 ABC", "3.1 abc"]
    assert found(report, "ＡＢＣ", width=True) == ["3.1 ＡＢＣ", "3.1 ａｂｃ"]
    assert found(report, "０１２") == ["3.1 ０12"]
    assert found(report, ",") == ["3.1 ，", "3.1 ，", "3.1 ,"]
    assert found(report, ",", width=True) == ["3.1 ,"]


def test_signs_stand_for_themselves() -> None:
    report = made(heading_paragraph("x"), Paragraph("受理***件，增长××%，一　二 [三]？(四)?\\"))
    for words, times in (("*", 3), ("×", 2), ("　", 1), (" ", 1), ("[三]", 1), (".", 0), ("\\", 1), ("(四)", 1)):
        assert len(found(report, words)) == times, words
    assert len(found(report, "?")) == 2
    assert found(report, "") == []


def test_hits_lie_over_no_other_and_cross_no_paragraph() -> None:
    report = made(heading_paragraph("甲"), Paragraph("一一一一一"), Paragraph("一"))
    assert len(found(report, "一一")) == 2


def test_an_object_is_never_found() -> None:
    report = made(heading_paragraph("甲"), object_paragraph("t1"))
    assert found(report, OBJECT) == []


def test_the_number_of_a_hit_and_the_next_one() -> None:
    report = made(heading_paragraph("甲乙"), Paragraph("乙甲乙"))
    hits = Occurrences(report, Wanted("乙"))
    assert [hits[number] for number in range(len(hits))] == [Hit(3, 0, 1, 2), Hit(3, 1, 0, 1), Hit(3, 1, 2, 3)]
    assert [hits.from_spot(Spot(3, 1, at)) for at in range(4)] == [1, 2, 2, 3]
    assert hits.number_of(Spot(3, 1, 2), Spot(3, 1, 3)) == 2
    assert hits.number_of(Spot(3, 1, 1), Spot(3, 1, 3)) is None
    assert hits.number_of(Spot(3, 0, 1), Spot(3, 1, 2)) is None
    assert hits.from_spot(Spot(FRONT, 0, 0)) == 0
    assert hits.from_spot(Spot(END, 0, 0)) == 3


def test_a_section_that_is_gone_holds_nothing() -> None:
    report = made(heading_paragraph("甲"))
    hits = Occurrences(report, Wanted("甲"), 3)
    assert len(hits) == 1
    gone = RemoveSection(ROOT, 0, report.subtree(3))
    report.apply(gone)
    hits.follow(gone)
    assert len(hits) == 0
    assert 3 not in hits
    assert hits.from_spot(Spot(FRONT, 0, 0)) == 0


def test_a_section_that_comes_back_with_another_text_is_searched_anew() -> None:
    report = made(heading_paragraph("甲"))
    hits = Occurrences(report, Wanted("甲"))
    assert len(hits) == 1
    other = Subtree(((0, Section(3, (heading_paragraph("甲甲乙"),))),))
    for change in (RemoveSection(ROOT, 0, report.subtree(3)), InsertSection(ROOT, 0, other)):
        report.apply(change)
        hits.follow(change)
    assert len(hits) == 2


class Follower:
    """Tells the hits of a report's changes."""

    def __init__(self, hits: Occurrences) -> None:
        self.hits = hits

    def changing(self, change: object) -> None:
        pass

    def changed(self, change: object) -> None:
        self.hits.follow(change)  # type: ignore[arg-type]


@given(st.data())
def test_what_is_followed_is_what_a_new_search_finds(data: st.DataObject) -> None:
    report = Report.restored(data.draw(snapshots()))
    wanted = Wanted(data.draw(st.sampled_from(["一", "a", "1", "，", "报告", "😀", "*"])))
    root = data.draw(st.sampled_from([ROOT, *reading_order(report)]))
    hits = Occurrences(report, wanted, root)
    report.listen(Follower(hits))
    for _ in range(data.draw(st.integers(1, 4))):
        report.apply(data.draw(changes(report)))
        if data.draw(st.booleans()):
            len(hits)  # asked in between or not
    anew = Occurrences(report, wanted, root)
    assert list(hits) == list(anew) == [hits[number] for number in range(len(anew))]
    for number in range(len(hits)):
        hit = hits[number]
        start = Spot(hit.section, hit.paragraph, hit.start)
        assert hits.from_spot(start) == hits.number_of(start, Spot(hit.section, hit.paragraph, hit.end)) == number


@given(st.data())
def test_replacing_changes_nothing_but_the_words(data: st.DataObject) -> None:
    snapshot = data.draw(snapshots())
    report = Report.restored(snapshot)
    words = data.draw(st.sampled_from(["一", "a", "1", "，", "报", "万元", "\ud800"]))
    by = data.draw(st.sampled_from(["", "一一", "二", "万元以上", "报"]))
    hits = Occurrences(report, Wanted(words, case=True, width=True))
    change = replacement(report, hits, by)
    before = {id: report.section(id) for id in reading_order(report)}
    if change is not None:
        report.apply(change)
    spans = finder(Wanted(words, case=True, width=True))
    assert reading_order(report) == list(before)
    for id, section in before.items():
        now = report.section(id)
        assert (now.state, now.numbered, len(now.text)) == (section.state, section.numbered, len(section.text))
        for old, new in zip(section.text, now.text, strict=True):
            assert new.chars == _without(old.chars, spans(old.chars), by)
            assert new.role is old.role
            assert normal(new.chars, new.marks, new.role) == new
            if not spans(old.chars):
                assert new == old
    if change is not None:
        report.apply(change.inverse())
    assert report.snapshot() == snapshot


def _without(chars: str, spans: tuple[tuple[int, int], ...], by: str) -> str:
    for start, end in reversed(spans):
        chars = chars[:start] + by + chars[end:]
    return chars


@given(st.data())
def test_marks_that_no_hit_touches_stay_over_their_characters(data: st.DataObject) -> None:
    chars = data.draw(st.text("一二甲", max_size=20))
    places = st.integers(0, max(1, len(chars)))
    start, end = sorted((data.draw(places), data.draw(places)))
    kind = data.draw(st.sampled_from([Kind.BOLD, Kind.FIGURE, Kind.PLACEHOLDER]))
    paragraph = normal(chars, [Mark(start, end, kind, "" if kind is Kind.BOLD else "v")])
    report = replaced_all(made(heading_paragraph("标题"), paragraph), "甲", "乙丙")
    (now,) = report.section(3).text[1:]
    for mark in paragraph.marks:
        if "甲" not in chars[mark.start : mark.end]:
            at = mark.start + chars[: mark.start].count("甲")
            assert Mark(at, at + mark.end - mark.start, kind, mark.value) in now.marks


def test_words_take_after_the_first_character_that_they_replace() -> None:
    run_in = normal("完成目标。全年", [Mark(0, 5, Kind.HEADING), Mark(5, 7, Kind.BOLD)])
    (now,) = replaced_all(made(run_in), "目标。全", "任务").section(3).text
    assert now == normal("完成任务年", [Mark(0, 4, Kind.HEADING), Mark(4, 5, Kind.BOLD)])
    (now,) = replaced_all(made(run_in), "完成", "实现全部").section(3).text
    assert now == normal("实现全部目标。全年", [Mark(0, 7, Kind.HEADING), Mark(7, 9, Kind.BOLD)])


def test_a_placeholder_that_is_replaced_as_a_whole_is_filled_in() -> None:
    blank = normal("在某街道开工", [Mark(1, 4, Kind.PLACEHOLDER, "name")])
    heading = heading_paragraph("甲")
    assert replaced_all(made(heading, blank), "某街道", "人民路").section(3).text[1] == Paragraph("在人民路开工")
    inside = replaced_all(made(heading, blank), "街", "大街").section(3).text[1]
    assert inside == normal("在某大街道开工", [Mark(1, 5, Kind.PLACEHOLDER, "name")])
    edge = replaced_all(made(heading, blank), "在某", "在").section(3).text[1]
    assert edge == normal("在街道开工", [Mark(1, 3, Kind.PLACEHOLDER, "name")])


def test_a_linked_figure_that_is_touched_is_none_any_more() -> None:
    figures = normal("12亿12亿", [Mark(0, 3, Kind.FIGURE, "a"), Mark(3, 6, Kind.FIGURE, "b")])
    report = made(heading_paragraph("甲"), figures)
    assert [is_linked(report, Hit(3, 1, *span)) for span in ((0, 2), (2, 4), (0, 6))] == [True, True, True]
    assert not is_linked(report, Hit(3, 0, 0, 1))
    change = replacement(report, [Hit(3, 1, 0, 2)], "13")
    assert change is not None
    report.apply(change)
    assert report.section(3).text[1] == normal("13亿12亿", [Mark(3, 6, Kind.FIGURE, "b")])


def test_links_that_run_together_or_come_to_show_another_number_are_none_any_more() -> None:
    twice = normal("12、12", [Mark(0, 2, Kind.FIGURE, "a"), Mark(3, 5, Kind.FIGURE, "a")])
    (now,) = replaced_all(made(heading_paragraph("甲"), twice), "、", "").section(3).text[1:]
    assert now == Paragraph("1212")
    both = normal("12、13", [Mark(0, 2, Kind.FIGURE, "a"), Mark(3, 5, Kind.FIGURE, "a")])
    (now,) = replaced_all(made(heading_paragraph("甲"), both), "2", "3").section(3).text[1:]
    assert now == normal("13、13", [Mark(3, 5, Kind.FIGURE, "a")])


def test_words_that_are_there_already_are_no_change() -> None:
    report = made(heading_paragraph("甲"), Paragraph("甲乙甲"))
    hits = Occurrences(report, Wanted("甲"))
    assert replacement(report, hits, "甲") is None
    assert replacement(report, [], "乙") is None


def test_several_paragraphs_are_one_step() -> None:
    report = made(heading_paragraph("甲"), Paragraph("甲乙"), Paragraph("丙"))
    hits = Occurrences(report, Wanted("甲"))
    change = replacement(report, hits, "")
    assert isinstance(change, Batch)
    report.apply(change)
    assert [paragraph.chars for paragraph in report.section(3).text] == ["", "乙", "丙"]

"""The outlines to begin with: complete, well formed, full of placeholders, and recognised as what they are."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from halfyear_desktop.formats import catalogue
from halfyear_desktop.formats.compose import compose
from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.formats.recognition.outline import import_draft
from halfyear_desktop.model.period import Part, Period
from halfyear_desktop.model.placeholder import blanks
from halfyear_desktop.model.section import END, FRONT, State
from halfyear_desktop.ui.library.skeletons import Skeleton, skeletons
from halfyear_desktop.ui.library.words import current_period
from halfyear_desktop.ui.parts.genres import GENRES, genre_name

FIRST, SECOND, YEAR = Period(2026), Period(2026, Part.SECOND_HALF), Period(2026, Part.YEAR)


def named(genre: str) -> Skeleton:
    return next(each for each in skeletons() if each.genre == genre)


def test_there_is_one_for_each_genre() -> None:
    assert [each.genre for each in skeletons()] == list(GENRES)
    assert [each.name for each in skeletons()] == [genre_name(genre) for genre in GENRES]


@pytest.mark.parametrize("genre", [each.genre for each in skeletons()])
@pytest.mark.parametrize("period", [FIRST, SECOND, YEAR, Period(2026, Part.THIRD_QUARTER)])
@pytest.mark.parametrize("unit", ["", "云栖区住房和城乡建设局"])
def test_every_one_makes_a_report_to_be_filled_in(genre: str, period: Period, unit: str) -> None:
    report = named(genre).begun("r1", "名称", unit, period)
    assert (report.details.name, report.details.period, report.details.genre) == ("名称", period, genre)
    sections = [section for _, section in report.walk()]
    assert len(report.children()) >= 2
    assert len(sections) >= 12
    assert all(section.heading and section.state is State.TODO for section in sections)
    texts = [report.section(FRONT).text, report.section(END).text, *(section.text for section in sections)]
    paragraphs = [paragraph for text in texts for paragraph in text]
    assert sum(map(blanks, paragraphs)) >= 5
    whole = "".join(paragraph.chars for paragraph in paragraphs)
    assert not re.search(r"[{}#|]", whole)
    assert ("【单位名称】" in whole) == (not unit)


@pytest.mark.parametrize("genre", [each.genre for each in skeletons()])
def test_its_outline_is_recognised_when_it_comes_back_as_plain_text(genre: str, tmp_path: Path) -> None:
    report = named(genre).begun("r1", "名称", "云栖区住房和城乡建设局", FIRST)
    path = tmp_path / "draft.txt"
    profile = load_profile("gbt9704-2012")
    catalogue.write(compose(report.snapshot()), profile, path)
    imported = import_draft(catalogue.read(path))
    assert imported.snapshot.details.genre == genre
    assert imported.snapshot.details.period == FIRST
    assert [(depth, section.heading) for depth, section in imported.snapshot.nodes] == [
        (depth, section.heading) for depth, section in report.walk()
    ]


def test_titles_say_unit_period_and_what_follows() -> None:
    assert named("总结").title_for("某局", FIRST) == "某局2026年上半年工作总结"
    assert named("讲话").title_for("", SECOND) == "在2026年下半年工作会议上的讲话"
    assert named("总结及计划").title_for("某局", FIRST) == "某局2026年上半年工作总结和下半年工作计划"
    assert named("总结及计划").title_for("", SECOND) == "2026年下半年工作总结和2027年工作计划"
    assert named("总结及计划").title_for("", YEAR) == "2026年工作总结和2027年工作计划"


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2026, 7, 6), FIRST),
        (date(2026, 5, 1), FIRST),
        (date(2026, 10, 31), FIRST),
        (date(2026, 11, 20), SECOND),
        (date(2027, 1, 15), SECOND),
        (date(2027, 4, 30), SECOND),
    ],
)
def test_the_period_is_the_one_that_offices_write_on(day: date, period: Period) -> None:
    assert current_period(day) == period

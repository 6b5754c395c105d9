"""Periods."""

import pytest

from halfyear_desktop.model.period import Part, Period, period_in


@pytest.mark.parametrize(
    ("code", "before", "last_year", "label"),
    [
        ("2022H1", "2021H2", "2021H1", "2022年上半年"),
        ("2022H2", "2022H1", "2021H2", "2022年下半年"),
        ("2022Q1", "2021Q4", "2021Q1", "2022年一季度"),
        ("2022Q4", "2022Q3", "2021Q4", "2022年四季度"),
        ("2022", "2021", "2021", "2022年"),
    ],
)
def test_a_period_knows_its_predecessor_and_the_same_period_last_year(
    code: str, before: str, last_year: str, label: str
) -> None:
    period = Period.parse(code)
    assert (str(period), str(period.predecessor), str(period.same_last_year)) == (code, before, last_year)
    assert period.label == label
    assert period.predecessor.successor == period


@pytest.mark.parametrize("code", ["", "22H1", "2022H3", "2022Q5", "2022年", "H1"])
def test_what_is_no_period_is_refused_with_a_sentence(code: str) -> None:
    with pytest.raises(ValueError, match="不是期别"):
        Period.parse(code)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("某局2026年上半年工作总结", Period(2026)),
        ("某协会2021年上半年度工作报告", Period(2021)),
        ("关于贯彻2020年半年工作会议精神的情况报告", Period(2020)),
        ("2025年下半年打算", Period(2025, Part.SECOND_HALF)),
        ("2025年第三季度情况", Period(2025, Part.THIRD_QUARTER)),
        ("二〇二六年上半年总结", Period(2026)),
        ("2025年工作总结", Period(2025, Part.YEAR)),
        ("2025年回顾和2026年上半年安排", Period(2026)),
        ("工作总结", None),
    ],
)
def test_the_period_is_found_in_a_title(text: str, period: Period | None) -> None:
    assert period_in(text) == period

"""Counts in the number formats of Word (ST_NumberFormat, ECMA-376 Part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

from halfyear_desktop.model.numbering import chinese, circled

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEGAL_SIMPLIFIED = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL = str.maketrans("一二三四五六七八九十百千", "壹貳參肆伍陸柒捌玖拾佰仟")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_DIGITAL = str.maketrans("0123456789", "〇一二三四五六七八九")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_ONES = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_LETTERS = 26


def counted(count: int, number_format: str) -> str:
    """A count as a number format writes it, such as 十二 for 12 in `chineseCounting`; unknown formats are decimal."""
    writer = _WRITERS.get(number_format)
    return writer(count) if writer and count > 0 else str(count) if writer is not _nothing else ""


def custom(count: int, pattern: str) -> str:
    """A count in a format given by its first numbers, such as `001, 002, 003, ...`."""
    first = pattern.partition(",")[0].strip()
    return str(count).zfill(len(first)) if first.isdecimal() else str(count)


def _nothing(count: int) -> str:
    return ""


def _letters(count: int) -> str:
    """A to Z, then AA, BB to ZZ, AAA, as Word goes on; at most a line of them."""
    return chr(65 + (count - 1) % _LETTERS) * min((count - 1) // _LETTERS + 1, 60)


def _roman(count: int) -> str:
    if count > 9999:
        return str(count)
    result = ""
    for value, letters in _ROMAN + _ROMAN_ONES:
        result += letters * (count // value)
        count %= value
    return result


def _chinese(count: int) -> str:
    return chinese(count) if count < 10_000 else str(count).translate(_DIGITAL)


def _chinese_counting(count: int) -> str:
    return chinese(count) if count < 100 else _digital(count)


def _digital(count: int) -> str:
    return str(count).translate(_DIGITAL)


def _japanese(count: int) -> str:
    """一百 is 百, 一千 is 千, and no 零."""
    return _chinese(count).replace("一十", "十").replace("一百", "百").replace("一千", "千").replace("零", "")


def _legal(table: dict[int, int]) -> Callable[[int], str]:
    def write(count: int) -> str:
        text = _chinese(count)
        return ("一" + text if text.startswith("十") else text).translate(table)

    return write


def _ordinal(count: int) -> str:
    return f"{count}{'th' if 10 <= count % 100 <= 20 else _ORDINALS.get(count % 10, 'th')}"


def _series(characters: str) -> Callable[[int], str]:
    return lambda count: characters[(count - 1) % len(characters)]


def _run(start: int, length: int) -> Callable[[int], str]:
    """Characters that stand in Unicode one after the other; beyond the last, plain digits."""
    return lambda count: chr(start + count - 1) if count <= length else str(count)


def _stem_and_branch(count: int) -> str:
    return _STEMS[(count - 1) % 10] + _BRANCHES[(count - 1) % 12]


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "ordinal": _ordinal,
    "numberInDash": lambda count: f"- {count} -",
    "hex": lambda count: f"{count:X}",
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedFullstop": _run(0x2488, 20),
    "decimalEnclosedParen": _run(0x2474, 20),
    "ideographEnclosedCircle": _run(0x3280, 10),
    "chineseCounting": _chinese_counting,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese_counting,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _japanese,
    "koreanCounting": _japanese,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "koreanDigital2": _digital,
    "chineseLegalSimplified": _legal(_LEGAL_SIMPLIFIED),
    "ideographLegalTraditional": _legal(_LEGAL_TRADITIONAL),
    "japaneseLegal": _legal(_LEGAL_TRADITIONAL),
    "ideographTraditional": _series(_STEMS),
    "ideographZodiac": _series(_BRANCHES),
    "ideographZodiacTraditional": _stem_and_branch,
    "none": _nothing,
}

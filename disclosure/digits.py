"""Numbers as Word and browsers write them in a label: 一, 壹, 甲, ①, iv, …

In: a number and Word's name of the form. Out: the characters that stand in the document. A form that is not
known is written in Arabic digits, as Word's own fall-back does.
"""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_COUNTING = frozenset(
    {"chineseCountingThousand", "chineseCounting", "japaneseCounting", "taiwaneseCountingThousand", "taiwaneseCounting"}
)
_WHEEL = frozenset({"ideographTraditional", "ideographZodiac"})


def written(number: int, form: str) -> str:
    """`number` in Word's number form `form`."""
    if number < 0 or number > 99_999:
        return str(number)
    if form in _COUNTING:
        return _counting(number)
    if form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _legal(number)
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"):
        return "".join(_DIGITS[int(d)] for d in str(number))
    if form in ("lowerLetter", "upperLetter"):
        return _letter(number, "a" if form == "lowerLetter" else "A")
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    if form in _WHEEL:
        wheel = _STEMS if form == "ideographTraditional" else _BRANCHES
        return wheel[(number - 1) % len(wheel)] if number else "0"
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(d)) for d in str(number))
    return _enclosed(number, form)


def _enclosed(number: int, form: str) -> str:
    ranges = {
        "decimalEnclosedCircle": ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)),
        "decimalEnclosedCircleChinese": ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)),
        "decimalEnclosedParen": ((1, 20, 0x2474),),
        "decimalEnclosedFullstop": ((1, 20, 0x2488),),
        "ideographEnclosedCircle": ((1, 10, 0x3280),),
    }
    for first, last, code in ranges.get(form, ()):
        if first <= number <= last:
            return chr(code + number - first)
    return str(number)


def _counting(number: int) -> str:
    """Chinese counting: 十一, 二十, 一百零五."""
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (_DIGITS[number - 10] if number > 10 else "")
    return _places(number, _DIGITS, "十百千万")


def _legal(number: int) -> str:
    return _LEGAL[number] if number < 10 else _places(number, _LEGAL, "拾佰仟万")


def _places(number: int, digits: str, units: str) -> str:
    parts: list[str] = []
    gap = False
    text = str(number)
    for index, digit in enumerate(text):
        place = len(text) - 1 - index
        if digit == "0":
            gap = True
            continue
        if gap and parts:
            parts.append("零")
        gap = False
        parts.append(digits[int(digit)] + (units[place - 1] if place else ""))
    return "".join(parts)


def _letter(number: int, first: str) -> str:
    """Word repeats the letter: z, aa, bb."""
    if not number:
        return "0"
    return chr(ord(first) + (number - 1) % 26) * min((number - 1) // 26 + 1, 50)


def _roman(number: int) -> str:
    if not number or number > 9_999:
        return str(number)
    out = ""
    for value, letters in (*_ROMAN, *_ROMAN_ONES):
        while number >= value:
            out, number = out + letters, number - value
    return out

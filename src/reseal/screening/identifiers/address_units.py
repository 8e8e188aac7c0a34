"""Numbers and units inside an address: 12号, 3栋2单元, B座2303, 4-1-302, 二十七号, 5樓之2.

Reads forward from a place in a folded text; every function looks at a bounded number of characters.
"""

from reseal.screening.identifiers.address_words import AddressWords

DIGITS = frozenset("0123456789")
DIGITS_ONE = tuple("0123456789")
NUMERALS = frozenset("零〇○一二三四五六七八九十百千两俩仨幺壹贰叁肆伍陆柒捌玖拾佰仟廿卅ニ弍叄")
NUMBER_CHARS = DIGITS | NUMERALS
STEMS = frozenset("甲乙丙丁戊己庚")
_JOINERS = frozenset("-~/#之")
_LETTERED_UNITS = frozenset("座坐栋幢撞区室厅厦馆门单层楼舍段期排铺")
_LONGEST_DIGITS = 5
_LONGEST_NUMERALS = 9
_MOST_GROUPS = 4
_LONGEST_SPREAD = 14
# What makes another word of a unit that it follows: 37号门口, 2号线, 3室一厅.
_NOT_AFTER = {
    "门": "口牌卫铃",
    "号": "线",
    "室": "一二两三",
    "区": "别",
    "段": "时位",
    "组": "合织长员",
    "排": "名队",
    "社": "会",
    "期": "间待",
}
# After a bare number these make it a quantity, a time or a price, not a room.
_MEASURES = frozenset("年月日点时分秒元块万亿人个岁天次斤米平度名位只条件台瓶张种倍折页周路线届级克公kmw%.:@码亩套")


def is_han(char: str) -> bool:
    """Whether this is a Han character of a folded text."""
    return "\u4e00" <= char <= "\u9fff" or char == "\ue001"


def letter(char: str) -> bool:
    """Whether this is a Latin letter of a folded text."""
    return "a" <= char <= "z"


def _group(text: str, start: int) -> int:
    """The end of one number, written in digits, numerals or both, with a letter before or after it; `start` without."""
    size = len(text)
    at = start
    while at < size and at - start < 2 and letter(text[at]):
        at += 1
    if at < size and text[at] in STEMS:
        at += 1
    first = at
    digits = 0
    while at < size and at - first < _LONGEST_NUMERALS and text[at] in NUMBER_CHARS:
        digits += text[at] in DIGITS
        at += 1
    if at == first or digits > _LONGEST_DIGITS or (at < size and text[at] in DIGITS):
        return start
    if at < size and letter(text[at]) and not (at + 1 < size and letter(text[at + 1])):
        at += 1
    return at


def _spread(text: str, start: int) -> int:
    """The end of single digits set apart by spaces (1 2 0 4); `start` without at least three."""
    at = start
    while (
        at - start < _LONGEST_SPREAD
        and text[at : at + 1] in DIGITS_ONE
        and text[at + 1 : at + 2] == " "
        and text[at + 2 : at + 3] in DIGITS_ONE
    ):
        at += 2
    return at + 1 if at - start >= 4 else start


def number_at(text: str, start: int) -> int:
    """The end of a door number such as 302, 4-1-302, b2-117, 12之3, 贰拾壹; `start` when none stands there."""
    end = _spread(text, start) if text[start + 1 : start + 2] == " " else start
    end = end if end > start else _group(text, start)
    if end == start:
        return start
    for _ in range(_MOST_GROUPS):
        if end >= len(text) or text[end] not in _JOINERS:
            break
        following = _group(text, end + 1)
        if following == end + 1:
            break
        end = following
    return end


def unit_at(text: str, start: int, words: AddressWords) -> int:
    """The end of a number with its unit (3栋, 12 号楼, b座, 甲9号, 第19座); `start` when none stands there."""
    size = len(text)
    first = start + (text[start : start + 1] == "第")
    end = number_at(text, first)
    if end == first:
        if start + 1 < size and (letter(text[start]) or text[start] in STEMS) and text[start + 1] in _LETTERED_UNITS:
            return max(words.units.at(text, start + 1), start + 2)
        return start
    unit = end + 1 if end < size and text[end] == " " else end
    found = words.units.at(text, unit)
    if not found and letter(text[end - 1]) and end - 1 > first:
        found = words.units.at(text, end - 1)  # 22dong: the letter after the number begins the unit
    if not found or (found < size and letter(text[found - 1]) and letter(text[found])):
        return start
    if found < size and text[found] in _NOT_AFTER.get(text[found - 1], ""):
        return found - 1 if found - 1 > unit and text[found - 2] == "号" else start
    return found


def room_at(text: str, start: int, *, shortest: int = 2) -> int:
    """The end of a bare room number after a building (1102, 4-1-302, 四幺七); `start` when none stands there."""
    size = len(text)
    end = number_at(text, start)
    if end - start < shortest or (end < size and text[end] in NUMBER_CHARS):
        return start
    if end < size and text[end] in _MEASURES and text[end : end + 2] != "天天":
        return start
    if all(text[at] in NUMERALS for at in range(start, end)) and (
        end - start < 3 or any(text[at] in "十百千拾佰仟" for at in range(start, end))
    ):
        return start
    if end + 1 < size and text[end] in " -" and text[end + 1] in DIGITS:
        return start  # the first group of a longer number
    return end

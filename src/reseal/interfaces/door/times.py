"""Times as a person reads them: the page has no script and does not know the reader's clock, so the zone is named."""

from datetime import UTC, datetime, timedelta, timezone

from reseal.interfaces.door.words import door_words
from reseal.interfaces.locale import Lang
from reseal.storage.clock import DAY, HOUR, Milliseconds

_BEIJING = timezone(timedelta(hours=8))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(at: Milliseconds, lang: Lang) -> str:
    """A time with its zone."""
    zone = door_words(lang).page["zone"]
    if lang == "zh":
        there = datetime.fromtimestamp(at / 1000, _BEIJING)
        return f"{zone}{there.month}月{there.day}日 {there:%H:%M}"
    there = datetime.fromtimestamp(at / 1000, UTC)
    return f"{there.day} {_MONTHS[there.month - 1]}, {there:%H:%M} {zone}"


def day(at: Milliseconds, lang: Lang) -> str:
    """A day with its year and zone: for what lies months away."""
    zone = door_words(lang).page["zone"]
    if lang == "zh":
        there = datetime.fromtimestamp(at / 1000, _BEIJING)
        return f"{zone}{there.year}年{there.month}月{there.day}日"
    there = datetime.fromtimestamp(at / 1000, UTC)
    return f"{there.day} {_MONTHS[there.month - 1]} {there.year} {zone}"


def stamp(at: Milliseconds) -> str:
    """A time as machines read it (RFC 3339)."""
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def within(time: Milliseconds, lang: Lang) -> str:
    """How long something takes at most."""
    words = door_words(lang).time
    if time <= HOUR:
        return words["soon"]
    if time <= 2 * DAY:
        return words["hours"].format(count=-(-time // HOUR))
    return words["days"].format(count=-(-time // DAY))

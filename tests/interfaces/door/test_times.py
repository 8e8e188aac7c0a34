from reseal.interfaces.door.times import moment, stamp, within
from reseal.storage.clock import DAY, HOUR, MINUTE

AT = 1_790_000_000_000


def test_a_time_names_its_zone() -> None:
    assert stamp(AT) == "2026-09-21T14:13:20Z"
    assert moment(AT, "en") == "21 Sep, 14:13 UTC"
    assert moment(AT, "zh") == "北京时间9月21日 22:13"


def test_how_long_it_takes_at_most_is_never_said_too_short() -> None:
    assert within(30 * MINUTE, "en") == "within the hour"
    assert within(HOUR + 1, "en") == "within 2 hours" and within(24 * HOUR, "zh") == "24 小时内"
    assert within(2 * DAY + 1, "en") == "within 3 days"

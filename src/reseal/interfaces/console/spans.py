"""Stretches of time as people read them: the two greatest units, no more."""

from reseal.interfaces.locale import Lang
from reseal.storage.clock import DAY, HOUR, MINUTE, Milliseconds

_UNITS = ((DAY, "天", "d"), (HOUR, "小时", "h"), (MINUTE, "分", "min"))


def span_said(span: Milliseconds, lang: Lang) -> str:
    """A stretch of time, such as `2 d 3 h`; what is less than a minute is called so."""
    left = abs(span)
    parts: list[str] = []
    for unit, zh, en in _UNITS:
        count, rest = divmod(left, unit)
        if count and len(parts) < 2:
            parts.append(f"{count}{zh}" if lang == "zh" else f"{count} {en}")
            left = rest
        elif parts:
            break
    if not parts:
        return "不到1分" if lang == "zh" else "under 1 min"
    return "".join(parts) if lang == "zh" else " ".join(parts)

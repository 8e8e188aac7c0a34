"""Times as people read them. They are shown in UTC and say so: staff of one desk sit in many places."""

from datetime import UTC, datetime

from reseal.interfaces.locale import Lang
from reseal.storage.clock import Milliseconds


def times_said(at: Milliseconds, lang: Lang) -> str:
    """A day and time, to the second, in UTC."""
    moment = datetime.fromtimestamp(at / 1000, UTC)
    return moment.strftime("%Y年%m月%d日 %H:%M:%S UTC" if lang == "zh" else "%Y-%m-%d %H:%M:%S UTC")

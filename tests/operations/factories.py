"""Invented posts and the decisions on them, for tests of operations."""

from functools import cache
from typing import Any

from reseal.operations.cases import acts as cases
from reseal.operations.cases.words import Content, Gathered, How
from reseal.operations.posts import acts as posts
from reseal.operations.posts import views
from reseal.operations.posts.words import KeptPost
from reseal.screening.screener import Screener
from reseal.storage.store import Work
from reseal.vocabulary import Decision, Post

DOX = "大家冲他！真名李小四，电话13800001234，住在东华路12号3单元401，见一次骂一次"
OTHER_DOX = "曝光这个骗子王五三，手机号13900005678，身份证号440301190508170012，大家打爆他电话"
HARMLESS = "今天天气真好，晚上一起去吃火锅吧，记得带伞"


@cache
def screener() -> Screener:
    """The patterns and evidence, without the encoder: the same for all tests."""
    return Screener(level="verdict")


def post(id_: str = "p1", text: str = DOX, **more: Any) -> Post:
    """A post by somebody."""
    return Post(id_, text, **{"author": f"author of {id_}", **more})


def decision(of: Post) -> Decision:
    """What the screener says of it."""
    return screener().decide([of])[0]


def keep(work: Work, *given: Post) -> list[KeptPost]:
    """The posts, screened and kept."""
    posts.keep(work, given, screener().decide(given))
    return [found for one in given if (found := views.find(work, one.id)) is not None]


def gather(work: Work, of: Post, how: How = "screened") -> Gathered:
    """The post, screened, kept and brought into a case."""
    return cases.gather(work, Content.of(keep(work, of)[0]), how)

"""Invented posts and the decisions on them, for tests of operations."""

from functools import cache
from typing import Any

from reseal.operations.cases import acts as cases
from reseal.operations.cases import views as case_views
from reseal.operations.cases.words import CaseRow, Choice, Content, Gathered, How
from reseal.operations.posts import acts as posts
from reseal.operations.posts import views
from reseal.operations.posts.words import KeptPost
from reseal.screening.policy.load import load_pack
from reseal.screening.screener import ENGINE, Screener
from reseal.storage.store import Work
from reseal.vocabulary import (
    Action,
    Category,
    Decision,
    Exposure,
    ExposureType,
    PolicyRef,
    Post,
    Reason,
    Severity,
    Subject,
)

DOX = "大家冲他！真名李小四，电话13800001234，住在东华路12号3单元401，见一次骂一次"
OTHER_DOX = "曝光这个骗子王五三，手机号13900005678，身份证号440301190508170012，大家打爆他电话"
HARMLESS = "今天天气真好，晚上一起去吃火锅吧，记得带伞"
REMOVE = Choice("remove", "exposure", "no-exposure")


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


def shows(text: str, type_: ExposureType, value: str, subject: Subject = "other", confidence: float = 0.98) -> Exposure:
    """An exposure of a value where it stands in a text."""
    start = text.index(value)
    return Exposure(type_, start, start + len(value), confidence, subject)


def judged(
    id_: str,
    *exposures: Exposure,
    category: Category = "exposure",
    severity: Severity = "high",
    action: Action = "remove",
    reasons: tuple[str, ...] = (),
) -> Decision:
    """A decision as the screener might have taken it."""
    pack = load_pack("default")
    rule = "exposure-strong" if category != "none" else "clean"
    ref = PolicyRef(pack.id, pack.version, rule)
    why = tuple(Reason(code, 1.0) for code in reasons)
    violates = category != "none"
    return Decision(id_, violates, category, 0.9, severity, action, exposures, why, ref, None, ENGINE)


def content(of: Post, decision_: Decision, created_at: int, **more: Any) -> Content:
    """A post with a decision, on its way into a case."""
    return Content(of.id, of.text, decision_, created_at, of.author, of.target, of.lang, **more)


def keep(work: Work, *given: Post) -> list[KeptPost]:
    """The posts, screened and kept."""
    posts.keep(work, given, screener().decide(given))
    return [found for one in given if (found := views.find(work, one.id)) is not None]


def keep_as(work: Work, of: Post, as_: Decision) -> KeptPost:
    """A post kept with a decision that the test gives."""
    posts.keep(work, [of], [as_])
    found = views.find(work, of.id)
    assert found is not None
    return found


def gather(work: Work, of: Post, how: How = "screened") -> Gathered:
    """The post, screened, kept and brought into a case."""
    return cases.gather(work, Content.of(keep(work, of)[0]), how)


def gather_as(work: Work, of: Post, as_: Decision, how: How = "screened") -> Gathered:
    """The post, kept and brought into a case with a decision that the test gives."""
    return cases.gather(work, Content.of(keep_as(work, of, as_)), how)


def row(work: Work, case_id: str) -> CaseRow:
    """The case as lists show it."""
    return case_views.case(work, case_id).row

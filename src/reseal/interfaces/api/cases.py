"""`/v1/cases`: the queue and the cases, masked, for staff; holding, deciding, undoing and correcting.

No text leaves here but masked ones, and no value ever: what is masked is made readable by a reveal alone.
"""

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import PathParameter, RawBody

from reseal.interfaces.api.access import bearer
from reseal.interfaces.api.case_shown import CaseDetail, CasePage, Standing, detail, row
from reseal.interfaces.api.described import read_json, refusals, takes
from reseal.interfaces.api.idempotent import Key, once
from reseal.interfaces.api.paging import After, Limit, limit_of
from reseal.interfaces.api.problems import Problem
from reseal.operations.cases import acts, views
from reseal.operations.cases.words import STATES, CaseChanged, Choice, Corrected, NoCase, NotNow
from reseal.storage.store import Store, Work

AnyRequest = Request[Any, Any, Any]
CaseId = Annotated[str, PathParameter(description="The id of the case.", max_length=26)]
_STAFF: dict[str, Any] = {
    "guards": [bearer],
    "sync_to_thread": True,
    "tags": ["staff"],
    "security": [{"token": []}],
}
"""What all doors of staff have."""


class DecisionRequest(Choice, frozen=True, kw_only=True):
    """What is decided about the whole case, and the version of it that was seen."""

    version: int


class UndoRequest(msgspec.Struct, frozen=True):
    """The decision that is taken back."""

    decision: str


class CaseDecided(msgspec.Struct, frozen=True):
    """The decision, what it acted on, and the case's version after it."""

    decision: str
    case: str
    action: str
    category: str
    posts: int
    version: int


class CaseNow(msgspec.Struct, frozen=True):
    """A case after something was done with it."""

    case: str
    state: str
    version: int


class CorrectionKept(msgspec.Struct, frozen=True):
    """A correction that was kept."""

    correction: str
    version: int


_CHANGES: dict[str, Any] = {
    **_STAFF,
    "status_code": 200,
    "responses": {200: ResponseSpec(CaseNow, generate_examples=False), **refusals(400, 401, 403, 404, 409, 422)},
}
"""What doors have that change a case and answer how it stands."""


@get(
    "/v1/cases",
    needs="cases.read",
    summary="The queue: cases by harm, reach, vulnerability and waiting time",
    description="Open and held cases, the most urgent first; decided ones, the newest first. Needs `cases.read`.",
    operation_id="cases",
    responses=refusals(401, 403, 422),
    **_STAFF,
)
def queue(
    store: NamedDependency[Store],
    standing: Standing = None,
    limit: Limit = None,
    after: After = None,
) -> CasePage:
    """A page of the queue."""
    if standing is not None and standing not in STATES:
        raise Problem(422, "There is no such state.", f"Give one of {', '.join(STATES)}, or leave it out.", "state")
    most = limit_of(limit)
    with store.read() as work, _told("after"):
        page = views.queue(work, state=standing, limit=most, after=after)
    return CasePage([row(one) for one in page.cases], page.next)


@get(
    "/v1/cases/{case_id:str}",
    needs="cases.read",
    summary="One case, masked",
    operation_id="case",
    responses=refusals(401, 403, 404),
    **_STAFF,
)
def one_case(store: NamedDependency[Store], case_id: CaseId) -> CaseDetail:
    """Everything about it but what is personal."""
    with store.read() as work, _told():
        return detail(views.case(work, case_id))


@post(
    "/v1/cases/{case_id:str}/take",
    needs="cases.work",
    summary="Work on a case for some minutes",
    description="So that no two people do. The first time counts as the first view (CAC-04).",
    operation_id="take_case",
    **_CHANGES,
)
def take(
    store: NamedDependency[Store], request: AnyRequest, case_id: CaseId, body: RawBody, idempotency_key: Key = None
) -> Response[bytes]:
    """Take it."""
    member = str(request.state.actor).partition(":")[2]
    return _done(store, request, body, case_id, lambda work: acts.take(work, case_id, member))


@post(
    "/v1/cases/{case_id:str}/hold",
    needs="cases.work",
    summary="Put the posts of a case out of sight until it is decided",
    description="It ends by itself after some hours unless somebody decides.",
    operation_id="hold_case",
    **_CHANGES,
)
def hold(
    store: NamedDependency[Store], request: AnyRequest, case_id: CaseId, body: RawBody, idempotency_key: Key = None
) -> Response[bytes]:
    """Hold it."""
    return _done(store, request, body, case_id, lambda work: acts.hold(work, case_id, "person"))


@post(
    "/v1/cases/{case_id:str}/release",
    needs="cases.work",
    summary="Show again what is held, without a decision",
    operation_id="release_case",
    **_CHANGES,
)
def release(
    store: NamedDependency[Store], request: AnyRequest, case_id: CaseId, body: RawBody, idempotency_key: Key = None
) -> Response[bytes]:
    """Let go of it."""
    return _done(store, request, body, case_id, lambda work: acts.release(work, case_id))


@post(
    "/v1/cases/{case_id:str}/decision",
    needs="cases.decide",
    status_code=200,
    summary="Decide a case",
    description=(
        "One decision acts on every origin and copy of the case. It names a clause of the case's policy pack; author "
        "and reporters are told why once it can no longer be undone. `version` is that of the case as it was seen: "
        "where something came in meanwhile the answer is 409, and nothing is done."
    ),
    operation_id="decide_case",
    operation_class=takes(
        DecisionRequest, {"action": "remove", "category": "exposure", "clause": "no-exposure", "version": 3}
    ),
    responses={200: ResponseSpec(CaseDecided, generate_examples=False), **refusals(400, 401, 403, 404, 409, 422)},
    **_STAFF,
)
def decide(
    store: NamedDependency[Store], request: AnyRequest, case_id: CaseId, body: RawBody, idempotency_key: Key = None
) -> Response[bytes]:
    """Decide it."""
    asked = read_json(body, DecisionRequest, 'Send {"action", "category", "clause", "version"} as JSON.')

    def act(work: Work) -> tuple[int, CaseDecided]:
        with _told():
            done = acts.decide(work, case_id, asked, asked.version)
        made = done.decision_id, case_id, done.action, done.category, len(done.snapshots), done.version
        return 200, CaseDecided(*made)

    return once(store, request, body, act, actor=request.state.actor)


@post(
    "/v1/cases/{case_id:str}/undo",
    needs="cases.decide",
    summary="Take a decision back while it is minutes old",
    description="One's own, or with the scope `cases.overrule` anybody's. Statements that have not left never do.",
    operation_id="undo_decision",
    operation_class=takes(UndoRequest, {"decision": "01J00000000000000000000000"}),
    **_CHANGES,
)
def undo(
    store: NamedDependency[Store], request: AnyRequest, case_id: CaseId, body: RawBody, idempotency_key: Key = None
) -> Response[bytes]:
    """Undo it."""
    asked = read_json(body, UndoRequest, 'Send {"decision": its id} as JSON.')
    overrule = "cases.overrule" in request.state.grant.scopes

    def act(work: Work) -> None:
        made = next((one for one in views.case(work, case_id).decisions if one.id == asked.decision), None)
        if made is None:
            raise NoCase(asked.decision)
        if made.by != work.actor and not overrule:
            raise Problem(403, "The decision is another's.", "Ask somebody with the scope cases.overrule.", "decision")
        acts.undo(work, asked.decision)

    return _done(store, request, body, case_id, act)


@post(
    "/v1/cases/{case_id:str}/snapshots/{snapshot_id:str}/correction",
    needs="cases.correct",
    status_code=201,
    summary="Mend what the screener saw in a post",
    description="All spans and the category as they should be. Kept as labels for the evaluation page.",
    operation_id="correct_snapshot",
    operation_class=takes(
        Corrected, {"category": "exposure", "spans": [{"type": "phone", "start": 3, "end": 14, "subject": "other"}]}
    ),
    responses={201: ResponseSpec(CorrectionKept, generate_examples=False), **refusals(400, 401, 403, 404, 422)},
    **_STAFF,
)
def correct(
    store: NamedDependency[Store],
    request: AnyRequest,
    case_id: CaseId,
    snapshot_id: Annotated[str, PathParameter(description="The id of the snapshot.", max_length=26)],
    body: RawBody,
    idempotency_key: Key = None,
) -> Response[bytes]:
    """Correct it."""
    right = read_json(body, Corrected, 'Send {"category", "spans": [{"type", "start", "end", "subject"}]} as JSON.')

    def act(work: Work) -> tuple[int, CorrectionKept]:
        with _told():
            if all(one.id != snapshot_id for one in views.case(work, case_id).snapshots):
                raise NoCase(snapshot_id)
            kept = acts.correct(work, snapshot_id, right)
            return 201, CorrectionKept(kept, views.case(work, case_id).row.version)

    return once(store, request, body, act, actor=request.state.actor)


def _done(
    store: Store, request: AnyRequest, body: bytes, case_id: str, what: Callable[[Work], object]
) -> Response[bytes]:
    """Do something with a case, once for a key, and say how it stands."""

    def act(work: Work) -> tuple[int, CaseNow]:
        with _told():
            what(work)
            now = views.case(work, case_id).row
        return 200, CaseNow(case_id, now.state, now.version)

    return once(store, request, body, act, actor=request.state.actor)


class _told:  # noqa: N801 - read as a word: `with _told()`
    """What a case refuses, as problems."""

    def __init__(self, field: str | None = None) -> None:
        self._field = field

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, NoCase):
            raise Problem(404, "No such case, or none of this case.", "Take an id from /v1/cases.", "id") from None
        if isinstance(error, CaseChanged):
            detail = f"The case has changed; its version is now {error.version}."
            raise Problem(409, detail, "Read the case again, then decide with its version.", "version") from None
        if isinstance(error, NotNow):
            field = error.field or self._field
            remedy = "Mend this field." if field else "Read the case again."
            raise Problem(422 if field else 409, f"{str(error)[:1].upper()}{str(error)[1:]}.", remedy, field) from None


KINDS = (DecisionRequest, UndoRequest, Corrected)
HANDLERS = (queue, one_case, take, hold, release, decide, undo, correct)

"""`/v1/sanctions`: closures and groups that are proposed, confirmed or refused by a person of staff (PI-04, CAC-02)."""

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import PathParameter, RawBody

from reseal.interfaces.api.access import bearer
from reseal.interfaces.api.described import answers, read_json, refusals, takes
from reseal.interfaces.api.idempotent import Key, once
from reseal.interfaces.api.paging import After, Limit, cursor, limit_of, place_of
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.api.sanction_shown import SANCTION, SanctionDetail, sanction
from reseal.operations.sanctions import acts, views
from reseal.operations.sanctions.words import NoPerson, NoSanction, NotProposed, Part, Proposal
from reseal.operations.staff import views as staff
from reseal.storage.store import Store, Work
from reseal.vocabulary import Category, Severity

AnyRequest = Request[Any, Any, Any]
SanctionId = Annotated[str, PathParameter(description="The id of the sanction.", max_length=26)]
_PERSON = {"person": "lin"}


class PersonRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who has looked at it and says so: the name of a member of staff. No machine closes an account (PI-04)."""

    person: Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern="^[^\\x00]*$")]


class ProposalShown(msgspec.Struct, frozen=True):
    """What waits for a person, and what it rests on. Nothing says whose account it is."""

    sanction: SanctionDetail
    case: str
    decided_by: str
    category: Category
    severity: Severity
    part: Part
    strikes: int
    minor: bool
    pack: str


class Proposals(msgspec.Struct, frozen=True):
    """A page of them, the longest waiting first."""

    sanctions: list[ProposalShown]
    next: str | None = None


_PROPOSAL: dict[str, Any] = {
    "sanction": {
        **{name: value for name, value in SANCTION.items() if name != "until"},
        "kind": "account.close",
        "state": "proposed",
        "rung": "at_once",
    },
    "case": "01J00000000000000000000002",
    "decided_by": "staff:01J00000000000000000000003",
    "category": "trade",
    "severity": "high",
    "part": "seller",
    "strikes": 1,
    "minor": False,
    "pack": "cn",
}
_SAID: dict[str, Any] = {
    "guards": [bearer],
    "needs": acts.MAY,
    "status_code": 200,
    "sync_to_thread": True,
    "tags": ["staff"],
    "security": [{"token": []}],
    "operation_class": takes(PersonRequest, _PERSON),
}


def _answers(state: str) -> dict[int, Any]:
    shown = {**_PROPOSAL["sanction"], "state": state}
    return {200: answers(SanctionDetail, "How it stands now", shown), **refusals(400, 401, 403, 404, 409, 422)}


@get(
    "/v1/sanctions",
    guards=[bearer],
    needs="cases.read",
    sync_to_thread=True,
    summary="Closures and groups that wait for a person",
    operation_id="proposed_sanctions",
    tags=["staff"],
    security=[{"token": []}],
    responses={200: answers(Proposals, "A page", {"sanctions": [_PROPOSAL]}), **refusals(401, 403, 422)},
)
def proposed(store: NamedDependency[Store], limit: Limit = None, after: After = None) -> Proposals:
    """A page of them."""
    most, place = limit_of(limit), place_of(after, str)
    with store.read() as work:
        found = views.proposed(work, place or "", most + 1)
    page = [_shown(one) for one in found[:most]]
    return Proposals(page, cursor(found[most - 1].sanction.id) if len(found) > most else None)


@post(
    "/v1/sanctions/{sanction_id:str}/confirm",
    summary="Confirm what is proposed: the platform is asked to close or dissolve",
    description="`person` must be a member of staff who may confirm sanctions. Needs `sanctions.confirm`.",
    operation_id="confirm_sanction",
    responses=_answers("in_force"),
    **_SAID,
)
def confirm(
    store: NamedDependency[Store],
    request: AnyRequest,
    sanction_id: SanctionId,
    body: RawBody,
    idempotency_key: Key = None,
) -> Response[bytes]:
    """Confirm it."""
    return _said(store, request, sanction_id, body, acts.confirm)


@post(
    "/v1/sanctions/{sanction_id:str}/refuse",
    summary="Refuse what is proposed: what else followed from the decision stands",
    description="`person` must be a member of staff who may confirm sanctions. Needs `sanctions.confirm`.",
    operation_id="refuse_sanction",
    responses=_answers("refused"),
    **_SAID,
)
def refuse(
    store: NamedDependency[Store],
    request: AnyRequest,
    sanction_id: SanctionId,
    body: RawBody,
    idempotency_key: Key = None,
) -> Response[bytes]:
    """Refuse it."""
    return _said(store, request, sanction_id, body, acts.refuse)


def _said(
    store: Store, request: AnyRequest, sanction_id: str, body: bytes, act: Callable[[Work, str, str], None]
) -> Response[bytes]:
    asked = read_json(body, PersonRequest, 'Send {"person": name} as JSON.')

    def done(work: Work) -> tuple[int, SanctionDetail]:
        member = staff.named(work, asked.person)
        try:
            act(work, sanction_id, member.id if member is not None else "")
        except NoPerson:
            how = "Name a member of staff who may confirm sanctions; they look at the case first."
            raise Problem(422, "A person of staff has to say so.", how, "person") from None
        except NoSanction:
            raise Problem(404, "There is no sanction of this id.", "GET /v1/sanctions lists them.", "id") from None
        except NotProposed:
            how = "GET /v1/sanctions lists what waits."
            raise Problem(409, "It does not wait for a person any more.", how, "id") from None
        work.session.flush()
        now = views.one(work, sanction_id)
        assert now is not None
        return 200, sanction(now)

    return once(store, request, body, done, actor=request.state.actor)


def _shown(one: Proposal) -> ProposalShown:
    return ProposalShown(
        sanction(one.sanction),
        one.case_id,
        one.decided_by,
        one.category,
        one.severity,
        one.part,
        one.strikes,
        one.minor,
        one.pack,
    )


KINDS = (PersonRequest,)
HANDLERS = (proposed, confirm, refuse)

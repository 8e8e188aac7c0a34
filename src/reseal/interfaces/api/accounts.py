"""`/v1/accounts`: what the platform says of its accounts, and how they stand (Art 14, Art 21)."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, put
from litestar.di import NamedDependency
from litestar.params import PathParameter, RawBody

from reseal.interfaces.api.access import bearer
from reseal.interfaces.api.described import answers, read_json, refusals, takes
from reseal.interfaces.api.idempotent import Key, once
from reseal.interfaces.api.sanction_shown import SANCTION, SanctionDetail, StrikeDetail, sanction, strike
from reseal.interfaces.api.times import told
from reseal.operations.accounts import acts
from reseal.operations.accounts.words import Facts, Registration, RegistrationKind
from reseal.operations.posts.rules import published_at
from reseal.operations.sanctions import views
from reseal.storage.store import Store, Work

NEEDS = "accounts"
AccountId = Annotated[
    str, PathParameter(description="The account as the platform calls it, percent-encoded.", max_length=200)
]
_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern="^[^\\x00]*$")]
_HOW = 'Send {"minor", "groups", "registration", …} as JSON, only what is of use.'


class RegistrationTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A hash that the platform has made of a device, a telephone number or an identity: never the value itself."""

    kind: RegistrationKind
    print: Annotated[str, msgspec.Meta(pattern="^[0-9A-Za-z+/=_-]{32,128}$")]


class AccountRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the platform says of an account. All of it stands in the place of what it said before; nothing is needed.

    `minor` leads to the juvenile path (MIN-08). `groups` are the ids of those that the account runs, `agency` the id of
    the account that manages it (Art 22). `registration`: by what the platform knows whoever registers again.
    """

    created_at: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    followers: Annotated[int, msgspec.Meta(ge=0, le=10_000_000_000)] = 0
    monetised: bool = False
    minor: bool = False
    lang: Annotated[str, msgspec.Meta(pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)] | None = None
    contact_handle: _Text | None = None
    groups: Annotated[tuple[_Text, ...], msgspec.Meta(max_length=100)] = ()
    agency: _Text | None = None
    registration: Annotated[tuple[RegistrationTold, ...], msgspec.Meta(max_length=20)] = ()


class AccountKept(msgspec.Struct, frozen=True):
    """It is kept. `blocked`: closed, or registered again by somebody who may not."""

    account: str
    kept_at: str
    blocked: bool


class AccountStanding(msgspec.Struct, frozen=True):
    """How an account stands. `rung` is empty where no strike counts; `sanctions` are in force, or proposed."""

    account: str
    rung: str
    strikes: int
    credit: int
    level: str
    blocked: bool
    sanctions: list[SanctionDetail]
    struck: list[StrikeDetail]


_ACCOUNT: dict[str, Any] = {
    "followers": 1200,
    "monetised": True,
    "lang": "zh",
    "groups": ["g-77"],
    "registration": [{"kind": "device", "print": "5f0c" * 16}],
}
_STANDING: dict[str, Any] = {
    "account": "u-1001",
    "rung": "mute_7",
    "strikes": 1,
    "credit": 70,
    "level": "lowered",
    "blocked": False,
    "sanctions": [SANCTION],
    "struck": [
        {
            "decision": "01J00000000000000000000001",
            "at": "2026-09-21T14:13:20.000Z",
            "expires_at": "2027-03-20T14:13:20.000Z",
            "category": "exposure",
            "severity": "high",
            "part": "poster",
            "rung": "mute_7",
        }
    ],
}


@put(
    "/v1/accounts/{account_id:str}",
    guards=[bearer],
    needs=NEEDS,
    sync_to_thread=True,
    summary="Say what an account is: its groups, whether it is a minor's, by what it registered",
    description="Kept sealed, found by a keyed hash, erased in time. Needs a token with the scope `accounts`.",
    operation_id="put_account",
    tags=["platform"],
    security=[{"token": []}],
    operation_class=takes(AccountRequest, _ACCOUNT),
    responses={
        200: answers(
            AccountKept, "Kept", {"account": "u-1001", "kept_at": "2026-09-21T14:13:20.000Z", "blocked": False}
        ),
        **refusals(400, 401, 403, 422),
    },
)
def put_account(
    store: NamedDependency[Store],
    request: Request[Any, Any, Any],
    account_id: AccountId,
    body: RawBody,
    idempotency_key: Key = None,
) -> Response[bytes]:
    """Keep it."""
    asked = read_json(body, AccountRequest, _HOW)

    def act(work: Work) -> tuple[int, AccountKept]:
        facts = Facts(
            created_at=published_at(asked.created_at, work.now) if asked.created_at else None,
            followers=asked.followers,
            monetised=asked.monetised,
            minor=asked.minor,
            lang=asked.lang,
            contact_handle=asked.contact_handle,
            groups=tuple(dict.fromkeys(asked.groups)),
            agency=asked.agency if asked.agency != account_id else None,
            registration=tuple(Registration(one.kind, one.print) for one in dict.fromkeys(asked.registration)),
        )
        kept = acts.put(work, account_id, facts)
        return 200, AccountKept(account_id, told(work.now), views.standing(work, kept.print).blocked)

    return once(store, request, body, act, actor=request.state.actor)


@get(
    "/v1/accounts/{account_id:str}/standing",
    guards=[bearer],
    needs=NEEDS,
    sync_to_thread=True,
    summary="How an account stands: rung, strikes, credit, what is in force until when",
    description="Of an account of which nothing is known the answer is that nothing stands against it.",
    operation_id="account_standing",
    tags=["platform"],
    security=[{"token": []}],
    responses={200: answers(AccountStanding, "How it stands", _STANDING), **refusals(401, 403)},
)
def standing(store: NamedDependency[Store], account_id: AccountId) -> AccountStanding:
    """Read it."""
    with store.read() as work:
        now = views.standing(work, work.prints.of("account", account_id))
    return AccountStanding(
        account_id,
        now.rung,
        now.strikes,
        now.credit,
        now.level,
        now.blocked,
        [sanction(one) for one in now.sanctions],
        [strike(one) for one in now.struck],
    )


KINDS = (AccountRequest,)
HANDLERS = (put_account, standing)

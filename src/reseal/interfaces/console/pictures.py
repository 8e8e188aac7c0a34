"""The pictures of a post as staff see them: what was found in them is covered, unless the post was made readable."""

import asyncio

from litestar import Response, get
from litestar.params import FromPath

from reseal.interfaces.api.dependencies import AJudging, AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.html import SECURITY_HEADERS
from reseal.interfaces.console.access import RefusedError, member_of
from reseal.interfaces.console.words import N_
from reseal.interfaces.media import from_request
from reseal.operations.cases import views
from reseal.operations.cases.words import NoCase
from reseal.operations.staff import reveals
from reseal.storage.store import Store
from reseal.vocabulary import Exposure, Region

_NONE = N_("The picture cannot be shown.")


@get(
    "/cases/{case_id:str}/pictures/{snapshot_id:str}/{number:int}",
    opt={"needs": "cases.read", "exposing": True},
)
async def show(
    request: AnyRequest,
    store: AStore,
    judging: AJudging,
    case_id: FromPath[str],
    snapshot_id: FromPath[str],
    number: FromPath[int],
) -> Response[bytes]:
    """One picture, small, as a JPEG that this server has drawn anew.

    Raises:
        RefusedError: there is no such picture, or it cannot be read.
    """
    content, exposures = await asyncio.to_thread(asked, store, member_of(request).id, case_id, snapshot_id, number)
    return drawn(await judging.show(content, exposures) if content else None)


@get("/notices/{notice_id:str}/pictures/{number:int}", opt={"needs": "reveal", "exposing": True})
async def show_sent(
    request: AnyRequest, store: AStore, judging: AJudging, notice_id: FromPath[str], number: FromPath[int]
) -> Response[bytes]:
    """One picture that came with a notice, for who may read the notice now; drawn anew, nothing in it covered.

    Raises:
        RefusedError: there is no such picture, it is masked now, or it cannot be read.
    """

    def wanted() -> bytes:
        with store.read() as work:
            try:
                sent = reveals.notice_pictures(work, member_of(request).id, notice_id)
            except (LookupError, reveals.NotRevealedError):
                raise RefusedError(404, _NONE) from None
        return sent[number] if 0 <= number < len(sent) else b""

    return drawn(await judging.show(await asyncio.to_thread(wanted), ()))


def drawn(picture: bytes | None) -> Response[bytes]:
    """The answer with a picture that was drawn anew.

    Raises:
        RefusedError: there is none, or it cannot be read.
    """
    if picture is None:
        raise RefusedError(404, _NONE)
    headers = {**SECURITY_HEADERS, "cache-control": "no-store"}
    return Response(picture, media_type="image/jpeg", headers=headers)


def asked(store: Store, member_id: str, case_id: str, snapshot_id: str, number: int) -> tuple[bytes, list[Exposure]]:
    """A picture of a post of the case, and what is to be covered in it for this member.

    Raises:
        RefusedError: there is no such picture.
    """
    with store.read() as work:
        try:
            view = views.case(work, case_id)
            one = next((one for one in view.snapshots if one.id == snapshot_id), None)
            if one is None or not 0 <= number < one.pictures:
                raise NoCase(snapshot_id)
            media = views.content_of(work, snapshot_id).media
        except NoCase:
            raise RefusedError(404, _NONE) from None
        readable = snapshot_id in reveals.open_until(work, member_id, case_id)
    fetched = from_request([media[number]])[0]
    if not isinstance(fetched, bytes):
        return b"", []
    hidden = [] if readable else covered(one.exposures, number)
    if any(isinstance(e.region, Region) and not e.region.polygons for e in hidden):
        return b"", []  # what was found is the picture as a whole
    return fetched, hidden


def covered(exposures: tuple[Exposure, ...], number: int) -> list[Exposure]:
    """What was found in one picture, as if it were the only one."""
    found = []
    for exposure in exposures:
        region = exposure.region
        if isinstance(region, Region) and region.picture == number:
            alone = Region(0, region.frame, region.polygons)
            found.append(Exposure(exposure.type, 0, 0, exposure.confidence, exposure.subject, exposure.source, alone))
    return found


HANDLERS = [show, show_sent]

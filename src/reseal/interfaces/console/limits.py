"""How often one address may try to sign in, whatever names it gives."""

from reseal.interfaces.api.errors import AnyRequest


def too_often(request: AnyRequest) -> bool:
    """Count a try; whether it is one too many in this minute."""
    visitor = request.app.state.origins.of(request)
    allowed: bool = request.app.state.sign_ins.allow(visitor, request.app.state.store.clock() / 1000)
    return not allowed

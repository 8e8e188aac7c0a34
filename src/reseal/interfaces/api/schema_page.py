"""The description of the doors at `/schema`, and nothing else: what is none below it is answered as everywhere."""

from litestar import Router
from litestar.openapi.plugins import JsonRenderPlugin


class Described(JsonRenderPlugin):
    """The JSON document, without the page of its own that the framework puts where nothing is."""

    def receive_router(self, router: Router) -> None:
        """Leave out the framework's page for addresses that are none."""
        router.routes = [route for route in router.routes if "{" not in route.path]

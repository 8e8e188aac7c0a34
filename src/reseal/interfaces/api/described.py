"""What a door's OpenAPI description says beside its own answer: how it refuses, and examples."""

from litestar.openapi.datastructures import ResponseSpec

from reseal.interfaces.api.problems import PROBLEM_TYPE, TITLES
from reseal.interfaces.api.reference import ProblemDocument


def refusals(*statuses: int) -> dict[int, ResponseSpec]:
    """The answers by which a door refuses, as problem documents. 401 and 403 go with every door for tokens."""
    return {
        status: ResponseSpec(
            ProblemDocument, generate_examples=False, description=TITLES[status], media_type=PROBLEM_TYPE.decode()
        )
        for status in statuses
    }

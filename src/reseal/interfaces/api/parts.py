"""A request in parts (RFC 7578): the posts as JSON in the part `posts`, pictures as files that `media` names.

Taken as it comes in: no part is held twice, nothing is laid down on disk, and no file's own name is looked at.
"""

from multipart import MultipartError, MultipartSegment, ParserLimitReached, PushMultipartParser, parse_options_header

from reseal.interfaces.api.problems import Problem
from reseal.interfaces.media import Fetched
from reseal.screening.pictures.limits import limits
from reseal.screening.pictures.refusal import PictureError

MOST_PICTURES = 64
"""Pictures of one request that are taken and read."""

_POSTS = "posts"
_HOW = 'Send a part `posts` with {"posts": [...]}, and each picture in a part whose name `media` has as "upload:NAME".'


class Parts:
    """The parts of one request. `most` bounds the part `posts`, in bytes; a file that is too large is told later."""

    def __init__(self, kind: bytes, most: int) -> None:
        """Read the header `Content-Type`.

        Raises:
            Problem: 400, it names no boundary.
        """
        boundary = parse_options_header(kind.decode("latin-1"))[1].get("boundary", "")
        try:
            self._parser = PushMultipartParser(boundary, max_segment_count=MOST_PICTURES + 1)
        except MultipartError:
            remedy = "Send Content-Type: multipart/form-data; boundary=..., as HTTP clients write it by themselves."
            raise Problem(400, "The header names no boundary that can be.", remedy, "Content-Type") from None
        self._most = most
        self._files: dict[str, Fetched] = {}
        self._posts: bytes | None = None
        self._name = ""
        self._held: list[bytes] = []
        self._size = 0

    def take(self, data: bytes) -> None:
        """Take the next bytes of the body.

        Raises:
            Problem: 400 where they are no parts, 413 where they are too many or too large, 422 for a name used twice.
        """
        try:
            for event in self._parser.parse(data) if data else ():
                if event is None:
                    self._end()
                elif isinstance(event, MultipartSegment):
                    self._begin(event.name)
                else:
                    self._more(event)
        except ParserLimitReached:
            detail = f"The body has more than {MOST_PICTURES + 1} parts, or a part with an endless head."
            raise Problem(413, detail, "Send fewer pictures a request.", "body") from None
        except MultipartError:
            raise _broken() from None

    def whole(self) -> tuple[bytes, dict[str, Fetched]]:
        """The JSON of the posts, and the files by the names of their parts.

        Raises:
            Problem: 400 where the body breaks off, 422 where it has no posts.
        """
        try:
            self._parser.close()
        except MultipartError:
            raise _broken() from None
        if self._posts is None:
            raise Problem(422, "The body has no part `posts`.", _HOW, _POSTS)
        return self._posts, self._files

    def _begin(self, name: str) -> None:
        if name in self._files or (name == _POSTS and self._posts is not None):
            raise Problem(422, "Two parts have the same name.", "Give each picture a name of its own.", "body")
        self._name, self._held, self._size = name, [], 0

    def _more(self, data: bytes) -> None:
        self._size += len(data)
        if self._name == _POSTS and self._size > self._most:
            raise Problem(413, f"The posts have more than {self._most} bytes.", "Send fewer posts a request.", _POSTS)
        if self._name == _POSTS or self._size <= limits().bytes:
            self._held.append(data)
        else:
            self._held = []

    def _end(self) -> None:
        if self._name == _POSTS:
            self._posts = b"".join(self._held)
        elif self._size > limits().bytes:
            self._files[self._name] = PictureError("bytes", found=self._size, limit=limits().bytes)
        else:
            self._files[self._name] = b"".join(self._held)
        self._held = []


def _broken() -> Problem:
    return Problem(400, "The body is not in parts as its header says, or breaks off.", _HOW, "body")

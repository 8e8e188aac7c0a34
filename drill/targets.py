"""What is fuzzed: each target takes any bytes, drives one part of Reseal and checks what that part promises.

A target raises when a promise is broken; every other end is good. Targets keep no state between calls.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import msgspec

from drill.doors import post_screen, screen_lines
from reseal.screening.fold import fold_texts
from reseal.screening.policy.errors import PackError
from reseal.screening.policy.pack import read_pack
from reseal.screening.screener import Screener
from reseal.vocabulary import Decision, Level, Post

Target = Callable[[bytes], None]
SPLIT = "\x1f"
PLACES = 32
FIRST = '{"id":"first","text":"电话 138 0000 4471"}'.encode()
LAST = '{"id":"last","text":"电话 138 0000 4471"}'.encode()


class BrokenPromiseError(AssertionError):
    """A part of Reseal did not do what it promises."""


def require(holds: bool, promise: str) -> None:
    """Raise unless the promise holds; never shows the input."""
    if not holds:
        raise BrokenPromiseError(promise)


def text_of(data: bytes) -> str:
    """Any bytes as a text; what is no UTF-8 becomes lone surrogates, which hostile JSON can carry too."""
    return data.decode("utf-8", "surrogateescape")


@cache
def screener(level: Level) -> Screener:
    """One screener a level."""
    return Screener(level=level, redact=True)


def fold(data: bytes) -> None:
    """The fold: every span maps into the original, ends stay in order, folding twice equals folding once."""
    texts = text_of(data).split(SPLIT)
    batch = fold_texts(texts)
    require(len(batch) == len(texts), "a folded batch has as many posts as the batch")
    for number, text in enumerate(texts):
        folded = batch.text(number)
        again = fold_texts([folded]).text(0)
        require(again == folded, "folding twice equals folding once")
        before = (0, 0)
        for place in range(0, len(folded), 1 + len(folded) // PLACES):
            start, end = batch.span(number, place, place + 1)
            require(0 <= start < end <= len(text), "a folded character maps into the original")
            require(start >= before[0] and end >= before[1], "the map goes forward")
            before = start, end


def screen(data: bytes) -> None:
    """The screener: a decision a post, in order, offsets inside, neighbours untouched, with and without triage."""
    texts = text_of(data).split(SPLIT)
    posts = [Post(f"p{number}", text) for number, text in enumerate(texts)]
    decisions = screener("verdict").decide(posts)
    check_decisions(posts, decisions)
    alone = [screener("verdict").decide([post])[0] for post in posts[:3]]
    require(alone == decisions[:3], "a post is decided alike alone and among neighbours")
    plain = {post.id: screener("verdict").plain(post.id) for post in posts}
    looked = dict(screener("verdict").remarkable(texts, posts.__getitem__, triaged=False))
    for number, decision in enumerate(decisions):
        found = looked.get(number, plain[posts[number].id])
        require(found.exposures == decision.exposures, "triage loses no identifier")


def check_decisions(posts: Sequence[Post], decisions: Sequence[Decision]) -> None:
    """What every decision promises, whatever the post."""
    require([post.id for post in posts] == [decision.id for decision in decisions], "one decision a post, in order")
    for post, decision in zip(posts, decisions, strict=True):
        require(decision.violates == (decision.category != "none"), "violates is exactly a category other than none")
        require(0.0 <= decision.score <= 1.0, "a score lies between 0 and 1")
        for exposure in decision.exposures:
            require(0 <= exposure.start < exposure.end <= len(post.text), "an exposure lies inside its text")
            require(0.0 <= exposure.confidence <= 1.0, "a confidence lies between 0 and 1")
        for reason in decision.reasons:
            if reason.start is not None and reason.end is not None:
                require(0 <= reason.start <= reason.end <= len(post.text), "a reason lies inside its text")
        msgspec.json.encode(msgspec.structs.replace(decision, redacted=None))


def numbers(data: bytes) -> None:
    """Number runs and identifiers on noise that is mostly digits, numerals and separators: the same promises."""
    alphabet = "0123456789０①²幺零一二三洞拐两壹〇-. ·*_()（）【】+/:@\u200b\ufe0f\u20e3xXlLoO号个位后面QqVv"
    text = "".join(alphabet[byte % len(alphabet)] for byte in data)
    posts = [Post("p0", text), Post("p1", "电话 138 0000 4471")]
    decisions = screener("identifiers").decide(posts)
    require(len(decisions) == 2, "one decision a post")
    for exposure in decisions[0].exposures:
        require(0 <= exposure.start < exposure.end <= len(text), "an exposure lies inside its text")
    require([e.type for e in decisions[1].exposures] == ["phone"], "a neighbour is not lost")


def policy_pack(data: bytes) -> None:
    """The policy loader: a pack, or an error that says what is wrong; never anything else."""
    try:
        read_pack(data.decode("utf-8", "replace"), "fuzzed.toml")
    except PackError as error:
        require(bool(str(error).strip()), "an error says what is wrong")


def jsonl(data: bytes) -> None:
    """The JSONL reader: every line becomes a decision or a reject, and its neighbours are judged."""
    decisions, rejected = screen_lines(FIRST + b"\n" + data + b"\n" + LAST)
    ids = [decision["id"] for decision in decisions]
    require(ids[:1] == ["first"] and ids[-1:] == ["last"], "a bad row spoils no neighbour")
    require(len(decisions[0]["exposures"]) == len(decisions[-1]["exposures"]) == 1, "a neighbour is judged as it is")
    lines = sum(1 for line in data.split(b"\n") if line.strip())
    require(len(decisions) - 2 + rejected <= lines, "no more decisions and rejects than lines")


def api(data: bytes) -> None:
    """`POST /v1/screen` with any body: decisions, or a problem document; never a server error."""
    status, body = post_screen(data)
    require(200 <= status < 500, "the API answers no server error")
    answer: Any = msgspec.json.decode(body)
    require(isinstance(answer, dict), "the API answers an object")
    if status == 200:
        decisions = answer["decisions"]
        try:
            asked = json.loads(data.decode("utf-8", "replace"))["posts"]
        except ValueError:
            # What is broken inside one item is that item's error; its neighbours are decided.
            require(any("error" in decision for decision in decisions), "a broken item is answered with an error")
        else:
            require(len(decisions) == len(asked), "one decision, or error, an item, in order")
    else:
        require({"type", "title", "status"} <= set(answer), "an error is a problem document")


TARGETS: dict[str, Target] = {
    "fold": fold,
    "screener": screen,
    "numbers": numbers,
    "policy": policy_pack,
    "jsonl": jsonl,
    "api": api,
}

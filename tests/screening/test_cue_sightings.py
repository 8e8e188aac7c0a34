"""Cues are handed to the view of their post, plain and across junk, and no neighbour sees them."""

from reseal.screening import sightings, triage
from reseal.screening.fold import fold_texts
from reseal.screening.view import ListedPosts, PostView
from reseal.vocabulary import Post


def seen(*texts: str) -> list[PostView]:
    posts = [Post(str(number), text) for number, text in enumerate(texts)]
    batch = fold_texts(texts)
    everybody = triage.survivors(batch, verdict=True).everybody(len(batch))
    return [view for _, view in sightings.views(batch, everybody, ListedPosts(posts.__getitem__))]


def signals(view: PostView) -> set[str]:
    return {cue.cue.signal for family in view.cues.values() for cue in family}


def test_each_cue_reaches_its_own_post_with_its_own_offsets() -> None:
    before, middle, after = seen("今天天气好", "求开盒这个人", "谁知道附近有什么好吃的")
    assert any(signal.startswith("demand") for signal in signals(middle))
    assert not any(signal.startswith("demand") for signal in signals(before))
    for view in (before, middle, after):
        for family in view.cues.values():
            for sighting in family:
                assert 0 <= sighting.start < sighting.end <= len(view.text)
                if sighting.cue.word is not None and not sighting.squeezed:
                    assert view.text[sighting.start : sighting.end] == sighting.cue.word


def test_a_cue_with_junk_inside_is_found_once_and_said_to_be_squeezed() -> None:
    (view,) = seen("求★开★盒这个人")
    squeezed = [s for family in view.cues.values() for s in family if s.squeezed]
    assert any(view.text[s.start] == "开" and view.text[s.end - 1] == "盒" and s.end - s.start == 3 for s in squeezed)
    assert len(squeezed) == len(set(squeezed))


def test_latin_words_count_only_whole() -> None:
    whole, piece = seen("dox her", "doxology here")
    assert signals(whole) > signals(piece)

"""The posts written blind stay a test: nothing that trains or fits on the corpus may see them."""

import pytest

from bench.labelled import blind_files, corpus_files, read
from bench.places import DATA, ROOT
from models.posts import CORPUS, read_posts

IDS = {post.id for file in blind_files() for post in read(file)}


def test_they_are_there_and_their_spans_lie_inside_the_texts() -> None:
    posts = [post for file in blind_files() for post in read(file)]
    assert len(IDS) == len(posts) == 756
    assert all(0 <= span.start < span.end <= len(post.text) for post in posts for span in post.spans)
    assert all((post.category == "none") == (post.benign_kind is not None) for post in posts)


def test_the_corpus_for_training_holds_none_of_them() -> None:
    trained = {post.id for file in sorted(CORPUS.glob("*.jsonl")) for post in read_posts(file)}
    assert trained
    assert not trained & IDS


@pytest.mark.skipif(not (DATA / "corpus").is_dir(), reason="../shared is not here")
def test_nothing_that_trains_or_fits_reads_them() -> None:
    from models.posts import read_corpus

    texts = {post.text for file in blind_files() for post in read(file)}
    assert not {post.id for post in read_corpus()} & IDS
    assert not {post.text for post in read_corpus()} & texts
    assert not set(corpus_files()) & set(blind_files())
    assert all(file.parent != ROOT / "corpus" / "blind" for file in corpus_files())

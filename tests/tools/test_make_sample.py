import json
from pathlib import Path
from typing import Any

import make_sample
import msgspec
import pytest

from reseal.vocabulary import Post


def labelled(number: int, category: str, benign_kind: str | None) -> dict[str, Any]:
    return {
        "id": f"p{number}",
        "lang": "zh",
        "kind": "comment",
        "author": "u1",
        "target": None,
        "marked": f"她叫⟦person_name|林若溪⟧，电话⟦phone|1380000{number:04}⟧",
        "category": category,
        "benign_kind": benign_kind,
    }


CORPUS = [labelled(n, "none", "news") for n in range(40)] + [labelled(n, "trade", None) for n in range(40, 60)]


def test_marks_and_labels_are_gone() -> None:
    post = make_sample.as_post(CORPUS[7])
    assert post == {
        "id": "p7",
        "text": "她叫林若溪，电话13800000007",
        "author": "u1",
        "lang": "zh",
        "surface": "comment",
    }


def test_kinds_take_turns_and_violating_ones_take_two() -> None:
    categories = [post["category"] for post in make_sample.choose(CORPUS, 30)]
    assert categories.count("trade") == 20
    assert categories.count("none") == 10


def test_the_order_of_the_corpus_does_not_matter() -> None:
    assert make_sample.choose(CORPUS, 20) == make_sample.choose(reversed(CORPUS), 20)


def test_a_missing_corpus_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make_sample.main(["--corpus", str(tmp_path), "--to", str(tmp_path / "out.jsonl")]) == 1
    assert "--corpus" in capsys.readouterr().out


def test_the_bundled_sample_is_a_stream_of_posts_without_marks_or_labels() -> None:
    lines = make_sample.SAMPLE.read_text(encoding="utf-8").splitlines()
    posts = [msgspec.json.decode(line, type=Post) for line in lines]
    assert len(posts) == len({post.id for post in posts}) == 300
    assert not any("⟦" in post.text or "⟧" in post.text for post in posts)
    assert {"post", "comment", "danmaku", "profile", "group_chat"} <= {post.surface for post in posts}
    assert not any({"category", "benign_kind", "spans", "marked"} & set(json.loads(line)) for line in lines)


@pytest.mark.skipif(not make_sample.CORPUS.is_dir(), reason="../shared is not here: the labelled posts cannot be read")
def test_the_bundled_sample_holds_only_labelled_posts_of_the_project() -> None:
    files = make_sample.CORPUS.glob("*.jsonl")
    corpus = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    ours = {labelled["id"]: make_sample.as_post(labelled) for labelled in corpus}
    for line in make_sample.SAMPLE.read_text(encoding="utf-8").splitlines():
        post = json.loads(line)
        assert post == ours[post["id"]]

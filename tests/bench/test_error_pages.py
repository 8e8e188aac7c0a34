from html.parser import HTMLParser
from pathlib import Path

from bench.error_pages import fates, hidden, pages, span_errors, write_pages
from bench.labelled import Span
from tests.bench.given import decision, post

TEXT = '<script>alert("1")</script> & 他叫韦小宁，电话 138 0000 4471'
NAME, PHONE = Span("person_name", 32, 35), Span("phone", 39, 52)
POST = post("a<b>", "exposure", text=TEXT, spans=(NAME, PHONE))


class Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action")]


def test_the_fixture_marks_what_it_says() -> None:
    assert [TEXT[span.start : span.end] for span in (NAME, PHONE)] == ["韦小宁", "138 0000 4471"]


def test_what_was_missed_is_masked_as_well_as_what_was_found() -> None:
    shown = hidden(POST, decision("a", exposures=(("phone", 39, 52, "other"),)))
    assert "韦小宁" not in shown
    assert "4471" not in shown
    assert "⟦person_name⟧" in shown


def test_a_marked_name_is_masked_wherever_its_words_stand() -> None:
    twice = post("a", text="宁可少吃，宁可就是我真名", spans=(Span("person_name", 5, 7),))
    assert "宁可" not in hidden(twice, decision("a"))
    assert fates(twice, decision("a")) == ["right", "missed"]


def test_pages_hold_no_personal_data_no_markup_of_posts_and_nothing_from_elsewhere(tmp_path: Path) -> None:
    first = write_pages({"tést": ([POST], [decision("a<b>", score=0.2)])}, tmp_path / "new")
    assert first.name == "index.html"
    files = sorted(first.parent.glob("*.html"))
    assert {"index.html", "misses.html", "false-alarms.html", "categories.html", "spans-person-name.html"} <= {
        file.name for file in files
    }
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "韦小宁" not in text
        assert "4471" not in text
        assert 'alert("1")' not in text
        seen = Scripts()
        seen.feed(text)
        assert seen.tags.count("script") == 1
        assert all((first.parent / address).is_file() for address in seen.addresses)
    misses = (first.parent / "misses.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in misses
    assert "a&lt;b&gt;" in misses


def test_each_error_stands_on_its_page_and_borderline_posts_only_among_spans() -> None:
    posts = [
        post("miss", "trade"),
        post("alarm"),
        post("other", "trade"),
        post("right", "trade"),
        post("doubtful", "trade", borderline=True, spans=(PHONE,), text=TEXT),
    ]
    said = [
        decision("miss"),
        decision("alarm", "trade", 0.8),
        decision("other", "exposure", 0.8),
        decision("right", "trade", 0.9),
        decision("doubtful"),
    ]
    found = {page.name: [card.post.id for card in page.cards] for page in pages({"set": (posts, said)})}
    assert found == {
        "misses": ["miss"],
        "false-alarms": ["alarm"],
        "categories": ["other"],
        "spans-phone": ["doubtful"],
    }


def test_span_errors_say_places_alone() -> None:
    exposures = (("phone", 39, 51, "other"), ("email", 0, 5, "other"))
    assert span_errors(POST, decision("a", exposures=exposures)) == {  # type: ignore[arg-type]
        "person_name": ("missed 32–35",),
        "email": ("not marked 0–5",),
        "phone": ("other ends 39–51",),
    }


def test_every_mark_shows_its_fate(tmp_path: Path) -> None:
    said = decision("a<b>", exposures=(("phone", 39, 51, "other"), ("email", 0, 5, "other")))
    assert fates(POST, said) == ["extra", "missed", "cut"]
    assert fates(POST, decision("a<b>", exposures=(("phone", 39, 52, "other"),))) == ["missed", "right"]
    write_pages({"set": ([POST], [said])}, tmp_path)
    page = (tmp_path / "spans-phone.html").read_text(encoding="utf-8")
    assert '<mark class="missed">person name</mark>' in page
    assert '<mark class="cut">phone</mark>' in page

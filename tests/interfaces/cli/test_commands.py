"""The commands as a person runs them: in a process of their own, with what they print and how they end."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from reseal.interfaces.cli.main import main
from reseal.vocabulary import Decision, Exposure
from tests.interfaces.posts import PHONE, PLAIN, many

SRC = Path(__file__).resolve().parents[3] / "src"


def reseal(
    *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "reseal", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(SRC), "LC_ALL": "C.UTF-8", **(env or {})},
        timeout=120,
    )


def jsonl(posts: list[dict[str, object]]) -> bytes:
    return b"".join(json.dumps(post).encode() + b"\n" for post in posts)


def test_screen_reads_standard_input_and_writes_standard_output() -> None:
    done = reseal("screen", "-", stdin=jsonl(many(50)))
    assert done.returncode == 0 and done.stderr == b""
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [post["id"] for post in many(50)]


def test_screen_ends_with_3_when_rows_are_bad_and_0_when_posts_violate(tmp_path: Path) -> None:
    good = b'{"id":"1","text":"%s"}\n' % PHONE.encode()
    assert reseal("screen", stdin=good).returncode == 0
    done = reseal("screen", "--rejects", tmp_path / "r.jsonl", stdin=good + b'{"id":"2"}\n' + good)
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 2
    assert [json.loads(line) for line in (tmp_path / "r.jsonl").read_bytes().splitlines()] == [
        {"file": "-", "line": 2, "reason": "is missing; add it", "field": "text"}
    ]


def test_bad_rows_are_summed_up_on_standard_error_without_their_content() -> None:
    done = reseal("screen", stdin=b'{"id":"1","text":13800004471}\n' * 12)
    assert done.returncode == 3 and done.stdout == b""
    said = done.stderr.decode()
    assert "12 rows" in said and "-:1: `text`: is a number; it must be a string" in said and "2 more" in said
    assert "13800004471" not in said


def test_the_format_follows_the_suffix_unless_it_is_named(tmp_path: Path) -> None:
    post = b'{"id":"1","text":"x"}\n'
    reseal("screen", "--to", tmp_path / "a.csv", stdin=post)
    assert (tmp_path / "a.csv").read_text().startswith("id,violates,category")
    reseal("screen", "--to", tmp_path / "b.csv", "--format", "jsonl", stdin=post)
    assert json.loads((tmp_path / "b.csv").read_text())["id"] == "1"
    reseal("screen", "--to", tmp_path / "c.parquet", stdin=post)
    assert (tmp_path / "c.parquet").read_bytes().startswith(b"PAR1")


def test_redact_masks_every_exposure() -> None:
    post = b'{"id":"1","text":"%s"}\n' % PHONE.encode()
    decision = json.loads(reseal("screen", "--redact", stdin=post).stdout)
    assert "4471" not in decision["redacted"] and decision["redacted"].startswith("他手机")


def test_at_identifiers_nothing_is_judged() -> None:
    post = b'{"id":"1","text":"%s"}\n' % PHONE.encode()
    decision = json.loads(reseal("screen", "--level", "identifiers", stdin=post).stdout)
    assert decision["violates"] is None and decision["category"] is None and decision["exposures"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["screeen"], "screeen"),
        (["screen", "--formt", "csv"], "--formt"),
        (["screen", "--level", "deep"], "--level"),
        (["screen", "--workers", "0"], "--workers"),
        (["screen", "no-such-file"], "no-such-file"),
        (["screen", "--policy", "no-such-pack"], "no-such-pack"),
        (["screen", "--to", "no/such/folder"], "no/such/folder"),
        (["screen", "--rejects", "no/such/folder"], "no/such/folder"),
        (["check"], "text"),
        (["token"], "COMMAND"),
        (["token", "create"], "--role"),
        (["token", "create", "--role", "king"], "--role"),
        (["serve", "--port", "port"], "--port"),
        (["serve", "--port", "70000"], "port"),
        (["policy", "replay", "--threshold", "exposure=1", "x"], "exposure=1"),
    ],
)
def test_a_wrong_argument_is_named_and_ends_with_2(
    arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = main(arguments)
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else -1
    assert status == 2
    assert named in capsys.readouterr().err


def test_wrong_settings_are_named_and_end_with_2(tmp_path: Path) -> None:
    (tmp_path / "reseal.toml").write_text('level = "deep"')
    done = reseal("screen", stdin=b"")
    assert done.returncode == 2 and b"`level`" in done.stderr and b"reseal.toml" in done.stderr


def test_check_says_what_why_and_what_is_done_without_the_data_itself() -> None:
    done = reseal("check", PHONE, "--lang", "en")
    said = done.stdout.decode()
    assert done.returncode == 0
    assert "phone" in said and "characters 3–16" in said and "rule " in said and "Statement of reasons" in said
    assert "4471" not in said


def test_check_shows_surfaces_only_when_asked_and_never_to_a_file(tmp_path: Path) -> None:
    assert "138 0000 4471" in reseal("check", PHONE, "--show-surfaces").stdout.decode()
    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "reseal", "check", PHONE, "--show-surfaces"],
            stdout=out,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(SRC)},
        )
    assert done.returncode == 2 and b"never writes to a file" in done.stderr
    assert (tmp_path / "out").read_bytes() == b""


def test_check_cannot_be_made_to_drive_the_terminal() -> None:
    said = reseal("check", "邮箱 a\x1b[2J@example.com 138 0000 4471 \x1b]0;x\x07", "--show-surfaces").stdout
    assert b"\x1b" not in said and b"\x07" not in said


def test_check_speaks_the_language_of_the_terminal_or_the_one_named() -> None:
    assert "没有违规" in reseal("check", PLAIN, env={"LC_ALL": "zh_CN.UTF-8"}).stdout.decode()
    assert "No violation" in reseal("check", PLAIN, env={"LC_ALL": "fr_FR.UTF-8"}).stdout.decode()
    assert "没有违规" in reseal("check", "-", "--lang", "zh", stdin=PLAIN.encode()).stdout.decode()


def test_check_takes_broken_text() -> None:
    assert reseal("check", "-", stdin=b"\xff\x00 138 0000 4471").returncode == 0
    assert reseal("check", "").returncode == 0


def test_token_create_prints_the_token_alone_on_its_last_line(data_dir: Path) -> None:
    done = reseal("token", "create", "--role", "platform")
    token = done.stdout.decode().splitlines()[-1]
    assert done.returncode == 0 and token.startswith("reseal_") and " " not in token
    kept = b"".join(file.read_bytes() for file in data_dir.rglob("*") if file.is_file())
    assert token.encode() not in kept and b"platform" in kept


def test_tokens_are_listed_without_themselves_and_withdrawn_by_their_id() -> None:
    made = reseal("token", "create", "--role", "platform", "--scope", "screen", "--name", "shop").stdout.decode()
    assert reseal("token", "create", "--role", "platform", "--scope", "audit.read").returncode == 2
    (line,) = reseal("token", "list").stdout.decode().splitlines()
    id_, role, _, state, name, scopes = line.split()
    assert (role, state, name, scopes) == ("platform", "open", "shop", "screen") and made.strip() not in line
    assert reseal("token", "withdraw", id_).returncode == 0
    assert "withdrawn" in reseal("token", "list").stdout.decode()
    assert reseal("token", "withdraw", "none").returncode == 2


def test_data_dir_is_taken_from_the_argument_first(tmp_path: Path, data_dir: Path) -> None:
    assert reseal("token", "create", "--role", "staff", "--data-dir", tmp_path / "other").returncode == 0
    assert (tmp_path / "other" / "reseal.sqlite").is_file() and not data_dir.exists()


def test_policy_test_ends_with_1_when_an_example_is_wrong(tmp_path: Path) -> None:
    assert b"examples right" in reseal("policy", "test", "default").stdout
    text = (SRC / "reseal" / "data" / "policies" / "default.toml").read_text(encoding="utf-8")
    (tmp_path / "own.toml").write_text(text.replace('action = "remove"', 'action = "hold"'), encoding="utf-8")
    (tmp_path / "wrong.toml").write_text(text.replace('when = "unclear"', 'when = "false"'), encoding="utf-8")
    assert reseal("policy", "test", tmp_path / "own.toml").returncode == 0
    done = reseal("policy", "test", tmp_path / "wrong.toml")
    assert done.returncode == 1 and b"WRONG  rule unclear, true_examples[1]" in done.stdout
    done = reseal("policy", "test", "no-such-pack")
    assert done.returncode == 1 and b"no-such-pack" in done.stderr


def test_policy_replay_shows_what_a_change_would_do(tmp_path: Path) -> None:
    exposure = Exposure("address", 0, 9, 0.95, "other")
    past = [
        Decision(f"p{n}", True, "exposure", 0.93, "high", "remove", (exposure,), (), None, None, "reseal")
        for n in range(3)
    ]
    past.append(Decision("plain", False, "none", 0.0, "none", "allow", (), (), None, None, "reseal"))
    (tmp_path / "d.jsonl").write_bytes(b"".join(msgspec.json.encode(decision) + b"\n" for decision in past))
    same = reseal("policy", "replay", tmp_path / "d.jsonl").stdout.decode()
    assert "4 decisions" in same and "4  unchanged" in same
    done = reseal("policy", "replay", tmp_path / "d.jsonl", "--threshold", "exposure.remove=0.95")
    assert "3  exposure: remove → " in done.stdout.decode() and "p0, p1, p2" in done.stdout.decode()


def test_policy_replay_without_records_says_where_they_come_from() -> None:
    done = reseal("policy", "replay")
    assert done.returncode == 1 and b"shadow" in done.stderr


def test_a_reader_that_leaves_ends_screen_quietly(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(jsonl(many(30_000)))
    running = subprocess.Popen(
        [sys.executable, "-m", "reseal", "screen", tmp_path / "in.jsonl", "--level", "verdict"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SRC)},
    )
    assert running.stdout is not None and running.stderr is not None
    running.stdout.readline()
    running.stdout.close()
    said = running.stderr.read()
    assert running.wait(60) == 1 and said == b""


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_ends_screen_cleanly(workers: str) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "reseal", "screen", "--workers", workers],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SRC)},
        # a shell that runs the tests in the background has its children ignore Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert running.stdin is not None and running.stdout is not None and running.stderr is not None
    running.stdin.write(jsonl(many(6)))
    running.stdin.flush()
    running.stdout.readline()
    running.send_signal(signal.SIGINT)
    running.stdout.read()
    said = running.stderr.read()
    assert running.wait(60) == 130 and said == b"reseal: interrupted\n"

"""Keys, backups, webhooks and the outbox from the command line; the drill of losing everything but two copies."""

import json
import os
import shutil
from pathlib import Path

import pytest

from reseal.configuration import Configuration
from reseal.interfaces.cli.main import main
from reseal.interfaces.jobs import sweeps
from reseal.interfaces.opening import open_store
from reseal.operations.deliveries import acts, sending, views
from reseal.operations.deliveries.words import Message
from reseal.storage.store import Store

CODE = Message("zhang@example.com", "zh", "验证码", "您的验证码是 123456。", "请勿转发。")


def opened(data_dir: Path) -> Store:
    return open_store(Configuration(data_dir=str(data_dir)), {})


def post(data_dir: Path) -> str:
    store = opened(data_dir)
    with store.write() as work:
        name = acts.post_out(work, "claim.code", "exposed", "sender", "notice-1", CODE)
    store.close()
    return name


def send(data_dir: Path) -> None:
    store = opened(data_dir)
    for sweep in sweeps(store, Configuration(data_dir=str(data_dir))):
        sweep.step()
    store.close()


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(list(arguments)) == status
    told = capsys.readouterr()
    return told.out if status == 0 else told.err


def settled(data_dir: Path) -> None:
    """As if the last change of the keys were an hour ago."""
    file = data_dir / "keys.json"
    then = file.stat().st_mtime - 3_600
    os.utime(file, (then, then))


def test_the_outbox_is_read_at_the_terminal_alone(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "outbox") == "The outbox is empty.\n"
    name = post(data_dir)
    send(data_dir)
    told = run(capsys, "outbox")
    assert name in told and "To: zhang@example.com" in told and "123456" in told and "请勿转发" in told
    post(data_dir)
    send(data_dir)
    assert name not in run(capsys, "outbox", "--last", "1")


def test_keys_rotate_and_retire(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    post(data_dir)
    send(data_dir)
    assert run(capsys, "keys", "list") == "k1  2  current\n"
    assert "k2 is the current key; 2 vaults" in run(capsys, "keys", "rotate")
    assert run(capsys, "keys", "list") == "k1  0  -\nk2  2  current\n"
    assert "ten minutes" in run(capsys, "keys", "retire", "k1", status=1)
    settled(data_dir)
    assert "current key" in run(capsys, "keys", "retire", "k2", status=1)
    assert "no key k7" in run(capsys, "keys", "retire", "k7", status=2)
    assert "k1 is forgotten" in run(capsys, "keys", "retire", "k1")
    assert run(capsys, "keys", "list") == "k2  2  current\n"
    assert "123456" in run(capsys, "outbox")


def test_given_keys_are_rotated_where_they_are_kept(
    data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    post(data_dir)
    keys = json.loads((data_dir / "keys.json").read_text())
    keys["wrapping"]["k2"], keys["current"] = keys["fingerprints"], "k2"
    monkeypatch.setenv("RESEAL_KEYS", json.dumps(keys))
    (data_dir / "keys.json").unlink()
    assert "where they are kept" in run(capsys, "keys", "rotate", status=1)
    assert run(capsys, "keys", "rewrap") == "1 vaults were wrapped anew by k2.\n"


def test_everything_lost_but_backup_and_key_copy_comes_back(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The drill: backup, total loss, wrong tries with their remedies, restore, the work goes on."""
    post(data_dir)
    assert "k1" in run(capsys, "backup", str(tmp_path / "b"))
    assert "there already" in run(capsys, "backup", str(tmp_path / "b"), status=1)
    shutil.copy(data_dir / "keys.json", tmp_path / "copy.json")
    shutil.rmtree(data_dir)
    assert "Put the key file back" in run(capsys, "restore", str(tmp_path / "b"), status=1)
    data_dir.mkdir(exist_ok=True)
    shutil.copy(tmp_path / "copy.json", data_dir / "keys.json")
    assert "no backup" in run(capsys, "restore", str(tmp_path / "copy.json"), status=1)
    assert "Restored" in run(capsys, "restore", str(tmp_path / "b"))
    assert "not empty" in run(capsys, "restore", str(tmp_path / "b"), status=1)
    send(data_dir)
    assert "123456" in run(capsys, "outbox")


def test_endpoints_come_and_go(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "webhook", "add", "https://example.com/hooks", "--kind", "action.requested").splitlines()
    assert said[-1].startswith("whsec_")
    (line,) = run(capsys, "webhook", "list").splitlines()
    name, url, kinds = line.split("  ")
    assert (url, kinds) == ("https://example.com/hooks", "action.requested")
    rotated = run(capsys, "webhook", "rotate", name, "--hours", "2").splitlines()
    assert rotated[-1].startswith("whsec_") and rotated[-1] != said[-1] and "with both secrets" in rotated[0]
    listed = run(capsys, "webhook", "list")
    until = rotated[0].removeprefix("Until ").partition(" webhooks")[0]
    assert listed.rstrip().endswith(f"old secret until {until}") and "whsec_" not in listed
    assert "signs nothing any more" in run(capsys, "webhook", "rotate", name, "--hours", "0")
    assert run(capsys, "webhook", "list") == f"{line}\n"
    assert "webhook list" in run(capsys, "webhook", "rotate", "nothing", status=2)
    for hours in ("169", "-1", "٣", "x"):
        with pytest.raises(SystemExit):
            main(["webhook", "rotate", name, "--hours", hours])
        assert "0 to 168" in capsys.readouterr().err
    assert "https://" in run(capsys, "webhook", "add", "gopher://example.com", status=2)
    assert "webhook list" in run(capsys, "webhook", "remove", "nothing", status=2)
    assert run(capsys, "webhook", "remove", name) == "" and run(capsys, "webhook", "list") == ""


def test_what_has_failed_is_sent_once_more(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = post(data_dir)
    store = opened(data_dir)
    with store.write() as work:
        sending.settle(work, name, "unsendable")
    store.close()
    assert run(capsys, "webhook", "replay") == "1 deliveries are sent once more.\n"
    assert run(capsys, "webhook", "replay", "--hours", "1") == "0 deliveries are sent once more.\n"
    store = opened(data_dir)
    with store.read() as work:
        assert [shown.state for shown in views.of(work, "notice-1")] == ["due"]
    store.close()

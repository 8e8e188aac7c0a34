"""`reseal community`: made whole or not at all, each with keys of its own, put aside or erased."""

from pathlib import Path

import pytest

from reseal.communities import configured
from reseal.configuration import Configuration
from reseal.interfaces.cli.main import main
from reseal.interfaces.opening import open_store
from reseal.operations.audit.views import page
from reseal.operations.retention.acts import hold


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    said = capsys.readouterr()
    return status, said.out, said.err


def test_each_community_has_people_and_keys_of_its_own(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("alpha", "beta"):
        assert run(capsys, "community", "add", name, "--at", f"{name}.example.com")[0] == 0
        assert run(capsys, "staff", "add", f"mei-{name}", "--role", "admin", "--community", name)[0] == 0
    assert run(capsys, "staff", "list")[1] == ""
    assert "mei-alpha" in run(capsys, "staff", "list", "--community", "alpha")[1]
    assert "mei-alpha" not in run(capsys, "staff", "list", "--community", "beta")[1]
    kept = [data_dir / "keys.json", *(data_dir / "communities" / name / "keys.json" for name in ("alpha", "beta"))]
    assert len({file.read_bytes() for file in kept}) == 3
    for folder in (data_dir / "communities", *(file.parent for file in kept[1:])):
        assert oct(folder.stat().st_mode & 0o777) == "0o700"
    listed = run(capsys, "community", "list")[1].splitlines()
    assert [line.split("  ")[:2] for line in listed] == [["alpha", "alpha.example.com"], ["beta", "beta.example.com"]]


def test_a_database_opens_by_the_keys_of_its_community_alone(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("alpha", "beta"):
        run(capsys, "community", "add", name)
    alpha, beta = (data_dir / "communities" / name for name in ("alpha", "beta"))
    (beta / "keys.json").write_bytes((alpha / "keys.json").read_bytes())
    status, _, error = run(capsys, "staff", "list", "--community", "beta")
    assert (status, "does not open this database" in error) == (1, True)


def test_keys_in_the_environment_are_those_of_one(
    data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "community", "add", "alpha-one")
    keys = data_dir / "communities" / "alpha-one" / "keys.json"
    monkeypatch.setenv("RESEAL_KEYS", (data_dir / "keys.json").read_text())
    assert run(capsys, "staff", "list", "--community", "alpha-one")[0] == 0, "the installation's are not taken"
    monkeypatch.setenv("RESEAL_KEYS_ALPHA_ONE", keys.read_text())
    keys.unlink()
    assert run(capsys, "staff", "list", "--community", "alpha-one")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("../x",), "is no name of a community"),
        (("alpha",), "there is a community alpha already"),
        (("beta", "--at", "alpha.localhost"), "it is that of community alpha"),
        (("beta", "--at", "Not A Host"), "no host name"),
        (("beta", "--pack", "none-such"), "none-such"),
        (("beta", "--database", "mysql://x/y"), "setting `database`"),
    ],
)
def test_what_cannot_be_made_whole_is_not_made(
    data_dir: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    run(capsys, "community", "add", "alpha")
    status, _, error = run(capsys, "community", "add", *arguments)
    assert status != 0 and said in error
    assert [entry.name for entry in (data_dir / "communities").iterdir()] == ["alpha"]


def test_an_installation_on_a_database_server_asks_for_a_database_there(
    data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESEAL_DATABASE", "postgresql://u@127.0.0.1:1/one")
    status, _, error = run(capsys, "community", "add", "alpha")
    assert (status, "--database" in error) == (2, True)


def test_a_community_is_put_aside_and_can_be_had_back(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "community", "add", "alpha")
    run(capsys, "staff", "add", "mei", "--role", "admin", "--community", "alpha")
    assert run(capsys, "community", "remove", "alpha")[0] == 0
    assert "There is none" in run(capsys, "community", "list")[1]
    (aside,) = (data_dir / "communities" / ".removed").iterdir()
    aside.rename(data_dir / "communities" / "alpha")
    assert "mei" in run(capsys, "staff", "list", "--community", "alpha")[1]


def test_erasing_waits_for_legal_holds_and_leaves_nothing(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "community", "add", "alpha")
    of = configured(Configuration(data_dir=str(data_dir)), "alpha")
    store = open_store(of)
    with store.write() as work:
        hold(work, "some case", "order")
    store.close()
    status, _, error = run(capsys, "community", "remove", "alpha", "--erase")
    assert (status, "legal holds" in error, of.data_folder.exists()) == (1, True, True)
    store = open_store(of)
    with store.write() as work:
        from reseal.operations.retention.acts import release
        from reseal.operations.retention.views import in_force

        release(work, in_force(work, "", 1)[0].id)
    store.close()
    assert run(capsys, "community", "remove", "alpha", "--erase")[0] == 0
    assert not of.data_folder.exists()


def test_the_installations_audit_says_what_was_added_and_removed(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "community", "add", "alpha")
    run(capsys, "community", "remove", "alpha")
    store = open_store(Configuration(data_dir=str(data_dir)))
    with store.read() as work:
        acts = [entry.act for entry in page(work).entries]
    store.close()
    assert acts == ["community.removed", "community.added"]

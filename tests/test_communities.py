"""What a community may be called, where its settings come from, and that no two share a host, a database or keys."""

from pathlib import Path

import pytest

from reseal import communities
from reseal.communities import ADDING, FOLDER, OF_THE_SERVER, configured, folder_of, names, whole
from reseal.configuration import SETTINGS_FILE, Configuration, ConfigurationError

TRICKS = (
    "",
    ".",
    "..",
    "../other",
    "a/b",
    "a\\b",
    "a\0b",
    "a\n",
    " a",
    "A",
    "ａ",  # full width
    "а",  # Cyrillic
    "ａlpha",
    "-a",
    "a-",
    "1a",
    "a--b",
    "xn--80ak6aa92e",
    "a.b",
    "a_b",
    "a%2fb",
    "con:",
    ".removed",
    "a" * 33,
    "é",
)


def made(main: Configuration, name: str, said: str) -> Path:
    folder = folder_of(main, name)
    folder.mkdir(parents=True)
    (folder / SETTINGS_FILE).write_text(said, encoding="utf-8")
    return folder


@pytest.fixture
def main(tmp_path: Path) -> Configuration:
    return Configuration(data_dir=str(tmp_path), level="verdict", port=9000, policy="cn", database="")


@pytest.mark.parametrize("name", TRICKS)
def test_a_name_with_a_trick_in_it_is_none_and_leads_nowhere(main: Configuration, name: str) -> None:
    for asked in (folder_of, configured):
        with pytest.raises(ConfigurationError, match="is no name of a community"):
            asked(main, name)


@pytest.mark.parametrize("name", ["a", "alpha", "a-1", "a" * 32])
def test_a_plain_name_is_one(main: Configuration, name: str) -> None:
    assert folder_of(main, name) == main.data_folder / FOLDER / name


def test_of_the_socket_and_the_screener_a_community_has_the_servers_settings_and_of_the_rest_its_own(
    main: Configuration,
) -> None:
    folder = made(main, "alpha", 'hosts = "a.example.com"\npost_days = 3\nkey_file = "mine.json"\n')
    of = configured(main, "alpha")
    assert {name: getattr(of, name) for name in OF_THE_SERVER} == {name: getattr(main, name) for name in OF_THE_SERVER}
    assert (of.data_folder, of.post_days, of.policy, of.beside) == (folder, 3, "default", False)
    assert of.key_file == str(folder / "mine.json"), "a file is named from the folder of the community"
    assert (of.served_on, of.community) == ("a.example.com", "alpha")


def test_nothing_of_the_environment_becomes_a_communitys(main: Configuration, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESEAL_DATABASE", "postgresql://elsewhere/one")
    monkeypatch.setenv("RESEAL_KEY_FILE", "/one/keys.json")
    made(main, "alpha", 'hosts = "a.example.com"\n')
    of = configured(main, "alpha")
    assert (of.database, of.key_file) == ("", "")


@pytest.mark.parametrize("setting", ["port = 1", 'level = "full"', 'data_dir = "../b"', "beside = true"])
def test_a_setting_of_the_server_is_refused_in_the_file_of_a_community(main: Configuration, setting: str) -> None:
    made(main, "alpha", f'hosts = "a.example.com"\n{setting}\n')
    with pytest.raises(ConfigurationError, match=r"setting `\w+` in .*the installation"):
        configured(main, "alpha")


def test_a_community_without_a_host_is_told_how_to_name_one(main: Configuration) -> None:
    made(main, "alpha", "post_days = 3\n")
    with pytest.raises(ConfigurationError, match=r"setting `hosts` in .*Name the hosts"):
        configured(main, "alpha")


@pytest.mark.parametrize("host", ["A.example.com", "a.example.com:8420", "https://a.example.com", "a b", "a..b", "*.b"])
def test_what_is_no_host_is_refused(main: Configuration, host: str) -> None:
    made(main, "alpha", f'hosts = "{host}"\n')
    with pytest.raises(ConfigurationError, match="no host name") if " " not in host else pytest.raises(ValueError):
        found = configured(main, "alpha")
        assert found.named_hosts == ("ab",)
        raise ValueError


def test_behind_a_proxy_the_address_follows_the_installations(main: Configuration) -> None:
    made(main, "alpha", 'hosts = "a.example.com, b.example.com"\n')
    behind = Configuration(data_dir=main.data_dir, public_url="https://desk.example.com")
    of = configured(behind, "alpha")
    assert (of.public_url, of.named_hosts) == ("https://a.example.com", ("a.example.com", "b.example.com"))


@pytest.mark.parametrize(
    ("one", "other", "setting"),
    [
        ('hosts = "a.example.com"', 'hosts = "b.example.com, a.example.com"', "hosts"),
        (
            'hosts = "a.example.com"\ndatabase = "postgresql://u@h/one"',
            'hosts = "b.example.com"\ndatabase = "postgresql+psycopg://v:x@h:5432/one"',
            "database",
        ),
        (
            'hosts = "a.example.com"\nkey_file = "/keys/one.json"',
            'hosts = "b.example.com"\nkey_file = "/keys/../keys/one.json"',
            "key_file",
        ),
    ],
)
def test_no_two_have_a_host_a_database_or_keys_in_common(
    main: Configuration, one: str, other: str, setting: str
) -> None:
    made(main, "alpha", one)
    made(main, "beta", other)
    with pytest.raises(
        ConfigurationError, match=f"setting `{setting}` of community beta: it is that of community alpha"
    ):
        communities.communities(main)


def test_a_link_to_another_communitys_folder_is_no_community_of_its_own(main: Configuration) -> None:
    folder = made(main, "alpha", 'public_url = "https://a.example.com"\n')
    (folder.parent / "beta").symlink_to(folder)
    with pytest.raises(ConfigurationError, match="of community beta: it is that of community alpha"):
        communities.communities(main)


def test_the_installations_own_host_is_no_communitys(main: Configuration) -> None:
    made(main, "alpha", 'hosts = "desk.example.com"\n')
    behind = Configuration(data_dir=main.data_dir, public_url="https://desk.example.com")
    with pytest.raises(ConfigurationError, match="it is that of the installation itself"):
        communities.communities(behind)


def test_what_was_put_aside_is_no_community_and_what_lies_there_by_mistake_is_told(main: Configuration) -> None:
    made(main, "alpha", 'hosts = "a.example.com"\n')
    (main.data_folder / FOLDER / ".removed").mkdir()
    assert names(main) == ["alpha"]
    (main.data_folder / FOLDER / "Not A Name").mkdir()
    with pytest.raises(ConfigurationError, match="Take it out of"):
        names(main)


def test_one_that_is_being_made_is_not_whole(tmp_path: Path) -> None:
    main = Configuration(data_dir=str(tmp_path))
    for name in ("begun", "made", "named"):
        (tmp_path / FOLDER / name).mkdir(parents=True)
    for name in ("begun", "made"):
        (tmp_path / FOLDER / name / SETTINGS_FILE).touch()
    (tmp_path / FOLDER / "begun" / ADDING).touch()
    assert (names(main), whole(main)) == (["begun", "made", "named"], ["made"])

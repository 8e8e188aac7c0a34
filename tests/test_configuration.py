from pathlib import Path

import pytest

from reseal.configuration import ConfigurationError, load_configuration


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_defaults_do_not_depend_on_where_a_command_runs(tmp_path: Path) -> None:
    chosen = load_configuration({}, {"XDG_DATA_HOME": str(tmp_path / "share")})
    assert chosen.data_folder == tmp_path / "share" / "reseal"
    assert (chosen.host, chosen.port, chosen.level, chosen.policy, chosen.mode) == (
        "127.0.0.1",
        8420,
        "full",
        "default",
        "act",
    )


def test_arguments_beat_the_environment_which_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / "reseal.toml").write_text('host = "a"\nport = 1\nlevel = "verdict"\n')
    environment = {"RESEAL_DATA_DIR": "/d", "RESEAL_PORT": "2", "RESEAL_HOST": "b", "RESEAL_CACHE_DIR": "/c"}
    chosen = load_configuration({"host": "c", "port": None}, environment)
    assert (chosen.host, chosen.port, chosen.level, chosen.data_dir) == ("c", 2, "verdict", "/d")


def test_the_file_may_lie_in_the_data_directory_or_be_named(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "reseal.toml").write_text('policy = "cn"\n')
    (tmp_path / "named.toml").write_text('policy = "hk"\npage = false\ndata_dir = "kept"\n')
    assert load_configuration({"data_dir": str(tmp_path / "data")}, {}).policy == "cn"
    named = load_configuration({}, {"RESEAL_CONFIG": str(tmp_path / "named.toml")})
    assert (named.policy, named.page, named.data_folder) == ("hk", False, tmp_path / "kept")


@pytest.mark.parametrize(
    ("file", "environment", "named"),
    [
        ("colour = 1", {}, "`colour`"),
        ("port = 'x'", {}, "`port`"),
        ("port = 70000", {}, "`port`"),
        ("max_body_bytes = 0", {}, "`max_body_bytes`"),
        ("webhook_networks = '127.0.0.0/8, home'", {}, "`webhook_networks`"),
        ("port = = 1", {}, "TOML"),
        ("", {"RESEAL_MODE": "ghost"}, "`mode`"),
        ("", {"RESEAL_PAGE": "perhaps"}, "`page`"),
        ("", {"RESEAL_CONFIG": "missing.toml"}, "missing.toml"),
    ],
)
def test_a_wrong_setting_is_named_with_its_place(
    file: str, environment: dict[str, str], named: str, tmp_path: Path
) -> None:
    (tmp_path / "reseal.toml").write_text(file)
    with pytest.raises(ConfigurationError, match=named):
        load_configuration({"data_dir": str(tmp_path)}, environment)

"""The catalogues: every word of templates and code stands in both, translated."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from reseal.interfaces.cli.main import STAFF_ROLES, TOKEN_ROLES
from reseal.interfaces.console.shell import NAVIGATION, ROLES, environment
from reseal.interfaces.console.words import TAGS, catalogue, gettext
from reseal.interfaces.locale import LANGS
from reseal.operations.staff.access import access
from reseal.operations.staff.reveals import rules
from reseal.screening.data import data_folder

ROOT = Path(__file__).resolve().parents[3]


def test_the_catalogues_hold_exactly_the_words_of_templates_and_code() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools" / "catalogues.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("tag", sorted(TAGS.values()))
def test_every_word_is_translated_and_keeps_its_places(tag: str) -> None:
    file = data_folder("locale", tag, "LC_MESSAGES", "console.po")
    messages = [message for message in read_po(BytesIO(file.read_bytes()), tag) if message.id]
    assert len(messages) > 50
    for message in messages:
        said = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        assert all(said), f"{tag}: {message.id!r} is not translated"
        assert not message.fuzzy and not list(message.check()), message.id
        if tag == "zh_CN":
            assert not set("".join(said)) & set(",;?!"), f"{message.id!r}: punctuation of another script"


def test_chinese_is_chinese_and_english_english() -> None:
    assert gettext("zh", "Settings") == "设置" and gettext("en", "Settings") == "Settings"
    assert gettext("zh", "The new password is too short: give %(least)s characters or more.", least=12).count("12") == 1
    assert catalogue("zh") is catalogue("zh")


def test_what_data_names_has_words() -> None:
    assert set(ROLES) == set(access().role)
    for lang in LANGS:
        for message in (*ROLES.values(), *(entry.words for entry in NAVIGATION)):
            assert catalogue(lang).gettext(message) != message or lang == "en"
    assert len(rules().purposes) == 6
    assert set(TOKEN_ROLES) == set(access().role) and access().staff_roles == STAFF_ROLES


def test_every_template_compiles_in_both_languages() -> None:
    for lang in LANGS:
        for name in environment(lang).list_templates():
            environment(lang).get_template(name)

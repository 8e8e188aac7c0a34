from pathlib import Path

import pytest

from reseal.interfaces.cli.main import main
from reseal.screening.pictures.decode import decode
from tests.screening.pictures.drawn import NUMBER, drawn, saved


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "photo.png"
    file.write_bytes(saved(drawn([NUMBER], (300, 60))))
    return file


def test_a_picture_is_checked_with_a_text_and_masked(photo: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    masked = photo.with_name("masked.png")
    assert main(["check", "打爆她的电话", str(photo), "--lang", "en", "--redacted-to", str(masked)]) == 0
    said = capsysbinary.readouterr().out.decode()
    assert "picture 1 (" in said and "phone" in said and "4471" not in said
    assert decode(masked.read_bytes()).size == (300, 60)
    assert main(["check", str(masked), "--lang", "en"]) == 0
    assert "No personal information" in capsysbinary.readouterr().out.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["two", "texts"], "takes one text"),
        (["a text", "--redacted-to", "x.png"], "Name one picture"),
        (["{folder}/broken.png"], "breaks off or is damaged"),
        (["{folder}/drawing.svg"], "send it as PNG"),
        (["{photo}", "--level", "verdict"], "level full"),
        (["{photo}", "--redacted-to", "{folder}/nowhere/x.png"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_remedy(
    photo: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    photo.with_name("broken.png").write_bytes(photo.read_bytes()[:200])
    photo.with_name("drawing.svg").write_text("<svg/>")
    given = [argument.format(folder=photo.parent, photo=photo) for argument in arguments]
    assert main(["check", *given]) == 2
    assert said in capsys.readouterr().err

import pytest

from reseal.screening.policy.outbound import PersonalDataError, personal_data_in, require_outbound
from reseal.vocabulary import Exposure


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("call 13800004471 now", "a number"),
        ("138 0000 4471", "a number"),
        ("138-0000-4471", "a number"),
        ("(555) 555-0142", "a number"),
        ("１３８００００４４７１", "a number"),
        ("①③⑧⓪⓪⓪⓪", "a number"),
        ("幺三八零零零零", "a number"),
        ("write to li.na@example.com", "an e-mail address"),
        ("see https://example.com/u", "a link"),
    ],
)
def test_personal_data_is_told_by_kind(text: str, kind: str) -> None:
    assert personal_data_in(text) == kind
    with pytest.raises(PersonalDataError, match=kind) as error:
        require_outbound(text)
    assert text not in str(error.value)


@pytest.mark.parametrize(
    "text",
    ["", "Art 17 of 2022/2065, in force 2024", "第五十六条第一款", "六个月内", "a @ b", "@", "一、二、三", "1.2 and 3"],
)
def test_ordinary_legal_words_pass(text: str) -> None:
    assert require_outbound(text) == text


def test_the_screeners_own_recognisers_can_join() -> None:
    def recognise(text: str) -> list[Exposure]:
        return [Exposure("person_name", 0, 2, 0.9)] if "张伟" in text else []

    assert require_outbound("平台规则", recognise) == "平台规则"
    with pytest.raises(PersonalDataError, match="person_name"):
        require_outbound("张伟的帖文", recognise)

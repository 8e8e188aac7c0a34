"""Which pictures there are, and samples of them: the same seed draws the same pictures anywhere."""

from collections.abc import Callable, Iterator
from random import Random

from bench.pictures import courier, harmless, permits, registry, scenes, screens
from bench.pictures.alter import ALTERATIONS, alter, pair
from bench.pictures.altered import Altered
from bench.pictures.canvas import Picture
from bench.pictures.invented import LANGS, Lang

Maker = Callable[[Random, Lang], Picture]
SEED = 20261121


def _calm(maker: Callable[..., Picture]) -> Maker:
    def made(chance: Random, lang: Lang) -> Picture:
        return maker(chance, lang, exposing=False)

    return made


EXPOSING: dict[str, Maker] = {
    "resident_id_front": registry.resident_front,
    "resident_id_copy": registry.resident_copy,
    "household_register": registry.household_register,
    "passport": permits.passport,
    "driving_licence": permits.driving_licence,
    "courier_label": courier.courier_label,
    "chat_bubbles": screens.chat_bubbles,
    "chat_channel": screens.chat_channel,
    "short_post": screens.short_post,
    "forum_thread": screens.forum_thread,
    "licence_plate": scenes.plate_on_a_car,
    "contact_code": scenes.contact_code,
    "handwritten_note": scenes.handwritten_note,
    "poster": scenes.wanted_poster,
}
HARMLESS: dict[str, Maker] = {
    "meme": harmless.meme,
    "receipt": harmless.receipt,
    "event_poster": harmless.event_poster,
    "game_screen": harmless.game_screen,
    "code_editor": harmless.code_editor,
    "menu": harmless.menu,
    "chart": harmless.chart,
    "landscape": harmless.landscape,
    "book_page": harmless.book_page,
    "street_sign": harmless.street_sign,
    "shop_card": harmless.shop_card,
    "weather": harmless.weather,
    "timetable": harmless.timetable,
    "film_still": harmless.film_still,
    "product_label": harmless.product_label,
    "phone_settings": harmless.phone_settings,
    "calm_chat": _calm(screens.chat_bubbles),
    "calm_channel": _calm(screens.chat_channel),
    "calm_post": _calm(screens.short_post),
    "calm_thread": _calm(screens.forum_thread),
    "calm_code": _calm(scenes.contact_code),
    "missing_poster": scenes.missing_poster,
    "resident_id_back": registry.resident_back,
}


def draw(makers: dict[str, Maker], number: int, seed: int = SEED) -> Picture:
    """Picture `number` of a sample: kinds and languages take turns, everything else is chance."""
    names = list(makers)
    chance = Random(f"{seed}/{names[0]}/{number}")
    name = names[number % len(names)]
    return makers[name](chance, LANGS[(number // len(names) + number % len(names)) % len(LANGS)])


def steps(number: int, seed: int = SEED) -> tuple[str, ...]:
    """What happens to picture `number`: nothing, each alteration alone, then pairs."""
    count = 2 * len(ALTERATIONS) + 2
    order = list(range(count))
    Random(f"{seed}/steps/{number // count}").shuffle(order)  # else each kind would meet the same alterations
    turn = order[number % count]
    if turn < len(ALTERATIONS):
        return (list(ALTERATIONS)[turn],)
    return () if turn < len(ALTERATIONS) + 2 else pair(Random(f"{seed}/pair/{number}"))


def altered(
    makers: dict[str, Maker], count: int, seed: int = SEED
) -> Iterator[tuple[Picture, tuple[str, ...], Altered]]:
    """`count` pictures with what happened to each, over all kinds, languages and alterations."""
    for number in range(count):
        picture, names = draw(makers, number, seed), steps(number, seed)
        yield picture, names, alter(picture, names, Random(f"{seed}/alter/{number}"))

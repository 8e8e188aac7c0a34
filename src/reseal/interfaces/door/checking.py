"""What was typed, checked: a notice, or every fault with the field in which it is. The form and the API share this."""

from collections.abc import Mapping, Sequence

import msgspec

from reseal.interfaces.door.words import door_words
from reseal.interfaces.locale import Lang
from reseal.operations.notices.rules import rules
from reseal.operations.notices.words import ABOUTS, RELATIONS, About, Form, Relation
from reseal.screening.pictures.decode import known_type

MIB = 1024 * 1024


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with one field; `key` names the words that say it."""

    field: str
    key: str
    values: Mapping[str, int | str] = {}

    def said(self, lang: Lang) -> str:
        """The fault in words: what is wrong, and what mends it."""
        return door_words(lang).error[self.key].format(**self.values)


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """A notice as it was typed."""

    relation: str = ""
    posts: tuple[str, ...] = ()
    description: str = ""
    pictures: tuple[bytes, ...] = ()
    contact: str = ""
    about: str = "doxxing"
    minor: bool = False
    threat: bool = False


def faults(typed: Typed) -> list[Fault]:
    """All that is wrong, in the order of the fields. Where a life is in danger, who reports need not be said."""
    found = [*_relation(typed), *_posts(typed.posts), *words(typed.description), *pictures(typed.pictures)]
    found += contact(typed.contact)
    if typed.about not in ABOUTS:
        found.append(Fault("about", "about", {"known": ", ".join(ABOUTS)}))
    if not (_named(typed.posts) or typed.description.strip() or typed.pictures):
        found.append(Fault("description", "nothing"))
    return found


def form_of(typed: Typed, lang: Lang, origin: str, *, trusted: bool = False) -> Form:
    """The notice, of what has no fault."""
    relation: Relation = typed.relation or "bystander"  # type: ignore[assignment]
    about: About = typed.about  # type: ignore[assignment]
    return Form(
        relation=relation,
        posts=tuple(dict.fromkeys(_named(typed.posts))),
        description=typed.description.strip(),
        pictures=typed.pictures,
        contact=typed.contact.strip(),
        lang=lang,
        about=about,
        threat=typed.threat,
        minor=typed.minor,
        trusted=trusted,
        origin=origin,
    )


def pictures(given: Sequence[bytes]) -> list[Fault]:
    """What is wrong with pictures: by their own bytes, never by a name."""
    limits = rules().limits
    found = []
    if len(given) > limits.pictures:
        found.append(Fault("pictures", "pictures_many", {"found": len(given), "limit": limits.pictures}))
    for place, content in enumerate(given, 1):
        if len(content) > limits.picture_bytes:
            size = limits.picture_bytes // MIB
            found.append(Fault("pictures", "pictures_large", {"place": place, "limit": size}))
        elif not known_type(content[:64]):
            found.append(Fault("pictures", "pictures_kind", {"place": place}))
    return found


def words(description: str) -> list[Fault]:
    """What is wrong with a description."""
    limit = rules().limits.words
    if len(description) > limit:
        return [Fault("description", "description_long", {"found": len(description), "limit": limit})]
    return []


def contact(given: str) -> list[Fault]:
    """What is wrong with a contact. Anything may be one; what looks like a mailbox has to be a whole one."""
    limit = rules().limits.contact
    if len(given) > limit:
        return [Fault("contact", "contact_long", {"limit": limit})]
    plain = given.strip()
    name, at, domain = plain.rpartition("@")
    whole = bool(name) and "." in domain.strip(".") and not any(map(str.isspace, plain))
    return [Fault("contact", "contact_mail")] if at and not whole else []


def _named(posts: Sequence[str]) -> list[str]:
    return [post.strip() for post in posts if post.strip()]


def _relation(typed: Typed) -> list[Fault]:
    missing = not typed.relation and typed.threat
    return [] if typed.relation in RELATIONS or missing else [Fault("relation", "relation")]


def _posts(posts: Sequence[str]) -> list[Fault]:
    limits = rules().limits
    named = len(_named(posts))
    if named > limits.posts:
        return [Fault("posts", "posts_many", {"found": named, "limit": limits.posts})]
    long = [line for line, post in enumerate(posts, 1) if len(post.strip()) > limits.reference]
    return [Fault("posts", "posts_long", {"line": line, "limit": limits.reference}) for line in long[:1]]

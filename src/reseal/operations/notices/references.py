"""What a person pastes to name a post, as the ids under which the platform may have handed it in."""

from urllib.parse import parse_qsl, unquote, urlsplit

_SHORTEST = 4
_MOST = 8


def candidates(reference: str) -> list[str]:
    """The reference as it stands; of an address also itself without tail, its last parts and its parameters.

    Parts shorter than four characters name too much to name one post.
    """
    reference = reference.strip()
    found = [reference]
    if "://" in reference:
        try:
            parts = urlsplit(reference)
            values = [value for _, value in parse_qsl(parts.query, max_num_fields=20)]
        except ValueError:
            return found
        found.append(parts._replace(query="", fragment="").geturl().rstrip("/"))
        names = [unquote(part) for part in reversed(parts.path.split("/"))]
        names += [*values, parts.fragment]
        found += [name.strip() for name in names if len(name.strip()) >= _SHORTEST]
    return list(dict.fromkeys(found))[:_MOST]

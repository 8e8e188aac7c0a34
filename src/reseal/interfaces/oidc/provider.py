"""A provider of identities as OpenID Connect describes it: where it is asked, and what may be believed of its answer.

The code flow with PKCE (RFC 7636), one issuer. An id_token counts when one of the provider's published keys signed it
by an algorithm for public keys, and it names this issuer, this client and the nonce that this browser was given. Keys
are fetched anew when one is unknown: a rotation there needs nothing here.
"""

import time
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from reseal.configuration import Configuration, ConfigurationError
from reseal.operations.staff.access import access
from reseal.operations.staff.identities import Profile, Roles
from reseal.operations.staff.single_sign_on import Asked, Person
from reseal.storage.clock import Clock, now

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures by public keys alone: neither none nor a secret that both sides know."""

_SECONDS = 10.0
_KEPT_S = 3600.0
_AGAIN_S = 10.0
_LEEWAY_S = 60
_LONGEST = 255
_MOST_GROUPS = 1_000
_FOUND = "/.well-known/openid-configuration"


class OidcError(Exception):
    """The provider does not answer, or not as it has to. `why` is one word of this project's own."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Provider:
    """The provider of one installation or community. Safe to share between threads."""

    def __init__(self, chosen: Configuration, secret: str | None, clock: Clock = now) -> None:
        """As the settings name it; it is asked nothing yet."""
        self._chosen, self._secret, self._clock = chosen, secret, clock
        self.issuer = chosen.oidc_issuer
        self.roles = Roles(chosen.group_roles)
        self._lock = Lock()
        self._metadata: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def address(self, back: str, asked: Asked) -> str:
        """Where the browser is sent; it comes back to `back`.

        Raises:
            OidcError: the provider does not say where it is asked.
        """
        more = {"acr_values": self._chosen.oidc_acr} if self._chosen.oidc_acr else {}
        where = self._endpoint("authorization_endpoint")
        client = OAuth2Client(
            None,
            self._client_id,
            scope=self._chosen.oidc_scopes,
            redirect_uri=back,
            code_challenge_method="S256",
        )
        url, _ = client.create_authorization_url(
            where, state=asked.state, code_verifier=asked.verifier, nonce=asked.nonce, **more
        )
        return str(url)

    def vouched(self, back: str, asked: Asked, code: str, issuer: str | None) -> Person:
        """Whom the provider vouches for by this code. `issuer` is who says that it answers (RFC 9207).

        Raises:
            OidcError: it does not, or what it says cannot be believed.
        """
        says_who = self._found().get("authorization_response_iss_parameter_supported") is True
        if (issuer is not None or says_who) and issuer != self.issuer:
            raise OidcError("issuer")
        token = self._exchanged(back, asked, code)
        claims = self._believed(str(token.get("id_token") or ""), asked.nonce, token.get("access_token"))
        acr = self._chosen.oidc_acr
        if acr and claims.get("acr") != acr:
            raise OidcError("acr")
        return self._person({**self._told(claims, token), **claims})

    def _person(self, claims: dict[str, Any]) -> Person:
        subject, name = claims.get(self._chosen.oidc_subject), claims.get(self._chosen.oidc_name)
        if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST:
            raise OidcError("subject")
        shown = name[:_LONGEST] if isinstance(name, str) and name.strip() else subject
        groups = claims.get(self._chosen.oidc_groups)
        named = [groups] if isinstance(groups, str) else groups if isinstance(groups, list) else []
        kept = [one for one in named[:_MOST_GROUPS] if isinstance(one, str)]
        return Person(self.issuer, Profile(subject, shown), kept)

    def _told(self, claims: dict[str, Any], token: dict[str, Any]) -> dict[str, Any]:
        """What stands only behind the provider's door for such questions; of the same person, or nothing."""
        wanted = (self._chosen.oidc_groups, self._chosen.oidc_name, self._chosen.oidc_subject)
        if all(name in claims for name in wanted) or "userinfo_endpoint" not in self._found():
            return {}
        bearer = {"authorization": f"Bearer {token.get('access_token')}"}
        told = self._fetched(self._endpoint("userinfo_endpoint"), bearer)
        if told.get("sub") != claims["sub"]:
            raise OidcError("userinfo")
        return told

    def _exchanged(self, back: str, asked: Asked, code: str) -> dict[str, Any]:
        where = self._endpoint("token_endpoint")
        sent = {"grant_type": "authorization_code", "code": code, "code_verifier": asked.verifier, "redirect_uri": back}
        form = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
        how = "client_secret_basic" if self._secret else "none"
        by = ClientAuth(self._client_id, self._secret, how)
        url, headers, body = by.prepare("POST", where, form, urlencode(sent))
        try:
            answer = httpx.post(url, headers=headers, content=body, timeout=_SECONDS, follow_redirects=False)
            answer.raise_for_status()
            told = answer.json()
        except (httpx.HTTPError, ValueError):  # whatever the provider says: its words stay out of every log
            raise OidcError("code") from None
        if not isinstance(told, dict):
            raise OidcError("code")
        return told

    def _believed(self, token: str, nonce: str, access_token: Any) -> dict[str, Any]:
        """The claims of an id_token.

        Raises:
            OidcError: it is not signed by this provider, or not for this client, this browser or this time.
        """
        try:
            decoded = self._decoded(token)
        except (JoseError, ValueError, TypeError, KeyError):
            raise OidcError("signature") from None
        wanted = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self._client_id},
        }
        params = {"nonce": nonce, "client_id": self._client_id, "access_token": access_token}
        claims = CodeIDToken(decoded.claims, decoded.header, wanted, params)
        try:
            claims.validate(now=self._clock() // 1000, leeway=_LEEWAY_S)
        except Exception as error:
            raise OidcError(f"claim_{getattr(error, 'claim', None) or 'wrong'}"[:40]) from None
        if claims.get("iss") != self.issuer or not isinstance(claims.get("sub"), str) or not claims["sub"]:
            raise OidcError("claim_iss")
        aud = claims.get("aud")
        if self._client_id not in (aud if isinstance(aud, list) else [aud]):
            raise OidcError("claim_aud")
        return dict(claims)

    def _decoded(self, token: str) -> jwt.Token:
        try:
            return jwt.decode(token, self._key_set(), algorithms=ALGORITHMS)
        except (JoseError, ValueError):  # the key may be newer than what is known here
            fresh = self._key_set(again=True)
            return jwt.decode(token, fresh, algorithms=ALGORITHMS)

    def _key_set(self, *, again: bool = False) -> KeySet:
        with self._lock:
            age = None if self._keys is None else time.monotonic() - self._keys[0]
            if self._keys is None or age is None or age > (_AGAIN_S if again else _KEPT_S):
                found = self._fetched(self._endpoint("jwks_uri"))
                signing = [one for one in found.get("keys", []) if isinstance(one, dict) and one.get("use") != "enc"]
                public = [one for one in signing if one.get("kty") != "oct"]
                self._keys = time.monotonic(), KeySet.import_key_set({"keys": public})
            return self._keys[1]

    def _endpoint(self, name: str) -> str:
        where = self._found().get(name)
        if not isinstance(where, str) or not is_safe(where, near=self.issuer):
            raise OidcError("metadata")
        return where

    def _found(self) -> dict[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery)."""
        kept = self._metadata
        if kept is None or time.monotonic() - kept[0] > _KEPT_S:
            found = self._fetched(self.issuer.rstrip("/") + _FOUND)
            if found.get("issuer") != self.issuer:
                raise OidcError("issuer")
            kept = self._metadata = time.monotonic(), found
        return kept[1]

    def _fetched(self, where: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
        try:
            answer = httpx.get(where, headers=headers, timeout=_SECONDS, follow_redirects=False)
            answer.raise_for_status()
            found = answer.json()
        except (httpx.HTTPError, ValueError):
            raise OidcError("unreachable") from None
        if not isinstance(found, dict):
            raise OidcError("metadata")
        return found

    @property
    def _client_id(self) -> str:
        return self._chosen.oidc_client_id


def provider_of(chosen: Configuration, clock: Callable[[], int] = now) -> Provider | None:
    """The provider that the settings name; None where they name none.

    Raises:
        ConfigurationError: a setting cannot be used; the text names it and the remedy.
    """
    if not chosen.oidc_issuer:
        return None
    if not is_safe(chosen.oidc_issuer):
        raise ConfigurationError("setting `oidc_issuer`: no https address. Give the issuer as the provider names it.")
    if not chosen.oidc_client_id:
        raise ConfigurationError("setting `oidc_client_id`: it is missing. Give the one that the provider knows.")
    if "openid" not in chosen.oidc_scopes.split():
        raise ConfigurationError("setting `oidc_scopes`: `openid` is missing. Give it, and what brings groups along.")
    for group, role in chosen.group_roles.items():
        if role not in access().staff_roles:
            roles = ", ".join(access().staff_roles)
            raise ConfigurationError(f"setting `group_roles`: {group!r} gives {role!r}. People have {roles}.")
    if not chosen.group_roles:
        raise ConfigurationError("setting `group_roles`: it is empty, so nobody comes in. Name a role for each group.")
    return Provider(chosen, _secret(chosen), clock)


def _secret(chosen: Configuration) -> str | None:
    if not chosen.oidc_secret_file:
        return None
    file = Path(chosen.oidc_secret_file)
    try:
        if file.stat().st_mode & 0o077:
            raise ConfigurationError(f"setting `oidc_secret_file`: others may read {file}. Run chmod 600 on it.")
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ConfigurationError(f"setting `oidc_secret_file`: {file} cannot be read. Name another.") from None


def is_safe(address: str, near: str = "") -> bool:
    """Whether an address is reached under TLS, or is on this machine (and its issuer, `near`, is too)."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(host)
    return parts.scheme == "http" and _is_here(host) and (not near or urlsplit(near).scheme == "http")


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

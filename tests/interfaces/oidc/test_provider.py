"""What of a provider's answer is believed: forged tokens of every kind are not, and settings are told by name."""

import time
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

from reseal.configuration import Configuration, ConfigurationError, load_configuration
from reseal.interfaces.oidc.provider import OidcError, Provider, is_safe, provider_of

ISSUER = "https://login.example.com"
RSA = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
CURVE = ECKey.generate_key("P-256", {"kid": "two", "use": "sig"})
NONCE = "n-0123456789"


def chosen(**more: Any) -> Configuration:
    given = {"oidc_issuer": ISSUER, "oidc_client_id": "reseal", "group_roles": {"g": "moderator"}, **more}
    return Configuration(data_dir="/nowhere", **given)


@pytest.fixture
def provider() -> Provider:
    made = Provider(chosen(), None, lambda: int(time.time() * 1000))
    public = [key.as_dict(private=False) for key in (RSA, CURVE)]
    made._keys = time.monotonic(), KeySet.import_key_set({"keys": public})
    made._metadata = time.monotonic(), {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"}
    return made


def claims(**more: Any) -> dict[str, Any]:
    at = int(time.time())
    made = {"iss": ISSUER, "aud": "reseal", "sub": "u-1", "nonce": NONCE, "iat": at, "exp": at + 300, **more}
    return {name: value for name, value in made.items() if value is not None}


def signed(key: Any = RSA, alg: str = "RS256", header: dict[str, Any] | None = None, **more: Any) -> str:
    kid = {"kid": key.kid} if getattr(key, "kid", None) else {}
    return jwt.encode({"alg": alg, **kid, **(header or {})}, claims(**more), key, algorithms=[alg])


def test_a_token_of_the_provider_is_believed(provider: Provider) -> None:
    assert provider._believed(signed(), NONCE, None)["sub"] == "u-1"
    assert provider._believed(signed(CURVE, "ES256"), NONCE, None)["sub"] == "u-1"
    assert provider._believed(signed(aud=["reseal", "other"], azp="reseal"), NONCE, None)["sub"] == "u-1"


def none_at_all() -> str:
    parts = signed().split(".")
    import base64

    header = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').rstrip(b"=").decode()
    return f"{header}.{parts[1]}."


FORGED = {
    "no signature": none_at_all,
    "signature cut off": lambda: signed().rpartition(".")[0] + ".",
    "a secret that is the public key": lambda: _hs256(RSA.as_pem(private=False)),
    "the client's secret": lambda: signed(OctKey.import_key("a secret of 32 bytes or more, at least"), "HS256"),
    "another's key under the same name": lambda: signed(OTHER),
    "a key in the header": lambda: signed(OTHER, header={"jwk": OTHER.as_dict(private=False)}),
    "another payload": lambda: ".".join(
        [signed().split(".")[0], signed(sub="u-2").split(".")[1], signed().split(".")[2]]
    ),
    "nothing": lambda: "",
    "no token": lambda: "a.b.c",
}


def _hs256(public: bytes) -> str:
    """RS256's public key taken for the secret of HS256: the oldest confusion of algorithms."""
    import base64
    import hmac
    from hashlib import sha256

    head = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"one"}').rstrip(b"=").decode()
    signing = f"{head}.{signed().split('.')[1]}"
    mac = hmac.digest(public, signing.encode(), sha256)
    return f"{signing}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_token_is_not(provider: Provider, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider, "_key_set", lambda again=False: provider._keys[1] if provider._keys else None)
    with pytest.raises(OidcError, match="signature"):
        provider._believed(FORGED[how](), NONCE, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example.net"},
        {"iss": ISSUER + "/"},
        {"iss": None},
        {"aud": "other"},
        {"aud": ["other"]},
        {"aud": None},
        {"aud": []},
        {"aud": ["reseal", "other"], "azp": "other"},
        {"aud": ["reseal", "other"]},
        {"exp": 1},
        {"exp": None},
        {"exp": "soon"},
        {"iat": None},
        {"nbf": 9_999_999_999},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"at_hash": "wrong"},
    ],
    ids=str,
)
def test_a_token_for_somebody_else_or_another_time_is_not(provider: Provider, wrong: dict[str, Any]) -> None:
    with pytest.raises(OidcError, match=r"claim_|signature"):
        provider._believed(signed(**wrong), NONCE, "the access token")


def test_keys_are_asked_for_again_when_one_is_unknown_and_not_more_often(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def fetched(where: str, headers: Any = None) -> dict[str, Any]:
        asked.append(where)
        return {"keys": [OTHER.as_dict(private=False), OctKey.generate_key().as_dict()]}

    monkeypatch.setattr(provider, "_fetched", fetched)
    for _ in range(3):
        with pytest.raises(OidcError):
            provider._believed(signed(OTHER), NONCE, None)
    assert asked == [], "what was fetched just now is not fetched again: nobody makes this server ask"
    assert provider._keys is not None
    provider._keys = provider._keys[0] - 60, provider._keys[1]
    assert provider._believed(signed(OTHER), NONCE, None)["sub"] == "u-1"
    assert asked == [f"{ISSUER}/keys"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"oidc_issuer": "http://login.example.com"}, "setting `oidc_issuer`"),
        ({"oidc_issuer": "login.example.com"}, "setting `oidc_issuer`"),
        ({"oidc_client_id": ""}, "setting `oidc_client_id`"),
        ({"oidc_scopes": "profile"}, "setting `oidc_scopes`"),
        ({"group_roles": {}}, "setting `group_roles`"),
        ({"group_roles": {"g": "platform"}}, "People have"),
        ({"oidc_secret_file": "/nowhere/secret"}, "setting `oidc_secret_file`"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_by_its_name(more: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        provider_of(chosen(**more))


def test_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("x")
    file.chmod(0o644)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        provider_of(chosen(oidc_secret_file=str(file)))
    file.chmod(0o600)
    assert provider_of(chosen(oidc_secret_file=str(file))) is not None


def test_groups_and_roles_come_from_a_table_or_from_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "reseal.toml"
    file.write_text('[group_roles]\n"Desk, all" = "moderator"\nadmins = "admin"\n')
    made = load_configuration({}, {"RESEAL_CONFIG": str(file)})
    assert list(made.group_roles.items()) == [("Desk, all", "moderator"), ("admins", "admin")]
    assert load_configuration({}, {"RESEAL_GROUP_ROLES": "a=admin, b = senior"}).group_roles == {
        "a": "admin",
        "b": "senior",
    }
    with pytest.raises(ConfigurationError, match="setting `group_roles`"):
        load_configuration({}, {"RESEAL_GROUP_ROLES": "a"})


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://login.example.com/x", True),
        ("http://127.0.0.1:9", True),
        ("http://localhost", True),
        ("http://login.example.com", False),
        ("http://127.0.0.1.example.com", False),
        ("ftp://x", False),
        ("https://", False),
        ("http://[", False),
    ],
)
def test_nothing_is_asked_without_tls_but_this_machine(address: str, safe: bool) -> None:
    assert is_safe(address) is safe
    assert not is_safe("http://127.0.0.1:9/keys", near=ISSUER), "nor does a provider elsewhere send us to this machine"

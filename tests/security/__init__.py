"""Abuse of the whole server, told by what an attacker wants; `docs/security.md` names the test of each guard."""

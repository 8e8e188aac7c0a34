"""The console's words for what follows for accounts: rungs, measures, states, levels of credit."""

from typing import Any

from reseal.interfaces.console.words import N_

KINDS = {
    "account.educate": N_("sanction: education"),
    "account.warn": N_("sanction: warning"),
    "account.mute": N_("sanction: muted"),
    "account.traffic": N_("sanction: shown to fewer"),
    "account.monetisation": N_("sanction: no income"),
    "account.followers": N_("sanction: followers cleared"),
    "account.close": N_("sanction: account closed"),
    "group.dissolve": N_("sanction: group dissolved"),
    "registration.block": N_("sanction: may not register again"),
    "guardian.notice": N_("sanction: guardian told"),
    "agency.warn": N_("sanction: agency warned"),
    "agency.monetisation": N_("sanction: agency without income"),
    "agency.limit": N_("sanction: agency limited"),
    "agency.accounts": N_("sanction: the agency's accounts limited"),
    "agency.expel": N_("sanction: agency expelled"),
}
SANCTION_STATES = {
    "proposed": N_("sanction state: waits for a person"),
    "in_force": N_("sanction state: in force"),
    "done": N_("sanction state: done"),
    "ended": N_("sanction state: ended"),
    "refused": N_("sanction state: refused"),
    "taken_back": N_("sanction state: taken back"),
}
RUNGS = {
    "": N_("rung: none"),
    "educate": N_("rung: education"),
    "warn": N_("rung: warning"),
    "mute_3": N_("rung: muted for 3 days"),
    "mute_7": N_("rung: muted for 7 days"),
    "mute_15": N_("rung: muted for 15 days"),
    "mute_30": N_("rung: muted for 30 days"),
    "mute_90": N_("rung: muted for 90 days"),
    "market": N_("rung: draws traffic by it"),
    "close": N_("rung: closure"),
    "at_once": N_("rung: closure without a ladder"),
    "agency_warn": N_("rung: agency warned"),
    "agency_monetisation": N_("rung: agency without income"),
    "agency_limit": N_("rung: agency limited"),
    "agency_expel": N_("rung: agency expelled"),
}
PARTS = {
    "poster": N_("part: posted"),
    "organiser": N_("part: organised others"),
    "seller": N_("part: offered it as a service"),
    "marketer": N_("part: drew traffic by it"),
}
LEVELS = {
    "good": N_("credit: good"),
    "lowered": N_("credit: lowered"),
    "low": N_("credit: low"),
    "spent": N_("credit: spent"),
}
TRACKS = {
    "adult": N_("track: usual"),
    "juvenile": N_("track: minors"),
    "agency": N_("track: agencies"),
}
BACK = {
    "undone": N_("taken back: decision undone"),
    "appeal": N_("taken back: appeal upheld"),
}


def sanction_tables() -> dict[str, Any]:
    """All of it, for templates. What a ladder of one's own names otherwise is shown as it stands."""
    return {
        "sanction_kinds": KINDS,
        "sanction_states": SANCTION_STATES,
        "rungs": RUNGS,
        "parts_said": PARTS,
        "levels": LEVELS,
        "tracks": TRACKS,
        "back_words": BACK,
    }

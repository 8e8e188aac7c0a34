"""The console's words for what cases are made of. Data says `exposure`, people read it in their language."""

from typing import Any

from reseal.interfaces.console.audit_words import ACTS
from reseal.interfaces.console.words import N_

STATES = {
    "open": N_("state: open"),
    "held": N_("state: held"),
    "decided": N_("state: decided"),
}
SEVERITIES = {
    "none": N_("severity: none"),
    "low": N_("severity: low"),
    "medium": N_("severity: medium"),
    "high": N_("severity: high"),
    "critical": N_("severity: critical"),
}
CATEGORIES = {
    "exposure": N_("category: exposure"),
    "incitement": N_("category: incitement"),
    "solicitation": N_("category: solicitation"),
    "trade": N_("category: trade"),
    "instruction": N_("category: instruction"),
    "none": N_("category: none"),
}
ACTIONS = {
    "remove": N_("action: remove"),
    "redact": N_("action: redact"),
    "nudge": N_("action: nudge"),
    "allow": N_("action: allow"),
    "hold": N_("action: hold"),
}
DONE = {
    "remove": N_("done: removed"),
    "redact": N_("done: redacted"),
    "nudge": N_("done: nudged"),
    "allow": N_("done: allowed"),
    "hold": N_("done: held"),
}
SUBJECTS = {
    "other": N_("subject: other"),
    "self": N_("subject: self"),
    "organisation": N_("subject: organisation"),
    "public_office": N_("subject: public office"),
    "unknown": N_("subject: unknown"),
}
POST_ROLES = {
    "origin": N_("post: origin"),
    "copy": N_("post: copy"),
    "mention": N_("post: mention"),
    "told": N_("post: told"),
}
HOWS = {
    "screened": N_("came by screening"),
    "noticed": N_("came by a notice"),
    "told": N_("told in a notice"),
    "named": N_("named in a notice, not known here"),
    "exact": N_("the same text"),
    "near": N_("nearly the same text"),
    "identifier": N_("exposes the same"),
    "picture": N_("the same picture"),
    "guarded": N_("shows what somebody has had watched"),
}
RELATIONS = {
    "self": N_("notice by: the exposed person"),
    "guardian": N_("notice by: a guardian"),
    "agent": N_("notice by: an agent"),
    "bystander": N_("notice by: a bystander"),
}
SIGNS = {
    "same_words": N_("Several people sent the same words."),
    "burst": N_("Many bystanders reported within minutes."),
    "one_origin": N_("Several contacts reported from one place."),
    "poor_record": N_("Several reporters were mostly wrong before."),
}
PURPOSES = {
    "decide": N_("purpose: decide"),
    "correct": N_("purpose: correct"),
    "appeal": N_("purpose: appeal"),
    "order": N_("purpose: order"),
    "safety": N_("purpose: safety"),
    "quality": N_("purpose: quality"),
}
POINTS = {
    "post": N_("point: post"),
    "gone": N_("point: gone"),
    "notice": N_("point: notice"),
    "held": N_("point: held"),
    "escalated": N_("point: escalated"),
    "decision": N_("point: decision"),
    "undone": N_("point: undone"),
}
COUNTS = {
    "views": N_("count: views"),
    "likes": N_("count: likes"),
    "comments": N_("count: comments"),
    "shares": N_("count: shares"),
    "reposts": N_("count: reposts"),
    "followers": N_("count: followers"),
}
"""What platforms usually count; another word of theirs is shown as it came."""
TYPES = {
    "person_name": N_("type: name"),
    "phone": N_("type: phone"),
    "government_id": N_("type: ID number"),
    "bank_card": N_("type: bank card"),
    "email": N_("type: e-mail"),
    "account": N_("type: account"),
    "address": N_("type: address"),
    "licence_plate": N_("type: licence plate"),
    "workplace": N_("type: workplace"),
    "school": N_("type: school"),
    "birth_date": N_("type: date of birth"),
    "ip_address": N_("type: IP address"),
    "coordinates": N_("type: coordinates"),
}
REFUSALS = (
    N_("the case is decided; undo the decision first"),
    N_("the case is not held"),
    N_("the case is held; only an open one can be held"),
    N_("the case is decided; only an open one can be held"),
    N_("no post of the case may be held on this basis"),
    N_("somebody else works on this case just now"),
    N_("what is removed or masked belongs to a category; name it"),
    N_("what breaks a rule is not let go without an action; name the category none"),
    N_("a snapshot that is named is not one of the case as it is now"),
    N_("the decision does not stand any more"),
    N_("the words are not in the text as they were typed"),
    N_("the time in which a decision can be undone is over; its statements have left"),
)
"""What operations say when they refuse: it is shown in the language of the reader."""


def tables() -> dict[str, Any]:
    """All of it, for templates."""
    return {
        "states": STATES,
        "severities": SEVERITIES,
        "categories": CATEGORIES,
        "actions": ACTIONS,
        "done_words": DONE,
        "subjects": SUBJECTS,
        "post_roles": POST_ROLES,
        "hows": HOWS,
        "relations": RELATIONS,
        "signs_said": SIGNS,
        "purposes": PURPOSES,
        "points": POINTS,
        "counts_said": COUNTS,
        "types": TYPES,
        "audit_acts": ACTS,
    }

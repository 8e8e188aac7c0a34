"""The console's words for what notices are about, what can be asked of their notifiers, and what happened to them."""

from reseal.interfaces.console.words import N_

ABOUTS = {
    "doxxing": N_("about: doxxing"),
    "harassment": N_("about: harassment"),
    "impersonation": N_("about: impersonation"),
    "account": N_("about: account"),
    "other": N_("about: something else"),
}
ASKS = {
    "posts": N_("ask: links"),
    "pictures": N_("ask: pictures"),
    "words": N_("ask: words"),
    "relation": N_("ask: relation"),
}
NOTICE_STATES = {
    "received": N_("notice: received"),
    "asked": N_("notice: asked"),
    "rerouted": N_("notice: passed on"),
    "decided": N_("notice: decided"),
    "withdrawn": N_("notice: withdrawn"),
}
"""Of these, `received` goes without saying."""

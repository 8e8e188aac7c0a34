"""The console's words for what appeals are made of."""

from reseal.interfaces.console.words import N_

SIDES = {"author": N_("appeal of the author"), "reporter": N_("appeal of a notifier")}
WAYS = {"link": N_("by their link"), "ticket": N_("by ticket and PIN"), "platform": N_("through the platform")}
APPEAL_STATES = {
    "open": N_("appeal: open"),
    "asked": N_("appeal: asked"),
    "upheld": N_("appeal: upheld"),
    "rejected": N_("appeal: rejected"),
    "withdrawn": N_("appeal: withdrawn"),
    "overtaken": N_("appeal: overtaken"),
}
GROUPS = {
    "minor": N_("about a minor"),
    "news": N_("in the news"),
    "condemning": N_("condemning words"),
    "public_office": N_("public office"),
}
DONE = {
    "asked": N_("The question is sent."),
    "upheld": N_("The appeal is upheld. The platform is asked, and both sides are told."),
    "rejected": N_("The appeal is rejected, and the appellant is told why."),
}

"""What the scopes of tokens open, in words: the same as `data/desk/access.toml` says of each permission."""

from reseal.interfaces.console.words import N_

SCOPES = {
    "scim": N_("hand over people of staff and their groups, and take them back"),
    "appeals.pass_on": N_("pass on what authors appeal, and read how it stands"),
    "accounts": N_("keep accounts and read their standing"),
    "actions": N_("acknowledge actions that were carried out"),
    "alerts": N_("read alerts of the watch"),
    "cases.correct": N_("correct what the screener saw"),
    "cases.decide": N_("decide a case, undo one's own decision"),
    "cases.read": N_("read the queue and cases, masked"),
    "cases.work": N_("take a case, note, hold what is reversible, hand upwards"),
    "decisions": N_("read decisions about one's own posts"),
    "display_names": N_("ask how an account is shown"),
    "events": N_("hand over events for the watch"),
    "guards.pass_on": N_("make guards for members, as many as there are"),
    "notices.answer": N_("ask for what is missing, point elsewhere"),
    "notices.pass_on": N_("pass on what members report, as many as there are"),
    "notices.read": N_("read notices, masked"),
    "notices.trusted": N_("report as a trusted flagger (DSA 22)"),
    "posts": N_("hand over live posts, edited and deleted ones"),
    "screen": N_("judge posts that are handed over"),
}

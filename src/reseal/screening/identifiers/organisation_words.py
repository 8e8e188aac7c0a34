"""The word tables of employers and schools, read once from `data/identifiers/workplace.toml` and `school.toml`."""

from dataclasses import dataclass, replace
from functools import cache

from reseal.screening.data import read_toml
from reseal.screening.identifiers.address_words import AddressWords, Words, address_words, words


@dataclass(frozen=True, slots=True)
class EmployerWords:
    """What employers are called, and what is said beside their names; explained in the data file."""

    names: Words
    distinctive: Words
    lasts: frozenset[str]
    departments: Words
    common: Words
    employed: Words
    place: Words
    whose: Words
    work: Words
    roles: Words
    visit: Words
    identity: Words
    left_it: Words
    sought: Words
    named_employer: Words
    job_lasts: frozenset[str]
    complaint: Words
    phrases: Words
    nowhere: Words
    public: frozenset[str]
    offices: frozenset[str]
    surnames: frozenset[str]
    sure_surnames: frozenset[str]
    double_surnames: frozenset[str]


@dataclass(frozen=True, slots=True)
class SchoolWords:
    """What schools are called, and what is said beside their names; explained in the data file."""

    names: Words
    lasts: frozenset[str]
    numbered: frozenset[str]
    class_firsts: frozenset[str]
    common: Words
    parts: Words
    majors: Words
    majors_more: Words
    study: Words
    student: Words
    staff: Words
    staff_before: Words


@cache
def employer_words() -> EmployerWords:
    """The tables of workplaces."""
    data = read_toml("identifiers", "workplace.toml")
    names, cues = data["names"], data["cues"]
    endings = words(names["distinctive"], names["everyday"])
    return EmployerWords(
        names=endings,
        distinctive=words(names["distinctive"]),
        lasts=frozenset(word[-1] for word in endings.members),
        departments=words(names["departments"]),
        common=words(names["common"]),
        employed=words(cues["employed"]),
        place=words(cues["place"]),
        whose=words(cues["whose"]),
        work=words(cues["work"]),
        roles=words(cues["roles"]),
        visit=words(cues["visit"]),
        identity=words(cues["identity"]),
        left_it=words(cues["left_it"]),
        sought=words(cues["sought"]),
        named_employer=words(cues["named_employer"]),
        job_lasts=frozenset(cues["job_lasts"]),
        complaint=words(cues["complaint"]),
        phrases=words(cues["phrases"]),
        nowhere=words(names["nowhere"]),
        public=frozenset(names["public"]),
        offices=frozenset(names["offices"]),
        surnames=frozenset(data["people"]["surnames"]),
        sure_surnames=frozenset(data["gate"]["parts"]["P"].strip("[]")),
        double_surnames=frozenset(data["people"]["double_surnames"]),
    )


@cache
def school_words() -> SchoolWords:
    """The tables of schools."""
    data = read_toml("identifiers", "school.toml")
    names, cues = data["names"], data["cues"]
    schools = words(names["schools"])
    return SchoolWords(
        names=schools,
        lasts=frozenset(word[-1] for word in schools.members) | frozenset(names["numbered"]),
        numbered=frozenset(names["numbered"]),
        class_firsts=frozenset(names["class_firsts"]),
        common=words(names["common"]),
        parts=words(names["parts"]),
        majors=words(names["majors"]),
        majors_more=words(names["majors_more"]),
        study=words(cues["study"]),
        student=words(cues["student"]),
        staff=words(cues["staff"]),
        staff_before=words(cues["staff_before"]),
    )


@cache
def edge_words() -> AddressWords:
    """The tables by which the left edge of an organisation's name is found: those of addresses and its own."""
    base = address_words()
    own = [*base.left_words.members, *read_toml("identifiers", "workplace.toml")["left"]["words"]]
    return replace(base, left_words=words(own))


def last_characters() -> str:
    """A class of the characters that employers' names end with, without those that end everyday words as often."""
    data = read_toml("identifiers", "workplace.toml")["names"]
    return "[" + "".join(sorted(employer_words().lasts - frozenset(data["everyday_lasts"]))) + "]"

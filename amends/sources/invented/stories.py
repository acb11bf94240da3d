"""Case summaries: a few invented sentences, plain and without detail of harm."""

from collections.abc import Mapping

from amends.sources.invented.cases import Kind
from amends.sources.invented.chance import Chance

_OPENINGS: Mapping[Kind, tuple[str, ...]] = {
    Kind.LABOR: (
        "Workers were recruited abroad for the defendants' cleaning firm, in the indictment "
        '"Quavane Services", and made to work against a debt.',
        "The indictment says that a household kept a domestic worker's passport and paid no wages.",
        "Crews for a nursery were promised lawful visas, it is alleged, and housed under guard.",
        "The defendants' restaurants are said to have held back the pay of people brought in.",
    ),
    Kind.ADULT_SEX: (
        'The indictment describes a business run as the "Larchmoor Spa".',
        "It is alleged that women were promised other work and then charged with a debt.",
        "The defendants are said to have advertised commercial sex in several states.",
    ),
    Kind.MINOR_SEX: (
        "The indictment says that a minor was taken between states for commercial sex.",
        "It is alleged that the defendants recruited young people online and kept the money.",
        'The defendants\' group, the "Tin Comets" of the complaint, is said to have used motels.',
    ),
}
_UNDERCOVER = (
    "Officers posing as sellers answered the defendants' advertisement. It names no other person."
)
_SEQUELS = (
    "Two agencies investigated.",
    "The investigation began with a call from a neighbour.",
    "Records of payments were seized.",
    "A co-worker's report led to the arrests.",
)


def invent_summary(kind: Kind, chance: Chance, *, undercover: bool = False) -> str:
    """A summary of two sentences or so that says at once that the case is invented."""
    opening = _UNDERCOVER if undercover else chance.one_of(_OPENINGS[kind])
    return f"Invented case: {opening} {chance.one_of(_SEQUELS)}"

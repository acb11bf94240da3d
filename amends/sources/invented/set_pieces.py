"""Cases put in by hand: every legal situation the audit tells apart is there for every seed.

Each entry is one case: what it shows, what kind it is, when it was filed, and for each defendant
the charges with what was recorded of restitution.
"""

from datetime import date

from amends.sources.invented.cases import LAST_DAY, Kind
from amends.sources.invented.charges import (
    LIFE,
    Charge,
    dismissed,
    dropped,
    pending,
    pleaded,
    tried,
)
from amends.sources.invented.staging import Accused, SetPiece


def _accused(*charges: Charge, restitution: int | None = None) -> Accused:
    return Accused(charges, restitution)


def _recent(*charges: Charge, sentenced_on: date) -> Accused:
    """Sentenced shortly before the sample's last day, nothing recorded of restitution yet."""
    return Accused(charges, sentenced_on=sentenced_on)


SET_PIECES: tuple[SetPiece, ...] = (
    SetPiece(
        "servitude charged before § 1593 existed",
        Kind.LABOR,
        date(2000, 5, 9),
        [_accused(tried("1581_to_1588", 2, guilty=2, months=84), restitution=0)],
    ),
    SetPiece(
        "servitude whose offence may have ended before § 1593 or after",
        Kind.LABOR,
        date(2003, 3, 18),
        [
            _accused(pleaded("1581_to_1588", 2, months=60), restitution=0),
            _accused(pleaded("1581_to_1588", months=24), restitution=18_400),
        ],
    ),
    SetPiece(
        "servitude certainly after § 1593",
        Kind.LABOR,
        date(2007, 8, 2),
        [_accused(tried("1581_to_1588", 4, guilty=3, months=120), restitution=0)],
    ),
    SetPiece(
        "acquitted of sex trafficking, guilty of transportation",
        Kind.ADULT_SEX,
        date(2009, 2, 12),
        [
            _accused(
                tried("1591", 2, guilty=0),
                tried("2421_to_2424", 2, guilty=2, months=120),
                restitution=0,
            )
        ],
    ),
    SetPiece(
        "sex trafficking nolle prossed, plea to transportation",
        Kind.MINOR_SEX,
        date(2011, 6, 7),
        [_accused(dropped("1591"), pleaded("2421_to_2424", 2, months=87), restitution=0)],
    ),
    SetPiece(
        "pleas that leave nothing mandatory: smuggling, and an uncoded conspiracy",
        Kind.LABOR,
        date(2010, 9, 22),
        [
            _accused(dismissed("1589", 3), pleaded("1324", 2, months=18), restitution=0),
            Accused((dismissed("1589", 3), dismissed("1592")), 0, uncoded_months=30),
            _accused(dismissed("1589"), pleaded("1351", months=12), restitution=45_000),
        ],
    ),
    SetPiece(
        "pleas to transportation long before, about and after the day of § 2429",
        Kind.MINOR_SEX,
        date(2019, 2, 26),
        [
            _accused(dismissed("1591"), pleaded("2421_to_2424", months=60), restitution=0),
            _accused(pleaded("2421_to_2424", 2, months=96), restitution=12_250),
        ],
    ),
    SetPiece(
        "transportation charged years after the day of § 2429",
        Kind.ADULT_SEX,
        date(2023, 1, 31),
        [
            _accused(pleaded("2421_to_2424", months=46), restitution=0),
            _accused(pleaded("2421_to_2424", months=33)),
        ],
    ),
    SetPiece(
        "transportation charged years before the day of § 2429",
        Kind.ADULT_SEX,
        date(2013, 4, 3),
        [_accused(pleaded("2421_to_2424", 3, months=51), restitution=0)],
    ),
    SetPiece(
        "an undercover operation: nobody to pay",
        Kind.MINOR_SEX,
        date(2012, 10, 11),
        [_accused(pleaded("1591", months=120), restitution=0), _accused(pending("1591"))],
        is_undercover=True,
    ),
    SetPiece(
        "money written down for people with no conviction",
        Kind.LABOR,
        date(2008, 1, 15),
        [
            _accused(pleaded("1589", 2, months=70), restitution=88_120),
            _accused(dropped("1589", 2), restitution=88_120),
            Accused((), 6_300, uncoded_months=24),
        ],
    ),
    SetPiece(
        "one joint order written on four people and a smaller one of a fifth's own",
        Kind.LABOR,
        date(2014, 11, 5),
        [
            _accused(tried("1589", 3, guilty=3, months=144), restitution=1_187_540),
            _accused(tried("1589", 3, guilty=2, months=97), restitution=1_187_540),
            _accused(pleaded("1590", months=40), restitution=1_187_540),
            _accused(pleaded("1594", months=30), pleaded("1592", months=30), restitution=1_187_540),
            _accused(pleaded("1592", probation=36), restitution=21_900),
        ],
    ),
    SetPiece(
        "life imprisonment",
        Kind.MINOR_SEX,
        date(2015, 7, 14),
        [_accused(tried("1591", 5, guilty=5, months=LIFE), restitution=312_000)],
    ),
    SetPiece(
        "racketeering, documents, tampering",
        Kind.LABOR,
        date(2013, 2, 20),
        [
            _accused(tried("1961_to_1968", guilty=1, months=180), restitution=530_000),
            _accused(pleaded("1546", 4, months=14), dismissed("1028"), restitution=0),
            _accused(pleaded("1512", 2, months=21), dismissed("1589")),
            _accused(pleaded("1028", 1, months=6), dismissed("1546", 20), restitution=0),
        ],
    ),
    SetPiece(
        "fraud in foreign labor contracting",
        Kind.LABOR,
        date(2016, 5, 17),
        [_accused(pleaded("1351", 20, guilty=1, months=24), dismissed("1546", 2), restitution=0)],
    ),
    SetPiece(
        "images of minors only, and importation for prostitution",
        Kind.MINOR_SEX,
        date(2017, 3, 9),
        [
            _accused(pleaded("2251", months=240), dismissed("1591"), restitution=0),
            _accused(pleaded("2252", 2, months=63), restitution=3_000),
            _accused(dismissed("1591"), pleaded("1328", months=37), restitution=0),
        ],
    ),
    SetPiece(
        "pleaded guilty, sentence still to come",
        Kind.ADULT_SEX,
        date(2016, 9, 1),
        [
            Accused((pleaded("1591"), pending("1594")), awaits_sentence=True),
            Accused((pleaded("1594"),), awaits_sentence=True),
        ],
    ),
    SetPiece(
        "people whose names the source withholds, and people it could not name",
        Kind.MINOR_SEX,
        date(2018, 5, 24),
        [
            _accused(tried("1591", 2, guilty=2, months=300), restitution=0),
            Accused((pleaded("1594", months=24),), 0, name=("Bottom", "Girl")),
            Accused((dismissed("1591"),), name=("Bottom 1", "Girl")),
            Accused((pending("1591"),), name=("FNU", "LNU")),
        ],
    ),
    SetPiece(
        "sentenced within ninety days of the last day (sex)",
        Kind.MINOR_SEX,
        date(2023, 4, 12),
        [_recent(pleaded("1591", months=180), sentenced_on=date(2024, 10, 22))],
    ),
    SetPiece(
        "sentenced within ninety days of the last day (labor)",
        Kind.LABOR,
        date(2023, 6, 6),
        [_recent(pleaded("1589", 2, months=48), sentenced_on=date(2024, 11, 13))],
    ),
    SetPiece(
        "sentenced within ninety days of the last day (conspiracy)",
        Kind.ADULT_SEX,
        date(2023, 8, 29),
        [_recent(pleaded("1594", months=72), sentenced_on=date(2024, 12, 4))],
    ),
    *(
        SetPiece(
            f"a certain duty, and a blank where restitution would stand ({filed.year})",
            Kind.ADULT_SEX,
            filed,
            [Accused((pleaded("1591", months=months),), sentenced_on=sentenced_on)],
        )
        for filed, sentenced_on, months in (
            (date(2004, 6, 15), date(2005, 9, 30), 60),
            (date(2008, 3, 4), date(2009, 1, 16), 97),
            (date(2012, 8, 21), date(2013, 11, 22), 120),
            (date(2015, 10, 6), date(2017, 2, 3), 188),
            (date(2018, 1, 23), date(2019, 4, 12), 151),
            (date(2021, 5, 11), date(2022, 6, 24), 84),
        )
    ),
    SetPiece(
        "charged on the last day",
        Kind.LABOR,
        LAST_DAY,
        [_accused(pending("1589", 2), pending("1592")), _accused(pending("1589"))],
    ),
)

WIDE_SET_PIECES: tuple[SetPiece, ...] = (
    SetPiece(
        "two defendants, one of them a company",
        Kind.LABOR,
        date(2009, 5, 6),
        [
            _accused(pleaded("1589", 2, months=55), restitution=94_118),
            Accused((pleaded("1546", probation=36),), 94_118, name=("", "Quavane Labor Services")),
        ],
    ),
    SetPiece(
        "sex trafficking dismissed, plea to transportation",
        Kind.MINOR_SEX,
        date(2020, 2, 13),
        [_accused(dismissed("1591", 2), pleaded("2421_to_2424", months=84), restitution=0)],
    ),
    SetPiece(
        "servitude before § 1593, and a person whose name is withheld",
        Kind.LABOR,
        date(2000, 3, 7),
        [
            _accused(pleaded("1581_to_1588", months=36), restitution=0),
            Accused((dropped("1581_to_1588"),), name=("Bottom", "Girl")),
        ],
    ),
    SetPiece(
        "convicted and not yet sentenced",
        Kind.ADULT_SEX,
        date(2014, 8, 19),
        [Accused((tried("1591", 2, guilty=1),), awaits_sentence=True)],
    ),
    SetPiece(
        "charged on the last day",
        Kind.MINOR_SEX,
        LAST_DAY,
        [_accused(pending("1591")), _accused(pending("2421_to_2424"))],
    ),
)

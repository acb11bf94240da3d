"""Convicted outside chapter 77: charged under it, convicted only elsewhere, and what is left.

The statute of conviction chooses the formula: United States v. Fu Sheng Kuo, 620 F.3d 1158 (9th
Cir. 2010), on § 241. Only a plea that leaves no mandatory authority is a *duty lost by plea*, and
always *unless the plea agreement provides restitution, §§ 3663(a)(3), 3663A(c)(2)*.
"""

from __future__ import annotations

import narwhals as nw

from amends.law.restitution import Duty

UNLESS = "unless the plea agreement provides restitution, §§ 3663(a)(3), 3663A(c)(2)"

BY_PLEA = "plea with those counts dismissed"
ACQUITTED = "acquitted of them"
DISMISSED = "dismissed"
NOT_KNOWN = "unknown"

OTHER_MANDATORY = "another mandatory authority"
CONDITIONAL = "conditional"
DISCRETIONARY = "discretionary"
NOTHING = "none"

LOST_BY_PLEA = "duty lost by plea"


def outside_chapter_77() -> list[nw.Expr]:
    """Three columns, null for everybody else: how, what remains, and whether a plea lost the duty.

    Reads the sums of a defendant's charge lines in `findings`.
    """
    outside = nw.col("convicted") & (nw.col("chapter_77") > 0) & (nw.col("convicted_77") == 0)
    by_plea = (nw.col("dismissed_by_plea_77") > 0) & (nw.col("pleaded") > 0)
    how = (
        nw.when(by_plea)
        .then(nw.lit(BY_PLEA))
        .otherwise(
            nw.when(nw.col("acquitted_77") > 0)
            .then(nw.lit(ACQUITTED))
            .otherwise(
                nw.when((nw.col("dropped_77") > 0) | (nw.col("dismissed_by_plea_77") > 0))
                .then(nw.lit(DISMISSED))
                .otherwise(nw.lit(NOT_KNOWN))
            )
        )
    )
    strength = nw.col("duty_strength")
    mandatory = strength >= Duty.DEPENDS_ON_THE_DATE.strength
    remains = (
        nw.when(mandatory)
        .then(nw.lit(OTHER_MANDATORY))
        .otherwise(
            nw.when(strength == Duty.CONDITIONAL.strength)
            .then(nw.lit(CONDITIONAL))
            .otherwise(
                nw.when(strength == Duty.DISCRETIONARY.strength)
                .then(nw.lit(DISCRETIONARY))
                .otherwise(nw.lit(NOTHING))
            )
        )
    )
    lost = by_plea & ~mandatory
    return [
        nw.when(outside).then(how).alias("outside_how"),
        nw.when(outside).then(remains).alias("outside_remains"),
        nw.when(outside & lost).then(nw.lit(LOST_BY_PLEA)).alias("outside_called"),
    ]

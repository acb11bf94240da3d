"""A case or two made for one test, and what people decide of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from amends.editions.decisions import Action, Decision
from tests.sources.documents import case, defendant

DECIDED_ON = date(2024, 5, 6)


def decided(
    subject: str,
    value: str = "",
    *,
    action: Action = Action.REPLACE,
    reason: str = "docket entry 88",
    who: str = "A. Reader",
) -> Decision:
    """A decision of a reader; a replacement unless another action is named."""
    return Decision(subject, action, value, reason, who, DECIDED_ON)


def people(*names: str, **summary: Any) -> dict[str, Any]:
    """A case whose defendants have these names, numbered from 1."""
    return case(
        {str(number): defendant(Summary={"Name": name}) for number, name in enumerate(names, 1)},
        **summary,
    )

"""Check pinned packages against published security advisories, and say what could not be checked.

pip-audit itself reports "no known vulnerabilities" for a package that the service does not answer
for. Here such a package is named as unchecked; an advisory fails, an unreachable service does not.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 120
UNREACHABLE = ("ConnectionError", "Timeout", "Max retries", "Could not connect", "HTTPError")


def report(requirements: Path) -> list[dict[str, object]] | None:
    """One entry a package, as pip-audit writes them; None when the service cannot be reached.

    Raises:
        RuntimeError: pip-audit failed for another reason; the message is its last line.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "advisories.json"
        command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes"]
        command += ["--progress-spinner", "off", "--format", "json", "--output", str(output)]
        try:
            run = subprocess.run(
                [*command, "--requirement", str(requirements)],
                check=False,
                capture_output=True,
                text=True,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            return None
        if output.exists():
            dependencies: list[dict[str, object]] = json.loads(output.read_text())["dependencies"]
            return dependencies
        if any(sign in run.stderr for sign in UNREACHABLE):
            return None
        raise RuntimeError((run.stderr.strip() or "pip-audit wrote nothing").splitlines()[-1])


def main() -> int:
    """Print the advisories for the requirements file given as argument; 1 if there is one."""
    requirements = Path(sys.argv[1])
    packages = report(requirements)
    if packages is None:
        print("advisories: NOT CHECKED, the advisory service cannot be reached from here")
        return 0
    unchecked = [str(one["name"]) for one in packages if "skip_reason" in one]
    vulnerable = [one for one in packages if one.get("vulns")]
    for one in vulnerable:
        print(f"{one['name']} {one['version']}: {json.dumps(one['vulns'])}", file=sys.stderr)
    if unchecked:
        print(
            f"advisories: {len(unchecked)} of {len(packages)} packages NOT CHECKED, "
            f"the service gave no answer for them ({', '.join(unchecked[:5])} …)"
        )
    print(f"advisories: {len(vulnerable)} among {len(packages) - len(unchecked)} checked packages")
    return 1 if vulnerable else 0


if __name__ == "__main__":
    sys.exit(main())

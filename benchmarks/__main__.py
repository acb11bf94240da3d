"""Every benchmark: `python -m benchmarks --quick` in about a minute, without it the full run."""

from __future__ import annotations

import argparse

from benchmarks import audit, growth, import_json, start


def main() -> None:
    """Print all tables; the full run keeps nothing either (see `--keep` of each benchmark)."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20,000 defendants, one run each")
    quick = parser.parse_args().quick
    print(start.table())
    print(import_json.table(6 if quick else 60))
    print(audit.compare(20_000 if quick else 1_000_000, times=1 if quick else 3))
    sizes = [size for size in growth.SIZES if size <= 100_000 or not quick]
    print(growth.table(growth.measure(sizes, times=1)))


if __name__ == "__main__":
    main()

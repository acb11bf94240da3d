"""`python -m amends.cli`, for places where the console script is not on the path."""

from amends.cli import main

main()

"""An invented nation of trafficking cases, for demonstrations and tests.

The public record that Amends reads cannot be handed on, and no test should rest on what happened to
real people. This room therefore writes case data in the two layouts of HumanTraffickingData.org,
with the shares of a plausible nation, every legal situation the audit tells apart and every fault
those files are known for. All people, firms and dockets in it are invented and say so. The same
seed gives the same bytes everywhere.

The rooms: `chance` chooses; `people`, `courts` and `stories` furnish; `charges`, `outcomes`,
`prosecutions` and `restitution` decide a case; `nation` makes the ordinary run of them and
`set_pieces` (put on by `staging`) those with a purpose; the layouts write them down, the blemishes
spoil them as the source does; `sample` makes the files.
"""

from amends.sources.invented.sample import SampleFiles, write_sample

__all__ = ["SampleFiles", "write_sample"]

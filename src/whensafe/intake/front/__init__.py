"""What stands around the words of an interview: title, standfirst, people, dates, source.

`sort_blocks` sorts the blocks before anything is known of turns; `find` takes what the turns left over.
"""

from whensafe.intake.front.byline import Named, own_name
from whensafe.intake.front.finding import Front, find
from whensafe.intake.front.finding_types import Leftover
from whensafe.intake.front.sorting import Part, Sorted, sort_blocks
from whensafe.intake.front.unfold import unfold

__all__ = ["Front", "Leftover", "Named", "Part", "Sorted", "find", "own_name", "sort_blocks", "unfold"]

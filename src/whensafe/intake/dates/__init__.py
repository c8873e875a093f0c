"""Dates in words and figures, in the languages we read: where they stand, and what they say.

Nothing is completed: a month without a day stays a month. A date that can be read two ways keeps both.
"""

from whensafe.intake.dates.find import Stated, find_dates, iso_day

__all__ = ["Stated", "find_dates", "iso_day"]

"""What every test shares: no time limit per example (machines differ), and examples that fail are kept."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "whensafe",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    print_blob=True,
)
settings.load_profile("whensafe")

"""Stage 5: who may see what. `gate.decide` is the one place that answers (law 1)."""

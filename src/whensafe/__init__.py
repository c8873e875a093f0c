"""whensafe: testimony, kept now and told when it is safe."""

__version__ = "0.1.0"

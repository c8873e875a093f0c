"""``python -m whensafe`` is the command ``whensafe``."""

from whensafe.cli import main

if __name__ == "__main__":
    main()

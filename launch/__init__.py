"""Starting, testing and administering Schutznetz on one machine. The product does not know this package."""

from pathlib import Path

#: The checkout.
ROOT = Path(__file__).resolve().parent.parent

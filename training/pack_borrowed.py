"""Pack the table of model answers by which borrowed sentences are known (scoring/borrowed.py).

    python training/pack_borrowed.py    writes src/amtrainer/models/weights/borrowed.npz and its line in SHA256SUMS

Run it after a model answer changed. The same scenarios give the same table.
"""

import hashlib
from pathlib import Path

import numpy as np

from amtrainer.authoring.sources import sources_of
from amtrainer.content.library import Library
from amtrainer.models import weights

WEIGHTS = Path(weights.__file__).parent
NAME = "borrowed.npz"


def main() -> None:
    library = Library()
    sources = sources_of([library.scenario(id) for id in sorted(library.known())])
    owned = [(one, owner) for one, of in sources.owners.items() for owner in of]
    np.savez_compressed(
        WEIGHTS / NAME,
        ids=np.array(sources.ids),
        prints=np.array([one for one, _ in owned], dtype=np.uint32),
        owners=np.array([owner for _, owner in owned], dtype=np.uint16),
        kin=np.array([(one, other) for one, of in sources.kin.items() for other in sorted(of)], dtype=np.uint16),
    )
    sums = (WEIGHTS / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    digest = hashlib.sha256((WEIGHTS / NAME).read_bytes()).hexdigest()
    lines = [line for line in sums if not line.endswith(f"  {NAME}")] + [f"{digest}  {NAME}"]
    (WEIGHTS / "SHA256SUMS").write_text(
        "\n".join(sorted(lines, key=lambda one: one.split()[1])) + "\n", encoding="utf-8"
    )
    print(f"{len(sources.owners)} prints of {len(sources.ids)} exercises, {(WEIGHTS / NAME).stat().st_size} bytes")


if __name__ == "__main__":
    main()

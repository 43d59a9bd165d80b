"""Writes a model's manifest.json: the facts about the model, and every file that the runtime downloads, with its size and digest.

python -m train.common.manifest minilm    # recompute sizes and digests after a file changed
python -m train.common.manifest --check   # fail when a file and its entry differ; every model unless some are named
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

# Files for people, for the package, or written by this script. The runtime never downloads them.
NOT_DOWNLOADED = {"LICENSE", "NOTICE.md", "README.md", "card.md", "manifest.json", "package.json"}
MODELS = Path(__file__).parents[2]


def file_entries(folder: Path) -> list[dict]:
    entries = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if name in NOT_DOWNLOADED or any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        data = path.read_bytes()
        entries.append({"path": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    return entries


def write_manifest(folder: Path, *, id: str, tasks: list[str], architecture: dict, version: int = 1, license: str = "Apache-2.0") -> dict:
    manifest = {
        "id": id,
        "version": version,
        "license": license,
        "tasks": tasks,
        "architecture": architecture,
        "files": file_entries(folder),
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    return manifest


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    if not arguments.folders and not arguments.check:
        parser.error("name the folder of the model whose files changed")
    for folder in arguments.folders or sorted(path.parent for path in MODELS.glob("*/manifest.json")):
        path = folder / "manifest.json"
        if not path.is_file():
            print(f"{path}: missing; the model's own training script writes it first", file=sys.stderr)
            return 1
        manifest = json.loads(path.read_text(encoding="utf-8"))
        files = manifest.pop("files")
        if arguments.check:
            if files != file_entries(folder):
                print(f"{folder}: files differ from manifest.json", file=sys.stderr)
                return 1
            continue
        manifest = write_manifest(folder, **manifest)
        print(f"{folder}: {len(manifest['files'])} files, {sum(f['bytes'] for f in manifest['files']):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Which folder may import which: imports go downward, and there are no cycles."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
# The folders that a folder may import. `common` imports none, and tests import all.
BELOW = {
    "e5_small": {"common", "minilm"},
    "minilm": {"common"},
    "static": {"common", "minilm"},
    "heads": {"common", "minilm"},
    "reranker": {"common", "minilm", "static"},
    # The audit reads the texts of all trainings that make or write some.
    "overlap": {"common", "heads", "pii", "reranker"},
    "static_multilingual": {"common", "minilm", "e5_small", "static"},
}


def imports() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in ROOT.rglob("*.py"):
        name = "train." + ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("train")]
        own = found.setdefault(name, set())
        for node in nodes:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            own |= {module for module in (*inner, node.module or "") if (ROOT.parent / (module.replace(".", "/") + ".py")).is_file()}
    return found


def test_folders_import_downward_only() -> None:
    for name, wanted in imports().items():
        folder = name.split(".")[1]
        if folder == "tests":
            continue
        allowed = BELOW.get(folder, {"common"} if folder != "common" else set()) | {folder}
        wrong = sorted(module for module in wanted if module.split(".")[1] not in allowed)
        assert not wrong, f"{name} imports {', '.join(wrong)}"


def test_no_module_leads_back_to_itself() -> None:
    found = imports()

    def reached(name: str, seen: set[str]) -> set[str]:
        for module in found.get(name, set()) - seen:
            seen.add(module)
            reached(module, seen)
        return seen

    circles = sorted(name for name in found if name in reached(name, set()))
    assert not circles, f"import circle through {', '.join(circles)}"

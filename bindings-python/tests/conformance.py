"""Runs core/conformance against the installed package: python tests/conformance.py [folder]."""

import json
import math
import os
import sys
from pathlib import Path

from json_data import add, data_in, data_out

import kingpost
from kingpost import _core


def same(want, got, tolerance):
    if isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        return all(same(w, g, tolerance) for w, g in zip(want, got))
    if isinstance(want, dict) and isinstance(got, dict) and want.keys() == got.keys():
        return all(same(w, got[key], tolerance) for key, w in want.items())
    if isinstance(got, float) and isinstance(want, (int, float)):
        bits = math.copysign(1, want) == math.copysign(1, got) or isinstance(want, int)
        return (want == got and bits) or abs(want - got) <= tolerance * max(abs(want), abs(got)) > 0
    return want == got


def outcome(call):
    try:
        return call()
    except kingpost.KingpostError as error:
        return error.code


def steps(model, case):
    for number, step in enumerate(case.get("steps", [])):
        verb, args, data = step["verb"], json.dumps(step.get("args", {})), data_in(step.get("data"))
        if verb == "save_load":
            model = _core.Model.from_bytes(model.to_bytes())
            continue
        calls = {"content_id": model.content_id, "update": lambda: data_out(model.update(data, args))}
        got = outcome(calls.get(verb, lambda: data_out(model.call(verb, args, data))))
        want = step.get("error", step.get("expect"))
        assert same(want, got, case.get("tolerance", 0)), f"step {number} ({verb}): {got} instead of {want}"


def call(case):
    answer = _core.function(case["function"], json.dumps(case.get("args", {})), list(map(data_in, case["inputs"])))
    return answer if isinstance(answer, str) else data_out(answer)


def run(case, saved):
    if "function" in case:
        got, want = outcome(lambda: call(case)), case.get("error", case.get("expect"))
        assert same(want, got, case.get("tolerance", 0)), f"{got} instead of {want}"
        return
    if saved:
        model = _core.Model.load(str(saved))
        assert model.content_id() == case["content_id"], "another content id"
        assert json.loads(model.verify())["ok"], model.verify()
        return steps(model, case)
    target = _core.Frame() if "target" in case else None
    if target is not None:
        add(target, "target", case["target"])
    options = json.dumps(case.get("options", {}) | {"seed": case.get("seed", 0)})
    fit = [case["component"], json.dumps(case.get("params", {})), data_in(case["data"]), target, options]
    model = outcome(lambda: _core.Model.fit(*fit))
    if "error" not in case and not isinstance(model, str):
        return steps(model, case)
    assert model == case.get("error"), f"fit: {model} instead of {case.get('error')}"


def main(folder):
    passed, failed, known = 0, 0, kingpost.list()
    os.chdir(folder)
    folder = Path()  # what a case names is found from here
    saved = {
        path.parent / path.name.replace(".kp.safetensors", ".json"): path for path in folder.glob("saved/**/*.kp.*")
    }
    for path in sorted([*folder.glob("cases/*.json"), *saved]):
        case = json.loads(path.read_text("utf-8"))
        if "feature" in case and case["component"] not in known:
            continue
        try:
            run(case, saved.get(path))
            passed += 1
        except (AssertionError, kingpost.KingpostError) as error:
            failed += 1
            print(f"{path.name}: {str(error)[:400]}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "../../core/conformance")))

"""What the conformance cases say in JSON, as the package takes it, and its answers in JSON."""

import math

import numpy as np

from kingpost import _core

TYPES = {"f64": np.float64, "i64": np.int64, "bool": np.bool_}


def add(frame, name, spec):
    kind, values = spec["type"], spec["values"]
    if kind == "str":
        frame.add_strings(name, values)
    elif kind == "time":
        frame.add_times(name, np.array(values, np.int64), spec.get("unit", "ms"))
    else:
        values = [math.nan if value is None else float(value) for value in values] if kind == "f64" else values
        getattr(frame, f"add_{kind}")(name, np.array(values, TYPES[kind]))


def data_in(spec):
    if spec and "csr" in spec:
        csr, kinds = spec["csr"], {"indptr": np.int64, "indices": np.int32, "values": np.float64}
        return _core.Csr(csr["columns"], *(np.array(csr[name], kind) for name, kind in kinds.items()))
    frame = _core.Frame() if spec else None
    for column in spec["frame"] if spec else []:
        add(frame, column["name"], column)
    return frame


def listed(values):
    special = {math.inf: "Infinity", -math.inf: "-Infinity"}
    values = values if isinstance(values, list) else values.tolist()
    return [None if value != value else special.get(value, value) for value in values]


def data_out(data):
    if isinstance(data, _core.Csr):
        parts = zip(("indptr", "indices", "values"), map(listed, data.arrays()))
        return {"csr": {"columns": data.shape[1], **dict(parts)}}
    columns = [
        {"name": n, "type": t, "values": listed(v), **({"unit": u} if u else {})} for n, t, v, u, _ in data.take()
    ]
    return {"frame": columns}

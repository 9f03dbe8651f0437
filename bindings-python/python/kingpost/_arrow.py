"""Frames that speak Arrow: polars, pyarrow, and anything else with an Arrow stream. They cross as the C data interface,
so neither library is needed for the other."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from . import _core
from ._errors import InvalidData
from ._frames import LOCAL, Form, Zones, zone_of

DAY = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}


def read(data: Any, kind: str | None, column: str | None, zones: Zones) -> tuple[_core.Frame, Form]:
    """Reads a frame, or one column under the name given."""
    if kind == "polars":
        return _read_polars(data, column, zones)
    if kind == "pyarrow":
        return _read_pyarrow(data, column, zones)
    return _core.Frame.from_arrow(data), Form("arrow")


def add(frame: _core.Frame, form: Form, name: str, values: Any, zones: Zones) -> None:
    """Adds one column to a frame of another kind."""
    column, its = read(values, type(values).__module__.partition(".")[0], name, zones)
    form.types.setdefault(name, its.types[name])
    form.zones.update(its.zones)
    frame.append(column)


def _read_polars(data: Any, column: str | None, zones: Zones) -> tuple[_core.Frame, Form]:
    import polars as pl

    if isinstance(data, pl.LazyFrame):
        data = data.collect()
    if isinstance(data, pl.Series):
        data = data.alias(column or data.name or "x0").to_frame()
    form = Form("polars", dict(data.schema))
    for name, dtype in form.types.items():
        if isinstance(dtype, pl.Null):
            data = data.with_columns(pl.col(name).cast(pl.String))
        if isinstance(dtype, pl.Datetime) and dtype.time_zone:
            local = data[name].dt.replace_time_zone(None)
            zone = zone_of(zones, name, lambda local=local: (local - local.dt.truncate("1d")).n_unique() <= 1)
            form.zones[name] = zone = dtype.time_zone if zone == LOCAL else zone
            if zone != dtype.time_zone:
                local = data[name].dt.convert_time_zone(zone).dt.replace_time_zone(None)
            data = data.with_columns(local.alias(name))
    return _with_zones(_core.Frame.from_arrow(data), form.zones), form


def _read_pyarrow(data: Any, column: str | None, zones: Zones) -> tuple[_core.Frame, Form]:
    import pyarrow as pa
    import pyarrow.compute as pc

    shape = type(data).__name__
    if isinstance(data, pa.RecordBatch):
        table = pa.Table.from_batches([data])
    elif isinstance(data, pa.RecordBatchReader):
        table, shape = data.read_all(), "RecordBatchReader"
    elif isinstance(data, (pa.Array, pa.ChunkedArray)):
        table = pa.table({column or "x0": data})
    elif isinstance(data, pa.Table):
        table = data
    else:
        raise InvalidData(f"cannot read a pyarrow.{shape}; give a Table, a RecordBatch, a reader or an array")
    form = Form("pyarrow", {field.name: field.type for field in table.schema}, shape)
    for place, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type) and field.type.tz:
            unit, values = field.type.unit, table.column(place)
            local = pc.local_timestamp(values)
            ticks = np.asarray(local.cast(pa.int64()))
            zone = zone_of(zones, field.name, lambda ticks=ticks, day=DAY[unit]: len(np.unique(ticks % day)) <= 1)
            form.zones[field.name] = zone = field.type.tz if zone == LOCAL else zone
            if zone != field.type.tz:
                local = pc.local_timestamp(values.cast(pa.timestamp(unit, zone)))
            table = table.set_column(place, field.name, local)
    return _with_zones(_core.Frame.from_arrow(table), form.zones), form


def _with_zones(frame: _core.Frame, zones: dict[str, str]) -> _core.Frame:
    for name, zone in zones.items():
        frame.set_zone(name, zone)
    return frame


def write(frame: _core.Frame, form: Form) -> Any:
    """The frame in the caller's kind, its columns of the types that the input's columns of the same names had."""
    # Ticks are the wall clock of their zone; Arrow's are UTC. So a zone is put on again where the library knows it.
    zones = {name: zone for name in frame.names if (zone := frame.set_zone(name, None))}
    if form.kind == "polars":
        return _write_polars(frame, form, zones)
    if form.kind == "arrow" and "pyarrow" not in sys.modules:
        try:
            import pyarrow  # noqa: F401
        except ImportError:
            return _with_zones(frame, {name: zone for name, zone in zones.items() if zone == "UTC"})
    return _write_pyarrow(frame, form, zones)


def _write_polars(frame: _core.Frame, form: Form, zones: dict[str, str]) -> Any:
    import polars as pl

    out = pl.DataFrame(frame)
    for name, zone in zones.items():
        local = pl.col(name)
        zoned = [
            time.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
            # What the clock leaps over is the first time after the leap.
            for time in (local, local.dt.offset_by("1h").dt.truncate("1h"))
        ]
        out = out.with_columns(pl.coalesce(zoned))
    casts = []
    for name, dtype in out.schema.items():
        wanted = form.types.get(name)
        if wanted is None or wanted == dtype or dtype.is_float() or isinstance(dtype, pl.Boolean):
            continue
        if isinstance(wanted, pl.Datetime) and name in zones:
            # Times without a zone were given to a model of times with one: they are the wall clock of it.
            time = pl.col(name).dt
            plain = time.convert_time_zone(wanted.time_zone) if wanted.time_zone else time.replace_time_zone(None)
            out = out.with_columns(plain)
        casts.append(pl.col(name).cast(wanted))
    return out.with_columns(casts)


def _write_pyarrow(frame: _core.Frame, form: Form, zones: dict[str, str]) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    table = pa.table(frame)
    for place, field in enumerate(table.schema):
        column, wanted = table.column(place), form.types.get(field.name)
        if zone := zones.get(field.name):
            column = pc.assume_timezone(column, zone, ambiguous="earliest", nonexistent="latest")
        if wanted is not None and not pa.types.is_floating(field.type) and not pa.types.is_boolean(field.type):
            if pa.types.is_dictionary(wanted):
                column = column.cast(wanted.value_type).dictionary_encode()
            if pa.types.is_timestamp(wanted) and wanted.tz is None and zone:
                column = pc.local_timestamp(column)
            column = column if column.type == wanted else column.cast(wanted)
        table = table.set_column(place, field.name, column)
    if form.shape == "RecordBatch":
        return (
            table.combine_chunks().to_batches()[0] if table.num_rows else pa.RecordBatch.from_pylist([], table.schema)
        )
    return table.to_reader() if form.shape == "RecordBatchReader" else table

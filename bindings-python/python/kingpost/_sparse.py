"""Sparse matrices in and out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import _core
from . import _numpy as np
from ._errors import InvalidType


@dataclass(frozen=True, eq=False)
class Csr:
    """A sparse matrix in compressed row form, where scipy is not installed: row ``r`` has the entries
    ``indptr[r]:indptr[r + 1]`` of ``indices`` and ``data``."""

    shape: tuple[int, int]
    indptr: np.ndarray
    indices: np.ndarray
    data: np.ndarray

    @property
    def nnz(self) -> int:
        """How many entries are stored."""
        return len(self.data)

    def toarray(self) -> np.ndarray:
        """The matrix with its zeros written out."""
        dense = np.zeros(self.shape)
        rows = np.repeat(np.arange(self.shape[0]), np.diff(self.indptr))
        dense[rows, self.indices] = self.data
        return dense


def write(matrix: _core.Csr) -> Any:
    """A ``scipy.sparse.csr_matrix`` on the core's own memory, or a ``Csr`` without scipy."""
    shape = matrix.shape
    indptr, indices, data = matrix.take()
    try:
        from scipy.sparse import csr_matrix
    except ImportError:
        return Csr(shape, indptr, indices, data)
    if len(data) <= np.iinfo(np.int32).max:
        indptr = indptr.astype(np.int32)
    else:
        indices = indices.astype(np.int64)
    out = csr_matrix(shape)
    # Set one by one: the constructor would check again what the core guarantees.
    out.indptr, out.indices, out.data = indptr, indices, data
    out.has_sorted_indices = out.has_canonical_format = True
    return out


def dense(matrix: _core.Csr) -> np.ndarray:
    """An array of a matrix that has next to no zeros."""
    shape = matrix.shape
    indptr, indices, data = matrix.take()
    full = len(data) == shape[0] * shape[1]
    return data.reshape(shape) if full else Csr(shape, indptr, indices, data).toarray()


def read(matrix: Any) -> _core.Csr:
    """Reads a sparse matrix of scipy, or a ``Csr``."""
    if not isinstance(matrix, Csr):
        matrix = matrix.tocsr()
        if not matrix.has_canonical_format:
            matrix = matrix.copy()
            matrix.sum_duplicates()
    if matrix.data.dtype.kind not in "fiub":
        raise InvalidType(
            f"Complex data not supported: the matrix is of type {matrix.data.dtype}; must be real numbers"
        )
    return _core.Csr(
        matrix.shape[1],
        matrix.indptr.astype(np.int64, copy=False),
        matrix.indices.astype(np.int32, copy=False),
        matrix.data.astype(np.float64, copy=False),
    )


def is_sparse(data: Any) -> bool:
    """Whether this is a sparse matrix of any kind."""
    return isinstance(data, Csr) or (hasattr(data, "tocsr") and hasattr(data, "nnz"))

"""Handing the arrays to kernels by reference.

A named tuple is passed to a compiled function by value: dozens of arrays copied and counted at each call,
which costs more than the work of most functions here. A reference is one pointer.
"""

import importlib
from typing import Any

from routing.solver.kernels.compiling import compiled, numba
from routing.solver.kernels.rounds.arrays import Desk, Model, Rounds

if numba is None:  # plain Python passes everything by reference

    def refer(record: Any) -> Any:
        """The record itself."""
        return record

else:
    cgutils: Any = importlib.import_module("numba.core.cgutils")
    types: Any = importlib.import_module("numba.core.types")
    structref: Any = importlib.import_module("numba.experimental.structref")
    extending: Any = importlib.import_module("numba.extending")

    class _Fields(types.StructRef):
        def preprocess_fields(self, fields: Any) -> Any:
            return tuple((name, types.unliteral(kind)) for name, kind in fields)

    @structref.register
    class ModelType(_Fields):
        """Type of a reference to a Model."""

    @structref.register
    class RoundsType(_Fields):
        """Type of a reference to Rounds."""

    @structref.register
    class DeskType(_Fields):
        """Type of a reference to a Desk."""

    class ModelReference(structref.StructRefProxy):
        """A Model by reference."""

    class RoundsReference(structref.StructRefProxy):
        """Rounds by reference."""

    class DeskReference(structref.StructRefProxy):
        """A Desk by reference."""

    structref.define_proxy(ModelReference, ModelType, list(Model._fields))
    structref.define_proxy(RoundsReference, RoundsType, list(Rounds._fields))
    structref.define_proxy(DeskReference, DeskType, list(Desk._fields))

    @extending.intrinsic
    def _uncounted(typing_context: Any, record: Any) -> Any:
        """The same arrays without an owner, so that kernels do not count references to them."""

        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            items = cgutils.unpack_tuple(builder, arguments[0], len(record))
            freed = []
            for kind, item in zip(record, items, strict=True):
                if isinstance(kind, types.Array):
                    array = context.make_array(kind)(context, builder, value=item)
                    array.meminfo = cgutils.get_null_value(array.meminfo.type)
                    item = array._getvalue()
                freed.append(item)
            return context.make_tuple(builder, record, freed)

        return record(record), generate

    @compiled
    def _model_reference(record: Any) -> Any:
        return ModelReference(*_uncounted(record))

    @compiled
    def _rounds_reference(record: Any) -> Any:
        return RoundsReference(*_uncounted(record))

    @compiled
    def _desk_reference(record: Any) -> Any:
        return DeskReference(*_uncounted(record))

    _REFERENCES = {Model: _model_reference, Rounds: _rounds_reference, Desk: _desk_reference}

    def refer(record: Any) -> Any:
        """A reference to the arrays of a Model, Rounds or Desk, which the caller keeps alive."""
        return _REFERENCES[type(record)](record)

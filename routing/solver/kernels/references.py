"""Handing the arrays to kernels by address.

A named tuple is passed to a compiled function by value, and every array in it is counted at every call: ten
times the work of most functions here. A reference is one address of the same fields, and counts nothing.
"""

import importlib
from typing import Any

import numpy as np

from routing.solver.kernels.compiling import compiled, numba

FIELD_BYTES = 256  # more than any field takes: an array is at most a dozen words, the rules two dozen


class Reference:
    """The fields of a named tuple of arrays, laid out in memory that lives as long as this object."""

    def __init__(self, record: Any) -> None:
        self.record = record
        self.memory = np.zeros(len(record) * FIELD_BYTES, dtype=np.uint8)
        self.address = int(self.memory.ctypes.data)
        _write(record, self.address)
        self.kind = ReferenceType(numba.typeof(record))


def refer(record: Any) -> Any:
    """A reference to a Model, Rounds or Desk; plain Python passes everything by reference anyway."""
    return record if numba is None else Reference(record)


if numba is not None:
    ir: Any = importlib.import_module("llvmlite.ir")
    cgutils: Any = importlib.import_module("numba.core.cgutils")
    imputils: Any = importlib.import_module("numba.core.imputils")
    templates: Any = importlib.import_module("numba.core.typing.templates")
    types: Any = importlib.import_module("numba.core.types")
    extending: Any = importlib.import_module("numba.extending")

    class ReferenceType(types.Type):
        """Type of a reference to a named tuple of this type."""

        def __init__(self, record: Any) -> None:
            self.record = record
            super().__init__(name=f"Reference({record})")

    @extending.register_model(ReferenceType)
    class _Address(extending.models.PrimitiveModel):
        def __init__(self, manager: Any, kind: Any) -> None:
            super().__init__(manager, kind, ir.IntType(8).as_pointer())

    @extending.typeof_impl.register(Reference)
    def _type_of(value: Reference, context: Any) -> Any:
        return value.kind

    @extending.unbox(ReferenceType)
    def _unbox(kind: Any, value: Any, compiler: Any) -> Any:
        address = compiler.pyapi.object_getattr_string(value, "address")
        pointer = compiler.pyapi.long_as_voidptr(address)
        compiler.pyapi.decref(address)
        return extending.NativeValue(pointer)

    @templates.infer_getattr
    class _Attributes(templates.AttributeTemplate):
        key = ReferenceType

        def generic_resolve(self, kind: Any, name: str) -> Any:
            return kind.record[kind.record.fields.index(name)]

    @imputils.lower_getattr_generic(ReferenceType)
    def _field(context: Any, builder: Any, kind: Any, value: Any, name: str) -> Any:
        record = builder.bitcast(value, context.get_value_type(kind.record).as_pointer())
        return builder.load(cgutils.gep_inbounds(builder, record, 0, kind.record.fields.index(name)))

    @extending.intrinsic
    def _store(typing_context: Any, record: Any, address: Any) -> Any:
        """Write the fields to an address, arrays without their owner so that nobody counts them."""

        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            fields = []
            items = cgutils.unpack_tuple(builder, arguments[0], len(record))
            for kind, item in zip(record, items, strict=True):
                if isinstance(kind, types.Array):
                    array = context.make_array(kind)(context, builder, value=item)
                    array.meminfo = cgutils.get_null_value(array.meminfo.type)
                    fields.append(array._getvalue())
                else:
                    fields.append(item)
            value = context.make_tuple(builder, record, fields)
            builder.store(value, builder.inttoptr(arguments[1], value.type.as_pointer()))
            return context.get_dummy_value()

        return types.void(record, types.intp), generate

    @compiled
    def _write(record: Any, address: int) -> None:
        _store(record, address)

"""Imports in JSON."""

from typing import Any

from rest_framework import serializers

from stations.ground.imports.report import Fault
from stations.ground.messages import spoken


class FileAsked(serializers.Serializer[dict[str, Any]]):
    """The table to import."""

    file = serializers.FileField()


class CommitAsked(serializers.Serializer[dict[str, Any]]):
    """Whether to write."""

    commit = serializers.BooleanField(default=False)


class FaultShown(serializers.Serializer[Fault]):
    """What is wrong in one cell and what to do; one that does not stop the import is a note."""

    line = serializers.IntegerField()
    column = serializers.CharField()
    value = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    text = serializers.SerializerMethodField()
    stops = serializers.BooleanField()

    def get_text(self, fault: Fault) -> str:
        """In the language of the request."""
        return fault.text(spoken())


class ImportShown(serializers.Serializer[Any]):
    """What an import found, and whether it was written."""

    rows = serializers.IntegerField()
    new = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    bad = serializers.IntegerField()
    doubtful = serializers.IntegerField()
    committed = serializers.BooleanField()
    faults = FaultShown(many=True)
    faults_left_off = serializers.IntegerField()

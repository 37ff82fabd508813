"""The wires of the dispatch system: settings, addresses, errors, logs. It holds no domain rule."""

from eldercare.celery import app as celery_app

__all__ = ["celery_app"]

"""Celery, configured from Django's settings; each app's `tasks` module is found by name."""

import os

from celery import Celery

from eldercare import file_queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eldercare.settings")

file_queue.register()
app = Celery("eldercare")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

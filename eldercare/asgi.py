"""The ASGI application: HTTP to Django, WebSockets to the live feed."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eldercare.settings")
http = get_asgi_application()

# The socket routes import models, which exist only once Django above is set up.
from eldercare.websockets import sockets  # noqa: E402

application = ProtocolTypeRouter({"http": http, "websocket": sockets})

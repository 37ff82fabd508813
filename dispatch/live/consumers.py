"""The socket of the live feed."""

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class FeedConsumer(AsyncJsonWebsocketConsumer):
    """Refuses whoever is not signed in."""

    async def connect(self) -> None:
        """Close with 4401 until sign-in is known here."""
        await self.accept()
        await self.close(code=4401)

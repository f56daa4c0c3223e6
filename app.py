"""The Chalice app: names what all routes share, nothing else. handlers/routes.json says which module has which."""

from chalicelib import config
from chalicelib.handlers import door, events, starting
from chalicelib.handlers.routing import RoutedApp
from chalicelib.schemas import choices

app = RoutedApp(app_name="rossgram")
app.api.cors = door.CORS
app.api.binary_types.append("multipart/form-data")
app.register_middleware(door.speak_dialect, "http")
app.register_middleware(choices.hear, "http")
app.register_blueprint(events.bp)

if config.HANDLER:
    # The page that an app asks for first is imported while Lambda gives this process the whole of a core.
    app.prepare("/api/v1/timelines/home")
    starting.end()

"""The Chalice app: registers the blueprints, nothing else."""

from chalicelib.handlers import door, events, instance
from chalicelib.handlers.money.creators import ledger, onboarding, payouts
from chalicelib.handlers.money.funding import campaign_pages, campaigns, cards, pledges
from chalicelib.handlers.money.payments import refunds, webhooks
from chalicelib.handlers.money.selling import purchases, subscriptions, tiers, unlock
from chalicelib.handlers.people import accounts, follows, oauth, registration
from chalicelib.handlers.photos import bookmarks, comments, doors, likes, media, posts, search, timelines
from chalicelib.handlers.routing import RoutedApp

PEOPLE = (oauth, registration, accounts, follows)
PHOTOS = (media, doors, posts, comments, likes, bookmarks, search, timelines)
SALES = (purchases, refunds, unlock, onboarding, ledger, tiers, subscriptions)
MONEY = (webhooks, cards, payouts, *SALES, campaigns, pledges, campaign_pages)

app = RoutedApp(app_name="rossgram")
app.api.cors = door.CORS
app.api.binary_types.append("multipart/form-data")
app.register_middleware(door.speak_dialect, "http")

for module in (instance, *PEOPLE, *PHOTOS, *MONEY, events):
    app.register_blueprint(module.bp)
